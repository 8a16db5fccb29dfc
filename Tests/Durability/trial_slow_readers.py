"""Readers of a stream that do not read, or a kilobyte a second (trust L4): they are cut off, and nobody else notices.
Usage: trial_slow_readers.py [--readers N] [--slow N] [--seconds N]"""
import argparse
import asyncio
import socket
import time

from durability import FULL, check, figure, finish
from streams import Reader, Rooms, Talk, caught_up, closed, delays, follower_server, held, opened, part

parser = argparse.ArgumentParser()
parser.add_argument("--readers", type=int, default=240 if FULL else 40)
parser.add_argument("--slow", type=int, default=30 if FULL else 5, help="of each kind")
parser.add_argument("--seconds", type=int, default=20 if FULL else 5, help="of talk without them first")
options = parser.parse_args()

# Whoever is 256 events or half a minute behind is cut: half a minute after what the system keeps for them is full.
LONGEST = 45


async def slow(server, session, cookie, since, is_silent, ports):
    """A browser that asks for the stream and then hardly reads; with a small window, so that the wait is the server's."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(line, ("127.0.0.1", server.port))
    ports.add(line.getsockname()[1])
    path = f"/sessions/{session}/events?since={since}"
    await loop.sock_sendall(line, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nCookie: {cookie}\r\n\r\n".encode())
    try:
        while True:
            await asyncio.sleep(1)
            if not is_silent and not await loop.sock_recv(line, 1024):
                return
    except OSError:
        pass
    finally:
        line.close()


async def talk_and_follow(rooms, readers, seconds):
    talk = Talk(rooms, rooms.sessions[0], 0.1, seconds)
    talk.start()
    while talk.is_alive():
        await asyncio.sleep(0.05)
    await caught_up(readers, rooms)
    return talk


async def main():
    server = follower_server()
    rooms = Rooms(server, 1)
    session = rooms.sessions[0]
    readers = [Reader(server, session, cookie, rooms.seq[session]) for cookie in rooms.cookies(options.readers)]
    tasks = await opened(readers)
    slow_cookies = rooms.cookies(options.slow * 2)

    # First as many as later, all of them reading: what is compared is slowness, and not the number of streams.
    company = [Reader(server, session, cookie, rooms.seq[session]) for cookie in slow_cookies]
    company_tasks = await opened(company)
    quiet = await talk_and_follow(rooms, readers, options.seconds)
    without = delays(readers, [quiet])
    await closed(company, company_tasks)
    memory, ports = server.memory(), set()

    since = rooms.seq[session]
    lame = [asyncio.create_task(slow(server, session, cookie, since, number % 2 == 0, ports)) for number, cookie in enumerate(slow_cookies)]
    while held(server, ports) < len(lame):
        await asyncio.sleep(0.05)
    began = time.monotonic()
    talk = Talk(rooms, session, 0.1)
    talk.start()
    most, cut, gone = memory, None, 0
    while time.monotonic() - began < LONGEST:
        await asyncio.sleep(0.25)
        most = max(most, server.memory())
        gone = len(lame) - held(server, ports)
        if gone == len(lame):
            cut = time.monotonic() - began
            break
    talk.stopped.set()
    await asyncio.to_thread(talk.join, 20)
    there = await caught_up(readers, rooms)
    with_them = delays(readers, [talk])
    broken = sum(not reader.is_whole(rooms.seq[session]) for reader in readers)
    ratio = part(with_them, 0.95) / max(1.0, part(without, 0.95))
    figure(f"{len(lame)} slow readers among {len(readers)}", f"{gone} cut, the last after {cut or LONGEST:.0f} s and {len(talk.acknowledged)} events; the others' p95 "
           f"{part(without, 0.95):.0f} ms without and {part(with_them, 0.95):.0f} ms with, ratio {ratio:.2f} (aim: 1.2); memory {most - memory:+.0f} MB (aim: 64)")
    check("readers that do not read are cut off", cut is not None, f"{len(lame) - gone} of {len(lame)} still hang after {LONGEST} s")
    check("slow readers take nothing from the others", there and broken == 0 and not talk.fault, f"{broken} broken, {talk.fault}")
    check("slow readers cost at most 64 MB", most - memory <= 64, f"{most - memory:.0f} MB")
    for task in lame:
        task.cancel()
    await closed(readers, tasks)
    server.stop()


asyncio.run(main())
finish()
