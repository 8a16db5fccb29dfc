"""Feedback in real Chromium: an observer writes along a model while the round goes on, the practitioner taps, and better words follow."""
from support import Watch, axe_here, check, chromium, district, finish, shows, sign_in

NAMES = ["Dana Whitfield", "Marcus Bell", "Priya Raman"]
# The second half of a double tap is left out, so whoever means a second tap waits.
PAUSE = 900


def word(page, wanted):
    try:
        page.wait_for_function("wanted => document.querySelector('[data-autosave-word]').textContent.trim() === wanted", arg=wanted, timeout=8000)
        return True
    except Exception:
        return False


def press(page, label):
    page.get_by_role("button", name=label, exact=True).first.click()


def tapped(page, phase):
    """Moves the round on by its one main button and waits until the page is there."""
    page.wait_for_timeout(PAUSE)
    page.locator(f"button[name=on][value={phase}]").click()
    page.wait_for_function("phase => document.querySelector('[data-place]').dataset.place !== phase", arg=phase, timeout=8000)


def started(dana, url):
    """A round of three between sessions, brought to the minute to jot; answers its address."""
    dana.goto(url + "/groups")
    dana.get_by_role("link", name="Alder").first.click()
    dana.goto(dana.url + "/practice")
    dana.get_by_text("Choose who does what").first.click()
    for label, name in [("Who practices", NAMES[0]), ("Who plays the colleague", NAMES[1]), ("Who observes", NAMES[2])]:
        dana.get_by_label(label).select_option(label=name)
    dana.locator("form[action$='/rounds'] select[name=skill]").select_option(index=1)
    dana.get_by_role("button", name="Start the round").click()
    dana.wait_for_url("**/rounds/*")
    dana.wait_for_timeout(PAUSE)
    press(dana, "Draw a situation")
    for phase in ["set", "briefed", "playing"]:
        tapped(dana, phase)
    return dana.url


def main():
    with district() as url, chromium() as browser:
        watch = Watch(url)
        contexts = [watch.context(browser, viewport={"width": 390, "height": 844}) for _ in NAMES]
        dana, marcus, priya = [sign_in(context, url, name) for context, name in zip(contexts, NAMES)]
        sam = sign_in(watch.context(browser), url, "Sam Ostrander")
        sam.goto(url + "/feedback")
        check("with nothing in it the page is an invitation", shows(sam, "No feedback yet"))
        check("axe: feedback with nothing in it", not (found := axe_here(sam)), " | ".join(found[:3]))
        round_page = started(dana, url)

        # The observer writes.
        priya.goto(round_page)
        priya.get_by_role("link", name="Write feedback").click()
        check("axe: choosing a model", not (found := axe_here(priya)), " | ".join(found[:3]))
        priya.get_by_label("I notice, I wonder").check()
        press(priya, "Write along this model")
        notice = priya.get_by_label("I notice", exact=True)
        notice.fill("When she said it is fine, you waited for six seconds.")
        check("the draft is kept as it is typed", word(priya, "saved"))
        check("axe: writing feedback", not (found := axe_here(priya)), " | ".join(found[:3]))
        priya.reload()
        check("and stands there after a reload", priya.get_by_label("I notice", exact=True).input_value().startswith("When she said"))
        priya.context.set_offline(True)
        watch.expected_offline.add(priya.context)
        priya.get_by_label("I wonder", exact=True).fill("I wonder what you heard in the silence.")
        check("without a network the words wait", shows(priya, "kept in this window", 6000))
        priya.context.set_offline(False)
        check("and are kept when it is back", word(priya, "saved"))
        watch.expected_offline.discard(priya.context)
        check("the practitioner sees nothing of it", not shows(dana, "six seconds", 500))

        # The round goes on under the writer's hands.
        for phase in ["jotting", "selfDebrief", "coacheeVoice"]:
            tapped(dana, phase)
        priya.wait_for_function("() => document.querySelector('[data-place]').dataset.place === 'observerFeedback'", timeout=8000)
        check("no step of the round takes a word away", priya.get_by_label("I wonder", exact=True).input_value() == "I wonder what you heard in the silence.")
        priya.get_by_label("I ask", exact=True).check()
        priya.get_by_label("They read it", exact=True).check()
        press(priya, "Give it to Dana")
        priya.wait_for_url(round_page)
        check("what is given comes by the stream", shows(dana, "From Priya") and shows(dana, "six seconds"))
        marcus.goto(round_page)
        check("and to nobody else at the table", not shows(marcus, "six seconds", 500))

        # Three taps, by the keyboard.
        button = dana.get_by_role("button", name="Try", exact=True)
        button.focus()
        dana.keyboard.press("Enter")
        dana.wait_for_function("() => document.querySelector('button[value=try]').getAttribute('aria-pressed') === 'true'", timeout=8000)
        check("the focus stays on what was tapped", dana.evaluate("() => document.activeElement.value") == "try")
        check("axe: the round with a note", not (found := axe_here(dana)), " | ".join(found[:3]))
        dana.get_by_role("link", name="More about this note").click()
        check("axe: a note for its receiver", not (found := axe_here(dana)), " | ".join(found[:3]))
        note = dana.url
        dana.get_by_label("Say it again as").check()
        dana.get_by_label("Your line").fill("with what she said right after")
        press(dana, "Send this line")
        check("the line is sent", shows(dana, "has your line"))

        # Better words.
        priya.goto(url + "/feedback")
        check("the giver is asked to say it again", shows(priya, "Asked to say it again"))
        priya.goto(note)
        check("axe: a note for its giver", not (found := axe_here(priya)), " | ".join(found[:3]))
        priya.get_by_label("I notice", exact=True).fill("Right after your silence she said: the third period is different.")
        check("better words are kept as they are typed", word(priya, "saved"))
        dana.goto(note)
        check("and not read before they are given", not shows(dana, "third period", 500))
        press(priya, "Give it again")
        priya.wait_for_load_state()
        dana.goto(note)
        check("the receiver reads both wordings", shows(dana, "third period") and dana.get_by_text("What it said before").is_visible())
        dana.goto(url + "/feedback")
        check("it waits for a word again", shows(dana, "Waiting for your word"))
        check("axe: feedback of one's own", not (found := axe_here(dana)), " | ".join(found[:3]))

        # Stopped under the writer's hands: the words stay on the writer's screen.
        second = started_again(dana, priya, url)
        dana.goto(second)
        dana.get_by_text("Stop this round").first.click()
        press(dana, "Stop it now")
        priya.wait_for_function("() => document.querySelector('[data-place]').dataset.place === 'stopped'", timeout=8000)
        priya.get_by_label("I notice", exact=True).press_sequentially(" And more.")
        check("a stopped round keeps nothing, and says so", shows(priya, "This round was stopped", 8000))
        check("the words stay on the screen", priya.get_by_label("I notice", exact=True).input_value() == "Typed before it stopped. And more.")
        # The answer to what a stopped round does not keep is a 422, which Chromium writes into its console.
        console = [line for line in watch.console if "422" not in line]
        check("console errors 0", not console, "; ".join(console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
    finish()


def started_again(dana, priya, url):
    """The first round is brought to its end, and the observer of a second has typed a word in it."""
    dana.goto(url + "/groups")
    dana.get_by_role("link", name="Alder").first.click()
    dana.goto(dana.url + "/practice")
    dana.get_by_role("link", name="Back to the round").first.click()
    for phase in ["observerFeedback", "keepOrTry", "outOfRole"]:
        tapped(dana, phase)
    second = started(dana, url)
    priya.goto(second + "/feedback")
    priya.get_by_label("I notice, I wonder").check()
    press(priya, "Write along this model")
    priya.get_by_label("I notice", exact=True).fill("Typed before it stopped.")
    word(priya, "saved")
    return second


main()
