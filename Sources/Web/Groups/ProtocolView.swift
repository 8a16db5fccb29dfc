// A protocol as one chooses it: what it is good for, and, opened, how it goes, how long each step takes and whose idea it is.
import Domain
import HTML
import HTTP

struct ProtocolView {
  let offer: ProtocolOffer
  let present: Int
  let visit: Visit
  let when: Moments

  private var entry: ProtocolEntry { offer.entry }

  @Pieces var body: Markup {
    "<span class=\"row-title\">\(entry.shape.title)</span><span class=\"row-detail\">\(entry.use)</span>"
    """
    <details class="more"><summary>\(visit.say("content.howItGoes")) \(heardOnly(entry.shape.title))</summary>
    <p>\(entry.shape.summary)</p>
    <ol class="steps">\(steps)</ol>
    \(remark(notes))</details>
    """
  }

  /// Each step once, however often it runs.
  private var steps: Markup {
    joined(
      entry.shape.plan(present: present).filter { $0.round <= 1 }.map { step in
        "<li>\(step.title) <small>\(when.minutes(seconds: step.seconds))</small></li>"
      })
  }

  private var notes: String {
    let shape = entry.shape
    let rounds = shape.rounds(present: present)
    var sentences = (entry.origin?.credit ?? []).map { visit.say($0.key, $0.values) }
    if rounds > 1 {
      let isFramed = !shape.opening.isEmpty || !shape.closing.isEmpty
      let values = ["rounds": String(rounds)]
      sentences.insert(isFramed ? visit.say("content.repeatsFor", values) : visit.say("content.repeats", values), at: 0)
    }
    if !offer.tables.isEmpty {
      sentences.insert(visit.say("agenda.atTables", ["tables": TableWords(visit.house.catalogue).sizes(offer.tables)]), at: 0)
    }
    return sentences.joined(separator: " ")
  }
}
