"""The furnished district on a private server, browsers on it, and result lines for script/test."""
import contextlib
import os
import re
import shutil
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Tests", "Durability"))
from durability import FULL, Server, check, failed, faketime, figure, finish, passed, scratch, skipped  # noqa: E402, F401

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"


@contextlib.contextmanager
def district(quickened=1):
    """The address of a server of its own over fresh data, its clock that many times as fast; ends with the block."""
    server = Server(data=os.path.join(scratch("fulcrum-browser-"), "data"), quickened=quickened, hurried=False)
    server.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.stop()


@contextlib.contextmanager
def new_district():
    """The address of a server in which nobody is yet, and the link it prints for whoever comes first."""
    server = Server(data=os.path.join(scratch("fulcrum-browser-"), "data"), demo=False, hurried=False)
    server.start()
    try:
        link = None
        for _ in range(200):
            link = re.search(r"http://\S+/links/\S+", server.tail())
            if link:
                break
            time.sleep(0.02)
        if not link:
            raise RuntimeError(f"no link for the first administrator: {server.tail()}")
        yield f"http://127.0.0.1:{server.port}", link.group(0)
    finally:
        server.stop()


@contextlib.contextmanager
def chromium():
    """A real Chromium without a window."""
    from playwright.sync_api import sync_playwright
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """What went wrong in any page of the contexts it watches."""

    def __init__(self, url):
        self.url = url
        self.console = []
        self.foreign = []
        self.expected_offline = set()

    def context(self, browser, **options):
        context = browser.new_context(**options)
        context.on("console", lambda message: self._message(context, message))
        context.on("weberror", lambda error: self.console.append(str(error.error)))
        context.on("request", self._request)
        return context

    def _message(self, context, message):
        if message.type == "error" and context not in self.expected_offline:
            self.console.append(f"{message.text} ({message.location.get('url', '')})")

    def _request(self, request):
        if not request.url.startswith((self.url, "data:", "blob:", "about:")):
            self.foreign.append(request.url)


def sign_in(context, url, name):
    """Signs in with the furnished district's button; answers the page."""
    page = context.new_page()
    page.goto(url + "/")
    with page.expect_navigation():
        page.get_by_role("button", name=f"Sign in as {name}").click()
    return page


def shows(page, text, milliseconds=3000):
    """Whether the text is to be seen, now or within that time."""
    try:
        page.get_by_text(text, exact=False).first.wait_for(state="visible", timeout=milliseconds)
        return True
    except Exception:
        return False


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = [320, 390, 1280]


def problems_at(page, where):
    """What axe finds on a page as it stands at this width, and whether the page is wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe
    page.wait_for_timeout(60)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    problems = [f"{where}: {one['id']} at {one['nodes'][0]['target'][0]}: {one['nodes'][0]['failureSummary'][:200]}" for one in found]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return problems + ([f"{where}: wider than the screen by {over} px"] if over > 0 else [])


def axe_here(page):
    """What axe finds on a page as it stands, in light and dark at every width, without loading it anew."""
    size, problems = page.viewport_size, []
    for scheme in ("light", "dark"):
        # A colour on its way from light to dark is none that anybody reads.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_timeout(300)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844 if width < 1000 else 900})
            problems += problems_at(page, f"{scheme} {width}")
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size(size)
    return problems


def axe_everywhere(watch, browser, state, address):
    """What axe finds on one address in light and dark at every width, and whether it is wider than the screen."""
    problems = []
    for scheme in ("light", "dark"):
        context = watch.context(browser, storage_state=state, color_scheme=scheme)
        page = context.new_page()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844 if width < 1000 else 900})
            page.goto(address, wait_until="load")
            problems += problems_at(page, f"{scheme} {width}")
        context.close()
    return problems
