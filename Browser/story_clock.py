"""The clock of a room in real Chromium: browsers whose own clocks are wrong, and one that slept, show what the server counts.
With FULCRUM_FULL=1 the page sleeps for three minutes, otherwise for eight seconds."""
import re
import time

from support import FULL, Watch, check, chromium, district, figure, finish, sign_in

# Another clock for the page and nothing else: its Date and the moment its performance clock began.
WRONG = """(() => {
  const Right = Date, shift = SHIFT, origin = performance.timeOrigin;
  window.rightNow = () => Right.now();
  window.Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() + shift); }
    static now() { return Right.now() + shift; }
  };
  Object.defineProperty(performance, "timeOrigin", { get: () => origin + shift });
})();"""

# Each face of the clock with the moment at which it came up, by the machine's own clock.
WATCHED = """() => {
  window.faces = {};
  const note = () => {
    const face = document.querySelector("[data-clock-time]")?.textContent;
    if (face && !(face in window.faces)) window.faces[face] = window.rightNow();
  };
  note();
  new MutationObserver(note).observe(document.querySelector("[data-room]"), { subtree: true, childList: true, characterData: true });
}"""

# The face, what it should count to, and whether the page has looked at it again, all in one moment.
FACE = """() => ({
  face: document.querySelector("[data-clock-time]").textContent,
  ends: Number(document.querySelector("[data-clock-face]").dataset.ends), now: window.rightNow(),
})"""

SLEEP = 180 if FULL else 8


def error(shown):
    """How far the face is from what is left, in ms. A face shows whole seconds: 1:00 stands for all of the second before it."""
    sign, minutes, seconds = re.fullmatch(r"(\+?)(\d+):(\d\d)", shown["face"]).groups()
    face = (int(minutes) * 60 + int(seconds)) * 1000
    left = shown["ends"] - shown["now"]
    low, high = (-face - 1000, -face) if sign else (face - 1000, face)
    return max(0, low - left, left - high)


with district() as url, chromium() as browser:
    watch = Watch(url)

    def enter(name, shift):
        context = watch.context(browser)
        context.add_init_script(WRONG.replace("SHIFT", str(shift)))
        return context, sign_in(context, url, name)

    leading, lead = enter("Tomas Lindqvist", 0)
    lead.goto(url + "/groups")
    lead.get_by_role("link", name=re.compile("Alder")).first.click()
    lead.locator('a[href^="/sessions/"]').first.click()
    room = lead.url
    lead.locator('form[action$="/opening"] button').first.click()
    lead.wait_for_selector("[data-room]")
    for _ in range(12):
        if lead.locator("[data-clock-face]").count():
            break
        lead.locator("[data-main]").click()
        lead.wait_for_timeout(900)

    shifts = {"Dana Whitfield": -3_600_000, "Marcus Bell": 3_600_000, "Priya Raman": -150_000, "Yolanda Reyes": 150_000}
    pages = {name: enter(name, shift)[1] for name, shift in shifts.items()}
    for page in [lead, *pages.values()]:
        page.goto(room)
        page.wait_for_selector("[data-clock-face]")
        page.evaluate(WATCHED)
    lead.wait_for_timeout(6_000)
    faces = {name: page.evaluate("window.faces") for name, page in {"Tomas Lindqvist": lead, **pages}.items()}

    def apart(one, other):
        # The first face was up before anybody looked.
        both = [face for face in list(faces[one])[1:] if face in list(faces[other])[1:]]
        return max((abs(faces[one][face] - faces[other][face]) for face in both), default=None)

    hour = [apart("Tomas Lindqvist", name) for name in ("Dana Whitfield", "Marcus Bell")]
    five = apart("Priya Raman", "Yolanda Reyes")
    figure("clocks an hour off", f"the face changes {hour[0]} and {hour[1]} ms apart from the right one (aim: 250)")
    figure("two clocks five minutes apart", f"the face changes {five} ms apart (aim: 1000)")
    check("a browser whose clock is an hour off shows the right time", None not in hour and max(hour) <= 250, str(hour))
    check("two browsers five minutes apart agree", five is not None and five <= 1000, str(five))

    session = pages["Dana Whitfield"].context.new_cdp_session(pages["Dana Whitfield"])
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    before = time.monotonic()
    time.sleep(SLEEP)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    pages["Dana Whitfield"].wait_for_timeout(150)
    shown = pages["Dana Whitfield"].evaluate(FACE)
    figure("a page that slept", f"after {time.monotonic() - before:.0f} s asleep it shows {shown['face']}, {error(shown):.0f} ms off (aim: 1000)")
    check("a page that slept shows the right time when it is back", error(shown) <= 1000, str(shown))
    check("nothing in the console", not watch.console, str(watch.console[:3]))
finish()
