"""Streams at full size (trust L1, L6, L9): many rooms, one room with many readers, thousands that come and go, a server that stops.
Usage: trial_streams.py [--rooms N] [--readers N] [--drops N] [--seconds N]"""
import argparse
import asyncio
import threading
import time
import uuid

from durability import FULL, Client, check, figure, finish
from streams import PEOPLE, Reader, Rooms, Talk, caught_up, closed, delays, follower_server, open_files, opened, part, threads

parser = argparse.ArgumentParser()
parser.add_argument("--rooms", type=int, default=50 if FULL else 10)
parser.add_argument("--readers", type=int, default=300 if FULL else 60)
parser.add_argument("--drops", type=int, default=2_000 if FULL else 200)
parser.add_argument("--seconds", type=int, default=30 if FULL else 6)
options = parser.parse_args()


async def followed(what, rooms, readers, talks):
    """Everybody follows while the talks go on; each sees each event once and in order."""
    tasks = await opened(readers)
    for talk in talks:
        talk.start()
    while any(talk.is_alive() for talk in talks):
        await asyncio.sleep(0.05)
    there = await caught_up(readers, rooms)
    broken = [reader for reader in readers if not reader.is_whole(rooms.seq[reader.session])]
    faults = [talk.fault for talk in talks if talk.fault]
    times = delays(readers, talks)
    events = sum(len(talk.acknowledged) for talk in talks)
    figure(what, f"{len(readers)} streams, {events} events, {len(times)} seen; {len(broken)} readers with a gap, a double or a wrong order; "
           f"acknowledged to seen p50 {part(times, 0.5):.0f} ms, p95 {part(times, 0.95):.0f} ms, p99 {part(times, 0.99):.0f} ms (aim: p95 250, p99 750)")
    check(f"{what}: every event once and in order", there and not broken and not faults and events > 0, str(faults or len(broken)))
    await closed(readers, tasks)


async def many_rooms(server):
    rooms = Rooms(server, options.rooms)
    readers = []
    for session in rooms.sessions:
        cookies = rooms.cookies(len(PEOPLE))
        readers += [Reader(server, session, cookie, rooms.seq[session]) for cookie in cookies]
        readers.append(Reader(server, session, cookies[0], rooms.seq[session], as_wall=True))
    await followed(f"{options.rooms} rooms of six", rooms, readers, [Talk(rooms, session, 2, options.seconds) for session in rooms.sessions])
    return rooms


async def one_room(server, rooms):
    session = rooms.sessions[0]
    cookies = rooms.cookies(options.readers)
    readers = [Reader(server, session, cookie, rooms.seq[session]) for cookie in cookies]
    await followed(f"one room of {options.readers} streams", rooms, readers, [Talk(rooms, session, 0.5, options.seconds)])
    return cookies


async def come_and_go(server, rooms, cookies):
    """Connects and drops; what they cost has to come back."""
    session = rooms.sessions[0]

    async def one(number):
        reader = Reader(server, session, cookies[number % len(cookies)], rooms.seq[session])
        await reader.connect()
        reader.writer.transport.abort()
        return reader.status

    async def drop(count):
        statuses = []
        for start in range(0, count, 50):
            statuses += await asyncio.gather(*[one(number) for number in range(start, min(count, start + 50))])
        return statuses

    await drop(100)
    await asyncio.sleep(4)
    before = (open_files(server), threads(server), server.memory())
    statuses = await drop(options.drops)
    peak = server.memory()
    began = time.monotonic()
    while True:
        after = (open_files(server), threads(server), server.memory())
        is_back = all(now <= then * 1.1 + 1 for now, then in zip(after, before))
        if is_back or time.monotonic() - began > 30:
            break
        await asyncio.sleep(0.2)
    figure(f"{options.drops} connects and drops", f"open files {before[0]} before, {after[0]} after; threads {before[1]} and {after[1]}; memory "
           f"{before[2]:.0f}, at most {peak:.0f}, then {after[2]:.0f} MB; back after {time.monotonic() - began:.1f} s")
    check("streams that are dropped leave nothing behind", is_back and set(statuses) == {200}, str((before, after, set(statuses))))


async def stop(server, rooms, cookies):
    session = rooms.sessions[0]
    readers = [Reader(server, session, cookie, rooms.seq[session]) for cookie in cookies]
    tasks = await opened(readers)
    began = time.monotonic()
    server.process.terminate()
    code = await asyncio.to_thread(server.process.wait, 30)
    spent = time.monotonic() - began
    await asyncio.wait(tasks, timeout=5)
    told = sum(reader.goodbye for reader in readers)
    figure(f"stop with {len(readers)} streams open", f"{spent:.1f} s, {told} of them told (aim: at most 10 s, all)")
    check("a server that stops tells every stream and does not wait for them", code == 0 and spent <= 10 and told == len(readers),
          str((code, spent, told)))


def two_at_once(server, rooms):
    """Two who take the floor in the same moment: one has it, and the other is next."""
    session = rooms.sessions[-1]
    pair = [Client(server, name).sign_in() for name in PEOPLE[1:3]]
    rooms.facilitator.visit(f"/sessions/{session}")
    for _ in range(40):
        _, page = pair[0].visit(f"/sessions/{session}")
        if 'name="take"' in page:
            break
        _, leading = rooms.facilitator.visit(f"/sessions/{session}")
        place = leading.split('name="on" value="', 1)
        if len(place) < 2:
            break
        rooms.command(session, "steps", {"on": place[1].split('"', 1)[0]})
    pair[1].visit(f"/sessions/{session}")
    wrong, rounds = [], 20
    for number in range(rounds):
        answers, gate = [], threading.Barrier(2)

        def take(client):
            gate.wait()
            answers.append((client, client.request("POST", f"/sessions/{session}/floor", {"take": "yes", "key": f"both-{number:03d}-{client.person}"})[0]))

        hands = [threading.Thread(target=take, args=(client,)) for client in pair]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        _, page = rooms.facilitator.visit(f"/sessions/{session}")
        holders = page.count("seat-lit")
        # Whoever came second asks for the floor and has the first place in the queue.
        if holders != 1 or [status for _, status in answers] != [200, 200] or page.count('class="seat-queue"') != 1:
            wrong.append((holders, page.count('class="seat-queue"'), [status for _, status in answers]))
        for word in ("withdraw", "pass", "withdraw", "pass"):
            for client in pair:
                client.request("POST", f"/sessions/{session}/floor", {word: "own" if word == "pass" else "yes", "key": str(uuid.uuid4())})
    figure("two who take the floor at once", f"{rounds} times, {len(wrong)} times not exactly one holder")
    check("two who take the floor at once: one has it, the other is next", not wrong, str(wrong[:3]))


async def main():
    server = follower_server()
    rooms = await many_rooms(server)
    two_at_once(server, rooms)
    cookies = await one_room(server, rooms)
    await come_and_go(server, rooms, cookies)
    await stop(server, rooms, cookies)


asyncio.run(main())
finish()
