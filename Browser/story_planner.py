"""The agenda planner and the forms of groups in real Chromium: by keyboard, by pointer, without a script, and beside a running room."""
import re

from support import Watch, axe_everywhere, check, chromium, district, finish, sign_in

SESSION = re.compile(r"/sessions/[0-9a-f-]{36}")


def titles(page):
    return page.locator("[data-item] .row-title").all_text_contents()


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()
    return titles(page)


def planner_of_alder(page, url):
    page.goto(url + "/groups")
    page.get_by_role("link", name=re.compile("Alder")).click()
    page.get_by_role("link", name="Look at the session").click()
    session = SESSION.search(page.url).group(0)
    page.goto(url + session + "/agenda")
    return session


def without_a_script(watch, browser, url):
    context = watch.context(browser, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = sign_in(context, url, "Tomas Lindqvist")
    planner_of_alder(page, url)
    before = titles(page)
    after = press(page, f"Down {before[0]}")
    check("planner: an item moves without a script", after[:2] == [before[1], before[0]], f"{before} became {after}")
    check("planner: and back", press(page, f"Up {before[0]}") == before)
    context.close()


def by_keyboard(page):
    before = titles(page)
    page.get_by_role("button", name=f"Down {before[0]}").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    focused = page.evaluate("document.activeElement.textContent.trim()")
    check("planner: by keyboard, and the focus stays", focused == f"Down {before[0]}" and titles(page)[1] == before[0], f"focus on {focused[:40]!r}")


def by_pointer(page):
    before = titles(page)
    page.evaluate("scrollTo(0, 0)")
    third, first = (page.locator(".grip").nth(place).bounding_box() for place in (2, 0))
    page.mouse.move(third["x"] + 10, third["y"] + 20)
    page.mouse.down()
    page.mouse.move(third["x"] + 10, third["y"] - 30, steps=5)
    page.mouse.move(first["x"] + 10, first["y"] + 2, steps=8)
    with page.expect_navigation():
        page.mouse.up()
    wanted = [before[2], before[0], before[1]] + before[3:]
    check("planner: by pointer", titles(page) == wanted, f"{before} became {titles(page)}")


def while_it_runs(page, url, session):
    page.goto(url + session)
    with page.expect_navigation():
        page.get_by_role("button", name="Open the room").click()
    page.goto(url + session + "/agenda")
    before = titles(page)
    fixed = page.get_by_role("button", name=re.compile(f"(Up|Down|Leave out) {before[0]}")).count()
    check("planner: what has begun has no buttons", fixed == 0)
    after = press(page, "Add Goal clinic")
    check("planner: what is to come changes", after == before[:-1] + ["Goal clinic", before[-1]], f"{after}")
    check("planner: it says how the time stands", "The session is running." in page.locator(".lead").text_content())
    page.goto(url + session)
    room = page.locator(".agenda-title").all_text_contents()
    check("planner: the room follows", room == after, f"{room}")


def main():
    with district() as url, chromium() as browser:
        watch = Watch(url)
        without_a_script(watch, browser, url)
        context = watch.context(browser, viewport={"width": 390, "height": 844})
        page = sign_in(context, url, "Tomas Lindqvist")
        session = planner_of_alder(page, url)
        by_keyboard(page)
        by_pointer(page)
        page.locator(".rounds summary").first.click()
        problems = axe_everywhere(watch, browser, context.storage_state(), url + session + "/agenda?expected=6")
        check("planner: axe for six coaches, light and dark, 320 to 1280 px", not problems, "; ".join(problems[:3]))
        while_it_runs(page, url, session)
        check("planner: no console errors", not watch.console, "; ".join(watch.console[:3]))
        check("planner: no other host", not watch.foreign, "; ".join(watch.foreign[:3]))
    finish()


main()
