// The furnished district: its people by name, its schools and its two groups, as a demonstration and as the tests know them.
import Domain

/// The twelve who can sign in, in the order in which the start page names them.
package enum MarlowPerson: String, CaseIterable, Sendable {
  case dana, marcus, priya, yolanda, ines, jonah, keisha, leo, wren, tomas, renata, sam

  package var fullName: String {
    switch self {
    case .dana: "Dana Whitfield"
    case .marcus: "Marcus Bell"
    case .priya: "Priya Raman"
    case .yolanda: "Yolanda Reyes"
    case .ines: "Ines Calder"
    case .jonah: "Jonah Frost"
    case .keisha: "Keisha Grant"
    case .leo: "Leo Marchetti"
    case .wren: "Wren Osei"
    case .tomas: "Tomas Lindqvist"
    case .renata: "Renata Okafor"
    case .sam: "Sam Ostrander"
    }
  }

  package var signInName: String {
    fullName.lowercased().split(separator: " ").joined(separator: ".") + "@marlowvalley.example"
  }

  package var coachKind: CoachKind? {
    switch self {
    case .dana, .jonah, .wren: .itc
    case .marcus, .priya, .yolanda, .ines, .keisha, .leo: .ic
    case .tomas, .renata, .sam: nil
    }
  }

  /// The role in relation to the program. Tomas has none there: he leads the two groups.
  package var programRole: Role? {
    switch self {
    case .renata: .programLead
    case .sam: .administrator
    default: nil
    }
  }

  /// Where they coach, as places in `MarlowValley.schools`: the eleven schools among nine coaches.
  package var schools: [Int] {
    switch self {
    case .dana: [0, 1]
    case .marcus: [2]
    case .priya: [3]
    case .yolanda: [4]
    case .ines: [5]
    case .jonah: [6, 7]
    case .keisha: [8]
    case .leo: [9]
    case .wren: [10]
    case .tomas, .renata, .sam: []
    }
  }

  package var group: MarlowGroup? { MarlowGroup.allCases.first { $0.members.contains(self) } }
}

package enum MarlowGroup: String, CaseIterable, Sendable {
  case alder, birch

  package var name: String {
    switch self {
    case .alder: "Alder"
    case .birch: "Birch"
    }
  }

  package var members: [MarlowPerson] {
    switch self {
    case .alder: [.dana, .marcus, .priya, .yolanda]
    case .birch: [.ines, .jonah, .keisha, .leo, .wren]
    }
  }
}

/// Who and what is there, found by name.
package struct MarlowValley: Sendable {
  package static let name = "Marlow Valley"
  package static let zone = "America/Chicago"
  package static let schools = [
    "Marlow Middle School", "Fairview Elementary", "Cedar Hill Elementary", "Lincoln Elementary", "Riverbend Elementary",
    "Maple Grove Elementary", "Prairie View Middle School", "Oak Street Elementary", "Stonebridge Elementary", "Marlow High School",
    "Valley Technical High School",
  ]

  package let programID: ID<Program>
  package let people: [MarlowPerson: ID<Person>]
  package var groups: [MarlowGroup: ID<Group>]

  package init(programID: ID<Program>, people: [MarlowPerson: ID<Person>], groups: [MarlowGroup: ID<Group>] = [:]) {
    self.programID = programID
    self.people = people
    self.groups = groups
  }

  package struct Incomplete: Error {
    package let missing: String
  }

  package func actor(_ person: MarlowPerson) throws -> Actor {
    guard let id = people[person] else { throw Incomplete(missing: person.fullName) }
    return Actor(personID: id, programID: programID)
  }

  package func group(_ group: MarlowGroup) throws -> ID<Group> {
    guard let id = groups[group] else { throw Incomplete(missing: group.name) }
    return id
  }
}
