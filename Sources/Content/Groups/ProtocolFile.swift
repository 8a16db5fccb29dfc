// Reads a protocol file: what it says about itself, its steps and their minutes, and the tables it splits into.
import Domain
import Yams

enum ProtocolFile {
  static func read(_ fields: FieldReader) -> (entry: ProtocolEntry, isEditable: Bool)? {
    let head = ItemHead(fields)
    let use = fields.text("use", atMost: 120)
    let origin = OriginFields.read(fields)
    let minimum = fields.whole("minimumPresent", in: 2...6)
    let repeats = RepeatField.read(fields)
    let capped = fields.yesNo("roundsMayBeCapped", default: false)
    let practice = fields.has("practice") ? fields.choice("practice", PracticeKind.self) : nil
    let opening = steps(fields, "opening", required: false)
    let middle = steps(fields, "steps", required: true)
    let closing = steps(fields, "closing", required: false)
    let seating = SeatingFields.read(fields, minimum: minimum ?? 2, repeats: repeats)
    fields.refuseUnknown()
    guard let minimum, let repeats, let key = head.key else { return nil }
    let shape = SessionProtocol(
      key: key, title: head.title, summary: head.summary, minimumPresent: minimum, circles: seating, repeats: repeats, opening: opening,
      steps: middle, closing: closing, roundsMayBeCapped: capped, practice: practice)
    check(shape, fields)
    let entry = ProtocolEntry(
      shape: shape, use: use, origin: origin, audience: head.audience, locale: head.locale, version: head.version)
    return (entry, head.isEditable)
  }

  private static func steps(_ fields: FieldReader, _ name: String, required: Bool) -> [ProtocolStep] {
    fields.list(name, atMost: 30, required: required).compactMap(StepFields.read)
  }

  private static func check(_ shape: SessionProtocol, _ fields: FieldReader) {
    var seen: Set<String> = []
    for step in shape.opening + shape.steps + shape.closing where !seen.insert(step.key).inserted {
      fields.fault("steps", Sentence("content.stepTwice", ["key": step.key]))
    }
    if shape.repeats == .presenters && shape.steps.count < 2 {
      fields.fault("steps", Sentence("content.presentersNeedTwoSteps"))
    }
    if shape.roundsMayBeCapped && shape.repeats == .once {
      fields.fault("roundsMayBeCapped", Sentence("content.nothingToCap"))
    }
    // Only a sound file is worth computing; a session is at most eight hours and a protocol a part of it.
    guard fields.faults.faults.isEmpty else { return }
    for present in shape.minimumPresent...6 where shape.seconds(present: present) > 240 * 60 {
      fields.fault("steps", Sentence("content.protocolTooLong", ["present": String(present)]))
      return
    }
  }
}

/// What every item of the library says about itself.
struct ItemHead {
  let key: String?
  let title: String
  let summary: String
  let locale: String
  let version: Int
  let audience: Audience
  let isEditable: Bool

  /// `about` is the field that says what it is, where the kind has a word of its own for it.
  init(_ fields: FieldReader, about: String = "summary", atMost limit: Int = 300) {
    key = fields.key("key")
    title = fields.text("title", atMost: 60)
    summary = fields.text(about, atMost: limit)
    locale = fields.text("locale", atMost: 20)
    version = fields.whole("version", in: 1...9_999) ?? 1
    audience = fields.choice("audience", Audience.self) ?? .both
    isEditable = fields.yesNo("editable", default: true)
  }
}

enum StepFields {
  static func read(_ fields: FieldReader) -> ProtocolStep? {
    let before = fields.faults.faults.count
    let key = fields.key("key")
    let title = fields.text("title", atMost: 60)
    let instruction = fields.text("instruction", atMost: 400)
    let say = fields.text("say", atMost: 200, required: false)
    let watch = fields.text("watch", atMost: 200, required: false)
    let floor = fields.choice("floor", FloorKind.self)
    let step = ProtocolStep(
      key: key ?? "", title: title, instruction: instruction, say: say.isEmpty ? nil : say, watch: watch.isEmpty ? nil : watch, floor: floor ?? .none,
      fixed: fields.minutes("fixed") ?? 0,
      perPresent: fields.minutes("perPresent") ?? 0, perOther: fields.minutes("perOther") ?? 0,
      perCircle: fields.minutes("perCircle") ?? 0, perObserver: fields.minutes("perObserver") ?? 0,
      oddEvenRounds: fields.minutes("oddEvenRounds") ?? 0)
    fields.refuseUnknown()
    guard fields.faults.faults.count == before else { return nil }
    // Six coaches, one observer: a step that lasts no time even then can never be run.
    if step.seconds(present: 6, circle: 6, observers: 1) == 0 { fields.fault("fixed", Sentence("content.stepWithoutMinutes")) }
    return step
  }
}

enum OriginFields {
  /// `origin: own`, or the fields of an idea that came from elsewhere.
  static func read(_ fields: FieldReader) -> Origin? {
    if let word = fields.word("origin", required: true) {
      if word != "own" { fields.fault("origin", Sentence("content.originWord")) }
      return nil
    }
    guard fields.has("origin"), let origin = fields.fields("origin") else { return nil }
    let read = Origin(
      name: origin.text("name", atMost: 80), author: origin.text("author", atMost: 120, required: false),
      size: origin.text("size", atMost: 40, required: false), time: origin.text("time", atMost: 40, required: false),
      adapted: origin.yesNo("adapted", default: true))
    origin.refuseUnknown()
    return read
  }
}

enum RepeatField {
  /// `once`, a number of times, or a word that makes the number follow from those present.
  static func read(_ fields: FieldReader) -> Repeat? {
    guard let word = fields.word("repeat") else {
      if fields.has("repeat") { fields.fault("repeat", Sentence("content.notOneValue")) }
      return fields.has("repeat") ? nil : .once
    }
    switch word {
    case "once": return .once
    case "perMember": return .perMember
    case "perCircleMember": return .perCircleMember
    case "perTableMember": return .perTableMember
    case "presenters": return .presenters
    default:
      if let times = Int(word), (2...10).contains(times) { return .times(times) }
      fields.wrongChoice("repeat", word, among: ["once", "2 to 10", "perMember", "perCircleMember", "perTableMember", "presenters"])
      return nil
    }
  }
}

enum SeatingFields {
  /// `circles: {6: [3, 3]}` or `tables: {5: ["3", "2F"]}`: for each number present, who sits together.
  static func read(_ fields: FieldReader, minimum: Int, repeats: Repeat?) -> [Int: [Seating]] {
    let circles = fields.pairs("circles")
    let tables = fields.pairs("tables")
    if !circles.isEmpty && !tables.isEmpty { fields.fault("tables", Sentence("content.circlesOrTables")) }
    if repeats == .perCircleMember && circles.isEmpty { fields.fault("repeat", Sentence("content.needsField", ["needed": "circles"])) }
    if repeats == .perTableMember && tables.isEmpty { fields.fault("repeat", Sentence("content.needsField", ["needed": "tables"])) }
    let name = circles.isEmpty ? "tables" : "circles"
    let pairs = circles.isEmpty ? tables : circles
    guard !pairs.isEmpty else { return [:] }
    var seating: [Int: [Seating]] = [:]
    for pair in pairs {
      let path = fields.field("\(name).\(fields.shown(pair.name))")
      guard let present = Int(pair.name), (2...6).contains(present) else {
        fields.faults.add(line: pair.line, field: path, Sentence("content.notPresent"))
        continue
      }
      guard let seats = seats(pair.node), seats.reduce(0, { $0 + $1.coaches }) == present else {
        fields.faults.add(line: pair.line, field: path, Sentence("content.seatsDoNotAdd", ["present": String(present)]))
        continue
      }
      guard seats.filter(\.facilitatorObserves).count <= 1 else {
        fields.faults.add(line: pair.line, field: path, Sentence("content.oneFacilitator"))
        continue
      }
      seating[present] = seats
    }
    for present in minimum...6 where seating[present] == nil && !pairs.contains(where: { $0.name == String(present) }) {
      fields.fault(name, Sentence("content.seatsMissing", ["present": String(present)]))
    }
    return seating
  }

  /// `[3, 3]`, `["3", "2F"]`: at least two coaches at each, `F` where the facilitator observes.
  private static func seats(_ node: Node) -> [Seating]? {
    guard case .sequence(let sequence) = node, (1...3).contains(sequence.count) else { return nil }
    var seats: [Seating] = []
    for node in sequence {
      guard let text = node.scalar?.string else { return nil }
      let observes = text.hasSuffix("F")
      guard let coaches = Int(observes ? String(text.dropLast()) : text), (2...6).contains(coaches) else { return nil }
      seats.append(Seating(coaches: coaches, facilitatorObserves: observes))
    }
    return seats
  }
}
