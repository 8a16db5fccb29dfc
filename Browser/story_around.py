"""Before a session and after it, in real Chromium: a line, "I cannot come", the arrival, the exit slip, a buddy, the end of a group."""
from support import Watch, axe_here, check, chromium, district, figure, finish, sign_in

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}


def look(page, what):
    problems = axe_here(page)
    check(f"axe {what}", not problems, " | ".join(problems[:4]))


def before(watch, browser, url):
    dana = sign_in(watch.context(browser, **PHONE), url, "Dana Whitfield")
    dana.goto(url + "/groups")
    dana.get_by_role("link", name="Alder").first.click()
    group = dana.url
    dana.get_by_role("link", name="Leave a line").click()
    session = dana.url.split("#")[0]
    dana.get_by_label("What for").select_option("help")
    dana.get_by_label("One line of what you bring").fill("My data talk went silent")
    dana.get_by_role("button", name="Leave this line").click()
    check("the own line stands on the page", dana.get_by_text("My data talk went silent").first.is_visible())
    look(dana, "session with a line")

    marcus = sign_in(watch.context(browser, **PHONE), url, "Marcus Bell")
    marcus.goto(session)
    marcus.get_by_text("I cannot come").first.click()
    marcus.locator("[name=reason]").fill("A doctor in the city")
    marcus.get_by_role("button", name="Tell the group that I cannot come").click()
    check("it is said and can be taken back", marcus.get_by_role("button", name="I can come after all").is_visible())
    dana.goto(group)
    check("the group reads that he cannot come, not why", "cannot come" in dana.content() and "A doctor" not in dana.content())
    look(dana, "group with lines")

    tomas = sign_in(watch.context(browser, **DESK), url, "Tomas Lindqvist")
    tomas.goto(session + "/agenda")
    check("the planner counts without him and says why", "A doctor in the city" in tomas.content() and tomas.locator("#field-expected").input_value() == "3")
    item = tomas.locator("ol.planned > li").first
    item.get_by_text("Add something to read before").click()
    item.get_by_label("What it is called").fill("Talk moves, two pages")
    item.get_by_label("Where it is").fill("https://example.org/talk-moves")
    item.get_by_role("button", name="Keep it with this item").click()
    look(tomas, "planner with lines and a reading")
    dana.goto(session)
    check("what to read stands with its item", dana.get_by_role("link", name="Talk moves, two pages").is_visible())
    with dana.expect_download() as download:
        dana.get_by_role("link", name="Put it in my calendar").click()
    with open(download.value.path(), "rb") as file:
        text = file.read()
    check("the calendar file has its lines and nothing that was said", text.startswith(b"BEGIN:VCALENDAR\r\n") and b"data talk" not in text)
    marcus.get_by_role("button", name="I can come after all").click()
    if dana.get_by_role("button", name="I am here").count():
        dana.get_by_role("button", name="I am here").click()
        check("who is here already is said", dana.get_by_text("Here already: Dana Whitfield").is_visible())
        look(dana, "arrival")
    return group, dana, marcus, tomas


def pair(group, dana, marcus):
    dana.goto(group)
    dana.get_by_text("Ask somebody to be my buddy for this").first.click()
    dana.get_by_label("Who asks me how it went").first.select_option(label="Marcus Bell")
    dana.get_by_role("button", name="Ask them").first.click()
    check("a buddy is asked", dana.get_by_text("You asked Marcus Bell to be your buddy").is_visible())
    marcus.goto(group)
    look(marcus, "group of whoever is asked")
    marcus.get_by_role("button", name="I will ask").click()
    check("and says yes", marcus.get_by_text("You ask Dana Whitfield how it went").is_visible())


def after(group, dana, tomas):
    dana.goto(group)
    records = [link for link in dana.eval_on_selector_all("a[href]", "links => links.map(link => link.href)") if link.endswith("/record")]
    check("there is a record of a session before", bool(records))
    for record in dict.fromkeys(records):
        dana.goto(record)
        if dana.get_by_role("button", name="Give these lines").count():
            break
    look(dana, "record with the form of a slip")
    dana.get_by_label("What was useful").fill("The second round")
    dana.get_by_label("about right").check()
    dana.get_by_role("button", name="Give these lines").click()
    check("the slip is given once", dana.get_by_text("You have given your lines").is_visible() and "The second round" not in dana.content())
    tomas.goto(record)
    check("whoever led reads it without a name", "The second round" in tomas.content() and tomas.get_by_text("unsigned", exact=True).first.is_visible())
    look(tomas, "record with a slip")

    tomas.goto(group + "/members")
    tomas.get_by_role("link", name="Close this group").click()
    look(tomas, "closing a group")
    tomas.get_by_label("Last day").fill("2099-06-30")
    tomas.get_by_role("button", name="Close the group on that day").click()
    check("the last day is set", tomas.get_by_role("button", name="The group goes on").is_visible())
    dana.goto(group)
    dana.get_by_role("link", name="What I take along").click()
    dana.get_by_label("My words").fill("Silence works")
    dana.get_by_role("button", name="Keep this").click()
    check("what is taken along is kept", dana.get_by_label("My words").input_value() == "Silence works")
    look(dana, "what I take along")
    tomas.get_by_role("button", name="The group goes on").click()


def main():
    with district() as url, chromium() as browser:
        watch = Watch(url)
        group, dana, marcus, tomas = before(watch, browser, url)
        pair(group, dana, marcus)
        after(group, dana, tomas)
        check("console errors 0", not watch.console, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
        figure("pages before and after a session looked at", "9, in light and dark at 320, 390 and 1280 px")
    finish()


main()
