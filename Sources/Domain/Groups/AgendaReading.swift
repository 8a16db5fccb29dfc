// Something to read before a session, carried by an item of its agenda: a title with a web address, or a few lines.

package struct AgendaReading: Equatable, Sendable, Codable {
  package var title: String
  /// A web address; empty where the text says it all.
  package var link: String
  package var text: String

  package static let longestTitle = 120
  package static let longestText = 2_000

  package init(title: String, link: String = "", text: String = "") {
    self.title = TypedText.line(title)
    self.link = TypedText.line(link)
    self.text = TypedText.block(text)
  }

  package var isEmpty: Bool { title.isEmpty && link.isEmpty && text.isEmpty }

  /// The reading if it can be kept; `nil` where nothing was typed.
  package func checked() throws(Problem) -> AgendaReading? {
    if isEmpty { return nil }
    var problem = Problem(lines: [])
    if title.isEmpty { problem.add("read-title", Sentence("agenda.read.titleMissing")) }
    if TypedText.isLonger(title, than: AgendaReading.longestTitle) {
      problem.add("read-title", Sentence("agenda.read.titleLong", ["most": String(AgendaReading.longestTitle)]))
    }
    if !link.isEmpty && !SessionDraft.isMeetingLink(link) { problem.add("read-link", Sentence("agenda.read.link")) }
    if link.isEmpty && text.isEmpty { problem.add("read-link", Sentence("agenda.read.nothing")) }
    if TypedText.isLonger(text, than: AgendaReading.longestText) {
      problem.add("read-text", Sentence("agenda.read.textLong", ["most": String(AgendaReading.longestText)]))
    }
    guard problem.lines.isEmpty else { throw problem }
    return self
  }
}
