// A browser's own long description in the few words by which its owner knows it.
import HTTP

enum Browsers {
  static func name(_ description: String, _ visit: Visit) -> String {
    let browser = first(
      of: [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")], in: description)
    let system = first(
      of: [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "Chromebook"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
      ],
      in: description)
    switch (browser, system) {
    case (let browser?, let system?): return visit.say("people.account.browserOn", ["browser": browser, "system": system])
    case (let word?, nil), (nil, let word?): return word
    case (nil, nil): return visit.say("people.account.unknownBrowser")
    }
  }

  private static func first(of marks: [(mark: String, name: String)], in description: String) -> String? {
    marks.first { description.contains($0.mark) }?.name
  }
}
