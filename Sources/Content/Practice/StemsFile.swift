// Reads a file of stems of one type, and names those that ask two things, lead or accuse.
import Domain

enum StemsFile {
  static func read(_ fields: FieldReader) -> (item: StemType, head: ItemHead)? {
    let head = ItemHead(fields)
    var seen: Set<String> = []
    let stems = fields.list("stems", atMost: 60).compactMap { line -> Stem? in
      defer { line.refuseUnknown() }
      let key = line.key("key")
      let text = line.text("text", atMost: 120)
      let useWhen = line.text("useWhen", atMost: 160)
      let avoidWhen = line.text("avoidWhen", atMost: 160)
      for flaw in StemFlaw.found(in: text) {
        switch flaw {
        case .double: line.fault("text", Sentence("content.stemDouble"))
        case .leading: line.fault("text", Sentence("content.stemLeading"))
        case .accusing: line.fault("text", Sentence("content.stemAccusing"))
        }
      }
      guard let key, let type = head.key else { return nil }
      guard seen.insert(key).inserted else {
        line.fault("key", Sentence("content.stemTwice", ["key": key]))
        return nil
      }
      return Stem(key: key, type: type, text: text, useWhen: useWhen, avoidWhen: avoidWhen)
    }
    fields.refuseUnknown()
    guard let key = head.key else { return nil }
    return (StemType(key: key, title: head.title, stems: stems), head)
  }
}
