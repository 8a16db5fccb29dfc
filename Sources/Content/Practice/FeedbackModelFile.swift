// Reads a feedback model: two parts at least, each with the words with which it begins.
import Domain

enum FeedbackModelFile {
  static func read(_ fields: FieldReader) -> (item: FeedbackModel, head: ItemHead)? {
    let head = ItemHead(fields)
    let bestFor = fields.text("bestFor", atMost: 160)
    let trap = fields.text("trap", atMost: 160)
    let origin = OriginFields.read(fields)
    var seen: Set<String> = []
    let parts = fields.list("parts", atMost: 6).compactMap { line -> FeedbackModel.Part? in
      defer { line.refuseUnknown() }
      let key = line.key("key")
      let title = line.text("title", atMost: 60)
      let prompt = line.text("prompt", atMost: 120)
      let isRequired = line.yesNo("required", default: true)
      guard let key else { return nil }
      guard seen.insert(key).inserted else {
        line.fault("key", Sentence("content.partTwice", ["key": key]))
        return nil
      }
      return FeedbackModel.Part(key: key, title: title, prompt: prompt, isRequired: isRequired)
    }
    if fields.faults.faults.isEmpty, parts.count < 2 {
      fields.fault("parts", Sentence("content.twoParts"))
    }
    fields.refuseUnknown()
    guard let key = head.key else { return nil }
    let model = FeedbackModel(
      key: key, title: head.title, summary: head.summary, bestFor: bestFor, trap: trap,
      parts: parts, origin: origin)
    return (model, head)
  }
}
