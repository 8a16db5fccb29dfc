// Three lines that a member gives the facilitator after a session, signed or not; at least one of them says something.

package enum VoiceShare: String, Sendable, CaseIterable { case tooLittle, right, tooMuch }

package struct ExitSlip: Equatable, Sendable {
  /// `nil`: unsigned. Nothing then tells who gave it.
  package let author: ID<Person>?
  package let useful: String
  /// My share of voice.
  package let voice: VoiceShare?
  package let voiceLine: String
  package let wish: String

  package static let longest = 300
  /// Under so many who were there, unsigned does not mean unknown, and the form says so.
  package static let fewestUnknown = 5

  package init(author: ID<Person>?, useful: String, voice: VoiceShare?, voiceLine: String, wish: String) {
    self.author = author
    self.useful = useful
    self.voice = voice
    self.voiceLine = voiceLine
    self.wish = wish
  }

  package static func read(useful: String, voice: String, voiceLine: String, wish: String, by author: ID<Person>?) throws(Problem) -> ExitSlip {
    let lines = ["useful": TypedText.line(useful), "voice-line": TypedText.line(voiceLine), "wish": TypedText.line(wish)]
    var problem = Problem(lines: [])
    for (field, line) in lines.sorted(by: { $0.key < $1.key }) where TypedText.isLonger(line, than: longest) {
      problem.add(field, Sentence("after.slip.long", ["most": String(longest)]))
    }
    let share = VoiceShare(rawValue: voice)
    if share == nil && !voice.isEmpty { problem.add("voice", Sentence("after.slip.voiceUnknown")) }
    if share == nil && lines.values.allSatisfy(\.isEmpty) { problem.add("useful", Sentence("after.slip.empty")) }
    guard problem.lines.isEmpty else { throw problem }
    return ExitSlip(
      author: author, useful: lines["useful"] ?? "", voice: share, voiceLine: lines["voice-line"] ?? "", wish: lines["wish"] ?? "")
  }
}
