// The words and whole passwords that everybody tries first, and the signs that people put in place of letters.

enum CommonPasswords {
  /// Whole passwords of fifteen signs and more, without blanks and signs, that stand in every list of guesses.
  static let whole: Set<String> = [
    "correcthorsebatterystaple", "thequickbrownfox", "thequickbrownfoxjumpsoverthelazydog", "qwertyuiopasdfghjkl",
    "qwertyuiopasdfghjklzxcvbnm", "iloveyousomuchbaby", "tobeornottobe", "tobeornottobethatisthequestion",
    "maytheforcebewithyou", "loremipsumdolorsitamet", "youshallnotpass", "opensesameopensesame", "mypasswordissecret",
    "thisismypassword", "thisisapassword", "thisismysecretpassword", "letmeinletmein", "supercalifragilisticexpialidocious",
  ]

  /// Words that add nothing: a password has to have something besides them.
  static let parts: Set<String> = Set(
    [
      "password", "passwort", "passphrase", "passcode", "secret", "welcome", "letmein", "iloveyou", "login", "signin", "admin",
      "administrator", "changeme", "default", "qwerty", "qwertz", "azerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "asdf", "zxcv", "hjkl",
      "abcdef", "abc123", "fulcrum", "coach", "coaching", "coaches", "teacher", "teachers", "teaching", "school", "schools", "district",
      "student", "students", "education", "instructional", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
      "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "spring",
      "summer", "autumn", "winter", "football", "baseball", "basketball", "dragon", "monkey", "sunshine", "princess", "superman",
      "batman", "master", "shadow", "123456789", "123456", "12345", "1234", "123", "2023", "2024", "2025", "2026", "2027",
    ].map(PasswordRule.bare))

  static let disguises: [Unicode.Scalar: Unicode.Scalar] = [
    "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "l", "|": "l", "+": "t",
  ]
}
