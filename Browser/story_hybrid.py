"""Group Birch with a sixth member: three in the room and three by video, at two tables with a clock each, and one harvest."""
import re
import time

from sixth import DESK, PHONE, opened, press, six_planned, sixth
from support import Watch, axe_here, check, chromium, district, faketime, figure, finish, shows, sign_in, skipped

QUICK = 20
BY_VIDEO = ["Ines Calder", "Keisha Grant", "Nora Vance"]
IN_ROOM = ["Jonah Frost", "Leo Marchetti", "Wren Osei"]
LINK = "https://meet.example/table-one"


def move_on(page, name=re.compile("^Move on")):
    press(page, name)
    page.wait_for_timeout(800)


def left(page):
    """Milliseconds that the page's own clock has left by the server's count, and whether it stands."""
    return page.evaluate(
        "(() => { const c = document.querySelector('[data-clock-face]'); return [c.dataset.ends - c.dataset.now, c.dataset.paused] })()")


def main():
    started = time.monotonic()
    with district(quickened=QUICK) as url, chromium() as browser:
        watch = Watch(url)
        nora = sixth(watch, browser, url)
        tomas_context = watch.context(browser, **DESK)
        tomas = sign_in(tomas_context, url, "Tomas Lindqvist")
        room = six_planned(tomas, re.compile("Use First meeting|First meeting"))
        check("the planner says that six sit at two tables", "two tables of 3" in tomas.inner_text("main"), tomas.inner_text("main")[:300])
        tomas.goto(room)
        for name in BY_VIDEO:
            tomas.get_by_role("group", name=name).get_by_label("by video", exact=True).check()
        opened(tomas)
        pages = {"Nora Vance": nora}
        for name in BY_VIDEO[:2] + IN_ROOM:
            pages[name] = sign_in(watch.context(browser, **PHONE), url, name)
        for page in pages.values():
            page.goto(room)
        wall = watch.context(browser, viewport={"width": 1920, "height": 1080}, storage_state=tomas_context.storage_state()).new_page()
        wall.goto(room + "/wall")
        check("the wall is the page to share", shows(wall, "This is the page to share in the call"))
        check("the page of whoever leads is not", shows(tomas, "not for sharing"))
        for name, page in pages.items():
            check(f"{name} sits at a table", shows(page, "Table 1") or shows(page, "Table 2", 500))
        table = {name: "Table 1" if page.locator(".table-where strong").inner_text() == "Table 1" else "Table 2" for name, page in pages.items()}
        check("those by video sit together", len({table[name] for name in BY_VIDEO}) == 1 and len({table[name] for name in IN_ROOM}) == 1, str(table))
        check("the wall shows both tables", shows(wall, "Table 1") and shows(wall, "Table 2"))

        # A link for those by video, on their phones alone.
        number = table[BY_VIDEO[0]].split()[1]
        if not tomas.get_by_label("Link to its call").is_visible():
            tomas.get_by_text("Give a table a call of its own").click()
        tomas.locator(".when-split form").get_by_label(f"Table {number}", exact=True).check()
        tomas.get_by_label("Link to its call").fill(LINK)
        press(tomas, "Set the link")
        check("the table's call is on the phones of that table", all(shows(pages[name], "Join the call of your table") for name in BY_VIDEO))
        check("and on nobody else's", not any(LINK in pages[name].content() for name in IN_ROOM) and LINK not in wall.content())

        # Each table leads itself: one moves on and pauses, the other's clock runs.
        ines, jonah = pages["Ines Calder"], pages["Jonah Frost"]
        press(ines, re.compile("^Move on"))
        check("one table moves on", shows(ines, "has the floor") or shows(ines, "You have the floor"))
        press(ines, "Pause")
        ines.wait_for_timeout(400)
        before = left(ines), left(jonah)
        ines.wait_for_timeout(2_000)
        ines.reload()
        jonah.reload()
        after = left(ines), left(jonah)
        check("a pause at one table stops its clock", after[0][1] == "yes" and abs(after[0][0] - before[0][0]) < 1_000, f"{before[0]} {after[0]}")
        check("and leaves the other's running", after[1][1] != "yes" and after[1][0] < before[1][0] - 20_000, f"{before[1]} {after[1]}")
        press(ines, "Go on")
        lit = [name for name, page in pages.items() if shows(page, "You have the floor", 800)]
        check("at each table at most one has the floor", len([n for n in lit if n in BY_VIDEO]) <= 1 and len([n for n in lit if n in IN_ROOM]) <= 1, str(lit))
        for who, page in (("facilitator", tomas), ("member by video", ines), ("member in the room", jonah)):
            problems = axe_here(page)
            check(f"axe, two tables, {who}", not problems, " | ".join(problems[:4]))
        small = wall.evaluate(
            "Math.min(...[...document.querySelectorAll('main *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length && !e.closest('.visually-hidden, .only-heard')).map(e => parseFloat(getComputedStyle(e).fontSize)))")
        figure("wall with two tables, smallest letters", f"{small:.1f} px")
        check("letters of the wall with two tables are at least 32 px", small >= 32, f"{small}")

        # The facilitator looks in at the other table and comes back; then one harvest.
        tomas.get_by_role("link", name=re.compile("Go to table 2")).first.click()
        tomas.wait_for_load_state()
        check("the facilitator goes to a table", shows(tomas, "All tables"))
        tomas.get_by_role("link", name="All tables").first.click()
        tomas.wait_for_load_state()
        tomas.wait_for_timeout(900)
        move_on(tomas, "Bring everybody together")
        together = [name for name, page in pages.items() if not page.locator("[data-split]").count()]
        check("one harvest for everybody", len(together) == 6, str(together))
        for _ in range(40):
            if tomas.get_by_role("button", name="Close the session").count():
                break
            move_on(tomas)
        press(tomas, "Close the session")
        tomas.wait_for_timeout(1_200)
        tomas.goto(room + "/record")
        record = tomas.inner_text("main")
        check("the record holds all six", all(name in record for name in BY_VIDEO + IN_ROOM), record[:300])
        check("console errors 0", not watch.console, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
        figure("hybrid session of six", f"{time.monotonic() - started:.0f} s")
    finish()


if faketime():
    main()
else:
    skipped("a hybrid session at two tables", "faketime is not installed, so no minute can pass quickly")
