"""SIGKILL in the middle of work, again and again: what was acknowledged is there once, nothing is half there, and the house is
back within three seconds. Usage: trial_kill.py [--kills N] [--engine sqlite|postgres]"""
import argparse
import random
import time

from durability import FULL, Postgres, Server, Table, check, figure, finish, scratch, skipped

parser = argparse.ArgumentParser()
parser.add_argument("--kills", type=int, default=500 if FULL else 50)
parser.add_argument("--engine", choices=["sqlite", "postgres"], action="append")
parser.add_argument("--seed", type=int, default=2)
options = parser.parse_args()


def trial(engine):
    random.seed(options.seed)
    postgres = None
    if engine == "postgres":
        if not Postgres.programs():
            return skipped(f"{options.kills} kills on postgres", "the package postgresql is not installed")
        postgres = Postgres(scratch())
        postgres.start()
    server = Server(data=scratch(), postgres=postgres)
    server.start()
    table = Table(server)
    starts, in_flight = [], 0
    for kill in range(options.kills):
        table.begin(pause=0.02)
        time.sleep(random.uniform(0.02, 0.8))
        server.kill()
        table.end()
        in_flight += sum(1 for writer in table.writers if writer.open_card or writer.open_body)
        starts.append(server.start())
        if not table.settle():
            check(f"{engine}: what was sent is answered after the restart", False, server.tail())
            return
        table.sweep()
        if kill % 10 == 9:
            lost, twice, half = table.audit()
            if lost or twice or half:
                break
    lost, twice, half = table.audit()
    server.stop()
    if postgres:
        postgres.stop()
    starts.sort()
    figure(
        f"{engine}: {len(starts)} kills",
        f"{len(table.acknowledged)} cards acknowledged, {in_flight} requests caught in flight, lost {len(lost)}, "
        f"duplicated {len(twice)}, half-applied {len(half)}, healthy again after {starts[len(starts) // 2]:.2f} s (slowest {starts[-1]:.2f} s)")
    check(f"{engine}: nothing acknowledged is lost in {len(starts)} kills", not lost, str(lost[:5]))
    check(f"{engine}: nothing is there twice", not twice, str(twice[:5]))
    check(f"{engine}: nothing is half there", not half, str(half[:5]))
    check(f"{engine}: healthy again within 3 s", starts[-1] <= 3, f"slowest {starts[-1]:.2f} s")
    check(f"{engine}: the kills did catch work", in_flight > options.kills / 4, f"only {in_flight}")


for engine in options.engine or ["sqlite", "postgres"]:
    trial(engine)
finish()
