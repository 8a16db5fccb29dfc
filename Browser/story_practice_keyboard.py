"""A practice round by the keyboard alone, in real Chromium: set up, played, spoken about, written, given, received and brought to its end."""
from support import Watch, check, chromium, district, figure, finish, sign_in

# The second half of a double tap is left out, so whoever means a second one waits.
PAUSE = 900
MOST_TABS = 120


class Keys:
    """One person who has no pointer: Tab, Space, Enter, arrows and letters."""

    def __init__(self, page):
        self.page = page
        self.tabs = 0
        self.unseen = []

    def reach(self, what, test):
        """Tabs on until the element with the focus is the wanted one, and notes where nobody could see that it has it."""
        for _ in range(MOST_TABS):
            if self.page.evaluate(f"() => {{ const e = document.activeElement; return e !== document.body && Boolean({test}); }}"):
                ring = self.page.evaluate("() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.boxShadow; }")
                if ring == "nonenone":
                    self.unseen.append(what)
                return True
            self.page.keyboard.press("Tab")
            self.tabs += 1
        raise RuntimeError(f"the keyboard does not reach: {what}")

    def push(self, what, test, key="Enter"):
        self.reach(what, test)
        self.page.keyboard.press(key)

    def main(self):
        """The one main button, and then the next phase."""
        self.page.wait_for_timeout(PAUSE)
        before = self.page.locator("[data-place]").first.get_attribute("data-place")
        self.push(f"the main button ({before})", "e.matches('[data-main]')")
        self.page.wait_for_function("before => document.querySelector('[data-place]').dataset.place !== before", arg=before, timeout=15_000)
        return self.page.locator("[data-place]").first.get_attribute("data-place")


def text(words):
    return f"e.textContent.trim() === '{words}'"


def started(keys, page):
    keys.push("the way to practice", text("Look at what you can practice"))
    page.wait_for_url("**/practice")
    keys.push("the way to a round", text("Choose who does what"))
    keys.reach("who plays the colleague", "e.name === 'coachee'")
    page.keyboard.type("Marc")
    keys.reach("what to practice", "e.name === 'skill'")
    page.keyboard.press("ArrowDown")
    keys.push("the start", text("Start the round"))
    page.wait_for_url("**/rounds/*")
    page.wait_for_timeout(PAUSE)
    keys.push("drawing a situation", text("Draw a situation"))
    page.locator("[data-main]", has_text="Read your parts").wait_for(timeout=15_000)


def written(keys, page):
    """Whoever played the colleague writes along a model."""
    keys.push("the way to feedback", text("Write feedback"))
    page.wait_for_url("**/feedback")
    keys.push("a model", "e.type === 'radio'", "Space")
    keys.push("writing along it", text("Write along this model"))
    page.locator("textarea").first.wait_for(timeout=15_000)
    for number in range(page.locator("main textarea").count()):
        keys.reach(f"part {number + 1} of the note", f"e === document.querySelectorAll('main textarea')[{number}]")
        page.keyboard.type("When you asked and then waited, I told you more.")
    for name in ("stance", "medium"):
        keys.push(f"the {name}", f"e.type === 'radio' && e.name === '{name}'", "Space")


def play(url, browser, watch):
    dana_page = sign_in(watch.context(browser, viewport={"width": 390, "height": 844}), url, "Dana Whitfield")
    marcus_page = sign_in(watch.context(browser, viewport={"width": 390, "height": 844}), url, "Marcus Bell")
    dana, marcus = Keys(dana_page), Keys(marcus_page)
    started(dana, dana_page)
    check("a round is set up by the keyboard", True)
    while dana.main() != "jotting":
        pass
    marcus_page.goto(dana_page.url)
    written(marcus, marcus_page)
    while dana.main() != "observerFeedback":
        pass
    marcus_page.wait_for_function("() => document.querySelector('[data-place]').dataset.place === 'observerFeedback'", timeout=15_000)
    marcus.push("giving it", text("Give it to Dana"))
    marcus_page.wait_for_url(dana_page.url)
    dana_page.get_by_text("you asked and then waited").first.wait_for(timeout=15_000)
    check("a note is written and given by the keyboard", True)
    dana.push("trying it", "e.value === 'try'")
    dana_page.wait_for_function("() => document.querySelector('button[value=try]').getAttribute('aria-pressed') === 'true'", timeout=15_000)
    check("and received with one key", True)
    while dana.main() != "done":
        pass
    check("the round comes to its end by the keyboard", True)
    unseen = dana.unseen + marcus.unseen
    check("the focus is seen wherever a key is pressed", not unseen, ", ".join(unseen))
    figure("a round by the keyboard alone", f"{dana.tabs + marcus.tabs} tabs of two people")


def main():
    with district() as url, chromium() as browser:
        watch = Watch(url)
        try:
            play(url, browser, watch)
        except Exception as fault:
            check("a round is played by the keyboard alone", False, str(fault).splitlines()[0])
        check("console errors 0", not watch.console, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
    finish()


main()
