"""A new district in real Chromium, all of it on phones: from the link in the server's output to the first session's record."""
import re
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from support import Watch, check, chromium, figure, finish, new_district, shows

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
COACHES = ["Ada Winter", "Ben Marsh", "Cleo Ortiz", "Dev Anand"]
LEADER = "Frida Lund"
PASSWORD = "otter plays {} on monday"
MAIN_BUTTON_REST = 900  # the room ignores the second half of a double tap for 700 ms


def press(page, name, exact=False):
    page.get_by_role("button", name=name, exact=exact).first.click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def narrow(page, what):
    """Nothing is wider than the phone."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        check(f"{what} fits the phone", False, f"{over} px too wide")


def invite(page, name, kind, school):
    """The administrator's form, and the link that comes out of it."""
    page.get_by_label("Full name").fill(name)
    page.get_by_label("Sign-in name").fill(name.split()[0].lower() + "@example.org")
    page.get_by_label("Kind of coach").select_option(label=kind)
    if school:
        page.get_by_label(school).check()
    press(page, "Make an invitation")
    narrow(page, "the new link")
    link = page.get_by_label("Link", exact=True).input_value()
    follow(page, "Invite somebody else")
    return link


def come_in(watch, browser, link, name):
    """The invited person on a phone of their own: password, the notice, and the page that follows."""
    context = watch.context(browser, **PHONE)
    page = context.new_page()
    page.set_default_timeout(8000)
    page.goto(link)
    narrow(page, "the invitation")
    password = PASSWORD.format(name.split()[0].lower() + "phone")
    page.get_by_label("New password").fill(password)
    page.get_by_label("The same password again").fill(password)
    press(page, "Set the password and sign in")
    check(f"{name} is first told who sees what", shows(page, "Your principal sees nothing here"))
    press(page, "I have read this")
    return page


def main():
    started = time.monotonic()
    with new_district() as (url, first_link), chromium() as browser:
        watch = Watch(url)
        admin = watch.context(browser, **PHONE).new_page()
        admin.set_default_timeout(8000)

        admin.goto(url + "/")
        check("the start page of an empty house says what to do", shows(admin, "Nobody is here yet"))
        check("and has no door without a password", admin.get_by_role("button", name=re.compile("Sign in as")).count() == 0)

        # The link from the server's output, once with something wrong.
        admin.goto(first_link)
        narrow(admin, "the first link")
        admin.get_by_label("Name of the program").fill("Harbor District")
        admin.get_by_label("Full name").fill("Gil Santos")
        admin.get_by_label("Sign-in name").fill("gil@example.org")
        admin.get_by_label("New password").fill("short")
        admin.get_by_label("The same password again").fill("short")
        press(admin, "Open the program")
        check("a short password is explained, and what was typed stays",
              shows(admin, "this one has 5") and admin.get_by_label("Full name").input_value() == "Gil Santos")
        password = PASSWORD.format("banjo")
        admin.get_by_label("New password").fill(password)
        admin.get_by_label("The same password again").fill(password)
        press(admin, "Open the program")
        check("the first administrator is told who sees what", shows(admin, "Your principal sees nothing here"))
        press(admin, "I have read this")
        check("the page that follows leads to the people", shows(admin, "Invite the coaches"))

        # Out and in again, with the password.
        admin.locator("details.menu summary").click()
        press(admin, "Sign out")
        admin.get_by_label("Sign-in name").fill("gil@example.org")
        admin.get_by_label("Password").fill("not the password at all")
        press(admin, "Sign in", exact=True)
        check("a wrong password is explained, and the name stays",
              shows(admin, "do not go together") and admin.get_by_label("Sign-in name").input_value() == "gil@example.org")
        admin.get_by_label("Password").fill(password)
        press(admin, "Sign in", exact=True)
        follow(admin, "Invite the coaches")

        # A school, four coaches, a facilitator.
        admin.get_by_label("Name of the school").fill("Pier School")
        press(admin, "Add this school")
        check("the school is there", shows(admin, "Pier School"))
        admin.get_by_label("Full name").fill("Nobody Particular")
        admin.get_by_label("Sign-in name").fill("nobody@example.org")
        admin.get_by_label("Pier School").check()
        press(admin, "Make an invitation")
        check("a school without a kind of coach is asked about", shows(admin, "Choose which kind of coach"))
        check("and what was typed stays", admin.get_by_label("Full name").input_value() == "Nobody Particular")
        links = {name: invite(admin, name, "Instructional coach", "Pier School") for name in COACHES}
        links[LEADER] = invite(admin, LEADER, "No coach", None)
        pages = {name: come_in(watch, browser, link, name) for name, link in links.items()}
        frida = pages[LEADER]
        check("who is in no group yet is told what comes", shows(pages[COACHES[0]], "You are in no group yet"))

        # A group.
        admin.goto(url + "/groups")
        follow(admin, "Make a group")
        press(admin, "Make this group")
        check("a group without a name is asked about", shows(admin, "Give the group a name"))
        admin.get_by_label("Name").first.fill("Heron")
        admin.get_by_label("Who leads the group").select_option(label=LEADER)
        for name in COACHES:
            admin.get_by_label(name).check()
        narrow(admin, "the new group")
        press(admin, "Make this group")
        check("the group has four members", shows(admin, "The group has 4 members"))

        # Norms.
        frida.goto(url + "/")
        check("the start page of somebody in one group is that group", shows(frida, "Heron"))
        follow(frida, "Write the first norms")
        press(frida, "Put it to the group")
        group = frida.url.rsplit("/", 1)[0]
        for name in COACHES:
            page = pages[name]
            page.goto(url + "/")
            follow(page, "Read the norms")
            press(page, "I accept these norms")
            narrow(page, "the norms")
        frida.reload()
        check("everybody has accepted the norms", shows(frida, "Everybody has accepted these norms"))

        # A session from a ready-made agenda.
        frida.goto(group)
        follow(frida, "Plan a session")
        press(frida, "Plan this session")
        check("a session without a place is asked about", shows(frida, "Say where you meet"))
        soon = datetime.now(ZoneInfo("America/Chicago"))
        frida.get_by_label("Day").fill(f"{soon:%Y-%m-%d}")
        frida.get_by_label("Time", exact=True).fill(f"{soon:%H:%M}")
        frida.get_by_label("Place").fill("Library")
        press(frida, "Plan this session")
        check("the planner opens with the ready-made agendas", shows(frida, "Ready-made agendas"))
        narrow(frida, "the planner")
        press(frida, "Use First meeting")
        check("the agenda fits", shows(frida, "it fits"))
        follow(frida, "Done with the agenda")
        room = frida.url

        # The room.
        dev, ada = pages["Dev Anand"], pages["Ada Winter"]
        for name in COACHES:
            pages[name].goto(room)
        press(frida, "Open the room")
        first = frida.locator("h1").inner_text()
        for name, page in pages.items():
            check(f"{name} is led into the room", bool(page.locator(".middle-step").first.is_visible() or shows(page, "Round the table")))
            narrow(page, "the room")
        ada.get_by_label("What I want to keep for myself").fill("heard only by me")
        frida.wait_for_timeout(MAIN_BUTTON_REST)
        for _ in range(2):
            before = frida.locator(".middle-step").first.inner_text()
            press(frida, "Move on")
            frida.wait_for_function("before => document.querySelector('.middle-step')?.innerText !== before", arg=before, timeout=4000)
            frida.wait_for_timeout(MAIN_BUTTON_REST)
        step = frida.locator(".middle-step").first.inner_text()
        check("two steps on, everybody is at the same one", all(shows(page, step) for page in pages.values()), f"{first}: {step}")

        # To the end.
        dev.locator("summary", has_text="Name my commitment").click()
        dev.get_by_label("I will").first.fill("Ask before I advise")
        press(dev, "Name it")
        check("a commitment is named", shows(frida, "Ask before I advise"))
        while frida.get_by_role("button", name="Move on").count():
            press(frida, "Move on")
            frida.wait_for_timeout(MAIN_BUTTON_REST)
        press(frida, "Close the session")
        follow(frida, "To the record")
        check("a room that is over leads to its record", shows(frida, "Print this page"))
        words = frida.inner_text("main")
        check("the record holds who was there and what was promised", all(part in words for part in [*COACHES, "Ask before I advise"]), words[:300])
        check("and nobody's own writing", "heard only by me" not in frida.content())
        narrow(frida, "the record")
        dev.goto(url + "/")
        check("the commitment stands on the page of the group", shows(dev, "Ask before I advise"))

        took = time.monotonic() - started
        figure("from the first link to the first record", f"{took:.0f} s, at most 90")
        check("the first start takes less than 90 seconds", took < 90, f"{took:.0f} s")
        check("console errors 0", not [line for line in watch.console if "422" not in line], "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
    finish()


main()
