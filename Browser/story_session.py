"""The main job in real Chromium: four members on phones, the facilitator at a desk, the wall; to the printed record.

One phone is cut off for 20 seconds and comes back; one has JavaScript off and still follows and writes.
"""
import re
import time

from support import Watch, axe_everywhere, check, chromium, district, failed, figure, finish, passed, shows, sign_in

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SECRET = "cranberry-lighthouse-7"
SECRET_OFFLINE = "written-under-the-bridge-4"
# What everybody reads where the practice gathers: the rounds are behind them.
GATHERING = "Next: Consultancy, beginning with Frame"
MAIN_BUTTON_REST = 900  # the room ignores the second half of a double tap for 700 ms


def everybody(what, pages, text, milliseconds=3000):
    missing = [name for name, page in pages.items() if not shows(page, text, milliseconds)]
    return check(what, not missing, f"'{text}' is missing for {', '.join(missing)}")


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def move_on(page):
    press(page, "Move on")
    page.wait_for_timeout(MAIN_BUTTON_REST)


def has_floor(page):
    return shows(page, "You have the floor")


def main():
    started = time.monotonic()
    with district() as url, chromium() as browser:
        watch = Watch(url)
        contexts, pages = {}, {}
        tomas_context = watch.context(browser, viewport={"width": 1280, "height": 900})
        tomas = sign_in(tomas_context, url, "Tomas Lindqvist")
        tomas.get_by_role("link", name="Alder").first.click()
        tomas.get_by_role("link", name="Look at the session").first.click()
        tomas.get_by_role("button", name="Open the room").click()
        check("a session runs within the first clicks", shows(tomas, "Set the tone"))
        room = tomas.url
        for name in ("Dana Whitfield", "Marcus Bell", "Priya Raman"):
            contexts[name] = watch.context(browser, **PHONE)
            page = sign_in(contexts[name], url, name)
            page.goto(room)
            pages[name] = page
        wall_context = watch.context(browser, viewport={"width": 1920, "height": 1080}, storage_state=tomas_context.storage_state())
        wall = wall_context.new_page()
        wall.goto(room + "/wall")
        plain_context = watch.context(browser, **PHONE, java_script_enabled=False)
        plain = plain_context.new_page()
        plain.goto(url + "/")
        plain.get_by_role("button", name="Sign in as Yolanda Reyes").click()
        plain.goto(room)
        dana, marcus, priya = pages.values()
        scripted = {"Tomas": tomas, "the wall": wall, **pages}
        everybody("everybody sees the first step", {**scripted, "Yolanda": plain}, "Set the tone")

        move_on(tomas)
        everybody("a step reaches every screen", scripted, "How did it go")
        check("the first in the round has the floor", has_floor(dana))
        press(dana, "Pass the floor to Marcus")
        check("a passed floor arrives", has_floor(marcus))
        check("the wall says who has it", shows(wall, "Marcus has the floor"))

        # Private writing: saved within a second, kept while the step moves on, on nobody else's screen.
        field = marcus.get_by_label("What I want to keep for myself")
        field.click()
        field.press_sequentially(SECRET, delay=15)
        typed = time.monotonic()
        saved = marcus.get_by_text("saved", exact=True).first
        try:
            saved.wait_for(state="visible", timeout=3000)
            figure("autosave, last key to 'saved'", f"{(time.monotonic() - typed) * 1000:.0f} ms, at most 1000")
            passed("writing is saved while it is typed")
        except Exception as fault:
            failed("writing is saved while it is typed", str(fault).splitlines()[0])
        field.press_sequentially(" and more", delay=5)
        move_on(tomas)
        everybody("the next item reaches every screen", scripted, "Choose scenario and skill")
        check("moving on drops nothing that was typed", field.input_value() == SECRET + " and more", field.input_value())
        check("the typed field keeps the focus", marcus.evaluate("document.activeElement?.tagName") == "TEXTAREA")

        # One phone is cut off for 20 seconds, and goes on writing.
        watch.expected_offline.add(contexts["Priya Raman"])
        contexts["Priya Raman"].set_offline(True)
        priya_field = priya.get_by_label("What I want to keep for myself")
        priya_field.click()
        priya_field.press_sequentially(SECRET_OFFLINE, delay=5)
        dana.get_by_text("Write a card").click()
        dana.get_by_label("My card").fill("Ask before advising")
        press(dana, "Put a card on the table")
        everybody("a card on the table is seen by all who are there", {"Tomas": tomas, "the wall": wall, "Marcus": marcus}, "Ask before advising")
        move_on(tomas)
        move_on(tomas)
        marcus.wait_for_timeout(17_000)
        contexts["Priya Raman"].set_offline(False)
        back = time.monotonic()
        caught_up = shows(priya, "Ask before advising", 20_000) and shows(priya, GATHERING, 5_000)
        check("a phone that was away comes back to where the others are", caught_up)
        figure("catching up after 20 s away", f"{time.monotonic() - back:.1f} s")
        check("what was typed while away is still there", priya_field.input_value() == SECRET_OFFLINE)
        check("and is saved on its own", shows(priya, "saved", 20_000))
        watch.expected_offline.discard(contexts["Priya Raman"])

        # Without script: look again, write, put a card.
        plain.goto(room)
        check("without script the room is followed by looking again", shows(plain, GATHERING))
        plain.get_by_label("What I want to keep for myself").fill("plain-paper-12")
        press(plain, "Save")
        plain.goto(room)
        check("without script writing is kept", plain.get_by_label("What I want to keep for myself").input_value() == "plain-paper-12")
        plain.get_by_text("Write a card").click()
        plain.get_by_label("My card").fill("Silence is a question too")
        press(plain, "Put a card on the table")
        everybody("a card from a page without script is seen by all", scripted, "Silence is a question too")

        # Nobody else's screen or source holds private words.
        for name, page in {**scripted, "Yolanda": plain}.items():
            source = page.content()
            if name != "Marcus Bell":
                check(f"Marcus's writing is not with {name}", SECRET not in source)
            if name != "Priya Raman":
                check(f"Priya's writing is not with {name}", SECRET_OFFLINE not in source)

        # The room while it runs, as the facilitator and a member have it, and the wall.
        for who, state, path in (("facilitator", tomas_context, room), ("member", contexts["Dana Whitfield"], room), ("wall", tomas_context, room + "/wall")):
            problems = axe_everywhere(watch, browser, state.storage_state(), path)
            check(f"axe on the running room, {who}", not problems, " | ".join(problems[:4]))

        # To the closing.
        while "Quiet close" not in tomas.inner_text("h1"):
            move_on(tomas)
        everybody("quiet writing comes to all", scripted, "Quiet writing")
        move_on(tomas)
        move_on(tomas)
        everybody("then commitments", {"Tomas": tomas, **pages}, "Commitments")
        for name, page, text in (("Dana", dana, "Count to five before I answer"), ("Marcus", marcus, "Show one graph and wait"), ("Priya", priya, "Write down two questions")):
            if not page.get_by_label("I will", exact=False).first.is_visible():
                page.get_by_text("Name my commitment").last.click()
            page.get_by_label("I will", exact=False).first.fill(text)
            press(page, "Name it")
            check(f"{name}'s commitment is named", shows(tomas, text))
        keep = tomas.get_by_role("button", name=re.compile("keep", re.I)).first
        keep.click()
        tomas.wait_for_timeout(500)
        while tomas.get_by_role("button", name="Move on").count():
            move_on(tomas)
        press(tomas, re.compile("close", re.I))
        tomas.wait_for_timeout(1500)
        record = tomas_context.new_page()
        record.goto(room + "/record")
        text = record.inner_text("main")
        for wanted in ("Count to five before I answer", "Show one graph and wait", "Consultancy", "Dana Whitfield"):
            check(f"the record holds '{wanted}'", wanted in text, text[:300])
        check("the record holds nobody's private writing", SECRET not in record.content() and SECRET_OFFLINE not in record.content())
        kept = [card for card in ("Ask before advising", "Silence is a question too") if card in text]
        check("only the card that was kept is in the record", len(kept) == 1, str(kept))
        sheets = record.pdf(format="Letter")
        count = len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets))
        check("the record prints on one page", count == 1, f"{count} pages")
        dana.goto(room + "/record")
        check("a member reads the same record", "Show one graph and wait" in dana.inner_text("main"))
        dana.goto(room)
        check("the room of a held session leads to its record", "/record" in dana.url, dana.url)
        renata_context = watch.context(browser)
        renata = sign_in(renata_context, url, "Renata Okafor")
        watch.expected_offline.add(renata_context)
        for path in ("", "/record", "/wall"):
            answer = renata.goto(room + path)
            inside = SECRET in renata.content() or "Show one graph and wait" in renata.content()
            check(f"the program lead does not get into the session{path}", answer.status in (403, 404) and not inside, str(answer.status))
        next_home = tomas_context.new_page()
        next_home.goto(url + "/groups")
        next_home.get_by_role("link", name="Alder").first.click()
        check("the commitments wait for the next session", shows(next_home, "Alder"))

        check("console errors 0", not watch.console, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
        figure("session story", f"{time.monotonic() - started:.0f} s")
    finish()


main()
