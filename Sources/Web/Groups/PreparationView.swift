// What was left before a session, as home, session page and planner show it: who brings what, and who will not come.
import Actions
import Domain
import HTML
import HTTP

struct PreparationView {
  let preparation: Preparation
  let people: GroupPeople
  let when: Moments
  let visit: Visit

  init(_ preparation: Preparation, people: GroupPeople, when: Moments, visit: Visit) {
    self.preparation = preparation
    self.people = people
    self.when = when
    self.visit = visit
  }

  /// One row for each member who left something; a sentence where nobody has.
  var lines: Markup {
    let found = people.members.compactMap(line)
    return found.isEmpty ? remark(visit.say("before.nothing")) : rows(found)
  }

  private func line(_ member: GroupPerson) -> Markup? {
    let bring = preparation.brings.first { $0.personID == member.person }
    let absence = preparation.absences[member.person]
    let promises = preparation.commitments.filter { $0.ownerID == member.person && preparation.said.contains($0.id) }
    guard bring != nil || absence != nil || !promises.isEmpty else { return nil }
    var words: [String] = []
    if let bring { words.append(PreparationView.want(bring.want, visit)) }
    if absence != nil { words.append(visit.say("before.absence.word")) }
    return row(
      {
        person(member.fullName)
        bring.map { written($0.text) }
        joined(
          promises.map {
            remark(visit.say("before.standing", ["text": $0.text, "state": commitmentStateWord($0.state, visit.house.catalogue)]))
          })
        absence.flatMap { $0.isEmpty ? nil : remark(visit.say("before.absence.because", ["reason": $0])) }
      }, end: words.isEmpty ? nil : statusWord(words.joined(separator: ", ")))
  }

  static func want(_ want: BringWant, _ visit: Visit) -> String {
    switch want {
    case .help: visit.say("before.want.help")
    case .share: visit.say("before.want.share")
    case .celebrate: visit.say("before.want.celebrate")
    case .practise: visit.say("before.want.practise")
    }
  }
}

/// What to read beforehand, under its item.
func readingLine(_ reading: AgendaReading, _ visit: Visit) -> Markup {
  let title: Markup =
    reading.link.isEmpty ? Markup(text: reading.title) : "<a href=\"\(href: reading.link)\" rel=\"noreferrer\">\(reading.title)</a>"
  return """
    <div class="reading"><p><span class="remark">\(visit.say("agenda.read.before"))</span> \(title)</p>
    \(reading.text.isEmpty ? "" : written(reading.text))</div>

    """
}
