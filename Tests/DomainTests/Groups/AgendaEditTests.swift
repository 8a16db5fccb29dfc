// Edits of an agenda: each gives the items as they become, and none loses one.
import Domain
import TestSupport
import Testing

@Suite struct AgendaEditTests {
  private func item(_ number: Int, closing: Bool = false) -> AgendaItem {
    let writing = ProtocolStep(key: "quiet-writing", title: "Write", instruction: "Write.", floor: .none, fixed: 300)
    let naming = ProtocolStep(key: "commitments", title: "Name", instruction: "Name.", floor: .each, perPresent: 60)
    let talk = ProtocolStep(key: "talk", title: "Talk", instruction: "Talk.", floor: .all, fixed: 300)
    return AgendaItem(
      id: RoomPlay.itemID(number),
      shape: SessionProtocol(key: "k\(number)", title: "T", summary: "S", minimumPresent: 2, steps: closing ? [writing, naming] : [talk]))
  }

  private func apply(_ edit: AgendaEdit, _ items: [AgendaItem]) throws -> [Int] {
    let all = (1...30).map { RoomPlay.itemID($0) }
    return try edit.apply(to: items).compactMap { item in all.firstIndex(of: item.id).map { $0 + 1 } }
  }

  private var three: [AgendaItem] { [item(1), item(2), item(3, closing: true)] }

  @Test func whatIsAddedStandsBeforeTheClosing() throws {
    #expect(try apply(.add(item(4)), three) == [1, 2, 4, 3])
    #expect(try apply(.add(item(4, closing: true)), three) == [1, 2, 3, 4])
    #expect(try apply(.add(item(4)), [item(1), item(2)]) == [1, 2, 4])
    #expect(try apply(.add(item(4)), []) == [4])
  }

  @Test func upAndDown() throws {
    #expect(try apply(.up(RoomPlay.itemID(2)), three) == [2, 1, 3])
    #expect(try apply(.up(RoomPlay.itemID(1)), three) == [1, 2, 3])
    #expect(try apply(.down(RoomPlay.itemID(2)), three) == [1, 3, 2])
    #expect(try apply(.down(RoomPlay.itemID(3)), three) == [1, 2, 3])
  }

  @Test func outAndInstead() throws {
    #expect(try apply(.remove(RoomPlay.itemID(2)), three) == [1, 3])
    #expect(try apply(.swap(RoomPlay.itemID(2), for: item(9)), three) == [1, 9, 3])
    #expect(try apply(.replace([item(7), item(8)]), three) == [7, 8])
  }

  @Test func aWholeOrder() throws {
    #expect(try apply(.order([3, 1, 2].map(RoomPlay.itemID)), three) == [3, 1, 2])
    for wrong in [[1, 2], [1, 2, 3, 3], [1, 2, 4], [], [1, 1, 2]] {
      #expect(throws: Problem(nil, "agenda.itemGone")) { try apply(.order(wrong.map(RoomPlay.itemID)), three) }
    }
  }

  @Test func whatIsNotThereIsSaid() {
    let gone = RoomPlay.itemID(9)
    for edit in [
      AgendaEdit.up(gone), .down(gone), .remove(gone), .swap(gone, for: item(5)), .rounds(gone, 1), .turns(gone, [], rounds: nil),
    ] {
      #expect(throws: Problem(nil, "agenda.itemGone")) { try edit.apply(to: three) }
    }
  }

  @Test func twentyAreEnough() {
    let full = (1...20).map { item($0) }
    #expect(throws: Problem("add", "agenda.tooMany", ["most": "20"])) { try AgendaEdit.add(item(21)).apply(to: full) }
  }

  @Test func roundsAndWhose() throws {
    let (dana, marcus) = (RoomPlay.person(1), RoomPlay.person(2))
    let edited = try AgendaEdit.turns(RoomPlay.itemID(1), [dana, marcus], rounds: 2).apply(to: three)
    #expect(edited[0].turns == [dana, marcus] && edited[0].rounds == 2)
    let fewer = try AgendaEdit.rounds(RoomPlay.itemID(1), 1).apply(to: edited)
    #expect(fewer[0].turns == [dana, marcus] && fewer[0].rounds == 1)
    #expect(throws: Problem("turns", "agenda.turnTwice")) {
      try AgendaEdit.turns(RoomPlay.itemID(1), [dana, dana], rounds: nil).apply(to: three)
    }
    for rounds in [0, -1, 7, Int.max] {
      #expect(throws: Problem("rounds", "agenda.rounds")) { try AgendaEdit.rounds(RoomPlay.itemID(1), rounds).apply(to: three) }
    }
  }

  @Test func anyPlayOfMovesLosesNothing() throws {
    for seed in 0..<randomCases(200, full: 2_000) {
      var dice = Dice(seed: seed)
      let ids = (1...6).map(RoomPlay.itemID)
      var items = (1...6).map { item($0, closing: $0 == 6) }
      for _ in 0..<20 {
        let id = dice.pick(ids) ?? ids[0]
        let edit: AgendaEdit = dice.chance(40) ? .up(id) : dice.chance(60) ? .down(id) : .order(items.map(\.id).shuffled(using: &dice))
        items = try edit.apply(to: items)
        #expect(Set(items.map(\.id)) == Set(ids) && items.count == 6, "seed \(seed)")
      }
    }
  }
}
