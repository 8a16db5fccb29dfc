"""PostgreSQL dies, restarts and drops its connections under a server that goes on: people are told "not now", nothing
acknowledged is lost, and all is well again without touching the server. Usage: trial_postgres_away.py [--rounds N]"""
import argparse
import random
import subprocess
import time

from durability import FULL, Client, Postgres, Server, Table, check, figure, finish, scratch, skipped

parser = argparse.ArgumentParser()
parser.add_argument("--rounds", type=int, default=10 if FULL else 3)
options = parser.parse_args()


def recovered(server, within=15):
    """Seconds until the house is healthy again."""
    began = time.monotonic()
    while time.monotonic() - began < within:
        if server.health() == 200:
            return time.monotonic() - began
        time.sleep(0.02)
    return within


def trial():
    random.seed(4)
    postgres = Postgres(scratch())
    postgres.start()
    server = Server(postgres=postgres)
    server.start()
    process = server.process.pid
    table = Table(server)
    reader = Client(server, "Ines Calder").sign_in()
    slowest, told, twice, lost, half, patient = 0.0, 0, [], [], [], True
    for _ in range(options.rounds):
        for fault in ("killed", "restarted", "dropped"):
            table.begin(pause=0.02)
            time.sleep(random.uniform(0.3, 0.8))
            if fault == "dropped":
                subprocess.run(
                    ["psql", "-X", "-q", "-d", postgres.address, "-c",
                     "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fulcrum'"],
                    stdout=subprocess.DEVNULL, check=True)
            else:
                postgres.kill() if fault == "killed" else postgres.stop()
                time.sleep(0.3)
                status, headers, _ = reader.request("GET", "/", script=False)
                patient = patient and status == 503 and int(headers.get("retry-after", 0)) >= 1
                patient = patient and server.health() == 503
                time.sleep(0.3)
                postgres.start()
            slowest = max(slowest, recovered(server))
            time.sleep(0.2)
            table.end()
            told += table.counts(503)
            if not table.settle():
                check("postgres: what was sent is answered once it is back", False, server.tail())
                return
            table.sweep()
        lost, twice, half = table.audit()
        if lost or twice or half:
            break
    figure(
        f"postgres away: {options.rounds} kills, {options.rounds} restarts, {options.rounds} dropped connections",
        f"{len(table.acknowledged)} cards acknowledged, lost {len(lost)}, duplicated {len(twice)}, half-applied {len(half)}, "
        f"{told} answers 'not now', healthy again after at most {slowest:.2f} s")
    check("postgres away: nothing acknowledged is lost, nothing is there twice or by halves", not (lost or twice or half), str((lost, twice, half)))
    check("postgres away: pages and health answer 503 with Retry-After", patient)
    check("postgres away: people are told", told > 0)
    check("postgres away: healthy again within 10 s by itself", slowest <= 10, f"{slowest:.2f} s")
    check("postgres away: it is still the same server", server.process.poll() is None and server.process.pid == process)
    server.stop()
    postgres.stop()


if Postgres.programs():
    trial()
else:
    skipped("postgres away", "the package postgresql is not installed")
finish()
