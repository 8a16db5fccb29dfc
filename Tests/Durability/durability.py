"""People who write over HTTP and remember what was acknowledged, and the audit of what a database holds afterwards; with the
ground they stand on. The crash trials import everything from here."""
import http.client
import json
import random
import re
import threading
import time
import urllib.parse

from ground import (  # noqa: F401
    BINARY, FULL, Disk, Postgres, Server, check, failed, faketime, figure, finish, free_port, passed, scratch, shortened, skipped)

MEMBERS = ["Dana Whitfield", "Marcus Bell", "Priya Raman", "Yolanda Reyes"]
FACILITATOR = "Tomas Lindqvist"
MOST_CARDS_A_RUN = 20


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
        # One person has at most 40 cards on the table, and a quick machine puts them there in a second: from here on only own
        # writing goes on.
        self.left = MOST_CARDS_A_RUN
        # How many signs of no meaning follow each own writing: it takes room on the disk.
        self.padding = 0
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
            self.open_body = f"{self.client.name} / {self.number} / {self.saved}" + "".join(random.choices("0123456789abcdef", k=self.padding))
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
        """Takes cards back before somebody could have more of them than one person may; their number in the log stays."""
        on_table = self.cards_on_table()
        if max((sum(card["authorID"] == client.person for card in on_table) for client in self.members), default=0) < MOST_CARDS_A_RUN:
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
