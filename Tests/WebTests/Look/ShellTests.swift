// The document round every page: one heading, landmarks, the way past the top, and nothing that a strict policy would refuse.
import HTML
import Messages
import Testing

@testable import HTTP
@testable import Web

struct ShellTests {
  let catalogue: Catalogue
  init() throws { catalogue = try Catalogue.english() }

  private func shell(_ title: String = "Alder", frame: Shell.Frame = .page) -> Shell {
    let catalogue = catalogue
    return Shell(
      title: title, frame: frame, lead: "The next session is on Tuesday.", back: Shell.Link(address: "/groups", label: "Groups"),
      links: [Shell.Link(address: "/groups", label: "Groups", isHere: true)],
      account: Shell.Account(fullName: "Dana Whitfield", formToken: "<input type=\"hidden\" name=\"form-token\" value=\"t\">"),
      modules: frame == .page ? [] : ["room.js"], address: { "/assets/e/" + $0 }, say: { catalogue.say($0) })
  }

  private func count(_ piece: String, in html: String) -> Int { html.components(separatedBy: piece).count - 1 }

  @Test func aPageHasItsLandmarksAndOneHeading() {
    let html = shell().document("<p>body</p>").string
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    for piece in [
      "<h1>Alder</h1>", "<main id=\"main\"", "<header class=\"top\">", "<nav aria-label=", "<title>Alder · Fulcrum</title>", "href=\"#main\"",
    ] {
      #expect(count(piece, in: html) == 1, "\(piece)")
    }
    #expect(html.contains("<p class=\"lead\">The next session is on Tuesday.</p>"))
    #expect(html.contains("<a href=\"/groups\" aria-current=\"page\">"))
    #expect(html.contains("id=\"spoken\" class=\"heard-only\" role=\"status\""))
  }

  @Test func signingOutIsAFormWithItsToken() {
    let html = shell().document("").string
    #expect(html.contains("<form method=\"post\" action=\"/sign-outs\"><input type=\"hidden\" name=\"form-token\" value=\"t\"><button"))
  }

  @Test func theWallHasNoWayAnywhere() {
    let html = shell(frame: .wall).document("<h1>Consultancy</h1>").string
    #expect(!html.contains("<header class=\"top\">"))
    #expect(!html.contains("<form"))
    #expect(!html.contains("Dana Whitfield"))
    #expect(html.contains("/assets/e/room.js"))
    #expect(count("<h1>", in: html) == 1)
  }

  @Test func theRoomWritesItsOwnHeading() {
    #expect(count("<h1", in: shell(frame: .room).document("").string) == 0)
  }

  @Test func thePolicyHasNothingToRefuse() {
    for frame in [Shell.Frame.page, .room, .wall] {
      let html = shell(frame: frame).document("").string
      #expect(!html.contains("<style"))
      #expect(!html.contains(" style="))
      #expect(!html.contains("http://") && !html.contains("https://"))
      #expect(count("<script", in: html) == count("<script type=\"module\" src=\"/assets/e/", in: html))
      #expect(html.firstMatch(of: /\son\w+=/) == nil)
    }
  }

  @Test func aNameIsTextWhateverItHolds() {
    let html = shell("<b>\"\u{301}").document("").string
    #expect(!html.contains("<b>"))
    // The mark joins the semicolon to one character, so the sentence is looked for without it.
    #expect(html.contains("&lt;b&gt;&quot"))
  }
}
