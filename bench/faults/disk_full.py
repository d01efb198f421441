"""A disk that fills up under answering load and is freed again: answers are refused clearly, none is lost.

SQLite on a small disk of its own, in a mount namespace (Linux, util-linux): nothing outside sees it.
Run: python bench/faults/disk_full.py [SECONDS]
"""

import os
import subprocess
import sys
import time
from pathlib import Path

if os.environ.get("OWN_MOUNTS") != "1":
    os.environ["OWN_MOUNTS"] = "1"
    os.execvp("unshare", ["unshare", "--map-root-user", "--mount", sys.executable, *sys.argv])

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rig"))
from target import DATABASE, running_site  # first: it chooses the database  # isort: skip

from django.db import connection
from learners import Cohort

LEARNERS = 4
DISK = "24m"
BALLAST = DATABASE.parent / "ballast"
CHUNK = bytes(16_384)
SETTLE_SECONDS = 2


def fill(ballast: Path) -> None:
    """Take every byte that is left; first the log of writes is emptied, so that the next write needs room."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with ballast.open("ab", buffering=0) as file:
        for size in (len(CHUNK), 1024, 1):
            try:
                while file.write(CHUNK[:size]) == size:
                    pass
            except OSError:
                continue


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(DATABASE.parent)], check=True)
    with running_site() as site:
        cohort = Cohort(site.port, LEARNERS)
        cohort.begin()
        time.sleep(SETTLE_SECONDS)
        fill(BALLAST)
        time.sleep(seconds)
        BALLAST.unlink()
        before = cohort.acknowledged
        time.sleep(SETTLE_SECONDS)
        cohort.end()
        line, good = cohort.balance()
        after = cohort.acknowledged - before
    refused = dict(cohort.refusals)
    print(f"disk full {seconds:.0f} s, SQLite: {line}, refused {refused}; {after} acknowledged after it")
    sys.exit(0 if good and after and set(refused) == {"503"} else 1)


if __name__ == "__main__":
    main()
