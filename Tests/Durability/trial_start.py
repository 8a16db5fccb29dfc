"""Starting: a second server on the same file, unsafe settings, a newer database, two servers at once, and a first start that is
killed before it is done. Usage: trial_start.py [--kills N]"""
import argparse
import os
import random
import sqlite3
import subprocess
import time

from durability import BINARY, FULL, Postgres, Server, check, figure, finish, free_port, scratch, skipped

parser = argparse.ArgumentParser()
parser.add_argument("--kills", type=int, default=50 if FULL else 10)
options = parser.parse_args()


def run(*arguments, environment=None, within=60):
    """Exit code and what was said, of a command that is expected to end."""
    environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no", **(environment or {})}
    try:
        done = subprocess.run(
            [BINARY, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=within, env=environment)
        return done.returncode, done.stdout + done.stderr
    except subprocess.TimeoutExpired:
        return None, "it went on running"


def second_server():
    folder, other = scratch(), scratch()
    server = Server(data=folder)
    server.start()
    code, said = run("serve", "--port", str(free_port()), "--data", folder, within=20)
    check("a second server on the same file refuses to start", code == 1 and "already serves" in said, f"{code}: {said}")
    check("the first server goes on", server.health() == 200)
    beside = Server(data=other)
    beside.start()
    check("another folder is another matter", beside.health() == 200)
    code, said = run("doctor", "--data", folder)
    check("the doctor looks at a database that is served", code in (0, 1) and "synchronous" in said, f"{code}: {said}")
    server.kill()
    server.start()
    check("after a kill the file is free again", server.health() == 200)
    server.stop()
    beside.stop()


def unsafe_settings():
    folder = scratch()
    relaxed = {"FULCRUM_SYNCHRONOUS": "normal"}
    code, said = run("serve", "--port", str(free_port()), "--data", folder, environment=relaxed, within=20)
    check("sqlite: an unsafe database is not served", code == 1 and "synchronous" in said, f"{code}: {said}")
    server = Server(data=folder, environment=relaxed, arguments=["--unsafe"])
    server.start()
    check("sqlite: with --unsafe it is", server.health() == 200)
    server.stop()
    if not Postgres.programs():
        return skipped("postgres: an unsafe server", "the package postgresql is not installed")
    postgres = Postgres(scratch())
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        with open(os.path.join(postgres.data, "postgresql.auto.conf"), "w") as file:
            file.write(f"{setting} = off\n")
        postgres.start()
        code, said = run("serve", "--port", str(free_port()), "--database", postgres.address, within=20)
        check(f"postgres: without {setting} it is not served", code == 1 and setting in said, f"{code}: {said}")
        postgres.stop()


def newer_database():
    folder = scratch()
    run("doctor", "--data", folder)
    with sqlite3.connect(os.path.join(folder, "fulcrum.sqlite")) as database:
        database.execute("INSERT INTO schema_version (number, name, digest, applied_at) VALUES (9999, '9999-later', 'x', 0)")
    code, said = run("serve", "--port", str(free_port()), "--data", folder, within=20)
    check("a database of a newer program is left alone", code == 1 and "9999" in said, f"{code}: {said}")


def two_at_once():
    if not Postgres.programs():
        return skipped("two servers at once", "the package postgresql is not installed")
    postgres = Postgres(scratch())
    postgres.start()
    servers = [Server(postgres=postgres, arguments=[]) for _ in range(2)]
    places = [["--database", server.postgres.address] for server in servers]
    # Without the furnished district: what is tried is the schema.
    processes = []
    for server, place in zip(servers, places):
        with open(server.log, "a") as log:
            processes.append(subprocess.Popen(
                [BINARY, "serve", "--port", str(server.port), *place], stdin=subprocess.DEVNULL, stdout=log, stderr=log))
    for server, process in zip(servers, processes):
        server.process = process
    began = time.monotonic()
    while time.monotonic() - began < 30 and not all(server.health() == 200 for server in servers):
        time.sleep(0.05)
    healthy = [server.health() for server in servers]
    versions = servers[0].rows("SELECT number AS n FROM schema_version ORDER BY number")
    check("two servers that start at once on an empty database both come up", healthy == [200, 200], f"{healthy} {servers[0].tail()}")
    check("and each schema file was applied once", [row[0] for row in versions] == list(range(1, len(versions) + 1)), str(versions))
    for server in servers:
        server.stop()
    postgres.stop()


def killed_first_starts():
    random.seed(5)
    between = 0
    for _ in range(options.kills):
        folder = scratch()
        server = Server(data=folder)
        with open(server.log, "a") as log:
            process = subprocess.Popen(
                [BINARY, "serve", "--demo", "--port", str(server.port), "--data", folder], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        time.sleep(random.uniform(0.02, 0.6))
        process.kill()
        process.wait()
        try:
            server.start()
        except RuntimeError as error:
            between += 1
            print(error)
            continue
        people = server.rows("SELECT count(*) FROM person")[0][0]
        sound = server.rows("PRAGMA integrity_check")[0][0]
        between += not (people == 12 and sound == "ok")
        server.stop()
    figure("killed first starts", f"{options.kills}, of which {options.kills - between} came up whole at the next start")
    check(f"a first start killed at {options.kills} moments is finished by the next", between == 0, f"{between} were not")


for trial in (second_server, unsafe_settings, newer_database, two_at_once, killed_first_starts):
    trial()
finish()
