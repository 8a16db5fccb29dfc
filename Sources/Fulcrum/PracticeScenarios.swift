// Reads a file of terms to plan, field by field, so that what is wrong can be said by name.
import Domain
import Foundation

enum PracticeScenarios {
  private static let most = 64 * 1024 * 1024

  static func read(_ file: String) throws -> [PracticeTerm] {
    guard let handle = FileHandle(forReadingAtPath: file), let data = try? handle.read(upToCount: most + 1) else {
      throw PracticeFault(place: "scenarios", sentence: Sentence("content.unreadable"))
    }
    guard data.count <= most, let whole = try? JSONDecoder().decode(JSONValue.self, from: data) else {
      throw PracticeFault(place: "scenarios", sentence: Sentence("practice.file.notJSON"))
    }
    let terms = try JSONFields(whole, "").list("scenarios").enumerated().map { number, any in
      try term(any, "scenarios[\(number + 1)]")
    }
    var ids: Set<String> = []
    for term in terms where !ids.insert(term.id).inserted {
      throw PracticeFault(place: "\(term.id): id", sentence: Sentence("practice.file.idTwice"))
    }
    return terms
  }

  private static func term(_ any: JSONValue, _ place: String) throws -> PracticeTerm {
    let id = try JSONFields(any, place).text("id")
    let fields = try JSONFields(any, id, separator: ": ")
    let rounds = try fields.whole("rounds", 1...Rotation.mostRounds)
    return PracticeTerm(
      id: id, tableSize: try fields.whole("cellSize", 2...99), rounds: rounds, facilitator: try fields.yesNo("facilitator"),
      sessions: try fields.list("sessions").enumerated().map { number, any in
        let session = try JSONFields(any, "\(id): sessions[\(number + 1)]")
        return PracticeTerm.Session(present: try session.texts("present"), events: try events(session, rounds))
      })
  }

  private static func events(_ session: JSONFields, _ rounds: Int) throws -> [PracticeTerm.Event] {
    guard session.has("events") else { return [] }
    return try session.list("events").enumerated().map { number, any in
      let event = try JSONFields(any, "\(session.place).events[\(number + 1)]")
      return PracticeTerm.Event(
        afterRound: try event.whole("afterRound", 0...rounds), leave: event.has("leave") ? try event.texts("leave") : [],
        join: event.has("join") ? try event.texts("join") : [])
    }
  }
}

/// Any JSON, with truth values and numbers kept apart.
private enum JSONValue: Decodable {
  case nothing
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case fields([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .nothing
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .fields(try container.decode([String: JSONValue].self))
    }
  }
}

/// A JSON object whose fields are asked for by name.
private struct JSONFields {
  let place: String
  private let separator: String
  private let fields: [String: JSONValue]

  init(_ value: JSONValue, _ place: String, separator: String = ".") throws {
    guard case .fields(let fields) = value else {
      throw PracticeFault(place: place.isEmpty ? "scenarios" : place, sentence: Sentence("practice.file.notFields"))
    }
    self.fields = fields
    self.place = place
    self.separator = place.isEmpty ? "" : separator
  }

  func has(_ name: String) -> Bool { fields[name] != nil }

  private func fault(_ name: String, _ sentence: Sentence) -> PracticeFault {
    PracticeFault(place: place + separator + name, sentence: sentence)
  }

  func text(_ name: String) throws -> String {
    guard case .text(let text) = fields[name], !text.isEmpty else { throw fault(name, Sentence("practice.file.notText")) }
    return text
  }

  func whole(_ name: String, _ range: ClosedRange<Int>) throws -> Int {
    guard case .number(let number) = fields[name], let whole = Int(exactly: number), range.contains(whole) else {
      throw fault(name, Sentence("practice.file.notANumber", ["low": String(range.lowerBound), "high": String(range.upperBound)]))
    }
    return whole
  }

  func yesNo(_ name: String) throws -> Bool {
    guard has(name) else { return false }
    guard case .flag(let flag) = fields[name] else { throw fault(name, Sentence("practice.file.notYesNo")) }
    return flag
  }

  func list(_ name: String) throws -> [JSONValue] {
    guard case .list(let list) = fields[name] else { throw fault(name, Sentence("practice.file.notAList")) }
    return list
  }

  func texts(_ name: String) throws -> [String] {
    try list(name).map { value in
      guard case .text(let text) = value, !text.isEmpty else { throw fault(name, Sentence("practice.file.notTexts")) }
      return text
    }
  }
}
