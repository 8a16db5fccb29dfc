"""Measures pages of the furnished district against a bare route, in one run, on loopback.

Prints one line for each case: requests a second, ratio to bare, p50, p99, bytes, CPU a request; then the latency of
"pass the floor" at a fixed rate and the memory of the server. Timings of one run compare with one another, not with other machines.
"""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid

SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))
CONNECTIONS = 32


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, path):
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", path)
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("bench: the server did not come up")


def memory(pid, key="VmRSS"):
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith(key + ":"):
                return int(line.split()[1]) / 1024
    return 0.0


def busy(pid):
    """Seconds of CPU that a process has used."""
    with open(f"/proc/{pid}/stat") as stat:
        words = stat.read().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def milliseconds(text):
    number, unit = re.match(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def load(url, headers, pid):
    """Requests a second, p50 and p99, bad answers, and the microseconds of CPU that each request cost the server: where other
    work shares the machine, this figure stands when the others do not."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    before = busy(pid)
    text = subprocess.run(command + [url], capture_output=True, text=True, timeout=SECONDS + 30).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    p50 = milliseconds(re.search(r"^\s+50%\s+(\S+)", text, re.M).group(1))
    p99 = milliseconds(re.search(r"^\s+99%\s+(\S+)", text, re.M).group(1))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    count = int(re.search(r"(\d+) requests in", text).group(1))
    return rate, p50, p99, int(bad.group(1)) if bad else 0, (busy(pid) - before) / max(1, count) * 1_000_000


class Browser:
    """As much of a browser as a benchmark needs: a cookie, hidden fields, forms."""

    def __init__(self, port):
        self.port = port
        self.cookies = {}

    def request(self, method, path, fields=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        body = urllib.parse.urlencode(fields) if fields is not None else None
        send = dict(headers or {})
        if self.cookies:
            send["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            send["Content-Type"] = "application/x-www-form-urlencoded"
            send["Origin"] = f"http://127.0.0.1:{self.port}"
        connection.request(method, path, body, send)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie = value.split(";")[0].split("=", 1)
                self.cookies[cookie[0]] = cookie[1]
        return answer.status, dict((name.lower(), value) for name, value in answer.getheaders()), text

    def form(self, page, matching):
        """The hidden fields and the address of the first form whose markup matches."""
        for form in re.findall(r"<form\b.*?</form>", page, re.S):
            if re.search(matching, form, re.S):
                fields = {}
                for field in re.findall(r"<(?:input|button)\b[^>]*>", form):
                    name = re.search(r'name="([^"]*)"', field)
                    value = re.search(r'value="([^"]*)"', field)
                    is_choice = re.search(r'type="(?:radio|checkbox)"', field) and not re.search(r"\bchecked\b", field)
                    if name and not is_choice:
                        fields[name.group(1)] = value.group(1) if value else ""
                return re.search(r'action="([^"]*)"', form).group(1), fields
        raise SystemExit(f"bench: no form on the page matches {matching}")

    def sign_in(self, name):
        _, _, page = self.request("GET", "/")
        action, fields = self.form(page, re.escape(f"Sign in as {name}"))
        status, headers, _ = self.request("POST", action, fields)
        if status != 303:
            raise SystemExit(f"bench: signing in as {name} answered {status}")
        return headers.get("location", "/")


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def paced(seconds, rate, act):
    """Calls `act(n)` at a fixed rate on a few threads; answers the latencies in ms, measured from the moment it was due."""
    start = time.monotonic() + 0.2
    count = seconds * rate
    latencies, lock, bad = [], threading.Lock(), []

    def worker(offset, step):
        for number in range(offset, count, step):
            due = start + number / rate
            time.sleep(max(0, due - time.monotonic()))
            status = act(number)
            with lock:
                latencies.append((time.monotonic() - due) * 1000)
                if status not in (200, 204, 303):
                    bad.append(status)

    threads = [threading.Thread(target=worker, args=(offset, 8)) for offset in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 60)
    return latencies, bad


def main():
    bare_port, port = free_port(), free_port()
    data = tempfile.mkdtemp(prefix="fulcrum-bench-")
    bare = subprocess.Popen([".build/release/Bare", str(bare_port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    house = subprocess.Popen(
        [".build/release/fulcrum", "serve", "--demo", "--port", str(port), "--data", os.path.join(data, "data"),
         "--changes-a-minute", "100000"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(bare_port, "/hello")
        wait_for(port, "/healthz")
        time.sleep(1)
        print(f"idle memory, server with the furnished district: {memory(house.pid):.0f} MB (aim: at most 80)")
        rate, p50, p99, _, cpu = load(f"http://127.0.0.1:{bare_port}/hello", {}, bare.pid)
        print(f"\n{'case':34} {'req/s':>8} {'ratio':>6} {'p50 ms':>7} {'p99 ms':>7} {'bytes':>7} {'CPU us':>7}")
        hello = rate
        print(f"{'bare hello':34} {rate:8.0f} {1:6.2f} {p50:7.2f} {p99:7.2f} {5:7} {cpu:7.0f}")
        rate, p50, p99, _, cpu = load(f"http://127.0.0.1:{bare_port}/read", {}, bare.pid)
        print(f"{'bare point read':34} {rate:8.0f} {rate / hello:6.2f} {p50:7.2f} {p99:7.2f} {8:7} {cpu:7.0f}")

        tomas = Browser(port)
        tomas.sign_in("Tomas Lindqvist")
        _, _, groups = tomas.request("GET", "/groups")
        alder = re.search(r'href="(/groups/[0-9a-f-]{36})"[^>]*>\s*(?:<[^>]*>\s*)*Alder', groups).group(1)
        _, _, home = tomas.request("GET", alder)
        room = re.search(r'href="(/sessions/[0-9a-f-]{36})"', home).group(1)
        _, _, page = tomas.request("GET", room)
        action, fields = tomas.form(page, "opening")
        status, _, _ = tomas.request("POST", action, fields)
        if status != 303:
            raise SystemExit(f"bench: opening the room answered {status}")
        cookie = "; ".join(f"{name}={value}" for name, value in tomas.cookies.items())
        for name, path in (("group home, signed in", alder), ("room, facilitator", room), ("agenda planner", room + "/agenda"), ("health", "/healthz")):
            for packed in ((False, True) if name != "health" else (False,)):
                headers = {"Cookie": cookie}
                if packed:
                    headers["Accept-Encoding"] = "gzip"
                _, _, text = tomas.request("GET", path)
                rate, p50, p99, bad, cpu = load(f"http://127.0.0.1:{port}{path}", headers, house.pid)
                label = name + (", gzip" if packed else "")
                print(f"{label:34} {rate:8.0f} {rate / hello:6.2f} {p50:7.2f} {p99:7.2f} {len(text.encode()):7} {cpu:7.0f}" + (f"  {bad} bad answers" if bad else ""))

        # Pass the floor at 50 a second, in a step of open talk in which members take it and pass it on.
        for _ in range(40):
            _, _, page = tomas.request("GET", room)
            if "Ask for facts" in page and "Take the floor" in dana_page(port, room):
                break
            _, fields = tomas.form(page, 'id="commands"')
            on = re.search(r'name="on" value="([^"]*)"', page)
            tomas.request("POST", room + "/steps", {**fields, "key": unique(), "on": on.group(1) if on else ""})
        members = {}
        for name in ("Dana Whitfield", "Priya Raman", "Yolanda Reyes"):
            members[name] = Browser(port)
            members[name].sign_in(name)
        tokens = {name: browser.form(browser.request("GET", room)[2], 'id="commands"')[1]["form-token"] for name, browser in members.items()}
        answers = {}

        def pass_the_floor(number):
            name = list(members)[number // 2 % len(members)]
            wish = {"take": "yes"} if number % 2 == 0 else {"pass": "own"}
            status, _, _ = members[name].request("POST", room + "/floor", {"form-token": tokens[name], "key": unique(), **wish})
            answers[status] = answers.get(status, 0) + 1
            return 303 if status in (409, 422) else status

        latencies, bad = paced(SECONDS * 2, 50, pass_the_floor)
        print(f"\npass the floor, 50 a second, SQLite synchronous FULL: p50 {percentile(latencies, 0.5):.1f} ms, "
              f"p99 {percentile(latencies, 0.99):.1f} ms (aim: at most 25), {len(latencies)} posts, answers {answers}, {len(bad)} faults")
        print(f"memory after load: {memory(house.pid):.0f} MB, peak {memory(house.pid, 'VmHWM'):.0f} MB")
    finally:
        for process in (bare, house):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def dana_page(port, room):
    dana = Browser(port)
    dana.sign_in("Dana Whitfield")
    return dana.request("GET", room)[2]


def unique():
    return str(uuid.uuid4())


main()
