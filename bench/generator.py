"""Items per second of the generator, against a plain string-formatting floor in the same run.

Facts come from the content files through a throw-away database; prints ratios, peak memory and the growth of the
cost per item with the number of drugs.
"""

import os
import sys
import time
import tracemalloc
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ["DJANGO_SETTINGS_MODULE"] = "quizsite.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from questions.bank.sources import load_facts  # noqa: E402
from questions.generator.build import generate  # noqa: E402
from questions.generator.proving import Report, provable  # noqa: E402

COUNT = 1000
FLOOR = "{a} comes because of {b}. {c}. {d}. {e}. Which?\nA. {a}\nB. {b}\nC. {c}\nD. {d}\nE. {e}"


def timed(work) -> tuple[float, int]:
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def floor() -> int:
    words = dict.fromkeys("abcde", "a phrase of the usual length for a stem")
    return sum(len(FLOOR.format(**words)) > 0 for _ in range(COUNT * 10))


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("load_drugs", stdout=StringIO(), stderr=StringIO())
    facts = load_facts()
    drugs = sorted(facts.drugs)
    seconds, made = timed(floor)
    floor_rate = made / seconds
    seconds, concepts = timed(lambda: len(provable(load_facts(), Report())))
    print(f"proof of all cases: {concepts} concepts in {seconds:.2f} s")
    facts = load_facts()
    list(generate(facts, 1, 10, Report()))
    tracemalloc.start()
    seconds, made = timed(lambda: len(list(generate(facts, 2, COUNT, Report()))))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    seconds, made = timed(lambda: len(list(generate(facts, 3, COUNT, Report()))))
    rate = made / seconds
    print(f"gated items: {made} in {seconds:.2f} s = {rate:.0f}/s, 1/{floor_rate / rate:.0f} of the floor")
    print(f"peak memory while generating: {peak:.1f} MB")
    for share in (4, 2, 1):
        some = drugs[: len(drugs) // share]
        seconds, made = timed(lambda some=some: len(list(generate(facts, 4, COUNT // 2, Report(), drugs=some))))
        print(f"{len(some):3} drugs: {1000 * seconds / max(made, 1):.2f} ms an item")


if __name__ == "__main__":
    main()
