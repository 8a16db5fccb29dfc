"""A disk without a byte to spare: no write is acknowledged that is not kept, pages go on to be read, and room makes all well
again without touching the server. Usage: trial_full_disk.py [--writes N] [--engine sqlite|postgres]"""
import argparse
import atexit
import os
import sqlite3
import subprocess
import time

from durability import Client, Postgres, Server, Table, check, figure, finish, scratch, skipped

parser = argparse.ArgumentParser()
parser.add_argument("--writes", type=int, default=200)
parser.add_argument("--engine", choices=["sqlite", "postgres"], action="append")
options = parser.parse_args()


def fill(folder):
    """Takes what is left, to the last byte."""
    path = os.path.join(folder, "ballast")
    with open(path, "ab", buffering=0) as file:
        for size in (1_048_576, 4_096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                pass
    return path


def trial(engine):
    folder = scratch()
    size = "64m" if engine == "sqlite" else "160m"
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    atexit.register(subprocess.run, ["umount", "-l", folder], stderr=subprocess.DEVNULL)
    postgres = None
    if engine == "postgres":
        postgres = Postgres(os.path.join(folder, "pg"))
        with open(os.path.join(postgres.data, "postgresql.auto.conf"), "w") as file:
            file.write("min_wal_size = 32MB\nmax_wal_size = 48MB\n")
        postgres.start()
    server = Server(data=os.path.join(folder, "data"), postgres=postgres)
    server.start()
    process = server.process.pid
    table = Table(server)
    table.begin(pause=0.02)
    time.sleep(0.5)
    table.end()
    table.settle()
    ballast = fill(folder)
    for writer in table.writers:
        writer.padding = 8_000

    outcomes, pages, faults = {}, {}, []
    for number in range(options.writes):
        writer = table.writers[number % len(table.writers)]
        before = dict(writer.answers)
        try:
            # What was refused is sent again with the same key, as a browser does; what is new comes when that is done.
            writer.put_card() and writer.write()
        except RuntimeError as error:
            faults.append(str(error))
            break
        for status, count in writer.answers.items():
            outcomes[status] = outcomes.get(status, 0) + count - before.get(status, 0)
        if number % 10 == 0:
            fill(folder)
            status, _, _ = writer.client.request("GET", f"/sessions/{table.session}", script=False)
            pages[status] = pages.get(status, 0) + 1
            status, _, _ = table.facilitator.request("GET", "/groups", script=False)
            pages[status] = pages.get(status, 0) + 1
    healthy = server.health()
    # Signing in needs a row of its own: who is signed in reads on, who is not is told the same as a writer.
    newcomer = Client(server, "Ines Calder")
    try:
        newcomer.sign_in()
        greeted = 303
    except RuntimeError as error:
        greeted = int(str(error).rsplit(" ", 1)[1])
    for writer in table.writers:
        table.acknowledged |= set(writer.cards)
    lost, twice, half = table.audit()

    os.remove(ballast)
    began = time.monotonic()
    settled = table.settle()
    recovery = time.monotonic() - began
    after = table.audit()
    alive = server.process.poll() is None and server.process.pid == process
    server.stop()
    if postgres:
        sound = "ok"
        postgres.stop()
    else:
        with sqlite3.connect(os.path.join(folder, "data/fulcrum.sqlite")) as database:
            sound = database.execute("PRAGMA integrity_check").fetchone()[0]
    subprocess.run(["umount", "-l", folder], stderr=subprocess.DEVNULL)
    figure(
        f"{engine}, full disk: {options.writes} rounds of writes",
        f"answers {dict((status, count) for status, count in outcomes.items() if count)}, pages {pages}, lost {len(lost) + len(after[0])}, well again after {recovery:.2f} s")
    check(f"{engine}, full disk: writes are told so", outcomes.get(507, 0) > 0 and not faults, str(outcomes) + str(faults))
    check(f"{engine}, full disk: nothing but done, full and not now", set(outcomes) <= {200, 503, 507}, str(outcomes))
    check(f"{engine}, full disk: nothing acknowledged is lost or there by halves", not (lost or twice or half), str((lost, twice, half)))
    check(f"{engine}, full disk: pages go on to be read", set(pages) == {200}, str(pages))
    check(f"{engine}, full disk: signing in works or says that the disk is full", greeted in (303, 507), str(greeted))
    check(f"{engine}, full disk: the house is alive and healthy", alive and healthy == 200, str(healthy))
    check(f"{engine}, full disk: with room all is well within 10 s", settled and recovery <= 10 and not any(after), str(after))
    check(f"{engine}, full disk: the file is sound", sound == "ok", sound)


if os.getuid() != 0:
    skipped("full disk", "only root can mount a disk of its own")
else:
    for engine in options.engine or ["sqlite", "postgres"]:
        if engine == "postgres" and not Postgres.programs():
            skipped("postgres, full disk", "the package postgresql is not installed")
        else:
            trial(engine)
finish()
