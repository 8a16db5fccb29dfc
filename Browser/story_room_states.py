"""Every state of a room as its facilitator and a member have it: waiting, running, near its end, over time, paused, cut off, closing, closed."""
from support import Watch, axe_here, check, chromium, district, faketime, figure, finish, sign_in, skipped

PHONE = {"viewport": {"width": 390, "height": 844}}
QUICK = 60


def look(state, **pages):
    for who, page in pages.items():
        problems = axe_here(page)
        check(f"axe, room {state}, {who}", not problems, " | ".join(problems[:4]))


def clock_state(page, wanted, milliseconds=20_000):
    try:
        page.wait_for_selector(f"[data-table][data-clock={wanted}]", timeout=milliseconds)
        return True
    except Exception:
        return False


def main():
    with district(quickened=QUICK) as url, chromium() as browser:
        watch = Watch(url)
        tomas_context = watch.context(browser, viewport={"width": 1280, "height": 900})
        tomas = sign_in(tomas_context, url, "Tomas Lindqvist")
        tomas.get_by_role("link", name="Alder").first.click()
        tomas.get_by_role("link", name="Look at the session").first.click()
        dana_context = watch.context(browser, **PHONE)
        dana = sign_in(dana_context, url, "Dana Whitfield")
        dana.goto(tomas.url)
        look("waiting", facilitator=tomas, member=dana)
        tomas.get_by_role("button", name="Open the room").click()
        tomas.wait_for_selector("[data-room]")
        dana.goto(tomas.url)
        dana.wait_for_selector("[data-room]")
        look("running", facilitator=tomas, member=dana)
        # The server's minutes pass in a second; a page that has just been loaded knows them.
        for _ in range(40):
            tomas.reload()
            if clock_state(tomas, "over", 500):
                break
        dana.reload()
        check("over time, every view says so", clock_state(tomas, "over", 3_000) and clock_state(dana, "over", 3_000))
        look("over time", facilitator=tomas, member=dana)
        tomas.get_by_role("button", name="Pause").click()
        tomas.wait_for_selector("text=Go on")
        look("paused", facilitator=tomas, member=dana)
        tomas.get_by_role("button", name="Go on").first.click()
        # What is on its way arrives first: news over a stream would say that all is well.
        dana.wait_for_timeout(2_000)
        watch.expected_offline.add(dana_context)
        dana_context.set_offline(True)
        dana.wait_for_selector("[data-connection]:not([hidden])", timeout=30_000)
        look("cut off", member=dana)
        dana_context.set_offline(False)
        watch.expected_offline.discard(dana_context)
        for _ in range(60):
            if "Quiet close" in tomas.inner_text("h1"):
                break
            tomas.get_by_role("button", name="Move on").first.click()
            tomas.wait_for_timeout(900)
        dana.wait_for_timeout(3_000)
        look("closing", facilitator=tomas, member=dana)
        for _ in range(10):
            if not tomas.get_by_role("button", name="Move on").count():
                break
            tomas.get_by_role("button", name="Move on").first.click()
            tomas.wait_for_timeout(900)
        tomas.get_by_role("button", name="Close the session").click()
        tomas.wait_for_timeout(1_500)
        look("closed", facilitator=tomas, member=dana)
        check("console errors 0", not watch.console, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
    finish()


if faketime():
    main()
else:
    skipped("the states of a room", "faketime is not installed, so no minute can pass quickly")
