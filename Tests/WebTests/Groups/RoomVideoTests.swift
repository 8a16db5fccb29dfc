// Seats by video as they are drawn and said: in the picture, in words, on the wall and on the page of whoever leads.
import Domain
import HTML
import HTTP
import Messages
import TestSupport
import Testing

@testable import Web

@Suite struct RoomVideoTests {
  private typealias Alder = RoomPageTests
  private let catalogue: Catalogue
  init() throws { catalogue = try Catalogue.english() }

  private func scene(_ room: LiveRoom, _ viewer: RoomViewer, at: Instant, link: String = "https://meet.example.org/alder") -> RoomScene {
    var scene = RoomScene(room.view(for: viewer, at: at), names: Alder.names, groupName: "Alder", zone: "America/Chicago", catalogue: catalogue)
    scene.meetingLink = link
    return scene
  }

  private func hybrid() throws -> (LiveRoom, Instant) {
    var (room, at) = try Alder.atQuestions()
    try room.apply(.sitByVideo(Alder.marcus, true), by: Alder.marcus, at: at)
    return (room, at)
  }

  @Test func aSeatByVideoHasAShapeAndAWord() throws {
    let (room, at) = try hybrid()
    for viewer in [RoomViewer.member(Alder.dana), .member(Alder.marcus), .facilitator(Alder.tomas), .wall] {
      let picture = TablePicture(scene: scene(room, viewer, at: at)).markup.string
      #expect(picture.components(separatedBy: "seat-screen").count == 2)
      #expect(picture.contains("by video"))
    }
    #expect(RoomParts(scene: scene(room, .member(Alder.dana), at: at)).people.string.contains("by video"))
  }

  @Test func oneSaysItOfOneselfAndTheFacilitatorOfAll() throws {
    let (room, at) = try hybrid()
    let marcus = RoomParts(scene: scene(room, .member(Alder.marcus), at: at)).people.string
    #expect(marcus.components(separatedBy: "/seats\"").count == 2 && marcus.contains("name=\"room\" value=\"\(Alder.marcus)\""))
    let lead = RoomParts(scene: scene(room, .facilitator(Alder.tomas), at: at)).people.string
    #expect(lead.components(separatedBy: "/seats\"").count == 5)
  }

  @Test func thePageThatIsSharedAndTheOneThatIsNot() throws {
    let (room, at) = try hybrid()
    let (plain, _) = try Alder.atQuestions()
    let warning = catalogue.say("table.video.notForSharing")
    #expect(RoomPage.fragment(scene(room, .facilitator(Alder.tomas), at: at)).string.contains(warning))
    #expect(!RoomPage.fragment(scene(plain, .facilitator(Alder.tomas), at: at)).string.contains(warning))
    #expect(!RoomPage.fragment(scene(room, .member(Alder.dana), at: at)).string.contains(warning))
    let share = catalogue.say("table.video.shareThis")
    #expect(WallPage.fragment(scene(room, .wall, at: at)).string.contains(share))
    #expect(!WallPage.fragment(scene(plain, .wall, at: at)).string.contains(share))
    #expect(!WallPage.fragment(scene(room, .wall, at: at)).string.contains(warning))
  }

  @Test func theCallIsOfferedInTheRoomAndNotOnTheWall() throws {
    let (room, at) = try hybrid()
    let link = "href=\"https://meet.example.org/alder\" target=\"_blank\" rel=\"noopener noreferrer\""
    #expect(RoomPage.fragment(scene(room, .member(Alder.marcus), at: at)).string.contains(link))
    #expect(!WallPage.fragment(scene(room, .wall, at: at)).string.contains("meet.example.org"))
    #expect(!RoomPage.fragment(scene(room, .member(Alder.marcus), at: at, link: "")).string.contains("_blank"))
  }

  @Test(arguments: TestEngine.allCases) func theOpeningFormSaysWhoIsByVideo(_ engine: TestEngine) async throws {
    let room = try await RoomRouteTests.Room(engine)
    let members = room.table.members
    var seats = members.reduce(into: [:]) { $0["seat-\($1.personID)"] = "here" }
    seats["seat-\(members[2].personID)"] = "video"
    #expect(try await room.tomas.get(room.address).text.contains("value=\"video\""))
    #expect(try await room.tomas.post(room.address + "/opening", seats).status == 303)
    #expect(try await room.table.view(room.table.facilitator).seats.map(\.isByVideo) == [false, false, true, false])
    #expect(try await room.dana.post(room.address + "/seats", ["video": members[0].personID.text]).status == 303)
    #expect(try await room.dana.post(room.address + "/seats", ["video": members[1].personID.text]).status == 422)
    #expect(try await room.table.view(room.table.facilitator).seats.map(\.isByVideo) == [true, false, true, false])
    #expect(try await room.tomas.get(room.address + "/wall").text.contains("This is the page to share in the call"))
  }
}
