// Whoever opened a page before signing in comes to that page after it.
import Domain
import TestSupport
import Testing
import WebSupport

@Suite struct LeadingOnTests {
  @Test func theSignInFormRemembersWhereSomebodyWasGoing() async throws {
    let district = try await District.open(try await TestEngine.sqlite.open())
    let window = try Window(district.house)
    let sent = try await window.get("/groups/\(district.alder)/norms")
    let form = try await window.get(try #require(sent.location))
    #expect(form.text.contains("name=\"next\" value=\"/groups/\(district.alder)/norms\""))
    let person = district.dana.personID.text
    let fields = ["person": person, "next": "/groups/\(district.alder)/norms"]
    let signedIn = try await window.post("/sign-ins", fields)
    #expect(signedIn.status == 303 && signedIn.location == fields["next"])
    #expect(try await window.get(fields["next"] ?? "").status == 200)
  }

  @Test func aFormWithAForeignGoalLeadsToTheStartPage() async throws {
    let district = try await District.open(try await TestEngine.sqlite.open())
    for goal in ["https://evil.example", "//evil.example", "/\\evil.example", "x"] {
      let window = try Window(district.house)
      #expect(try await window.get("/?next=\(goal)").text.contains("name=\"next\"") == false)
      let page = try await window.post("/sign-ins", ["person": district.dana.personID.text, "next": goal])
      #expect(page.status == 303 && page.location == "/")
    }
  }
}
