"""The 90 minutes of group Alder from one device in the middle of the table, every other phone face down, on a clock that runs fast."""
import re
import time

from support import Watch, check, chromium, district, faketime, figure, finish, sign_in, skipped

QUICK = 120
MEMBERS = ["Dana", "Marcus", "Priya", "Yolanda"]
PROMISES = {
    "Dana Whitfield": "Count to five before I answer", "Marcus Bell": "Show one graph and wait",
    "Priya Raman": "Ask two teachers what helped", "Yolanda Reyes": None,
}


def press(page, name):
    page.get_by_role("button", name=name).first.click()
    page.wait_for_timeout(250)


def wait_for_the_end(page):
    """Until the step's time is up by the server's clock."""
    left = page.evaluate("(() => { const c = document.querySelector('[data-clock-face]'); return c ? c.dataset.ends - c.dataset.now : 0 })()")
    page.wait_for_timeout(max(0, min(left, 20 * 60_000)) / QUICK)


def note(page, owner, kind, text):
    if not page.locator("#note details[open]").count():
        page.locator("#note summary").click()
    page.locator("#note select").select_option(label=owner)
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("What they said").fill(text)
    press(page, "Note it for them")


def talk(page, given):
    """Gives the floor to everybody who can have it, one after the other."""
    for name in MEMBERS:
        button = page.get_by_role("button", name=f"Give the floor to {name}")
        if button.count():
            button.first.click()
            page.wait_for_timeout(250)
            given.add(name)


def run(page):
    """Plays every step to its end; answers what was seen on the way."""
    titles, given, noted = [], set(), False
    for _ in range(80):
        title = page.locator("[data-part]#part-stage").inner_text()
        titles.append(title)
        if "Commitments" in title and not noted:
            for owner, promise in PROMISES.items():
                if promise:
                    note(page, owner, "a commitment", promise)
                else:
                    press(page, f"{owner.split()[0]} passes today")
            noted = True
        talk(page, given)
        wait_for_the_end(page)
        if page.get_by_role("button", name="Close the session").count():
            press(page, "Close the session")
            page.wait_for_timeout(1_000)
            return titles, given, noted
        press(page, re.compile("^Move on"))
        page.wait_for_timeout(750)
    return titles, given, noted


def main():
    started = time.monotonic()
    with district(quickened=QUICK) as url, chromium() as browser:
        watch = Watch(url)
        context = watch.context(browser, viewport={"width": 1024, "height": 768})
        tomas = sign_in(context, url, "Tomas Lindqvist")
        tomas.get_by_role("link", name="Alder").first.click()
        tomas.get_by_role("link", name="Look at the session").first.click()
        tomas.get_by_role("button", name="Open the room").click()
        tomas.wait_for_selector("[data-room]")
        room = tomas.url
        if tomas.get_by_role("button", name="Begin").count():
            press(tomas, "Begin")
        asked = tomas.locator("#part-carried .row").count()
        for place in range(asked):
            tomas.locator("#part-carried .row").nth(place).get_by_role("button", name="not yet" if place % 2 else "done").click()
            tomas.wait_for_timeout(250)
        check("last time's promises are answered for their owners", tomas.locator("#part-carried [aria-pressed=true]").count() == asked and asked > 0)
        note(tomas, "Priya Raman", "a card", "Silence is an answer too")
        check("a spoken card is marked", "Silence is an answer too" in tomas.inner_text("#part-cards") and "spoken" in tomas.inner_text("#part-cards"))
        press(tomas, "Keep for the record")
        titles, given, noted = run(tomas)
        check("everybody was given the floor from the one device", given == set(MEMBERS), str(given))
        check("commitments were noted", noted, str(titles[-3:]))
        tomas.goto(room + "/record")
        record = tomas.inner_text("main")
        for wanted in [promise for promise in PROMISES.values() if promise] + ["Silence is an answer too", "Practice triad", "Consultancy"]:
            check(f"the record of one device holds '{wanted}'", wanted in record, record[:400])
        marks = tomas.locator("main .spoken").count()
        check("what was noted waits for its owners", marks == 4, f"{marks} marks")
        dana_context = watch.context(browser, viewport={"width": 390, "height": 844})
        dana = sign_in(dana_context, url, "Dana Whitfield")
        dana.goto(room + "/spoken")
        check("its owner finds it afterwards", PROMISES["Dana Whitfield"] in dana.content())
        press(dana, "That is what I said")
        dana.wait_for_timeout(500)
        tomas.reload()
        left = tomas.locator("main .spoken").count()
        check("and confirms it", left == 3, f"{left} marks")
        marcus_context = watch.context(browser, viewport={"width": 390, "height": 844})
        marcus = sign_in(marcus_context, url, "Marcus Bell")
        marcus.goto(room + "/spoken")
        check("nobody settles another's word", PROMISES["Priya Raman"] not in marcus.content())
        figure("one device: 90 minutes played in", f"{time.monotonic() - started:.0f} s")
        check("console errors 0", not watch.console, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
    finish()


if faketime():
    main()
else:
    skipped("90 minutes from one device", "faketime is not installed, so no minute can pass quickly")
