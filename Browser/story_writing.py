"""Own writing in real Chromium: two windows, a reload, an hour without network, and not one word lost."""
import time

from support import Watch, check, chromium, district, finish, sign_in

LABEL = "What I want to keep for myself"


def field(page):
    return page.get_by_label(LABEL)


def word(page, wanted, seconds=8):
    """Waits until the status word beside the field says what is wanted; "not saved yet" is not "saved"."""
    try:
        page.wait_for_function(
            "wanted => { const word = document.querySelector('[data-autosave-word]').textContent.trim();"
            " return word === wanted || (wanted.includes(' ') && word.includes(wanted)); }", arg=wanted, timeout=seconds * 1000)
        return True
    except Exception:
        return False


def holds(page, wanted, seconds=8):
    """Waits until the field holds exactly this."""
    try:
        page.wait_for_function("wanted => document.querySelector('[data-autosave] textarea')?.value === wanted", arg=wanted, timeout=seconds * 1000)
        return True
    except Exception:
        return False


def kept(context, room):
    """What the server keeps, read by a page that has no script and no memory of its own."""
    page = context.new_page()
    page.goto(room)
    text = field(page).input_value()
    page.close()
    return text


def main():
    with district() as url, chromium() as browser:
        watch = Watch(url)
        lead = watch.context(browser)
        tomas = sign_in(lead, url, "Tomas Lindqvist")
        tomas.get_by_role("link", name="Alder").first.click()
        tomas.get_by_role("link", name="Look at the session").first.click()

        dana_context = watch.context(browser)
        dana = sign_in(dana_context, url, "Dana Whitfield")
        dana.goto(tomas.url)
        tomas.get_by_role("button", name="Open the room").click()
        room = tomas.url
        try:
            field(dana).wait_for(timeout=5000)
            check("the page of the session leads into the room when it opens", True)
        except Exception as fault:
            check("the page of the session leads into the room when it opens", False, str(fault).splitlines()[0])
        reader = watch.context(browser, storage_state=dana_context.storage_state(), java_script_enabled=False)

        # Two windows of one person.
        other = dana_context.new_page()
        other.goto(room)
        field(dana).fill("first window")
        check("the first window saves", word(dana, "saved"))
        field(other).fill("second window")
        check("the second is told of the first", word(other, "another window") or word(other, "saved"))
        other.wait_for_timeout(2500)
        both = kept(reader, room)
        check("both texts are kept", "first window" in both and "second window" in both, both)
        other.close()

        # A line of the room moves under the pen.
        dana.reload()
        field(dana).click()
        field(dana).press("Control+End")
        dana.keyboard.type(" and a cur")
        tomas.locator("[data-main]").click()
        dana.locator(".middle-step", has_text="How did it go").wait_for(timeout=5000)
        dana.keyboard.type("sor that stays")
        check("typing goes on while the step moves on", field(dana).input_value().endswith("and a cursor that stays"), field(dana).input_value())
        check("and is saved", word(dana, "saved"))

        # A page that was drawn before the last save came through is behind; the tab knows and asks once more.
        drawn = []

        def overtaken(route):
            if drawn:
                return route.continue_()
            drawn.append(route.fetch())
            time.sleep(1.5)
            route.fulfill(response=drawn[0])

        field(dana).fill("overtaken by a save")
        dana.route(room, overtaken)
        dana.reload()
        dana.unroute(room)
        check("the page was drawn before the save", drawn and "overtaken by a save" not in drawn[0].text())
        check("a page that a save overtook is fetched anew", holds(dana, "overtaken by a save"), field(dana).input_value())
        check("and its next words are no conflict", not watch.console[1:], "; ".join(watch.console))

        # Without network: the window keeps it, also over a reload once the network is back.
        watch.expected_offline.add(dana_context)
        dana_context.set_offline(True)
        field(dana).fill("written on the way home")
        check("without network the window keeps what is typed", word(dana, "kept in this window"))
        check("and says that the room stands still", dana.locator("[data-connection]").is_visible())
        dana_context.set_offline(False)
        dana.reload()
        check("after a reload it is there", holds(dana, "written on the way home"), field(dana).input_value())
        check("and is saved by itself", word(dana, "saved"))
        watch.expected_offline.discard(dana_context)
        check("the server has it", kept(reader, room) == "written on the way home", kept(reader, room))

        # A double tap sends one command, and never the one that takes its place.
        steps = tomas.inner_text(".middle-step")
        tomas.locator("[data-main]").dblclick(delay=20)
        tomas.wait_for_timeout(1500)
        moved = tomas.inner_text(".middle-step")
        tomas.get_by_role("button", name="Back").click()
        tomas.wait_for_timeout(800)
        check("a double tap moves on by one step", moved != steps and tomas.inner_text(".middle-step") == steps, f"{steps}, {moved}")

        # Leaving in the middle of a word.
        dana.bring_to_front()
        field(dana).fill("the last word before leaving")
        dana.goto(url + "/groups")
        time.sleep(1)
        check("leaving the page saves the last word", kept(reader, room) == "the last word before leaving", kept(reader, room))

        # The browser itself notes the one refusal that the second window was meant to get.
        unexpected = [line for line in watch.console if "409" not in line]
        check("console errors 0 but for the conflict", not unexpected and len(watch.console) <= 1, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
    finish()


main()
