"""Hundreds of browsers that follow rooms of the real server: rooms by the dozen, readers that count every event, and the figures
of what they saw. The stream trials import from here; Python's standard library only."""
import asyncio
import json
import os
import random
import re
import sqlite3
import threading
import time
import uuid

from durability import FACILITATOR, MEMBERS, Client, Server, scratch

PEOPLE = [FACILITATOR, *MEMBERS]


def follower_server():
    server = Server(data=scratch("fulcrum-streams-"))
    server.start()
    return server


class Rooms:
    """As many open rooms of one group as asked for, each with its own session."""

    def __init__(self, server, count):
        self.server = server
        self.facilitator = Client(server, FACILITATOR).sign_in()
        self.members = [Client(server, name).sign_in() for name in MEMBERS]
        self.sessions = self._copies(count)
        seats = {f"seat-{member.person}": "here" for member in self.members}
        self.seq = {}
        for session in self.sessions:
            self.facilitator.visit(f"/sessions/{session}")
            self.seq[session] = self.command(session, "opening", seats)
        for member in self.members:
            member.visit(f"/sessions/{self.sessions[0]}")

    def _copies(self, count):
        """The planned session of the group, and others like it."""
        database = sqlite3.connect(os.path.join(self.server.data, "fulcrum.sqlite"), timeout=20)
        with database:
            first = database.execute(
                "SELECT s.id FROM session s JOIN group_member m ON m.group_id = s.group_id WHERE m.person_id = ? AND s.status = 'planned' "
                "ORDER BY s.starts_at", (self.members[0].person,)).fetchone()[0]
            sessions = [first]
            for _ in range(count - 1):
                sessions.append(str(uuid.uuid4()))
                self._copy(database, "session", "id", first, {"id": sessions[-1]})
                for (item,) in database.execute("SELECT id FROM agenda_item WHERE session_id = ?", (first,)).fetchall():
                    self._copy(database, "agenda_item", "id", item, {"id": str(uuid.uuid4()), "session_id": sessions[-1]})
        database.close()
        return sessions

    @staticmethod
    def _copy(database, table, key, value, changes):
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        row = dict(zip(columns, database.execute(f"SELECT * FROM {table} WHERE {key} = ?", (value,)).fetchone()))
        row.update(changes)
        if "body" in row and "id" in changes:
            row["body"] = row["body"].replace(value, changes["id"])
        database.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", [row[c] for c in columns])

    def command(self, session, resource, fields, client=None):
        """The number of the newest event, as the server acknowledged it."""
        fields = {**fields, "key": f"key-{random.getrandbits(64):016x}"}
        status, _, body = (client or self.facilitator).request("POST", f"/sessions/{session}/{resource}", fields)
        if status != 200:
            raise RuntimeError(f"{resource} was answered {status}: {body[:300]}")
        return json.loads(body)["seq"]

    def cookies(self, count):
        """A sign-in for each reader: the people of the group in turn, as many browsers as it takes."""
        found = []
        for number in range(count):
            client = Client(self.server, PEOPLE[number % len(PEOPLE)]).sign_in()
            found.append("; ".join(f"{name}={value}" for name, value in client.cookies.items()))
            client.close()
        return found


class Talk(threading.Thread):
    """Commands in one room at a steady pace: pause, go on, pause. Remembers when each event was acknowledged."""

    def __init__(self, rooms, session, every, seconds=None):
        super().__init__(daemon=True)
        self.rooms, self.session, self.every, self.seconds = rooms, session, every, seconds
        self.client = Client(rooms.server, FACILITATOR)
        self.client.cookies, self.client.token = dict(rooms.facilitator.cookies), rooms.facilitator.token
        self.acknowledged = {}
        self.fault = None
        self.stopped = threading.Event()

    def run(self):
        began, pauses = time.monotonic(), True
        due = began + random.random() * self.every
        while not self.stopped.is_set() and (self.seconds is None or time.monotonic() - began < self.seconds):
            time.sleep(max(0, due - time.monotonic()))
            due += self.every
            try:
                seq = self.rooms.command(self.session, "pauses", {"pause": "begin" if pauses else "end"}, self.client)
            except RuntimeError as error:
                self.fault = str(error)
                break
            pauses = not pauses
            self.acknowledged[seq] = time.monotonic()
            self.rooms.seq[self.session] = seq
        self.client.close()


class Reader:
    """One open stream: the number of each event and when it came, until the server ends it or the reader lets go."""

    def __init__(self, server, session, cookie, since, as_wall=False):
        self.server, self.session, self.cookie, self.since = server, session, cookie, since
        self.path = f"/sessions/{session}/{'wall/' if as_wall else ''}events?since={since}"
        self.seen = []
        self.goodbye = self.ended = False
        self.status = None
        self.writer = None

    async def connect(self):
        reader, self.writer = await asyncio.open_connection("127.0.0.1", self.server.port, limit=1 << 20)
        self.writer.write(
            f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nCookie: {self.cookie}\r\nAccept: text/event-stream\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        self.status = int(head.split(b" ", 2)[1])
        return reader

    async def follow(self, opened):
        reader = await self.connect()
        opened()
        waiting = b""
        try:
            while True:
                size = int((await reader.readline()).strip() or b"0", 16)
                chunk = await reader.readexactly(size + 2)
                if size == 0:
                    break
                waiting += chunk[:-2]
                *whole, waiting = waiting.split(b"\n\n")
                at = time.monotonic()
                for event in whole:
                    found = re.match(rb"id: (\d+)\n", event)
                    if found:
                        self.seen.append((int(found.group(1)), at))
                    elif event.startswith(b"event: stopping"):
                        self.goodbye = True
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        self.ended = True
        self.close()

    def close(self):
        if self.writer:
            self.writer.close()

    def is_whole(self, last):
        return [number for number, _ in self.seen] == list(range(self.since + 1, last + 1))


async def opened(readers):
    """Opens all streams, some at a time, and answers their tasks once every one of them stands."""
    gate, tasks = asyncio.Semaphore(40), []
    ready = []

    async def run(reader):
        async with gate:
            event = asyncio.Event()
            following = asyncio.create_task(reader.follow(event.set))
            following.add_done_callback(lambda _: event.set())
            await event.wait()
            ready.append(reader)
        await following

    tasks = [asyncio.create_task(run(reader)) for reader in readers]
    while len(ready) < len(readers):
        await asyncio.sleep(0.02)
    return tasks


async def closed(readers, tasks):
    for reader in readers:
        reader.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def caught_up(readers, rooms, within=30):
    """Waits until everybody has the newest event of their room; says whether they got there."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if all(reader.ended or (reader.seen and reader.seen[-1][0] >= rooms.seq[reader.session]) for reader in readers):
            return not any(reader.ended for reader in readers)
        await asyncio.sleep(0.05)
    return False


def delays(readers, talks):
    """From the acknowledgement of each event to the moment each reader had it, in ms, in order."""
    found = []
    for talk in talks:
        for reader in readers:
            if reader.session == talk.session:
                found += [max(0.0, (at - talk.acknowledged[seq]) * 1000) for seq, at in reader.seen if seq in talk.acknowledged]
    return sorted(found)


def part(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def open_files(server):
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def threads(server):
    return len(os.listdir(f"/proc/{server.process.pid}/task"))


def held(server, ports):
    """How many of the connections from these ports the server still holds."""
    count = 0
    with open("/proc/net/tcp") as table:
        for line in table.readlines()[1:]:
            words = line.split()
            own, other = (int(address.split(":")[1], 16) for address in words[1:3])
            # A connection that its program has let go has no inode any more, whatever still waits in it.
            count += own == server.port and other in ports and words[9] != "0"
    return count
