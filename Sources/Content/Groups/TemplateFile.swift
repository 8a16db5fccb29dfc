// Reads a template file: an agenda of protocols and free blocks that has to fit its own minutes.
import Domain

/// A template before its protocols were looked up.
struct TemplateDraft {
  struct Item {
    let protocolKey: String?
    let block: SessionProtocol?
    let rounds: Int?
    let fields: FieldReader
  }

  let head: ItemHead
  let key: String
  let minutes: Int
  let present: Int
  let items: [Item]
  let fields: FieldReader

  static func read(_ fields: FieldReader) -> TemplateDraft? {
    let head = ItemHead(fields)
    let minutes = fields.whole("minutes", in: 15...480)
    let present = fields.whole("present", in: 2...6)
    let items = fields.list("items", atMost: 20).compactMap(item)
    fields.refuseUnknown()
    guard let key = head.key, let minutes, let present, fields.faults.faults.isEmpty else { return nil }
    return TemplateDraft(head: head, key: key, minutes: minutes, present: present, items: items, fields: fields)
  }

  private static func item(_ fields: FieldReader) -> Item? {
    defer { fields.refuseUnknown() }
    if fields.has("block") {
      let key = fields.key("block")
      let title = fields.text("title", atMost: 60)
      let instruction = fields.text("instruction", atMost: 400)
      let minutes = fields.whole("minutes", in: 1...120)
      guard let key, let minutes else { return nil }
      let shape = SessionProtocol.freeBlock(key: key, title: title, instruction: instruction, minutes: minutes)
      return Item(protocolKey: nil, block: shape, rounds: nil, fields: fields)
    }
    guard let key = fields.key("protocol") else { return nil }
    return Item(protocolKey: key, block: nil, rounds: fields.whole("rounds", in: 1...6, required: false), fields: fields)
  }

  /// The template with its protocols; adds a fault for each that does not exist and where the sum does not fit.
  func resolved(_ protocols: [String: ProtocolEntry]) -> SessionTemplate? {
    var resolved: [SessionTemplate.Item] = []
    for item in items {
      if let block = item.block {
        resolved.append(SessionTemplate.Item(shape: block))
      } else if let key = item.protocolKey {
        guard let entry = protocols[key] else {
          item.fields.wrongChoice("protocol", key, among: protocols.keys.sorted())
          continue
        }
        if present < entry.shape.minimumPresent {
          item.fields.fault(
            "protocol", Sentence("content.templateTooFew", ["key": key, "minimum": String(entry.shape.minimumPresent)]))
        }
        resolved.append(SessionTemplate.Item(shape: entry.shape, rounds: item.rounds))
      }
    }
    guard fields.faults.faults.isEmpty else { return nil }
    let template = SessionTemplate(
      key: key, title: head.title, summary: head.summary, minutes: minutes, present: present, items: resolved, audience: head.audience,
      locale: head.locale, version: head.version)
    checkFit(of: template)
    return fields.faults.faults.isEmpty ? template : nil
  }

  private func checkFit(of template: SessionTemplate) {
    var number = 0
    let plan = AgendaPlan(
      minutes: minutes, present: present,
      items: template.agenda {
        number += 1
        return ID(trusted: String(number))
      })
    if !plan.fits {
      fields.fault("minutes", Sentence("content.templateTooLong", ["needed": halves(plan.neededSeconds), "minutes": String(minutes)]))
    }
    if template.items.last?.shape.closesSession != true { fields.fault("items", Sentence("content.templateWithoutClosing")) }
  }

  /// Seconds as minutes with at most one half: `85`, `16.5`.
  private func halves(_ seconds: Int) -> String { seconds % 60 == 0 ? "\(seconds / 60)" : "\(seconds / 60).5" }
}
