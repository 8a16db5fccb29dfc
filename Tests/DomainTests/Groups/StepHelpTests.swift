// What to say and what to watch for: with the step to whoever leads, to nobody else, and no trouble for logs from before there was any.
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct StepHelpTests {
  private static let helped = SessionProtocol(
    key: "helped", title: "Helped", summary: "", minimumPresent: 2,
    steps: [
      ProtocolStep(key: "one", title: "One", instruction: "Do it.", say: "Say one.", watch: "Watch one.", floor: .all, fixed: 120),
      ProtocolStep(key: "two", title: "Two", instruction: "Do it too.", say: "Say two.", floor: .all, fixed: 120),
    ])

  private func table() throws -> RoomTable {
    try RoomTable(RoomPlay.opening(items: [RoomPlay.item(1, Self.helped), RoomPlay.item(2, RoomPlay.closing)]))
  }

  @Test func whoeverLeadsHasItBesideTheStep() throws {
    var table = try table()
    #expect(table.lead.step?.say == "Say one." && table.lead.step?.watch == "Watch one.")
    #expect(table.lead.next?.say == "Say two." && table.lead.next?.watch == nil)
    try table.moveOn()
    #expect(table.lead.step?.say == "Say two.")
    try table.moveOn()
    #expect(table.lead.step?.say == nil)
  }

  @Test func aMemberWhoLeadsHasItToo() throws {
    var table = try table()
    try table.hand(to: 2)
    #expect(table.view(2).step?.say == "Say one." && table.view(1).step?.say == nil)
  }

  @Test func nobodyElseHas() throws {
    let table = try table()
    for viewer in [RoomViewer.wall, .member(RoomPlay.person(1)), .facilitator(RoomPlay.person(1)), .member(RoomPlay.facilitator)] {
      let view = table.room.view(for: viewer, at: table.now)
      #expect(view.step?.say == nil && view.step?.watch == nil && view.next?.say == nil, "\(viewer)")
      #expect(!"\(view)".contains("Say one."), "\(viewer)")
    }
  }

  @Test func itIsCarriedThroughPlanAndLog() throws {
    let item = RoomPlay.item(1, Self.helped)
    #expect(item.steps(present: 4).map(\.say) == ["Say one.", "Say two."])
    let kept = try JSONDecoder().decode(AgendaItem.self, from: JSONEncoder().encode(item))
    #expect(kept == item)
  }

  @Test func aStepFromBeforeStillReads() throws {
    let old = """
      {"key":"talk","title":"Talk","instruction":"Talk.","floor":"all","fixed":60,"perPresent":0,"perOther":0,"perCircle":0,"perObserver":0,"oddEvenRounds":0}
      """
    let step = try JSONDecoder().decode(ProtocolStep.self, from: Data(old.utf8))
    #expect(step == ProtocolStep(key: "talk", title: "Talk", instruction: "Talk.", floor: .all, fixed: 60))
    // And a step without any is written as it always was.
    let written = String(decoding: try JSONEncoder().encode(step), as: UTF8.self)
    #expect(!written.contains("say") && !written.contains("watch"))
  }
}
