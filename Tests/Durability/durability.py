"""What the crash trials share: the real server, a private PostgreSQL with its safety on, people who write over HTTP and
remember what was acknowledged, and the audit of what a database holds afterwards. Python's standard library only."""
import atexit
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("FULCRUM_BINARY", os.path.join(ROOT, ".build/debug/fulcrum"))
FULL = os.environ.get("FULCRUM_FULL") == "1"
MEMBERS = ["Dana Whitfield", "Marcus Bell", "Priya Raman", "Yolanda Reyes"]
FACILITATOR = "Tomas Lindqvist"

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
    return bool(holds)


def finish():
    sys.exit(1 if _failures else 0)


def scratch(prefix="fulcrum-crash-"):
    """A folder in /tmp that is gone at the end; readable for the user who runs PostgreSQL."""
    folder = tempfile.mkdtemp(prefix=prefix, dir="/tmp")
    os.chmod(folder, 0o755)
    atexit.register(shutil.rmtree, folder, True)
    return folder


def shortened(page):
    """The words of a page, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.split("<main", 1)[-1]))[:200]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    """A cluster of its own, with everything on that a district would have on."""

    @staticmethod
    def programs():
        found = sorted((int(v), v) for v in os.listdir("/usr/lib/postgresql") if v.isdigit()) if os.path.isdir("/usr/lib/postgresql") else []
        return f"/usr/lib/postgresql/{found[-1][1]}/bin" if found else None

    def __init__(self, folder):
        self.folder = folder
        self.bin = Postgres.programs()
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        os.makedirs(folder, exist_ok=True)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        # Sockets lie apart from the data, so that a file system under test can be taken away.
        self.sockets = scratch("fulcrum-pgs-")
        if os.getuid() == 0:
            shutil.chown(self.sockets, "postgres", "postgres")
        self._run([f"{self.bin}/initdb", "-D", self.data, "-U", "app", "--auth=trust", "--encoding=UTF8", "--locale=C"])
        atexit.register(self.stop, "immediate")

    @property
    def data(self):
        return os.path.join(self.folder, "data")

    @property
    def address(self):
        return f"host={self.sockets} user=app dbname=postgres"

    def _run(self, command, must=True):
        done = subprocess.run(self.user + command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        if must and done.returncode:
            raise RuntimeError(f"{command[0]} ended with {done.returncode}")
        return done.returncode

    def start(self):
        options = f"-c listen_addresses= -c unix_socket_directories={self.sockets}"
        log = os.path.join(self.sockets, "log")
        code = self._run([f"{self.bin}/pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", log, "-o", options, "start"], must=False)
        if code:
            with open(log) as file:
                raise RuntimeError(f"PostgreSQL did not start: {file.read()[-1500:]}")
        # Read now: after a power cut the file cannot be read any more.
        with open(os.path.join(self.data, "postmaster.pid")) as file:
            self.postmaster = int(file.readline())

    def stop(self, how="fast"):
        self._run([f"{self.bin}/pg_ctl", "-D", self.data, "-w", "-t", "30", "-m", how, "stop"], must=False)

    def kill(self):
        """SIGKILL to the postmaster and to every backend, as a machine that dies does it."""
        pids = [self.postmaster] + children(self.postmaster)
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        for _ in range(500):
            if not any(is_running(pid) for pid in pids):
                return
            time.sleep(0.02)


def children(parent):
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as file:
                    if int(file.read().rsplit(")", 1)[1].split()[1]) == parent:
                        found.append(int(entry))
            except (OSError, IndexError, ValueError):
                pass
    return found


def is_running(pid):
    """A process that nobody has collected yet counts: PostgreSQL would take it for a living one too."""
    return os.path.exists(f"/proc/{pid}")


class Server:
    """`fulcrum serve --demo` over one data directory or one PostgreSQL, always on the same port."""

    def __init__(self, data=None, postgres=None, environment=None, arguments=()):
        self.data, self.postgres = data, postgres
        self.port = free_port()
        self.arguments = list(arguments)
        self.environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no", **(environment or {})}
        self.environment.pop("FULCRUM_DATABASE", None)
        self.process = None
        self.log = os.path.join(scratch(), "server.log")
        atexit.register(self.kill)

    def start(self, within=60):
        """Starts and answers how many seconds passed until it was healthy."""
        place = ["--database", self.postgres.address] if self.postgres else ["--data", self.data]
        command = [BINARY, "serve", "--demo", "--port", str(self.port), *place, *self.arguments]
        began = time.monotonic()
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment)
        while time.monotonic() - began < within:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.tail()}")
            if self.health() == 200:
                return time.monotonic() - began
            time.sleep(0.01)
        raise RuntimeError(f"the server was not healthy within {within} s: {self.tail()}")

    def health(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except OSError:
            return None

    def tail(self):
        with open(self.log) as log:
            return log.read()[-1500:]

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
        if self.process:
            self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024

    def rows(self, sql):
        """What the database holds, asked past the server."""
        if self.postgres:
            done = subprocess.run(
                ["psql", "-X", "-q", "-A", "-t", "-d", self.postgres.address, "-c", f"SELECT json_agg(r) FROM ({sql}) r"],
                capture_output=True, text=True, timeout=60)
            if done.returncode:
                raise RuntimeError(done.stderr)
            found = json.loads(done.stdout.strip() or "[]") or []
            return [tuple(row.values()) for row in found]
        connection = sqlite3.connect(os.path.join(self.data, "fulcrum.sqlite"), timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


class Client:
    """One person at one browser."""

    def __init__(self, server, name):
        self.server, self.name = server, name
        self.cookies = {}
        self.connection = None
        self.person = self.token = None

    def request(self, method, path, fields=None, script=True, timeout=15):
        """Status, headers and body; None for the status where no answer came."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "User-Agent": "crash trial"}
        if script:
            headers["Sec-Fetch-Dest"] = "empty"
        body = None
        if fields is not None:
            body = urllib.parse.urlencode({**fields, "form-token": self.token or ""})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Sec-Fetch-Site"] = "same-origin"
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=timeout)
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            return None, {}, ""
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie = value.split(";")[0]
                key, _, content = cookie.partition("=")
                self.cookies[key] = content
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, text

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def sign_in(self):
        _, _, page = self.request("GET", "/", script=False)
        for form in re.findall(r'<form[^>]*action="/sign-ins".*?</form>', page, re.S):
            if f"Sign in as {self.name}" in form:
                self.person = re.search(r'name="person" value="([^"]+)"', form).group(1)
                self.token = re.search(r'name="form-token" value="([^"]+)"', form).group(1)
        status, _, _ = self.request("POST", "/sign-ins", {"person": self.person}, script=False)
        if status != 303:
            raise RuntimeError(f"{self.name} could not sign in: {status}")
        return self

    def visit(self, path):
        """Looks at a page and takes its form token along."""
        status, _, page = self.request("GET", path, script=False)
        found = re.search(r'name="form-token" value="([^"]+)"', page)
        if found:
            self.token = found.group(1)
        return status, page


class Writer(threading.Thread):
    """Puts numbered cards on the table and saves own writing until told to stop; remembers what was acknowledged, and what
    was sent and never answered."""

    def __init__(self, client, session, first, pause=0.0, strict=True):
        super().__init__(daemon=True)
        # Anything but done, not now and disk full is a fault, except while the ground is taken away under the server.
        self.strict, self.fault = strict, None
        # A table takes 200 cards, and a quick machine puts them there in a second: from here on only own writing goes on.
        self.left = 30
        self.client, self.session, self.number, self.pause = client, session, first, pause
        self.cards = {}          # text -> when the answer came
        self.open_card = None    # (text, key): sent, outcome unknown
        self.version, self.body = 0, ""
        self.open_body, self.saved = None, 0
        self.answers = {}        # status -> how often
        self.stopped = threading.Event()
        self.times = []          # seconds, of each write that was acknowledged

    def run(self):
        while not self.stopped.is_set():
            try:
                self.step()
            except RuntimeError as error:
                self.fault = str(error)
                return
            if self.pause:
                time.sleep(self.pause)

    def step(self):
        for write in (self.put_card, self.write):
            began = time.monotonic()
            if not write():
                return time.sleep(0.02)
            self.times.append(time.monotonic() - began)

    def count(self, status):
        self.answers[status] = self.answers.get(status, 0) + 1

    def put_card(self):
        if self.open_card is None:
            if self.left == 0:
                return True
            self.left -= 1
            self.number += 1
            text = f"{self.client.name.split()[0]} {self.number}"
            self.open_card = (text, f"card-{random.getrandbits(64):016x}")
        text, key = self.open_card
        status, headers, body = self.client.request("POST", f"/sessions/{self.session}/cards", {"card": text, "key": key})
        self.count(status)
        if status == 200:
            self.cards[text] = time.monotonic()
            self.open_card = None
            return True
        if status not in (None, 503, 507) and self.strict:
            raise RuntimeError(f"a card was answered {status}: {shortened(body)}")
        if status == 503 and "retry-after" not in headers:
            raise RuntimeError("503 without Retry-After")
        return False

    def write(self):
        if self.open_body is None:
            self.saved += 1
            self.open_body = f"{self.client.name} / {self.number} / {self.saved}"
        status, _, body = self.client.request("POST", f"/sessions/{self.session}/writing", {"version": self.version, "body": self.open_body})
        self.count(status)
        if status == 200:
            self.version, self.body, self.open_body = json.loads(body)["version"], self.open_body, None
            return True
        if status == 409:
            # Saved, but the answer was lost: the newer text has to be the one that was sent.
            newer = json.loads(body)
            if newer["body"] != self.open_body and self.strict:
                raise RuntimeError(f"newer writing is not the own one: {newer['body']} instead of {self.open_body}")
            self.version, self.body, self.open_body = newer["version"], newer["body"], None
            return True
        if status not in (None, 503, 507) and self.strict:
            raise RuntimeError(f"writing was answered {status}: {shortened(body)}")
        return False

    def settle(self):
        """Sends again what was never answered, as a browser does, until it is."""
        for _ in range(200):
            if (self.open_card is None or self.put_card()) and (self.open_body is None or self.write()):
                return True
            time.sleep(0.05)
        return False


class Table:
    """The session of group Alder that is ready to open, with its facilitator and its members signed in."""

    def __init__(self, server):
        self.server = server
        self.facilitator = Client(server, FACILITATOR).sign_in()
        self.members = [Client(server, name).sign_in() for name in MEMBERS]
        rows = server.rows(
            "SELECT s.id AS id FROM session s JOIN group_member m ON m.group_id = s.group_id "
            f"WHERE m.person_id = '{self.members[0].person}' AND s.status = 'planned' ORDER BY s.starts_at")
        self.session = rows[0][0]
        for client in [self.facilitator, *self.members]:
            client.visit(f"/sessions/{self.session}")
        seats = {f"seat-{member.person}": "here" for member in self.members}
        status, _, page = self.facilitator.request("POST", f"/sessions/{self.session}/opening", seats)
        if status != 200:
            raise RuntimeError(f"the room could not be opened: {status} {page[:500]}")
        for client in [self.facilitator, *self.members]:
            client.visit(f"/sessions/{self.session}")
        self.writers = []
        self.acknowledged = set()
        self.first = 0

    def begin(self, pause=0.0, strict=True):
        old = {writer.client.name: writer for writer in self.writers}
        self.writers = []
        for member in self.members:
            writer = Writer(member, self.session, self.first, pause, strict)
            if member.name in old:
                writer.number = old[member.name].number
                writer.version, writer.body = old[member.name].version, old[member.name].body
            self.writers.append(writer)
        for writer in self.writers:
            writer.start()

    def end(self):
        for writer in self.writers:
            writer.stopped.set()
        for writer in self.writers:
            writer.join(30)
            if writer.fault:
                failed(f"{writer.client.name} is answered as they should be", writer.fault)

    def settle(self):
        settled = all(writer.settle() for writer in self.writers)
        for writer in self.writers:
            self.acknowledged |= set(writer.cards)
        return settled

    def counts(self, status):
        return sum(writer.answers.get(status, 0) for writer in self.writers)

    def sweep(self):
        """Takes cards back before the table is full; their number in the log stays."""
        on_table = self.cards_on_table()
        if len(on_table) < 60:
            return
        for client in self.members:
            for card in [c for c in on_table if c["authorID"] == client.person]:
                fields = {"takeBack": card["id"], "key": f"back-{random.getrandbits(64):016x}"}
                for _ in range(3):
                    # A connection that died with the server before is noticed only by using it.
                    status, _, body = client.request("POST", f"/sessions/{self.session}/cards", fields)
                    if status is not None:
                        break
                if status != 200:
                    raise RuntimeError(f"a card could not be taken back: {status} {body[:300]}")

    def cards_on_table(self):
        cards = {}
        for event in self.events():
            if "cardPut" in event:
                card = event["cardPut"]["_0"]
                cards[card["id"]] = card
            elif "cardTakenBack" in event:
                cards.pop(event["cardTakenBack"]["id"], None)
        return list(cards.values())

    def events(self):
        rows = self.server.rows(
            f"SELECT body AS body FROM session_event WHERE session_id = '{self.session}' AND body LIKE '{{\"card%' ORDER BY seq")
        return [json.loads(row[0]) for row in rows]

    def audit(self):
        """(lost, duplicated, half-applied) among everything acknowledged so far."""
        seen = {}
        for event in self.events():
            if "cardPut" in event:
                text = event["cardPut"]["_0"]["text"]
                seen[text] = seen.get(text, 0) + 1
        lost = sorted(self.acknowledged - set(seen))
        twice = sorted(text for text, count in seen.items() if count > 1)
        half = []
        for last_seq, count, highest, lowest in self.server.rows(
            "SELECT s.last_seq AS a, count(e.seq) AS b, coalesce(max(e.seq), 0) AS c, coalesce(min(e.seq), 1) AS d "
            "FROM session s LEFT JOIN session_event e ON e.session_id = s.id GROUP BY s.id, s.last_seq"):
            if not (last_seq == count == highest and lowest == 1):
                half.append(f"last_seq {last_seq}, {count} events up to {highest}")
        # A card and the answer kept for its key are written together or not at all.
        keys = self.server.rows("SELECT count(*) AS n FROM command_key WHERE key LIKE 'card-%'")[0][0]
        if keys != sum(seen.values()):
            half.append(f"{keys} answers kept for {sum(seen.values())} cards")
        for writer in self.writers:
            kept = self.server.rows(
                f"SELECT version AS version, body AS body FROM writing WHERE session_id = '{self.session}' AND person_id = '{writer.client.person}'")
            version, body = kept[0] if kept else (0, "")
            if version < writer.version or (version == writer.version and body != writer.body):
                lost.append(f"writing of {writer.client.name}: version {version} instead of {writer.version}")
        return lost, twice, half


class Disk:
    """A small file system in a file, which can lose its power."""

    SHUTDOWN = 0x8004587D      # _IOR('X', 125, __u32), the same for ext4 and xfs
    WITHOUT_FLUSH = 2

    def __init__(self, kind="ext4", megabytes=256):
        self.kind = kind
        folder = scratch()
        self.image, self.mountpoint = os.path.join(folder, "disk"), os.path.join(folder, "mnt")
        os.makedirs(self.mountpoint)
        with open(self.image, "wb") as file:
            file.truncate(megabytes * 1_048_576)
        subprocess.run([f"mkfs.{kind}", "-q", self.image], check=True, stdin=subprocess.DEVNULL)
        self.mount()
        atexit.register(self.unmount)

    @staticmethod
    def why_not(kind="ext4"):
        if os.getuid() != 0:
            return "only root can mount a disk of its own"
        if not shutil.which(f"mkfs.{kind}"):
            return f"mkfs.{kind} is missing (package {'e2fsprogs' if kind == 'ext4' else 'xfsprogs'})"
        probe = subprocess.run(["losetup", "-f"], capture_output=True, text=True)
        return None if probe.returncode == 0 else "there are no loop devices here"

    def mount(self):
        subprocess.run(["mount", "-o", "loop", self.image, self.mountpoint], check=True, stdin=subprocess.DEVNULL)
        os.chmod(self.mountpoint, 0o755)

    def cut(self):
        """From here on nothing reaches the disk any more, and what waited in memory never will."""
        import fcntl
        import struct
        handle = os.open(self.mountpoint, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, Disk.SHUTDOWN, struct.pack("I", Disk.WITHOUT_FLUSH))
        finally:
            os.close(handle)

    def unmount(self):
        for _ in range(50):
            if not os.path.ismount(self.mountpoint):
                return
            if subprocess.run(["umount", self.mountpoint], stderr=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.1)
        subprocess.run(["umount", "-l", self.mountpoint], stderr=subprocess.DEVNULL)
