// Reads a focus skill: a primer for one minute, a model talk for three, and a lens for those who observe.
import Domain

enum FocusSkillFile {
  /// What is read in a minute, and in three: a little over two words a second.
  private static let primerWords = 40...150
  private static let modelWords = 150...420

  static func read(_ fields: FieldReader) -> (item: FocusSkill, head: ItemHead)? {
    let head = ItemHead(fields, about: "primer", atMost: 1_200)
    let lens = fields.text("lens", atMost: 200)
    let stems = fields.words("stems", atMost: 6).map(\.text)
    let model = fields.list("model", atMost: 40).map { line in
      defer { line.refuseUnknown() }
      return FocusSkill.Line(
        speaker: line.text("speaker", atMost: 40), says: line.text("says", atMost: 300))
    }
    if fields.faults.faults.isEmpty {
      check(words(head.summary), FocusSkillFile.primerWords, "primer", fields)
      check(model.reduce(0) { $0 + words($1.says) }, FocusSkillFile.modelWords, "model", fields)
    }
    fields.refuseUnknown()
    guard let key = head.key else { return nil }
    return (
      FocusSkill(
        key: key, title: head.title, primer: head.summary, model: model, lens: lens, stems: stems),
      head
    )
  }

  private static func words(_ text: String) -> Int { text.split(separator: " ").count }

  private static func check(
    _ count: Int, _ range: ClosedRange<Int>, _ name: String, _ fields: FieldReader
  ) {
    guard !range.contains(count) else { return }
    fields.fault(
      name,
      Sentence(
        "content.wordCount",
        ["count": String(count), "low": String(range.lowerBound), "high": String(range.upperBound)])
    )
  }
}
