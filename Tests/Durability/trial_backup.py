"""Backups by the command line while people write: each is one moment, each comes back whole, nobody waits for it.
Usage: trial_backup.py [--backups N] [--engine sqlite|postgres]"""
import argparse
import json
import os
import re
import subprocess
import sqlite3
import time

from durability import BINARY, FULL, Postgres, Server, Table, check, figure, finish, scratch, skipped

parser = argparse.ArgumentParser()
parser.add_argument("--backups", type=int, default=20 if FULL else 3)
parser.add_argument("--engine", choices=["sqlite", "postgres"], action="append")
options = parser.parse_args()


def run(*arguments):
    done = subprocess.run([BINARY, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def p99(table):
    times = sorted(time for writer in table.writers for time in writer.times)
    return times[int(len(times) * 0.99)] if times else 0.0


def killed_restores(file, folder):
    """Five restores killed on the way; each place then takes the backup whole or holds it already."""
    halves = []
    for number in range(5):
        data = os.path.join(folder, f"killed-{number}")
        process = subprocess.Popen([BINARY, "restore", file, "--data", data], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.05 + 0.08 * number)
        process.kill()
        process.wait()
        code, said = run("restore", file, "--data", data)
        with sqlite3.connect(os.path.join(data, "fulcrum.sqlite")) as database:
            people = database.execute("SELECT count(*) FROM person").fetchone()[0]
        if code not in (0, 2) or people != 12:
            halves.append(f"{code}, {people} people: {said}")
    return halves


def trial(engine):
    postgres = None
    if engine == "postgres":
        if not Postgres.programs():
            return skipped("backups on postgres", "the package postgresql is not installed")
        postgres = Postgres(scratch())
        postgres.start()
    server = Server(data=scratch(), postgres=postgres)
    server.start()
    table = Table(server)
    place = ["--database", postgres.address] if postgres else ["--data", server.data]
    folder = scratch()

    table.begin(pause=0.035)
    time.sleep(3)
    table.end()
    quiet = p99(table)
    table.settle()
    table.sweep()

    faults, busy, rows, sizes = [], [], 0, []
    for number in range(options.backups):
        file, data = os.path.join(folder, f"{number}.backup"), os.path.join(folder, f"restored-{number}")
        table.begin(pause=0.035)
        time.sleep(0.5)
        code, said = run("backup", file, *place)
        time.sleep(0.5)
        table.end()
        busy.append(p99(table))
        table.settle()
        table.sweep()
        if code:
            faults.append(f"backup {number} ended with {code}: {said}")
            continue
        sizes.append(os.path.getsize(file))
        code, said = run("restore", file, "--data", data)
        if code:
            faults.append(f"restore {number} ended with {code}: {said}")
            continue
        rows = int(re.search(r"(\d+) rows", said).group(1))
        with sqlite3.connect(os.path.join(data, "fulcrum.sqlite")) as database:
            if database.execute("PRAGMA integrity_check").fetchone()[0] != "ok" or database.execute("PRAGMA foreign_key_check").fetchall():
                faults.append(f"restore {number} is not sound")
            # The ledger: a session's counter, its events and the answers kept for its cards are written together.
            for last_seq, count in database.execute(
                "SELECT s.last_seq, count(e.seq) FROM session s LEFT JOIN session_event e ON e.session_id = s.id GROUP BY s.id"):
                if last_seq != count:
                    faults.append(f"restore {number} holds two moments: {last_seq} and {count}")
            cards = sum(1 for (body,) in database.execute("SELECT body FROM session_event WHERE session_id = ?", (table.session,)) if "cardPut" in json.loads(body))
            keys = database.execute("SELECT count(*) FROM command_key WHERE key LIKE 'card-%'").fetchone()[0]
            if cards != keys:
                faults.append(f"restore {number} holds {cards} cards and {keys} answers")
        again, _ = run("restore", file, "--data", data)
        if again != 2:
            faults.append(f"a place that holds something took a backup: {again}")
    halves = killed_restores(os.path.join(folder, "0.backup"), folder) if sizes else []
    lost, twice, half = table.audit()
    slowest, usual = max(busy), sorted(busy)[len(busy) // 2]
    ratio = slowest / quiet if quiet else 0
    figure(
        f"{engine}: {options.backups} backups while four people write",
        f"{rows} rows, {max(sizes or [0]) // 1024} KiB, faults {len(faults)}, a writer's p99 {quiet * 1000:.0f} ms without and "
        f"{usual * 1000:.0f} ms (worst {slowest * 1000:.0f} ms) with, ratio of the worst {ratio:.1f}")
    check(f"{engine}: every backup is one moment and comes back whole", not faults, str(faults[:3]))
    check(f"{engine}: nobody waits for a backup", usual <= max(2 * quiet, 0.05), f"p99 {usual * 1000:.0f} ms instead of {quiet * 1000:.0f} ms")
    check(f"{engine}: a restore that is killed leaves nothing or all of it, and can be done again", not halves, str(halves))
    check(f"{engine}: writing goes on and loses nothing", not (lost or twice or half), str((lost, twice, half)))
    server.stop()
    if postgres:
        postgres.stop()


for engine in options.engine or ["sqlite", "postgres"]:
    trial(engine)
finish()
