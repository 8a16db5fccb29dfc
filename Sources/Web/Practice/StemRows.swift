// Stems by what they do in a talk, each with when to use it and with one's own word about it: one form for all of its buttons.
import Domain
import HTML
import HTTP

struct StemRows {
  let types: [StemType]
  /// The group's own by their key.
  let own: [String: OwnStem]
  let repertoire: Repertoire
  let actor: ID<Person>
  /// Where whoever taps is led back to.
  let back: String
  let visit: Visit

  var markup: Markup {
    postForm("/stems", token: visit.formToken) {
      "<input type=\"hidden\" name=\"next\" value=\"\(back)\">\n"
      joined(types.map(typeRows))
    }
  }

  private func typeRows(_ type: StemType) -> Markup {
    joined(["<h3 id=\"type-\(type.key)\">\(type.title)</h3>\n", rows(type.stems.map(stemRow))])
  }

  private func stemRow(_ stem: Stem) -> Markup {
    row(
      {
        "<details class=\"more\"><summary><span class=\"stem\">\(stem.text)</span></summary>\n<div class=\"opened\" id=\"stem-\(stem.key)\">\n"
        stem.useWhen.isEmpty
          ? nil : facts([(visit.say("shelf.stems.use"), Markup(text: stem.useWhen)), (visit.say("shelf.stems.avoid"), Markup(text: stem.avoidWhen))])
        ownLines(stem)
        taps(stem)
        "</div></details>"
      }, end: felt(stem))
  }

  private func ownLines(_ stem: Stem) -> Markup? {
    guard let mine = own[stem.key] else { return nil }
    guard mine.authorID == actor else { return remark(visit.say("shelf.scenario.by", ["name": mine.authorName])) }
    let hints = StemFlaw.found(in: mine.text).map { notice(.note, PracticeWords(visit).flaw($0)) }
    return joined(hints) + "<p><a class=\"plain\" href=\"\(href: "/own-stems/\(mine.id)")\">\(visit.say("shelf.stem.change"))</a></p>\n"
  }

  private func taps(_ stem: Stem) -> Markup {
    let word = repertoire.felt(stem.key)
    return """
      <div class="chips chips-start" role="group" aria-label="\(visit.say("shelf.stems.tried"))"><span class="chips-word">\(visit.say("shelf.stems.tried"))</span>\(tap("yes", stem, visit.say("shelf.felt.yes"), word == .yes))\(tap("notYet", stem, visit.say("shelf.felt.notYet"), word == .notYet))</div>

      """
  }

  private func tap(_ name: StaticString, _ stem: Stem, _ label: String, _ isPressed: Bool) -> Markup {
    "<button class=\"chip\" name=\"\(name)\" value=\"\(stem.key)\" aria-pressed=\"\(isPressed ? "true" : "false")\">\(label)</button>"
  }

  private func felt(_ stem: Stem) -> Markup? {
    switch repertoire.felt(stem.key) {
    case .yes: statusWord(visit.say("shelf.felt.yesWord"))
    case .notYet: statusWord(visit.say("shelf.felt.notYetWord"))
    case nil: nil
    }
  }
}
