"""A database that another process keeps locked for ten seconds: reads go on, writes are told to come again.

SQLite only: its lock is one for the whole file. Run: python bench/faults/locked.py [SECONDS]
"""

import sqlite3
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rig"))
from target import DATABASE, running_site  # first: it chooses the database  # isort: skip

from learners import Cohort, Learner

WRITERS = READERS = 4
SETTLE_SECONDS = 2


def read(learner: Learner, stop: threading.Event, statuses: list[tuple[int, float]]) -> None:
    """Open questions of the running block, and note status and seconds of each."""
    position = 0
    while not stop.wait(0.05):
        position = position % 40 + 1
        begun = time.monotonic()
        status = learner.ask("GET", f"/blocks/{learner.block.pk}/{position}/").status
        statuses.append((status, time.monotonic() - begun))


def hold_lock(seconds: float) -> None:
    """Be the other process: take the write lock and keep it."""
    other = sqlite3.connect(DATABASE, isolation_level=None, timeout=30)
    other.execute("BEGIN IMMEDIATE")
    time.sleep(seconds)
    other.execute("ROLLBACK")
    other.close()


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    with running_site() as site:
        cohort, stop = Cohort(site.port, WRITERS, pause=0.1), threading.Event()
        statuses: list[tuple[int, float]] = []
        readers = [Learner(site.port) for _ in range(READERS)]
        threads = [threading.Thread(target=read, args=(each, stop, statuses), daemon=True) for each in readers]
        cohort.begin()
        time.sleep(SETTLE_SECONDS)
        for thread in threads:
            thread.start()
        hold_lock(seconds)
        meanwhile, before = list(statuses), cohort.acknowledged
        time.sleep(SETTLE_SECONDS)
        stop.set()
        for thread in threads:
            thread.join()
        cohort.end()
        line, good = cohort.balance()
        after = cohort.acknowledged - before
    refused = dict(cohort.refusals)
    waits = sorted(spent for _, spent in meanwhile)
    read_well = bool(meanwhile) and {status for status, _ in statuses} == {200}
    told = f"reads meanwhile {len(meanwhile)}, median {waits[len(waits) // 2]:.2f} s, longest {waits[-1]:.2f} s"
    print(f"locked {seconds:.0f} s, SQLite: {line}, refused {refused}, {told}; {after} acknowledged after it")
    sys.exit(0 if good and read_well and after and set(refused) == {"503"} else 1)


if __name__ == "__main__":
    main()
