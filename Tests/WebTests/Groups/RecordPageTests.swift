// The record of a held session as its members and the facilitator read it, on both engines.
import Domain
import Messages
import TestSupport
import Testing
import WebSupport

@testable import HTTP
@testable import Web

struct RecordPageTests {
  private static func held(_ engine: TestEngine) async throws -> TableHouse {
    let table = try await TableHouse.open(engine)
    try await table.openRoom(late: [2])
    table.clock.advance(.minutes(12))
    try await table.lead(.markAttendance(table.members[2].personID, .arrive))
    _ = try await table.house.act(.putCard(text: "Ask which number surprised you"), in: table.session, as: table.members[0])
    _ = try await table.house.act(.putCard(text: "Not for the record"), in: table.session, as: table.members[1])
    let cards = try await table.view(table.facilitator).cards
    if let card = cards.first { try await table.lead(.keepCard(card.id, true)) }
    _ = try await table.house.keepWriting("cranberry lighthouse", after: 0, in: table.session, as: table.members[1])
    let agenda = try await table.view(table.facilitator).agenda
    if let closing = agenda.last { try await table.lead(.goTo(closing.itemID)) }
    _ = try await table.house.act(.nameCommitment(text: "Wait five seconds", byDate: "2026-11-20"), in: table.session, as: table.members[1])
    try await table.act(.passCommitment, by: 0)
    table.clock.advance(.minutes(6))
    try await table.lead(.close)
    return table
  }

  @Test(arguments: TestEngine.allCases)
  func everybodyOfTheGroupReadsTheSameRecord(_ engine: TestEngine) async throws {
    let table = try await Self.held(engine)
    for reader in [table.facilitator, table.members[0]] {
      let window = try await Window(table.house, as: reader.personID)
      let page = try await window.get("/sessions/\(table.session)/record")
      #expect(page.status == 200)
      for wanted in [
        "Alder: record", "4 of 4 members were there. One thing was promised.", "came after 12 minutes", "Tomas Lindqvist led the session.",
        "Wait five seconds", "Marcus Bell · by November 20", "Dana takes none today.".replacing("Dana", with: "Dana Whitfield"),
        "Ask which number surprised you", "left out",
      ] {
        #expect(page.text.contains(wanted), "\(wanted)")
      }
      #expect(!page.text.contains("Not for the record"))
      #expect(!page.text.contains("cranberry lighthouse"))
    }
  }

  @Test(arguments: TestEngine.allCases)
  func ownWritingStandsUnderItForItsAuthorAlone(_ engine: TestEngine) async throws {
    let table = try await Self.held(engine)
    let window = try await Window(table.house, as: table.members[1].personID)
    let page = try await window.get("/sessions/\(table.session)/record")
    #expect(page.text.contains("cranberry lighthouse</textarea>"))
    #expect(page.text.contains("<div class=\"no-print\">"))
    #expect(page.text.contains("Only you see this."))
    let saved = try await window.post("/sessions/\(table.session)/writing", ["body": "and a bridge", "version": "1"])
    #expect(saved.status == 303)
    #expect(try await window.get("/sessions/\(table.session)/record").text.contains("and a bridge</textarea>"))
  }

  @Test(arguments: TestEngine.allCases)
  func thereIsNoRecordBeforeTheEnd(_ engine: TestEngine) async throws {
    let table = try await TableHouse.open(engine)
    let window = try await Window(table.house, as: table.members[0].personID)
    #expect(try await window.get("/sessions/\(table.session)/record").status == 404)
    try await table.openRoom()
    #expect(try await window.get("/sessions/\(table.session)/record").status == 404)
  }

  @Test(arguments: TestEngine.allCases)
  func aHeldSessionLeadsToItsRecord(_ engine: TestEngine) async throws {
    let table = try await Self.held(engine)
    let window = try await Window(table.house, as: table.members[0].personID)
    let page = try await window.get("/sessions/\(table.session)")
    #expect(page.status == 303)
    #expect(page.location == "/sessions/\(table.session)/record")
  }
}
