"""Into a room with a code, a session on paper, the facilitator's notebook and open arcs, in real Chromium."""
import re

from support import Watch, axe_everywhere, check, chromium, district, figure, finish, sign_in

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SECRET = "notebook-plum-lantern-3"


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def join(watch, browser, url, room, wall):
    address = wall.locator("svg.qr").get_attribute("aria-label").split()[-1]
    code = wall.locator(".join-code").inner_text()
    check("the picture and the words say the same", address.endswith("/j/" + code.replace(" ", "")), f"{address} {code}")
    box = wall.locator("svg.qr").bounding_box()
    figure("the QR on the wall", f"{box['width']:.0f} px wide at 1920 x 1080")
    # Signed in: one tap on what the camera offers.
    context = watch.context(browser, **PHONE)
    page = sign_in(context, url, "Dana Whitfield")
    page.goto("http://" + address)
    check("a phone that follows the picture is in the room", page.url == room, page.url)
    # Typed on the list of groups, small and with a blank.
    page.goto(url + "/groups")
    page.get_by_label("Code").fill(code.lower())
    page.get_by_role("button", name="Join").click()
    check("a phone on which the code is typed is in the room", page.url == room, page.url)
    # Not signed in yet: the code waits until one is.
    fresh = watch.context(browser, **PHONE).new_page()
    fresh.goto("http://" + address)
    fresh.get_by_role("button", name="Sign in as Marcus Bell").click()
    check("whoever signs in on the way arrives too", fresh.url == room, fresh.url)
    # Another group's member learns nothing.
    watch_404 = watch.context(browser, **PHONE)
    watch.expected_offline.add(watch_404)
    other = sign_in(watch_404, url, "Ines Calder")
    answer = other.goto("http://" + address)
    check("the code opens nothing to another group", answer.status == 404 and "None of your groups" in other.content())
    return page, fresh


def paper(context, room):
    page = context.new_page()
    page.goto(room + "/pack")
    check("the pack has a button that prints", page.get_by_role("button", name="Print", exact=True).is_visible())
    check("a sheet for each of four", page.locator(".sheet").count() == 5, str(page.locator(".sheet").count()))
    counts = {}
    for name, width, height in (("A4", "210mm", "297mm"), ("US Letter", "8.5in", "11in")):
        counts[name] = pages_of(page.pdf(width=width, height=height))
    figure("pages of the pack", ", ".join(f"{name} {count}" for name, count in counts.items()))
    # The agenda, then one page for each of four people and one of cards: nothing runs over onto another page.
    check("each sheet fits its page on A4 and US Letter", all(6 <= count <= 8 for count in counts.values()) and len(set(counts.values())) == 1, str(counts))
    page.emulate_media(media="print")
    greys = page.evaluate("""() => [...document.querySelectorAll("main *")].flatMap((one) => {
      const style = getComputedStyle(one);
      return [style.color, style.borderTopColor, style.backgroundColor].filter((colour) => {
        const [r, g, b] = (colour.match(/[\\d.]+/g) ?? []).map(Number);
        return Math.max(r, g, b) - Math.min(r, g, b) > 8 && !colour.endsWith(", 0)");
      });
    })""")
    check("it prints in grey", not greys, str(greys[:3]))
    page.close()


def notebook(context, url, group):
    page = context.new_page()
    page.goto(group + "/notebook")
    page.get_by_label("What I want to remember").press_sequentially(SECRET, delay=5)
    page.get_by_text("saved", exact=True).first.wait_for(state="visible", timeout=8000)
    page.reload()
    check("the notebook keeps what was typed", page.get_by_label("What I want to remember").input_value() == SECRET)
    # A second window is older: both texts stay.
    other = context.new_page()
    other.goto(group + "/notebook")
    page.get_by_label("What I want to remember").fill(SECRET + " one")
    page.wait_for_timeout(2000)
    other.get_by_label("What I want to remember").fill(SECRET + " two")
    other.get_by_text("Both stand here").first.wait_for(state="visible", timeout=8000)
    both = other.get_by_label("What I want to remember").input_value()
    check("an older window loses nothing and overwrites nothing", "one" in both and "two" in both, both)
    other.wait_for_timeout(2000)
    page.close()
    other.close()


def main():
    with district() as url, chromium() as browser:
        watch = Watch(url)
        context = watch.context(browser, viewport={"width": 1280, "height": 900})
        lead = sign_in(context, url, "Tomas Lindqvist")
        lead.get_by_role("link", name="Alder").first.click()
        group = lead.url
        watch.expected_offline.add(context)
        notebook(context, url, group)
        lead.get_by_role("link", name="Look at the session").first.click()
        room = lead.url
        paper(context, room)
        lead.get_by_role("button", name="Open the room").click()
        lead.wait_for_timeout(800)
        lead.locator("#step-help summary").click()
        check("whoever leads unfolds what to say and what to watch for",
              lead.locator("#step-help dd").count() == 2 and lead.locator("#step-help dd").first.is_visible())
        help_box, hand = lead.locator("#step-help dl").bounding_box(), lead.locator("#part-hand").bounding_box()
        check("it stands above the buttons", help_box["y"] + help_box["height"] <= hand["y"] + 1, f"{help_box} {hand}")
        first = lead.locator("#step-help dd").first.inner_text()
        wall = context.new_page()
        wall.set_viewport_size({"width": 1920, "height": 1080})
        wall.goto(room + "/wall")
        dana, marcus = join(watch, browser, url, room, wall)
        lead.get_by_role("button", name="Move on").first.click()
        lead.wait_for_timeout(900)
        check("it stays unfolded and says what belongs to the next step",
              lead.locator("#step-help dd").first.is_visible() and lead.locator("#step-help dd").first.inner_text() != first)
        check("members and the wall have nothing of it", all("step-help" not in page.content() for page in (dana, wall)))
        # Open arcs: after the last yes every member's screen has every ring; after one no they are gone.
        homes = {}
        for name in ("Dana Whitfield", "Marcus Bell", "Priya Raman", "Yolanda Reyes"):
            homes[name] = sign_in(watch.context(browser, **PHONE), url, name)
            homes[name].goto(group)
            homes[name].get_by_role("button", name="Show it in the room while every one of us agrees").click()
        dana.goto(room)
        dana.locator("svg.arc").nth(3).wait_for(timeout=5000)
        check("every member sees four rings after the last yes", dana.locator("svg.arc").count() == 4)
        check("the wall has none", wall.locator("svg.arc").count() == 0)
        homes["Yolanda Reyes"].get_by_role("button", name="Take my yes back").click()
        dana.wait_for_function("document.querySelectorAll('svg.arc').length === 1", timeout=3000)
        check("one no ends it on an open screen", dana.locator("svg.arc").count() == 1)
        for what, state, address in (
            ("the pack", context, room + "/pack"), ("the notebook", context, group + "/notebook"), ("the runner", context, room),
            ("the field for a code", context, url + "/j"), ("the group's page", dana.context, group), ("a member's room", dana.context, room),
        ):
            problems = axe_everywhere(watch, browser, state.storage_state(), address)
            check(f"axe on {what}", not problems, " | ".join(problems[:3]))
        check("console errors 0", not watch.console, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
    finish()


main()
