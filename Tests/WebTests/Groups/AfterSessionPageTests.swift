// What follows a session over HTTP: the slip on the record, what was missed and buddies on the group's page, and ending a group.
import Actions
import Domain
import Store
import TestSupport
import Testing
import WebSupport

@Suite struct AfterSessionPageTests {
  private func held() async throws -> TableHouse {
    let table = try await TableHouse.open(.sqlite)
    let ids = table.members.map(\.personID)
    _ = try await table.house.act(
      .open(present: Array(ids.prefix(3)), comingLate: [], absent: [ids[3]]), in: table.session, as: table.facilitator)
    _ = try await table.house.act(.nameCommitment(text: "Visit room 4", byDate: nil), in: table.session, as: table.members[0])
    table.clock.advance(.minutes(80))
    try await table.lead(.goTo(RoomPlay.itemID(3)))
    try await table.lead(.close)
    return table
  }

  @Test func aSlipIsGivenOnTheRecord() async throws {
    let table = try await held()
    let record = "/sessions/\(table.session)/record"
    let dana = try await Window(table.house, as: table.members[0].personID)
    let page = try await dana.get(record).text
    #expect(page.contains("Unsigned does not mean unknown") && page.contains("Only whoever led this session sees this."))
    #expect(try await dana.post("/sessions/\(table.session)/slips", [:]).status == 422)
    let long = try await dana.post("/sessions/\(table.session)/slips", ["useful": "<i>rounds</i>", "voice": "shouted"])
    #expect(long.status == 422 && long.text.contains("value=\"&lt;i&gt;rounds&lt;/i&gt;\""))
    let given = try await dana.post("/sessions/\(table.session)/slips", ["useful": "<i>rounds</i>", "voice": "tooLittle", "wish": "more silence"])
    #expect(given.location == record + "#slip")
    let again = try await dana.get(record).text
    #expect(again.contains("You have given your lines.") && !again.contains("more silence"))
    #expect(try await dana.post("/sessions/\(table.session)/slips", ["useful": "again"]).status == 409)
    let tomas = try await Window(table.house, as: table.facilitator.personID).get(record).text
    #expect(tomas.contains("Useful: &lt;i&gt;rounds&lt;/i&gt;") && tomas.contains("too little") && tomas.contains(">unsigned<"))
    let marcus = try await Window(table.house, as: table.members[1].personID).get(record).text
    #expect(!marcus.contains("more silence") && marcus.contains("/slips"))
    #expect(try await !Window(table.house, as: table.members[3].personID).get(record).text.contains("/slips"))
  }

  @Test func theGroupsPageSaysWhatWasMissedAndPairsPeople() async throws {
    let table = try await held()
    let home = "/groups/\(table.group)"
    let (dana, marcus) = (
      try await Window(table.house, as: table.members[0].personID), try await Window(table.house, as: table.members[1].personID)
    )
    let yolanda = try await Window(table.house, as: table.members[3].personID).get(home).text
    #expect(yolanda.contains("What I missed") && yolanda.contains("Visit room 4") && yolanda.contains("Dana Whitfield"))
    let own = try await dana.get(home).text
    #expect(!own.contains("What I missed") && own.contains("Ask somebody to be my buddy"))
    let promise = try #require(try await table.house.groupHome(table.group, as: table.members[0]).commitments.first).id.text
    #expect(try await dana.post(home + "/buddies", ["commitment": promise, "buddy": ""]).status == 422)
    #expect(try await dana.post(home + "/buddies", ["commitment": promise, "buddy": table.members[1].personID.text]).location == home)
    #expect(try await marcus.get(home).text.contains("Dana Whitfield asks you to be their buddy"))
    #expect(try await marcus.post(home + "/buddies", ["commitment": promise, "accept": "yes"]).location == home)
    #expect(try await dana.get(home).text.contains("Marcus Bell asks you how it went."))
    #expect(try await dana.post(home + "/buddies", ["commitment": promise, "end": "yes"]).location == home)
    #expect(try await marcus.post(home + "/buddies", ["commitment": promise, "end": "yes"]).status == 409)
  }

  @Test func aGroupEndsWithAPageForEach() async throws {
    let table = try await held()
    let home = "/groups/\(table.group)"
    let (tomas, dana) = (
      try await Window(table.house, as: table.facilitator.personID), try await Window(table.house, as: table.members[0].personID)
    )
    #expect(try await tomas.get(home + "/members").text.contains(home + "/closing"))
    #expect(try await tomas.post(home + "/closing", ["until": "2020-01-01"]).status == 422)
    #expect(try await tomas.post(home + "/closing", ["until": "2026-12-18"]).location == home + "/closing")
    #expect(try await tomas.get(home + "/closing").text.contains("This group closes with Friday, December 18."))
    #expect(try await dana.get(home).text.contains(home + "/keep"))
    #expect(try await !tomas.get(home).text.contains(home + "/keep"))
    let promise = try #require(try await table.house.groupHome(table.group, as: table.members[0]).commitments.first).id.text
    #expect(try await dana.post(home + "/keep", ["body": "Silence works", "commitment": promise]).location == home + "/keep")
    let kept = try await dana.get(home + "/keep").text
    #expect(kept.contains("Silence works</textarea>") && kept.contains("value=\"\(promise)\" checked"))
    table.clock.advance(.days(120))
    let later = try await Window(table.house, as: table.members[0].personID)
    let closed = try await later.get(home).text
    #expect(closed.contains("This group has closed.") && closed.contains(home + "/keep") && !closed.contains("No session is planned"))
    #expect(try await later.get("/groups").text.contains("Groups that have closed"))
    #expect(try await later.get(home + "/keep").text.contains("Silence works"))
  }
}
