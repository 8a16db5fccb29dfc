// The exit slip: given once by whoever was there, read by whoever led the session, and by nobody else.
import Database
import Domain
import Store

/// What the record of a session says about slips to one reader.
package struct SlipState: Equatable, Sendable {
  /// Whether the reader is asked for theirs.
  package let mayGive: Bool
  package let hasGiven: Bool
  /// Under five who were there, unsigned does not mean unknown.
  package let isSmallTable: Bool
  /// What was given; `nil` for whoever does not read slips.
  package let slips: [ExitSlip]?
}

extension House {
  /// No line of the audit tells of it: with its time, a row would say when somebody gave a slip.
  package func giveExitSlip(
    useful: String, voice: String, voiceLine: String, wish: String, signed: Bool, for id: ID<Session>, as actor: Actor
  ) async throws {
    let now = now()
    try await engine.write { [self] tx in
      let (session, _) = try tx.session(id, for: .giveExitSlip, as: actor, at: now)
      guard session.status == .held else { throw Refusal.stale(Sentence("after.slip.notHeld")) }
      let room = try tx.room(of: session, cached: rooms.room(id))
      guard room.attended.contains(actor.personID) else { throw Refusal.stale(Sentence("after.slip.wasAway")) }
      let slip = try ExitSlip.read(useful: useful, voice: voice, voiceLine: voiceLine, wish: wish, by: signed ? actor.personID : nil)
      // Its id tells the moment at which the session was closed, the same for all of them, and otherwise chance.
      var random = SystemRandomNumberGenerator()
      let slipID: ID<ExitSlip> = ID.make(at: session.heldAt ?? session.startsAt, using: &random)
      guard try tx.keep(slip, id: slipID, of: actor.personID, for: id) else { throw Refusal.stale(Sentence("after.slip.once")) }
    }
  }
}

extension Transaction {
  func slipState(of session: Session, room: LiveRoom, _ relations: Set<Relation>, as actor: Actor) throws -> SlipState {
    let attended = room.attended
    let isAsked = relations.contains(.member) && attended.contains(actor.personID)
    let hasGiven = isAsked ? try hasGivenSlip(actor.personID, for: session.id) : false
    let mayRead = Permission.verdict(.readExitSlips, relations) == .allowed
    return SlipState(
      mayGive: isAsked && !hasGiven, hasGiven: hasGiven, isSmallTable: attended.count < ExitSlip.fewestUnknown,
      slips: mayRead ? try exitSlips(of: session.id) : nil)
  }
}
