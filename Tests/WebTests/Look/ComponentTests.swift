// Sections, rows, tables, notices and buttons: what a page is put together from.
import HTML
import Messages
import Testing

@testable import HTTP
@testable import Web

struct ComponentTests {
  @Test func aSectionHasAHeadingAndWhatStandsBesideIt() {
    let html = section("Next session", end: statusWord("planned"), id: "next") { paragraph("Tuesday") }.string
    #expect(html.contains("<section class=\"section\" id=\"next\">"))
    #expect(html.contains("<h2>Next session</h2><span class=\"status\">planned</span>"))
    #expect(html.contains("<p>Tuesday</p>"))
  }

  @Test func aRowLeadsSomewhereOrNowhere() {
    #expect(row("Alder", href: "/groups/1").string.contains("<a class=\"row-link\" href=\"/groups/1\">"))
    #expect(!row("Alder").string.contains("<a "))
    #expect(row("Alder", detail: "4 members").string.contains("<span class=\"row-detail\">4 members</span>"))
    #expect(row({ person("Dana Whitfield") }, end: statusWord("here")).string.contains("<span class=\"row-end\">"))
    #expect(rows([row("A"), row("B")]).string.components(separatedBy: "<li").count == 3)
    #expect(numberedRows([row("A")]).string.contains("<ol class=\"rows rows-numbered\">"))
  }

  @Test(arguments: ["javascript:alert(1)", "//evil.example/x", "data:text/html,x", "\\\\evil"])
  func noAddressLeadsOutOfTheHouse(_ address: String) {
    #expect(row("A", href: address).string.contains("href=\"#\""))
    #expect(linkButton("A", href: address).string.contains("href=\"#\""))
    #expect(postForm(address, token: "") { "" }.string.contains("action=\"#\""))
    #expect(postButton("A", action: address, token: "").string.contains("action=\"#\""))
  }

  @Test func aTableHasACaptionHeadingsAndNamedRows() {
    let html = dataTable(
      caption: "Minutes", columns: [Column("Item"), Column("Was", figure: true)], rows: [["Consultancy", "28"], ["Quiet close", "12"]]
    ).string
    #expect(html.contains("<caption>Minutes</caption>"))
    #expect(html.contains("<th scope=\"col\" class=\"figure\">Was</th>"))
    #expect(html.contains("<th scope=\"row\">Consultancy</th><td class=\"figure\">28</td>"))
    // A table that scrolls sideways can be reached and read with the keyboard.
    #expect(html.contains("tabindex=\"0\" role=\"region\" aria-label=\"Minutes\""))
  }

  @Test func onlyWhatIsDoneReportsItself() {
    #expect(notice(.done, "x").string.contains("role=\"status\""))
    #expect(!notice(.note, "x").string.contains("role="))
    #expect(notice(.note, "x") { linkButton("Read", href: "/n") }.string.contains("<a class=\"button\" href=\"/n\">Read</a>"))
  }

  @Test func aButtonIsAFormThatPosts() {
    let html = postButton("Leaves", action: "/groups/1/departures", token: "<i>", hidden: [("person", "7")], told: "Dana Whitfield").string
    #expect(html.contains("method=\"post\" action=\"/groups/1/departures\""))
    #expect(html.contains("<input type=\"hidden\" name=\"person\" value=\"7\">"))
    #expect(html.contains("<i>"))
    #expect(html.contains("Leaves <span class=\"heard-only\">Dana Whitfield</span></button>"))
    #expect(submitButton("Go").string == "<button class=\"button\">Go</button>")
  }

  @Test func emptinessInvites() {
    let html = emptiness("No session yet", "Plan the first one.") { linkButton("Plan a session", href: "/p") }.string
    #expect(html.contains("No session yet") && html.contains("Plan the first one.") && html.contains("href=\"/p\""))
  }

  @Test func factsAreTermsAndWhatTheyAre() {
    #expect(facts([("When", "Tuesday")]).string.contains("<dt>When</dt><dd>Tuesday</dd>"))
  }

  @Test func aPictureNeverStandsForAWord() {
    for picture in [Icon.eye, .up, .down] {
      #expect(icon(picture).string.contains("aria-hidden=\"true\""))
    }
  }

  @Test(arguments: [
    ("Dana Whitfield", "DW"), ("Ana María López", "AL"), ("Cher", "C"), ("", ""), ("  ", ""), ("é\u{301}lan vital", "É\u{301}V"), ("李 小龙", "李小"),
  ])
  func initialsAreTheFirstLettersOfTheFirstAndLastName(_ name: String, _ initials: String) {
    #expect(Shell.initials(name) == initials)
  }

  @Test func piecesFollowOneAnother() {
    let isOn = true
    let html = section("A") {
      paragraph("one")
      if isOn { paragraph("two") }
      joined((3...4).map { paragraph(String($0)) })
    }.string
    #expect(html.contains("<p>one</p>\n<p>two</p>\n<p>3</p>\n<p>4</p>"))
  }
}
