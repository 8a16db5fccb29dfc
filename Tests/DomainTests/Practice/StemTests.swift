// Wordings that sound helpful and are not.
import Domain
import Testing

@Suite struct StemTests {
  @Test(arguments: [
    ("What did you see? What did you do?", [StemFlaw.double]),
    ("What did you see and how did it feel?", [.double]),
    ("Don\u{2019}t you think it was too long?", [.leading]),
    ("Have you thought of groups?", [.leading]), ("That went well, right?", [.leading]),
    ("Why  didn't you stop?", [.accusing]), ("What were you thinking?", [.accusing]),
    ("How could you let that happen?", [.accusing]),
    ("Why didn't you stop, and have you tried waiting?", [.double, .leading, .accusing]),
    ("What stood out for you?", []), ("Do you want questions or ideas?", []),
    ("There are two things here: time and trust.", []),
    ("What do you understand by it?", []), ("Which part was bright?", []), ("", []),
  ])
  func flawsAreFound(_ text: String, _ flaws: [StemFlaw]) {
    #expect(StemFlaw.found(in: text) == flaws)
  }
}
