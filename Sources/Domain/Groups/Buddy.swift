// A member who has promised to ask another how a commitment went. It is asked, accepted, and ended by either of the two.

package struct Buddy: Equatable, Sendable {
  package let commitment: CarriedCommitment
  package let buddyID: ID<Person>
  /// Asked, and not yet answered, while this is `false`.
  package let hasAccepted: Bool

  package init(commitment: CarriedCommitment, buddyID: ID<Person>, hasAccepted: Bool) {
    self.commitment = commitment
    self.buddyID = buddyID
    self.hasAccepted = hasAccepted
  }
}
