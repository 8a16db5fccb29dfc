// Into a room with a code: who gets in by it, who is told nothing, where it stands, and that the picture is one that cameras read.
import Actions
import Domain
import Foundation
import HTTP
import TestSupport
import Testing
import WebSupport

@testable import Web

@Suite struct JoinPageTests {
  @Test func theAddressOfTheCodeLeadsIntoTheRoomAndNobodyElseAnywhere() async throws {
    let table = try await TableHouse.open(.sqlite)
    let other = try await TableHouse.furnish(table.house, clock: table.clock, number: 2)
    let code = JoinCode(table.session).text
    let member = try await Window(table.house, as: table.members[0].personID)
    let stranger = try await Window(table.house, as: other.members[0].personID)
    // Planned, then running: the same code, the same way.
    for isOpen in [false, true] {
      if isOpen { try await table.openRoom() }
      #expect(try await member.get("/j/\(code)").location == "/sessions/\(table.session)")
      #expect(try await member.get("/j/\(code.lowercased())").location == "/sessions/\(table.session)")
      #expect(try await stranger.get("/j/\(code)").status == 404)
    }
    let wrong = try await stranger.get("/j/\(code)").text
    let missing = try await stranger.get("/j/CCCCCC").text
    func plain(_ text: String) -> String { text.replacing(/name="form-token" value="[0-9a-f]*"/, with: "") }
    #expect(plain(wrong).replacing(code, with: "CCCCCC") == plain(missing), "a code of another group looks like one that does not exist")
    let visitor = try Window(table.house)
    #expect(try await visitor.get("/j/\(code)").location == "/?next=/j/\(code)")
  }

  @Test func aCodeIsTypedOnTheStartPageAndOnTheListOfGroups() async throws {
    let table = try await TableHouse.open(.sqlite)
    let code = JoinCode(table.session)
    let visitor = try Window(table.house)
    #expect(try await visitor.get("/").text.contains("action=\"/j\""))
    // Signing in first, and then on to where one was going.
    #expect(try await visitor.get("/j?code=\(code.text)").location?.hasPrefix("/?next=/j") == true)
    let member = try await Window(table.house, as: table.members[0].personID)
    #expect(try await member.get("/groups").text.contains("action=\"/j\""))
    #expect(try await member.get("/j?code=\(code.spoken.replacing(" ", with: "+").lowercased())").location == "/j/\(code.text)")
    let nonsense = try await member.get("/j?code=hello")
    #expect(nonsense.status == 422 && nonsense.text.contains("value=\"hello\"") && nonsense.text.contains("This is not a code"))
    #expect(try await member.get("/j").status == 200)
  }

  @Test func codesAreNotForGuessing() async throws {
    let table = try await TableHouse.open(.sqlite)
    let member = try await Window(table.house, as: table.members[0].personID)
    let right = JoinCode(table.session).text
    for _ in 1...WrongCodes.most { #expect(try await member.get("/j/CCCCCC").status == 404) }
    #expect(try await member.get("/j/CCCCCC").status == 429)
    #expect(try await member.get("/j/\(right)").status == 429)
    // It concerns nobody else, and it passes.
    let colleague = try await Window(table.house, as: table.members[1].personID)
    #expect(try await colleague.get("/j/\(right)").status == 303)
    table.clock.advance(WrongCodes.window + .seconds(1))
    #expect(try await member.get("/j/\(right)").status == 303)
  }

  @Test func itStandsOnTheWallAndWithWhoRunsTheRoomWhileItIsOpen() async throws {
    let table = try await TableHouse.open(.sqlite)
    let code = JoinCode(table.session).spoken
    let lead = try await Window(table.house, as: table.facilitator.personID)
    let member = try await Window(table.house, as: table.members[0].personID)
    let (page, wall) = ("/sessions/\(table.session)", "/sessions/\(table.session)/wall")
    table.clock.set(RoomPlay.start - .hours(3))
    for address in [page, wall] { #expect(try await !lead.get(address).text.contains(code)) }
    table.clock.set(RoomPlay.start - .minutes(10))
    for address in [page, wall] { #expect(try await lead.get(address).text.contains(code)) }
    try await table.openRoom()
    let running = try await lead.get(wall).text
    #expect(running.contains(code) && running.contains("127.0.0.1:8080/j/") && running.contains("<svg class=\"qr\""))
    #expect(try await lead.get(page).text.contains("Fulcrum was started for this machine alone"))
    #expect(try await !member.get(page).text.contains(code))
    try await table.lead(.goTo(RoomPlay.itemID(3)))
    try await table.lead(.close)
    #expect(try await !lead.get(wall).text.contains(code))
  }

  @Test func theAddressIsThePublicOneOrTheNameOneCameBy() async throws {
    func address(_ publicURL: String?, host: String) async throws -> String {
      let district = try await District.open(TestEngine.sqlite.open(), settings: HouseSettings(publicURL: publicURL, isDemo: true))
      let session = try await district.house.planSession(
        SessionDraft(starts: "2026-10-19T08:30", minutes: 90, place: "Library", meetingLink: ""), in: district.alder, as: district.tomas)
      let text = try await Window(district.house, as: district.tomas.personID, host: host).get("/sessions/\(session)/wall").text
      return text.firstMatch(of: /aria-label="QR code with the address ([^"]*)\/j\//).map { String($0.1) } ?? "none"
    }
    #expect(try await address("https://coaching.example.org", host: "coaching.example.org") == "coaching.example.org")
    #expect(try await address(nil, host: "localhost:9000") == "localhost:9000")
    #expect(try await address(nil, host: "[::1]:9000") == "[::1]:9000")
  }

  @Test func thePictureHasItsCornersItsQuietZoneAndTheWholeAddress() throws {
    let address = "https://coaching.example.org/j/C7D4KM"
    let modules = try #require(QRPicture.modules(address))
    let side = modules.count
    #expect(side >= 25 && (side - 17) % 4 == 0 && modules.allSatisfy { $0.count == side })
    // The three finders: a ring of seven, a ring of light, a dark heart of three.
    for (row, column) in [(0, 0), (0, side - 7), (side - 7, 0)] {
      for y in 0..<7 {
        for x in 0..<7 {
          let ring = max(abs(x - 3), abs(y - 3))
          #expect(modules[row + y][column + x] == (ring != 2), "finder at \(row) \(column)")
        }
      }
    }
    let drawn = try #require(QRPicture.markup(address, told: "a \"picture\"")).string
    #expect(drawn.contains("viewBox=\"0 0 \(side + 8) \(side + 8)\"") && drawn.contains("aria-label=\"a &quot;picture&quot;\""))
    #expect(drawn.contains("fill=\"#fff\"") && drawn.contains("fill=\"#000\"") && !drawn.contains("style="))
    // What is drawn is what was encoded: the strokes cover exactly the dark modules.
    var covered = Set<[Int]>()
    for stroke in drawn.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
      for x in 0..<(Int(stroke.3) ?? 0) { covered.insert([(Int(stroke.2) ?? 0) - 4, (Int(stroke.1) ?? 0) - 4 + x]) }
    }
    let dark = Set(modules.indices.flatMap { y in modules[y].indices.filter { modules[y][$0] }.map { [y, $0] } })
    #expect(covered == dark)
    #expect(QRPicture.modules(address) != QRPicture.modules(address.replacing("KM", with: "KN")))
    #expect(QRPicture.modules(String(repeating: "a", count: 500)) == nil && QRPicture.modules("") == nil)
  }
}
