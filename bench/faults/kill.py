"""kill -9 of the server, parent and workers, while learners answer; then one long outage, given back.

Run: python bench/faults/kill.py [CYCLES] [--postgres]
"""

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rig"))
from target import database_name, running_site  # first: it chooses the database  # isort: skip

from learners import Cohort

from questions.blocks.models import Block
from quizsite.core.models import Outage
from quizsite.core.pulse import GAP

LEARNERS = 8
OUTAGE_SECONDS = GAP.total_seconds() + 5
PATIENCE_SECONDS = 60


def wait_for_answers(cohort: Cohort, more: int) -> None:
    """Wait until the server has acknowledged so many more answers."""
    goal, until = cohort.acknowledged + more, time.monotonic() + PATIENCE_SECONDS
    while cohort.acknowledged < goal:
        if time.monotonic() > until:
            raise SystemExit("The server did not come back.")
        time.sleep(0.01)


def main() -> None:
    cycles = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance = random.Random(cycles)
    with running_site() as site:
        cohort = Cohort(site.port, LEARNERS)
        cohort.begin()
        for _ in range(cycles):
            wait_for_answers(cohort, LEARNERS)
            time.sleep(chance.uniform(0, 0.5))
            site.kill()
            site.start()
        wait_for_answers(cohort, LEARNERS)
        site.kill()
        time.sleep(OUTAGE_SECONDS)
        before = Outage.objects.count()
        site.start()
        wait_for_answers(cohort, LEARNERS)
        cohort.end()
        line, good = cohort.balance()
        credits = sorted({_credit(each.block) for each in cohort.learners})
        owed = Outage.objects.first()
        assert owed
    print(f"kill -9, {database_name()}, {cycles} cycles: {line}, refused {dict(cohort.refusals)}")
    told = round((owed.ended_at - owed.started_at).total_seconds())
    print(f"outage of {told} s: each of {LEARNERS} blocks got {credits} s back, {before} outages before it")
    sys.exit(0 if good and credits[0] >= told else 1)


def _credit(block: Block) -> int:
    block.refresh_from_db()
    return int(block.credited_seconds)


if __name__ == "__main__":
    main()
