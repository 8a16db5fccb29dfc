// What people type is kept as they see it: no hidden signs, no blanks at its ends.
import Domain
import Testing

@Suite struct TypedTextTests {
  @Test(arguments: [
    ("  Alder  ", "Alder"), ("Al\u{200B}der", "Alder"), ("\u{202E}redlA", "redlA"), ("a\nb\tc", "a b c"), ("a\r\nb", "a b"),
    ("\u{0}a\u{7}", "a"), ("José", "José"), ("👩‍🏫", "👩‍🏫"), ("   ", ""), ("\u{FEFF}x", "x"), ("a\u{A0} b", "a b"),
  ]) func aLine(_ typed: String, _ kept: String) { #expect(TypedText.line(typed) == kept) }

  @Test(arguments: [
    ("one\r\ntwo\rthree", "one\ntwo\nthree"), ("\n\n one \n\n", " one"), ("a  \nb", "a\nb"), ("a\n\n\nb", "a\n\n\nb"),
    ("\u{2066}a\u{2069}", "a"),
    ("a\tb", "a b"), ("", ""),
  ]) func aBlock(_ typed: String, _ kept: String) { #expect(TypedText.block(typed) == kept) }

  @Test func lengthCountsCodePoints() {
    #expect(!TypedText.isLonger("abc", than: 3))
    #expect(TypedText.isLonger("abcd", than: 3))
    #expect(!TypedText.isLonger("äöü", than: 3))
    // One visible character, two thousand marks.
    #expect(TypedText.isLonger("e" + String(repeating: "\u{301}", count: 2_000), than: 80))
  }

  @Test func whatIsKeptIsKeptAgain() {
    for typed in ["  a \u{202A}b\r\n\tc ", "x\u{85}y", "\u{2028}z", "a\n\u{301}b", "a \u{301} \u{301}b"] {
      #expect(TypedText.line(TypedText.line(typed)) == TypedText.line(typed))
      #expect(TypedText.block(TypedText.block(typed)) == TypedText.block(typed))
    }
  }
}
