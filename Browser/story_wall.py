"""The wall at 1920 x 1080 in every state of a session: no letter under 32 px, and none of twenty private words in its DOM or its traffic."""
import os

from support import Watch, check, chromium, district, figure, finish, sign_in

SMALLEST = 32
MEMBERS = ["Dana Whitfield", "Marcus Bell", "Priya Raman", "Yolanda Reyes"]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

# Every text node that is drawn, with the size of its letters as they stand on the screen.
LETTERS = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.data.trim()) continue;
    const element = node.parentElement;
    if (element.closest(".heard-only, .skip, noscript, script, [hidden]")) continue;
    const style = getComputedStyle(element);
    if (style.visibility !== "visible") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const scale = element.offsetWidth ? element.getBoundingClientRect().width / element.offsetWidth : 1;
    found.push([parseFloat(style.fontSize) * scale, node.data.trim().slice(0, 40)]);
  }
  return found;
}"""


class Wall:
    """The projector's page, everything it was ever sent, and everything it ever showed."""

    def __init__(self, watch, browser, state, address):
        self.context = watch.context(browser, viewport={"width": 1920, "height": 1080}, storage_state=state)
        self.page = self.context.new_page()
        self.texts = []
        self.messages = 0
        wire = self.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.eventSourceMessageReceived", self._message)
        self.page.on("response", self._response)
        self.page.goto(address)
        self.smallest = (10_000, "")

    def _message(self, event):
        self.messages += 1
        self.texts.append(event["data"])

    def _response(self, response):
        self.texts.append(str(response.all_headers()))
        if "event-stream" not in response.headers.get("content-type", ""):
            try:
                self.texts.append(response.text())
            except Exception:
                # A picture or an answer without a body.
                pass

    def look(self, state):
        self.page.wait_for_timeout(500)
        self.texts.append(self.page.content())
        letters = self.page.evaluate(LETTERS)
        size, text = min(letters) if letters else (0, "nothing is drawn")
        self.smallest = min(self.smallest, (size, f"{text} ({state})"))
        check(f"the wall's letters are large enough: {state}", size >= SMALLEST - 0.01, f"{size:.1f} px: {text}")
        over = self.page.evaluate("[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]")
        check(f"the wall fits its screen: {state}", max(over) <= 0, str(over))
        folder = os.environ.get("FULCRUM_SPECIMENS")
        if folder:
            self.page.screenshot(path=os.path.join(folder, f"wall-{state.replace(' ', '-')}.png"))


def press(page, name):
    page.get_by_role("button", name=name).first.click()
    page.wait_for_timeout(900)


def write(page, words):
    """Types into the own writing until it is saved."""
    field = page.get_by_label("What I want to keep for myself")
    field.fill(" ".join(words))
    page.get_by_text("saved", exact=True).first.wait_for(state="visible", timeout=5000)


def main():
    canaries = [f"wall-canary-{number}-quince" for number in range(1, 21)]
    left = iter(canaries)

    def some(count):
        return [next(left) for _ in range(count)]

    with district() as url, chromium() as browser:
        watch = Watch(url)
        lead_context = watch.context(browser, viewport={"width": 1280, "height": 900})
        lead = sign_in(lead_context, url, "Tomas Lindqvist")
        lead.get_by_role("link", name="Alder").first.click()
        lead.get_by_role("link", name="Open my notebook").click()
        lead.get_by_label("What I want to remember").fill(" ".join(some(3)))
        lead.get_by_text("saved", exact=True).first.wait_for(state="visible", timeout=5000)
        lead.go_back()
        lead.get_by_role("link", name="Look at the session").first.click()
        room = lead.url
        wall = Wall(watch, browser, lead_context.storage_state(), room + "/wall")
        wall.look("waiting")
        press(lead, "Open the room")
        # Everybody writes for themselves; one types what they do not send; all agree to open arcs.
        phones = []
        for name in MEMBERS:
            context = watch.context(browser, **PHONE)
            page = sign_in(context, url, name)
            press(page, "Show it in the room while every one of us agrees")
            page.goto(room)
            write(page, some(2))
            phones.append(page)
        write(lead, some(1))
        phones[0].get_by_text("Write a card").click()
        phones[1].locator("summary", has_text="Name my commitment").click()
        phones[0].get_by_label("My card").fill(some(1)[0])
        phones[1].get_by_label("I will").fill(some(1)[0])
        wall.look("running")
        press(lead, "Move on")
        press(phones[0], "Pass the floor")
        for number, phone in enumerate(phones[1:], 1):
            if not phone.get_by_label("My card").is_visible():
                phone.get_by_text("Write a card").click()
            phone.get_by_label("My card").fill(f"A card of {number} with as many words as one says in a breath, and a few more")
            press(phone, "Put a card on the table")
        wall.look("with cards")
        press(lead, "Pause")
        wall.look("paused")
        press(lead, "Go on")
        for _ in range(4):
            if lead.get_by_role("button", name="Set the round").count():
                break
            press(lead, "Move on")
        press(lead, "Set the round")
        wall.page.get_by_text("Round 1 is being played").first.wait_for(state="visible", timeout=5000)
        wall.look("a practice round is set")
        press(lead, "Move on")
        for _ in range(12):
            shorter = lead.get_by_role("button", name="−1 min")
            if wall.page.get_by_text("over time").count() or not shorter.count():
                break
            shorter.first.click()
            wall.page.wait_for_timeout(500)
        wall.page.get_by_text("over time").first.wait_for(state="visible", timeout=90_000)
        wall.look("over time")
        press(lead, "To the closing")
        wall.look("closing")
        for _ in range(3):
            press(lead, "Move on")
        press(lead, "Close the session")
        wall.page.get_by_text("This session is over").first.wait_for(state="visible", timeout=5000)
        # After the closing: lines to whoever led, from one with a name and from one without, while the wall is still on.
        for phone, signs in ((phones[2], True), (phones[3], False)):
            phone.goto(room + "/record")
            for label, word in zip(("What was useful", "A line about that", "One wish"), some(3)):
                phone.get_by_label(label).fill(word)
            if signs:
                phone.get_by_label("Put my name to it").check()
            press(phone, "Give these lines")
        lead.goto(room + "/record")
        check("the lines reach whoever led", "quince" in lead.get_by_role("main").inner_text())
        check("twenty private words are planted", next(left, None) is None)
        wall.look("held")

        sent = "\n".join(wall.texts)
        seen = [word for word in canaries if word in sent]
        check("none of twenty private words reaches the wall", not seen, ", ".join(seen))
        check("no arc and nobody's minutes reach the wall", 'class="arc"' not in sent and "with the floor</span>" not in sent)
        check("the scan would have found what is not private", "as many words as one says" in sent and wall.messages >= 6, str(wall.messages))
        own = phones[1].content() + phones[1].get_by_label("What I want to keep for myself").input_value()
        check("the words are really there, with their authors", sum(word in own for word in canaries) >= 2)
        figure("smallest letters on the wall at 1920 x 1080", f"{wall.smallest[0]:.1f} px, at least {SMALLEST} ({wall.smallest[1]})")
        figure("what the wall was sent", f"{len(sent)} characters, {wall.messages} messages, {len(seen)} of {len(canaries)} private words")
        check("console errors 0", not watch.console, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
    finish()


main()
