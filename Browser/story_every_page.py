"""Every page that can be reached by links, as each kind of person: axe, console, other hosts, policy, weight.

Light and dark, at 320, 390 and 1280 px. A page is looked at once for each kind of address, not for each object.
"""
import re
from collections import deque

from support import Watch, axe_everywhere, check, chromium, district, figure, finish, sign_in

PEOPLE = ["Tomas Lindqvist", "Priya Raman", "Renata Okafor", "Sam Ostrander"]
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
SKILL = re.compile(r"/skills/[a-z-]+")
LIMITS = {"all": 150_000, "script": 50_000, "stylesheet": 20_000}


def kind_of(path):
    return SKILL.sub("/skills/{skill}", ID.sub("{id}", path.split("?")[0].split("#")[0]))


def same_site_links(page, url):
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return [link[len(url):] for link in found if link.startswith(url + "/")]


def weigh(browser, url, state, path):
    """Bytes over the wire on a first visit with nothing cached."""
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds, total = {}, {"all": 0, "script": 0, "stylesheet": 0}
    wire.on("Network.responseReceived", lambda event: kinds.__setitem__(event["requestId"], event["type"].lower()))

    def finished(event):
        kind = kinds.get(event["requestId"], "other")
        total["all"] += event["encodedDataLength"]
        if kind in total:
            total[kind] += event["encodedDataLength"]

    wire.on("Network.loadingFinished", finished)
    page.goto(url + path, wait_until="load")
    page.wait_for_timeout(150)
    context.close()
    return total


def start_round(context, url, practitioner, coachee):
    """A practice round between sessions, so that its page is among those that are reached."""
    page = context.new_page()
    page.goto(url + "/groups")
    group = page.locator("main a[href^='/groups/']").first.get_attribute("href")
    page.goto(url + group + "/practice")
    page.locator("#start summary").click()
    page.get_by_label("Who practices").select_option(label=practitioner)
    page.get_by_label("Who plays the colleague").select_option(label=coachee)
    with page.expect_navigation(url="**/rounds/*"):
        page.get_by_role("button", name="Start the round").click()
    page.get_by_role("button", name="Waiting").click()
    for name in ("Draw a situation", "Read your parts"):
        # The second half of a double tap does nothing: a new main button rests for a moment.
        page.get_by_role("button", name=name).wait_for()
        page.wait_for_timeout(900)
        page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="Begin the talk").wait_for()
    page.close()


def main():
    heaviest = {name: (0, "") for name in LIMITS}
    with district() as url, chromium() as browser:
        watch = Watch(url)
        addresses = []
        # Signed out first, then as each kind of person.
        context = watch.context(browser)
        page = context.new_page()
        answer = page.goto(url + "/")
        policy = answer.headers.get("content-security-policy", "")
        check("the policy allows nothing by default and no inline script",
              policy.startswith("default-src 'none'") and "unsafe" not in policy and "trusted-types fulcrum" in policy, policy)
        addresses.append((None, "/"))
        context.close()
        for name in PEOPLE:
            context = watch.context(browser)
            page = sign_in(context, url, name)
            state = context.storage_state()
            if name == "Priya Raman":
                start_round(context, url, "Dana Whitfield", "Priya Raman")
            waiting, kinds = deque([page.url[len(url):] or "/", "/", "/account", "/notice", "/groups", "/j"]), set()
            while waiting and len(kinds) < 60:
                path = waiting.popleft().split("#")[0] or "/"
                kind = kind_of(path)
                # A calendar file is a download, not a page.
                if kind in kinds or path.startswith("/assets/") or kind.endswith("/calendar"):
                    continue
                kinds.add(kind)
                answer = page.goto(url + path, wait_until="load")
                if answer is None or answer.status >= 400 or "text/html" not in answer.headers.get("content-type", ""):
                    if answer is not None and answer.status >= 500:
                        check(f"{name} {path} answers", False, str(answer.status))
                    continue
                addresses.append((state, path))
                waiting.extend(same_site_links(page, url))
            context.close()
        check("there are pages to look at", len({kind_of(path) for _, path in addresses}) >= 10, str({kind_of(path) for _, path in addresses}))

        looked_at = set()
        for state, path in addresses:
            # The start, the group and the session differ by who looks; other pages are looked at once.
            kind = kind_of(path)
            if kind in looked_at and kind not in ("/groups/{id}", "/sessions/{id}"):
                continue
            looked_at.add(kind)
            problems = axe_everywhere(watch, browser, state, url + path)
            who = "signed out" if state is None else "signed in"
            check(f"axe {kind} ({who})", not problems, " | ".join(problems[:4]))
            weight = weigh(browser, url, state, path)
            for name, limit in LIMITS.items():
                if weight[name] > heaviest[name][0]:
                    heaviest[name] = (weight[name], kind)
                if weight[name] > limit:
                    check(f"weight of {kind}", False, f"{name} {weight[name]} bytes, at most {limit}")
        for name, (size, kind) in heaviest.items():
            figure(f"heaviest first visit, {name}", f"{size} bytes ({kind}), at most {LIMITS[name]}")
            check(f"first visits stay under {LIMITS[name]} bytes ({name})", 0 < size <= LIMITS[name], f"{size}")
        check("console errors 0", not watch.console, "; ".join(watch.console[:5]))
        check("requests to other hosts 0", not watch.foreign, "; ".join(watch.foreign[:5]))
    finish()


main()
