"""Group Birch with a sixth member practices at two tables: rounds by rotation, cards for one pair of eyes, feedback, and one who leaves in between."""
import os
import re
import time

from sixth import DESK, PATIENT, PHONE, opened, six_planned, sixth
from support import Watch, axe_here, check, chromium, district, figure, finish, shows, sign_in

MEMBERS = ["Ines Calder", "Jonah Frost", "Keisha Grant", "Leo Marchetti", "Nora Vance", "Wren Osei"]


def press(page, name):
    # A main button that has just come is deaf for the second half of a double tap.
    page.wait_for_timeout(900)
    page.get_by_role("button", name=name).first.click(timeout=PATIENT)


def seen(page, text):
    return shows(page, text, PATIENT)


def until(page, holds):
    """Waits until it holds, as long as it takes within patience; says whether it does."""
    for _ in range(PATIENT // 100):
        if holds():
            return True
        page.wait_for_timeout(100)
    return False


def look(page, name):
    """A picture for whoever asks for some."""
    folder = os.environ.get("FULCRUM_PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/practice-{name}.png", full_page=True)


class Round:
    """One table's round as its people see it: their phones by part."""

    def __init__(self, pages, room, wall):
        """Everybody goes from the room into their own round."""
        self.tables, self.wall = {}, wall
        for name, page in pages.items():
            page.goto(room)
            page.get_by_role("link", name="Go to your round").click(timeout=PATIENT)
            page.wait_for_selector("#part-hand")
            parts = {"You practice": "practitioner", "You play the colleague": "coachee", "You observe": "observer"}
            heading = page.locator(".room-head h1").inner_text()
            part = next(part for words, part in parts.items() if heading.startswith(words))
            self.tables.setdefault(page.url, {}).setdefault(part, []).append((name, page))

    def one(self, table, part):
        return self.tables[table][part][0][1]

    def everybody(self, table):
        return [page for people in self.tables[table].values() for _, page in people]


def on(page, label):
    """The one main button, once it says this."""
    page.get_by_role("button", name=label).first.wait_for(timeout=PATIENT)
    page.wait_for_timeout(900)
    page.get_by_role("button", name=label).first.click(timeout=PATIENT)


def stands(page, label):
    """Waits for the button that comes with the next phase: then the server is in it."""
    page.get_by_role("button", name=label).first.wait_for(timeout=PATIENT)


def set_up(round, table, pick):
    """One skill is chosen and a situation drawn; then the parts are read."""
    practitioner = round.one(table, "practitioner")
    practitioner.locator("#setting-skill button[name=skill]").nth(pick).click(timeout=PATIENT)
    on(practitioner, "Draw a situation")
    on(practitioner, "Read your parts")


def main():
    started = time.monotonic()
    with district() as url, chromium() as browser:
        watch = Watch(url)
        nora = sixth(watch, browser, url)
        tomas_context = watch.context(browser, **DESK)
        tomas = sign_in(tomas_context, url, "Tomas Lindqvist")
        room = six_planned(tomas, re.compile("Practice first"))
        tomas.goto(room)
        opened(tomas)
        pages = {name: nora if name == "Nora Vance" else sign_in(watch.context(browser, **PHONE), url, name) for name in MEMBERS}
        for page in pages.values():
            page.goto(room)
        wall = watch.context(browser, viewport={"width": 1920, "height": 1080}, storage_state=tomas_context.storage_state()).new_page()
        wall.goto(room + "/wall")
        for _ in range(12):
            if tomas.get_by_role("button", name="Set the round").count():
                break
            place = tomas.locator(".now").get_attribute("data-place")
            press(tomas, re.compile("^Move on"))
            until(tomas, lambda: tomas.locator(".now").get_attribute("data-place") != place)
        check("before the first round it is said how many there will be", seen(pages["Jonah Frost"], "rounds to come"))
        look(pages["Jonah Frost"], "before-390")
        look(tomas, "before-1280")

        # The first round: two tables of three, everybody in one part.
        press(tomas, "Set the round")
        for name, page in pages.items():
            check(f"{name} reads their part in the room", seen(page, "Round 1. You"), page.locator("#part-stage").inner_text()[:200])
        look(pages["Jonah Frost"], "set-390")
        look(tomas, "set-1280")
        check("the wall shows both tables and the parts", seen(wall, "Table 1") and seen(wall, "Table 2") and seen(wall, "plays the colleague"))
        look(wall, "set-1920")
        first = Round(pages, room, wall)
        check("two tables of three", sorted(len(first.everybody(table)) for table in first.tables) == [3, 3], str(list(first.tables)))
        for place, table in enumerate(first.tables):
            set_up(first, table, 3 * place)
        cards = play(first, watch)
        check("the wall follows both tables", seen(wall, "The talk"))
        look(wall, "playing-1920")
        look(tomas, "playing-1280")
        for table in first.tables:
            look(first.one(table, "coachee"), f"coachee-{list(first.tables).index(table)}-390")
        everything = [tomas, wall] + [page for page in pages.values()]
        for table, words in cards.items():
            # Two tables may draw the same situation: then both who play it have its card.
            readers = [first.one(other, "coachee") for other in first.tables if cards[other] == words]
            others = [page for page in everything if page not in readers]
            wrong = [page.url for page in others if any(word in page.content() for word in words)]
            check("the card is on the coachee's phone and on no other page", words and not wrong, str(wrong))
        for who, page in (("facilitator", tomas), ("member", pages["Jonah Frost"])):
            if who == "member":
                page = first.one(list(first.tables)[0], "observer")
                page.goto(room)
            problems = axe_here(page)
            check(f"axe, the room in a round, {who}", not problems, " | ".join(problems[:4]))
        problems = wall_problems(wall)
        check("axe, the wall in a round", not problems, " | ".join(problems[:4]))
        for page in first.everybody(list(first.tables)[0]):
            if page.url == room:
                page.go_back()
        finish_round(first)

        # One leaves between the rounds; what was held stays, and the rest is planned anew.
        check("the room knows that the round is over", seen(tomas, "Round 1 is over"))
        gone = first.tables[list(first.tables)[0]]["practitioner"][0][0]
        tomas.goto(room)
        leave(tomas, gone)
        check("five are planned for", seen(tomas, "Set the next round"))
        press(tomas, "Set the next round")
        check("whoever has gone is not in it", seen(tomas, "Round 2 is being played") or seen(tomas, "Round 2. You"))
        staying = {name: page for name, page in pages.items() if name != gone}
        for name, page in staying.items():
            page.goto(room)
            check(f"{name} reads their part in round 2", seen(page, "Round 2. You"))
        second = Round(staying, room, wall)
        sizes = sorted(len(second.everybody(table)) for table in second.tables)
        check("tables of three and of two", sizes == [2, 3], str(sizes))
        for place, table in enumerate(second.tables):
            set_up(second, table, 3 * place + 1)
        play(second, watch)
        finish_round(second)
        check("the second round is over too", seen(tomas, "Round 2 is over"))
        keyboard(tomas, room)
        check("console errors 0", not watch.console, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
        figure("two rounds at two tables", f"{time.monotonic() - started:.0f} s")
    finish()


def play(round, watch):
    """Every table begins its talk; answers the words of each card."""
    cards = {}
    for table in round.tables:
        practitioner, coachee = round.one(table, "practitioner"), round.one(table, "coachee")
        coachee.wait_for_selector("text=Your private card", timeout=PATIENT)
        cards[table] = coachee.locator(".card-lines dd").all_inner_texts()
        on(practitioner, "Begin the talk")
        check("the talk begins on every phone of the table", all(seen(page, "The talk") for page in round.everybody(table)))
    return cards


def draft(page, table, words):
    """An observer writes along one model in the minute to jot; nobody else reads it yet."""
    page.goto(table + "/feedback")
    page.locator("input[name=choose]").first.check(force=True)
    press(page, "Write along this model")
    page.wait_for_selector("textarea[name^=part-]", timeout=PATIENT)
    for field in page.locator("textarea[name^=part-]").all():
        field.fill(words)
    page.locator("input[name=stance]").first.check(force=True)
    page.locator("input[name=medium]").first.check(force=True)
    until(page, lambda: page.locator("[data-autosave-word]").inner_text() == "Saved")


def finish_round(round):
    """From the talk to the end, each table by its own taps: a draft, given in its time, and kept."""
    for place, table in enumerate(round.tables):
        page = round.one(table, "practitioner")
        observer = round.one(table, "observer") if "observer" in round.tables[table] else None
        words = f"You counted to five after your question, table {place + 1}."
        on(page, "The talk is over")
        stands(page, re.compile("^Now you speak first"))
        if observer:
            draft(observer, table, words)
        on(page, re.compile("^Now you speak first"))
        on(page, re.compile("^Now .* speaks$"))
        if observer:
            check("a draft is on nobody else's page", not any(words in other.content() for other in round.everybody(table) if other != observer))
        on(page, "Now the feedback")
        stands(page, "Now keep or try")
        if observer:
            observer.goto(table + "/feedback")
            observer.wait_for_selector("button[name=give]", timeout=PATIENT)
            until(observer, lambda: observer.locator("textarea[name^=part-]").first.input_value() == words)
            observer.locator("button[name=give]").first.click(timeout=PATIENT)
            check("the note reaches whoever practiced", seen(page, words))
            observer.goto(table)
        on(page, "Now keep or try")
        if observer:
            page.locator("button[name=decision][value=keep]").first.click(timeout=PATIENT)
            check("one tap keeps it", until(page, lambda: page.locator("button[name=decision][value=keep]").first.get_attribute("aria-pressed") == "true"))
        on(page, "Step out of the parts")
        on(page, "The round is done")
        check("the round ends on every phone of the table", all(seen(other, "This round is done") for other in round.everybody(table)))
        if observer:
            rate(page, table)


def rate(page, table):
    """Later, in words and not in numbers: how the note was to hear."""
    page.locator("#part-feedback a[href^='/notes/']").first.click(timeout=PATIENT)
    page.wait_for_selector("#words", timeout=PATIENT)
    note = page.url
    choices = page.locator("#words select")
    for choice in choices.all():
        choice.select_option(index=1)
    page.locator("#words button").last.click(timeout=PATIENT)
    page.goto(note)
    asked, kept = choices.count(), sum(choice.input_value() != "" for choice in choices.all())
    check("five words about a note are kept", asked == 5 and kept == 5, f"{asked} asked, {kept} kept")
    page.goto(table)


def leave(tomas, name):
    """Whoever leads marks that somebody has gone."""
    row = tomas.locator("#part-people li", has_text=name).first
    if not row.is_visible():
        tomas.locator("#part-people summary").first.click()
    row.get_by_role("button", name="Leaves").first.click(timeout=PATIENT)


def wall_problems(wall):
    from support import problems_at
    return problems_at(wall, "wall 1920")


def keyboard(page, room):
    """The next round is set, and the round entered, without a mouse."""
    page.goto(room)
    page.wait_for_selector("#part-hand")
    for _ in range(80):
        page.keyboard.press("Tab")
        if "practice" in (page.evaluate("document.activeElement?.getAttribute('formaction')") or ""):
            break
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    check("the keyboard reaches the button that sets a round, and it is seen", ring != "none", ring)
    page.keyboard.press("Enter")
    check("and sets it", seen(page, "Round 3"))


main()
