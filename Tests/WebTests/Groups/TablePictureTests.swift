// The table from above: the seats in order from the own one, empty chairs, the lit seat, and every sign also in words.
import Domain
import HTML
import Messages
import Testing

@testable import HTTP
@testable import Web

struct TablePictureTests {
  let catalogue: Catalogue
  init() throws { catalogue = try Catalogue.english() }

  private typealias Alder = RoomPageTests

  private func picture(_ room: LiveRoom, _ viewer: RoomViewer, at: Instant, names: [ID<Person>: String] = Alder.names) -> String {
    TablePicture(scene: RoomScene(room.view(for: viewer, at: at), names: names, groupName: "Alder", zone: "America/Chicago", catalogue: catalogue))
      .markup.string
  }

  /// The names in the order in which they stand in the picture.
  private func order(_ html: String) -> [String] { html.matches(of: /class="seat-name">([^<]+)</).map { String($0.1) } }

  @Test func everybodySitsRoundFromTheViewersOwnSeat() throws {
    let (room, at) = try Alder.atQuestions()
    #expect(order(picture(room, .member(Alder.marcus), at: at)) == ["You", "Priya", "Yolanda", "Tomas", "Dana"])
    #expect(order(picture(room, .facilitator(Alder.tomas), at: at)) == ["You", "Dana", "Marcus", "Priya", "Yolanda"])
    #expect(order(picture(room, .wall, at: at)) == ["Tomas", "Dana", "Marcus", "Priya", "Yolanda"])
  }

  @Test(arguments: 2...6)
  func thereIsAPlaceForEveryNumber(_ count: Int) throws {
    let all = [Alder.dana, Alder.marcus, Alder.yolanda, Alder.keisha, Alder.wren, Alder.priya]
    let (room, at) = try Alder.room(roster: Array(all.prefix(count)), late: [], carried: false)
    let html = picture(room, .wall, at: at)
    #expect(html.contains("seats-\(count + 1)"))
    #expect(order(html).count == count + 1)
    let css = try AssetTests.text("fulcrum.css")
    for seat in 1...(count + 1) { #expect(css.contains(".seats-\(count + 1) .seat:nth-child(\(seat)) {")) }
  }

  @Test func oneSeatIsLitAndSaysSo() throws {
    let (room, at) = try Alder.atQuestions()
    let html = picture(room, .member(Alder.marcus), at: at)
    #expect(html.components(separatedBy: "seat-lit").count == 2)
    #expect(html.contains("<span class=\"seat-name\">Dana</span><span class=\"seat-part\">has the floor</span>"))
  }

  @Test func whoAsksStandsInTheOrderOfTheQueue() throws {
    let (room, at) = try Alder.atQuestions()
    let html = picture(room, .member(Alder.marcus), at: at)
    #expect(html.contains("<span class=\"seat-queue\" aria-hidden=\"true\">1</span>"))
    #expect(html.contains("number 1 of those who ask for the floor"))
  }

  @Test func anEmptyChairSaysWhy() throws {
    let (room, at) = try Alder.room()
    let html = picture(room, .facilitator(Alder.tomas), at: at)
    #expect(html.contains("seat seat-empty"))
    #expect(html.contains("<span class=\"seat-name\">Priya</span><span class=\"seat-part\">comes late</span>"))
    #expect(!html.contains(">PR<"), "nobody sits there yet")
    #expect(!html.contains("value=\"\(Alder.priya.text)\""), "the floor cannot be given to an empty chair")
  }

  @Test func notHeardYetIsDrawnAndSaid() throws {
    let (room, at) = try Alder.atQuestions()
    let html = picture(room, .member(Alder.dana), at: at)
    #expect(html.components(separatedBy: "seat-unheard").count == 4)
    #expect(html.components(separatedBy: "not heard yet in this step</span>").count == 3)
    #expect(html.contains(catalogue.say("table.legend")))
  }

  @Test func aStepWithAPresenterHasNoFairShareTick() throws {
    var (room, at) = try Alder.atQuestions()
    #expect(picture(room, .member(Alder.dana), at: at).contains("arc-tick"))
    try room.apply(.moveBack(from: nil), by: Alder.tomas, at: at)
    let html = picture(room, .member(Alder.marcus), at: at)
    #expect(html.contains("class=\"arc\""))
    #expect(!html.contains("arc-tick"))
    #expect(!html.contains("seat-unheard"))
  }

  @Test func theFirstSecondsAreNoShare() throws {
    var (room, at) = try Alder.room()
    try room.apply(.moveOn(from: nil), by: Alder.tomas, at: at)
    let early = room.view(for: .member(Alder.dana), at: at + .seconds(20))
    #expect(early.ownTime?.isTelling == false)
    #expect(
      picture(room, .member(Alder.dana), at: at + .seconds(20)).contains("stroke-dasharray=\"0 1000\" transform=\"rotate(-90 50 50)\" data-arc"))
    #expect(room.view(for: .member(Alder.dana), at: at + .seconds(60)).ownTime?.isTelling == true)
  }

  @Test func theClockCarriesAllThatABrowserCountsWith() throws {
    let (room, at) = try Alder.atQuestions()
    let html = picture(room, .wall, at: at)
    guard let clock = room.view(for: .wall, at: at).clock else {
      Issue.record("a running step has a clock")
      return
    }
    for (name, moment) in [("now", at), ("ends", clock.endsAt), ("warns", clock.warnsAt)] {
      #expect(html.contains("data-\(name)=\"\(moment.milliseconds)\""))
    }
    #expect(html.contains("data-clock-time>2:00</span>"))
  }

  @Test(arguments: [
    (0, "0:00"), (1, "0:01"), (999, "0:01"), (1_000, "0:01"), (59_001, "1:00"), (60_000, "1:00"), (222_000, "3:42"), (3_600_000, "60:00"),
    (-1, "+0:00"), (-999, "+0:00"), (-1_000, "+0:01"), (-80_500, "+1:20"),
  ])
  func clocksCountDownAndThenOver(_ milliseconds: Int, _ shown: String) {
    #expect(RoomScene.clock(Span(milliseconds: Int64(milliseconds))) == shown)
  }

  @Test func twoOfOneFirstNameAreToldApart() throws {
    var names = Alder.names
    names[Alder.marcus] = "Dana Bell"
    let (room, at) = try Alder.atQuestions()
    #expect(order(picture(room, .wall, at: at, names: names)) == ["Tomas", "Dana W.", "Dana B.", "Priya", "Yolanda"])
  }

  @Test func aNameThatIsMarkupIsText() throws {
    var names = Alder.names
    names[Alder.dana] = "<svg/onload=1> \"\u{301}x"
    let (room, at) = try Alder.atQuestions()
    for viewer in [RoomViewer.wall, .facilitator(Alder.tomas)] {
      #expect(!picture(room, viewer, at: at, names: names).contains("<svg/onload"))
    }
  }
}
