// Reads the file of arrival questions: each with a key of its own, so that a session can name the one it asks.
import Domain

enum ArrivalFile {
  static func read(_ fields: FieldReader) -> [ArrivalQuestion] {
    defer { fields.refuseUnknown() }
    var seen: Set<String> = []
    return fields.list("questions", atMost: 60).compactMap { line in
      defer { line.refuseUnknown() }
      let key = line.key("key")
      let text = line.text("question", atMost: 200)
      guard let key else { return nil }
      guard seen.insert(key).inserted else {
        line.fault("key", Sentence("content.questionTwice", ["key": key]))
        return nil
      }
      return ArrivalQuestion(key: key, text: text)
    }
  }
}
