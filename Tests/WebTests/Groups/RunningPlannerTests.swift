// The planner beside a running room: what has begun has no buttons, and the sentence on top says how the time stands.
import Actions
import Content
import Domain
import TestSupport
import Testing
import WebSupport

@Suite struct RunningPlannerTests {
  @Test func whatHasBegunHasNoButtonsAndTheTimeIsTold() async throws {
    let table = try await TableHouse.open(.sqlite, library: try Library.load())
    try await table.openRoom()
    let tomas = try await Window(table.house, as: table.facilitator.personID)
    let address = "/sessions/\(table.session)/agenda"
    let page = try await tomas.get(address).text
    let items = try await table.house.planner(table.session, as: table.facilitator).plan.items
    #expect(page.contains("The session is running.") && page.contains("to spare") && page.contains("has begun"))
    #expect(!page.contains("remove.\(items[0].id)") && page.contains("remove.\(items[1].id)") && !page.contains("up.\(items[1].id)"))
    #expect(!page.contains("value=\"template.") && page.contains("value=\"add.goal-clinic\""))

    // Eight blocks of twelve minutes are more than ninety.
    for version in 1...8 {
      let added = try await tomas.post(
        address, ["change": "block", "block-title": "Talk", "block-minutes": "12", "version": "\(version)", "expected": "4"])
      #expect(added.status == 303, "version \(version)")
    }
    #expect(try await tomas.get(address).text.contains("minutes too long."))
    let begun = try await tomas.post(address, ["change": "remove.\(items[0].id)", "version": "9"])
    #expect(begun.status == 422 && begun.text.contains("What has begun stays where it is."))
    let stale = try await tomas.post(address, ["change": "remove.\(items[1].id)", "version": "3"])
    #expect(stale.status == 409)
    let dana = try await Window(table.house, as: table.members[0].personID)
    #expect(try await dana.get(address).status == 403)
    #expect(try await dana.get("/sessions/\(table.session)").text.contains("Talk"))
  }

  @Test func afterTheSessionThereIsNothingToPlan() async throws {
    let table = try await TableHouse.open(.sqlite, library: try Library.load())
    try await table.openRoom()
    for _ in 0..<40 where try await table.view(table.facilitator).phase != .closing { try await table.lead(.moveOn(from: nil)) }
    try await table.lead(.close)
    let tomas = try await Window(table.house, as: table.facilitator.personID)
    let address = "/sessions/\(table.session)/agenda"
    let page = try await tomas.get(address)
    #expect(page.status == 200 && !page.text.contains("name=\"change\""))
    #expect(try await tomas.post(address, ["change": "add.consultancy", "version": "1"]).status == 409)
  }
}
