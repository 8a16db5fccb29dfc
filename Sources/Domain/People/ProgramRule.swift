// What a program and a school have to be called, and where a program is on the clock.
import Foundation

package enum ProgramRule {
  package static let longestNameInBytes = 120
  /// The zones by their names in the time zone data: nothing that is merely read as one, such as a path or an offset.
  package static let zones = Set(TimeZone.knownTimeZoneIdentifiers + ["UTC"])

  package static func check(_ program: Program) throws(Problem) -> Program {
    var lines: [Problem.Line] = []
    var checked = program
    do { checked.name = try name(program.name, field: "program-name") } catch { lines += error.lines }
    if !zones.contains(program.zone) { lines.append(.init(field: "zone", sentence: Sentence("people.problem.zoneUnknown"))) }
    guard lines.isEmpty else { throw Problem(lines: lines) }
    return checked
  }

  /// The name of a program or a school as it is written, with single blanks.
  package static func name(_ typed: String, field: String) throws(Problem) -> String {
    let name = TypedText.singleBlanks(typed.precomposedStringWithCanonicalMapping)
    guard !name.isEmpty else { throw Problem(field, "people.problem.nameMissing") }
    guard name.utf8.count <= longestNameInBytes, name.unicodeScalars.allSatisfy({ FullName.isVisible($0) || $0 == " " }) else {
      throw Problem(field, "people.problem.nameForm", ["most": "\(longestNameInBytes)"])
    }
    return name
  }
}
