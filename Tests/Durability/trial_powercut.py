"""A power cut, not a kill: the file system goes away with everything the disk was not asked to keep. Acknowledged work has to be
there afterwards; one arm that asks for less has to lose, or this trial would prove nothing.
Usage: trial_powercut.py [--cuts N] [--engine sqlite|postgres|control] [--fs ext4|xfs]"""
import argparse
import os
import random
import time

from durability import FULL, Disk, Postgres, Server, Table, check, figure, finish, skipped

parser = argparse.ArgumentParser()
parser.add_argument("--cuts", type=int)
parser.add_argument("--engine", choices=["sqlite", "postgres", "control"], action="append")
parser.add_argument("--fs", choices=["ext4", "xfs"], default="ext4")
parser.add_argument("--seed", type=int, default=3)
options = parser.parse_args()

# How many cuts each arm takes: PostgreSQL needs seconds to come back, the control only has to show that it loses.
CUTS = {"sqlite": (10, 100), "postgres": (3, 30), "control": (3, 10)}


def folder(disk, name):
    path = os.path.join(disk.mountpoint, name)
    os.makedirs(path, exist_ok=True)
    return path


def trial(engine):
    random.seed(options.seed)
    cuts = options.cuts or CUTS[engine][FULL]
    disk = Disk(options.fs, megabytes=512 if engine == "postgres" else 256)
    postgres = server = None
    if engine == "postgres":
        postgres = Postgres(folder(disk, "pg"))
        postgres.start()
        server = Server(postgres=postgres)
    else:
        relaxed = {"FULCRUM_SYNCHRONOUS": "normal"} if engine == "control" else {}
        server = Server(data=folder(disk, "data"), environment=relaxed, arguments=["--unsafe"] if relaxed else [])
    server.start()
    table = Table(server)
    lost_at, lost_rows, twice, half, damaged, starts = 0, 0, [], [], 0, []
    for _ in range(cuts):
        # A clean stop writes everything back, so that the control arm can lose no more than what follows.
        server.stop()
        if postgres:
            postgres.stop()
            postgres.start()
        server.start()
        table.settle()
        table.sweep()
        settled = set(table.acknowledged)
        table.begin(pause=0.02, strict=False)
        time.sleep(random.uniform(0.3, 1.2))
        moment = time.monotonic()
        disk.cut()
        # Only answers that came before the cut count: those after it are artifacts of the cut.
        before = {text for writer in table.writers for text, when in list(writer.cards.items()) if when < moment}
        server.kill()
        table.end()
        if postgres:
            postgres.kill()
        disk.unmount()
        disk.mount()
        if postgres:
            postgres.start()
        starts.append(server.start())
        table.acknowledged = settled | before
        # Whoever writes goes on from what the house holds; versions that were cut away are not counted against it.
        for writer in table.writers:
            writer.version, writer.body, writer.open_body = 0, "", None
            kept = server.rows(
                f"SELECT version AS v, body AS b FROM writing WHERE session_id = '{table.session}' AND person_id = '{writer.client.person}'")
            if kept:
                writer.version, writer.body = kept[0]
            writer.cards = {text: when for text, when in writer.cards.items() if when < moment}
            writer.open_card = None
        lost, now_twice, now_half = table.audit()
        twice += now_twice
        half += now_half
        if engine != "postgres":
            damaged += server.rows("PRAGMA integrity_check")[0][0] != "ok"
            damaged += len(server.rows("PRAGMA foreign_key_check"))
        if lost:
            lost_at += 1
            lost_rows += len(lost)
            table.acknowledged -= set(lost)
            for writer in table.writers:
                writer.cards = {text: when for text, when in writer.cards.items() if text not in lost}
    server.stop()
    if postgres:
        postgres.stop()
    disk.unmount()
    figure(
        f"{engine} on {options.fs}: {cuts} power cuts",
        f"{len(table.acknowledged)} cards acknowledged and kept, lost {lost_rows} in {lost_at} cuts, duplicated {len(twice)}, "
        f"half-applied {len(half)}, damaged {damaged}, slowest start {max(starts):.2f} s")
    if engine == "control":
        check(f"control: with synchronous normal at least one of {cuts} cuts loses acknowledged work", lost_at > 0, "none did: the trial proves nothing")
    else:
        check(f"{engine}: nothing acknowledged is lost in {cuts} power cuts", lost_at == 0, f"{lost_rows} in {lost_at} cuts")
        check(f"{engine}: nothing is there twice or by halves", not twice and not half, str((twice + half)[:5]))
    check(f"{engine}: the database is sound after each cut", damaged == 0, str(damaged))


why_not = Disk.why_not(options.fs)
for engine in options.engine or ["control", "sqlite", "postgres"]:
    reason = why_not
    if engine == "postgres" and not Postgres.programs():
        reason = "the package postgresql is not installed"
    if reason:
        skipped(f"{engine}: power cuts", reason)
    else:
        trial(engine)
finish()
