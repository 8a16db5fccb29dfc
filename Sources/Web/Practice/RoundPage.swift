// The page of a practice round for one viewer: the parts that follow the round, and the forms in which one types.
import Actions
import Domain
import HTML
import HTTP

/// What was typed into a form of the round and has to be put right.
struct RoundTyped {
  var about = ""
  var usualAnswer = ""
  var problem: Problem?
}

struct RoundPage {
  let scene: RoundScene
  var typed = RoundTyped()
  let token: Markup
  /// A fresh key for the one form of buttons, for browsers without a script.
  let key: String

  private var parts: RoundParts { RoundParts(scene: scene) }
  private var corrections: Corrections { Corrections(typed.problem, scene.catalogue) }

  var markup: Markup {
    """
    <div class="room round" data-room data-events="\(scene.address)/events" data-seq="\(scene.state.version)" data-lost="\(scene.say("table.live.lost"))" data-ended="\(scene.say("round.live.ended"))" data-not-sent="\(scene.say("table.live.notSent"))" data-time-up="\(scene.say("table.live.timeUp"))">
    <form id="commands" method="post" action="\(scene.address)/steps" hidden>\(token)<input type="hidden" name="key" value="\(key)"><input type="hidden" name="at" value="\(scene.view.phase.rawValue)"></form>
    <p class="connection" data-connection hidden></p>
    <noscript><p class="no-script"><a href="\(scene.address)">\(scene.say("table.live.refresh"))</a></p></noscript>
    <div class="room-stage">
    \(corrections.summary)\(parts.stage)\(parts.hand)
    </div>
    <div class="room-side">
    \(RoundFeedback(scene: scene).markup)\(RoundStems(scene: scene).markup)\(parts.card)\(parts.setting)\(comingTalkForm)\(parts.people)\(parts.stop)
    </div>
    </div>

    """
  }

  /// What a stream sends: every part, for this viewer, in its newest state.
  static func fragment(_ scene: RoundScene) -> Markup {
    let parts = RoundParts(scene: scene)
    return joined([
      parts.stage, parts.hand, parts.card, parts.setting, RoundFeedback(scene: scene).markup, RoundStems(scene: scene).markup, parts.people,
      parts.stop,
    ])
  }

  /// Stands there for the practitioner as long as the round runs, and shows only while it is set up: no message of the stream brings a form.
  private var comingTalkForm: Markup {
    guard scene.view.ownPart == .practitioner, !scene.view.phase.isOver else { return "" }
    let isOpen = !typed.about.isEmpty || !typed.usualAnswer.isEmpty
    return """
      <div class="side when-setting"><details class="more"\(" open", if: isOpen)><summary>\(scene.say("round.comingTalk.summary"))</summary>
      <form class="form side-form" id="coming-talk" method="post" action="\(scene.address)/setting" data-command data-clears>
      \(token)<input type="hidden" name="key" value="\(key)">
      \(textArea(Field("about", scene.say("round.comingTalk.about"), value: typed.about, hint: scene.say("round.comingTalk.aboutHint"), whoSees: .table, corrections), rows: 2))
      \(textArea(Field("usualAnswer", scene.say("round.comingTalk.answer"), value: typed.usualAnswer, hint: scene.say("round.comingTalk.answerHint"), whoSees: .table, corrections), rows: 2))
      \(buttons { submitButton(scene.say("round.comingTalk.submit"), .quiet) })</form></details></div>

      """
  }
}
