"""A private server with the furnished district, browsers on it, and result lines for script/test."""
import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

BINARY = os.environ.get("FULCRUM_BINARY", ".build/debug/fulcrum")
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FULL = os.environ.get("FULCRUM_FULL") == "1"

_failures = 0


def passed(what):
    print(f"passed: {what}", flush=True)


def failed(what, why):
    global _failures
    _failures += 1
    print(f"failed: {what}: {why}", flush=True)


def skipped(what, why):
    print(f"skipped: {what}: {why}", flush=True)


def figure(name, value):
    print(f"figure: {name}: {value}", flush=True)


def check(what, holds, why=""):
    passed(what) if holds else failed(what, why or "did not hold")
    return holds


def finish():
    sys.exit(1 if _failures else 0)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`fulcrum serve` on a free loopback port over a data directory of its own; ends with the block."""

    def __init__(self, *arguments, data=None):
        self.arguments = arguments
        self.data = data
        self.own = data is None

    def __enter__(self):
        if self.own:
            self.data = tempfile.mkdtemp(prefix="fulcrum-browser-")
        self.log = open(os.path.join(self.data, "server.log"), "w+")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--port", str(free_port()), "--data", os.path.join(self.data, "data"), *self.arguments],
            stdout=subprocess.PIPE, stderr=self.log, stdin=subprocess.DEVNULL, text=True)
        self.output = []
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            line = self.process.stdout.readline()
            if not line:
                break
            self.output.append(line)
            found = re.match(r"Fulcrum is ready: (http://127\.0\.0\.1:\d+)/", line)
            if found:
                self.url = found.group(1)
                return self
        self.log.seek(0)
        raise RuntimeError("the server did not become ready: " + "".join(self.output) + self.log.read()[-2000:])

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        if self.own:
            shutil.rmtree(self.data, ignore_errors=True)

    def memory_megabytes(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
        return 0.0


@contextlib.contextmanager
def chromium():
    """A real Chromium and a list that collects console errors, page errors and requests to other hosts."""
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
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url(lambda address: address != url + "/" or True)
    return page


def healthy(url):
    try:
        with urllib.request.urlopen(url + "/healthz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = [320, 390, 1280]


def axe_everywhere(watch, browser, state, address):
    """What axe finds on one address in light and dark at every width, and whether it is wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe
    problems = []
    for scheme in ("light", "dark"):
        context = watch.context(browser, storage_state=state, color_scheme=scheme)
        page = context.new_page()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844 if width < 1000 else 900})
            page.goto(address, wait_until="load")
            page.wait_for_timeout(60)
            found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
            problems += [f"{scheme} {width}: {one['id']} at {one['nodes'][0]['target'][0]}: {one['nodes'][0]['failureSummary'][:200]}" for one in found]
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                problems.append(f"{scheme} {width}: wider than the screen by {over} px")
        context.close()
    return problems
