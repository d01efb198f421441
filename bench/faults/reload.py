"""A deploy in mid-block: workers are replaced one by one while learners answer; no request may be dropped.

Who opens a connection for each request must not notice. A connection that is kept open may be closed between two
requests; that answer is sent again. Run: python bench/faults/reload.py [RELOADS] [--postgres]
"""

import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rig"))
from target import database_name, running_site  # first: it chooses the database  # isort: skip

from learners import Cohort

from quizsite.core.management.commands.serve import STOPPING_SECONDS, SUCCEEDING_SECONDS

LEARNERS = 4
SETTLE_SECONDS = 3
BETWEEN_SECONDS = 2 * (SUCCEEDING_SECONDS + STOPPING_SECONDS) + 5  # two workers, one after the other


def main() -> None:
    reloads = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    good = True
    with running_site() as site:
        cohorts = {keeps: Cohort(site.port, LEARNERS, keeps=keeps) for keeps in (False, True)}
        for cohort in cohorts.values():
            cohort.begin()
        for _ in range(reloads):
            time.sleep(SETTLE_SECONDS)
            site.signal(signal.SIGHUP)
            time.sleep(BETWEEN_SECONDS)
        for cohort in cohorts.values():
            cohort.end()
        for keeps, cohort in cohorts.items():
            line, kept = cohort.balance()
            good = good and kept and (keeps or not cohort.refusals)
            kind = "kept open" if keeps else "one a request"
            refused = dict(cohort.refusals)
            print(f"{reloads} reloads, {database_name()}, connections {kind}: {line}, refused {refused}")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
