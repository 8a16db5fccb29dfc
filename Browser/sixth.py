"""Group Birch grows to six, so that it splits into two tables: who comes in, and where they then meet."""
from support import check, sign_in

PHONE = {"viewport": {"width": 390, "height": 844}}
DESK = {"viewport": {"width": 1280, "height": 900}}
PASSWORD = "heron walks slowly on tuesday"
# A busy machine may take its time; nothing here is waited for longer than it takes.
PATIENT = 20_000


def press(page, name):
    page.get_by_role("button", name=name).first.click(timeout=PATIENT)
    page.wait_for_timeout(250)


def sixth(watch, browser, url):
    """Nora Vance is invited by the administrator and comes in; answers her page."""
    sam = sign_in(watch.context(browser, **DESK), url, "Sam Ostrander")
    sam.goto(url + "/people")
    sam.get_by_label("Full name").fill("Nora Vance")
    sam.get_by_label("Sign-in name").fill("nora.vance@marlowvalley.example")
    sam.get_by_label("Kind of coach").select_option(label="Instructional coach")
    press(sam, "Make an invitation")
    link = sam.get_by_label("Link", exact=True).input_value()
    page = watch.context(browser, **PHONE).new_page()
    page.goto(link)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    press(page, "Set the password and sign in")
    press(page, "I have read this")
    return page


def six_planned(tomas, template):
    """The facilitator takes Nora into Birch and plans its next session for six; answers the address of the room."""
    tomas.get_by_role("link", name="Birch").first.click()
    tomas.wait_for_load_state()
    group = tomas.url
    tomas.goto(group + "/members")
    tomas.get_by_label("Coach").select_option(label="Nora Vance")
    press(tomas, "Add to the group")
    check("the group has a sixth member", "six members" in tomas.inner_text("main"), tomas.inner_text("main")[:120])
    tomas.goto(group)
    tomas.get_by_role("link", name="Look at the session").first.click()
    tomas.wait_for_load_state()
    room = tomas.url
    tomas.goto(room + "/agenda")
    tomas.get_by_label("Coaches expected").select_option(label="6 coaches")
    press(tomas, "Work it out")
    tomas.get_by_role("button", name=template).first.click(timeout=PATIENT)
    tomas.wait_for_load_state()
    return room


def opened(tomas):
    """Opens the room from its page, and begins where it is early."""
    press(tomas, "Open the room")
    tomas.wait_for_selector("[data-room]")
    if tomas.get_by_role("button", name="Begin").count():
        press(tomas, "Begin")
