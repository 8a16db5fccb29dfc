// The untimed question on which a group arrives: one of the library's for each session, always the same one unless somebody changes it.

package struct ArrivalQuestion: Equatable, Sendable {
  package let key: String
  package let text: String

  package init(key: String, text: String) {
    self.key = key
    self.text = text
  }

  /// The question of a session. `wanted` is the key that the facilitator chose. Without one every question gets a number made of
  /// the session and its own key, and the highest wins: a question that is added later seldom changes what was chosen.
  package static func of(_ session: ID<Session>, wanted: String?, among questions: [ArrivalQuestion]) -> ArrivalQuestion? {
    if let wanted, let chosen = questions.first(where: { $0.key == wanted }) { return chosen }
    return questions.max { number(session, $0.key) < number(session, $1.key) }
  }

  /// FNV-1a: even enough to spread a dozen questions over sessions, and the same on every machine for ever.
  private static func number(_ session: ID<Session>, _ key: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in (session.text + key).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ (hash >> 29)
  }
}
