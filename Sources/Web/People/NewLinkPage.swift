// A link that was just made, shown this once, to copy and hand over.
import Actions
import Domain
import HTML
import HTTP

enum NewLinkPage {
  static func page(_ visit: Visit, _ link: NewLink) async throws -> Reply {
    let overview = try await visit.house.people(as: visit.actor)
    let until = Moments(visit.house.catalogue, zone: overview.program.zone).dayAndTime(link.expiresAt)
    let values = ["name": link.person.fullName, "until": until]
    let body = joined([
      """
      <div class="field"><label for="field-link">\(visit.say("people.newLink.label"))</label>
      <input id="field-link" type="text" readonly value="\(visit.house.address(of: link.token))" aria-describedby="field-link-hint">
      <button type="button" class="button quiet" data-copy="field-link" data-copied="\(visit.say("people.newLink.copied"))" hidden>\(visit.say("people.newLink.copy"))</button>
      <div class="beside"><p class="hint" id="field-link-hint">\(visit.say("people.newLink.hint"))</p></div></div>

      """,
      paragraph(visit.say("people.newLink.told", values)),
      buttons {
        // This page itself stands at /people: without the query the browser would only look for the place on it.
        link.purpose == .invitation ? linkButton(visit.say("people.newLink.another"), href: "/people?then=invite#invite") : ""
        linkButton(visit.say("people.newLink.back"), href: "/people", .quiet)
      },
    ])
    let lead = link.purpose == .invitation ? visit.say("people.newLink.invitation", values) : visit.say("people.newLink.reset", values)
    return visit.page(
      visit.say("people.newLink.title", values), lead: lead, back: Shell.Link(address: "/people", label: visit.say("people.list.title")),
      body)
  }
}
