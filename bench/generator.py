"""Items per second of the generator, against a plain string-formatting floor in the same run.

Facts come from the content files through a throw-away database; prints ratios, peak memory and the growth of the
cost per item with the number of drugs.
"""

import os
import sys
import time
import tracemalloc
from io import StringIO
from math import log
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ["DJANGO_SETTINGS_MODULE"] = "quizsite.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from questions.bank.sources import load_facts  # noqa: E402
from questions.generator.build import generate  # noqa: E402
from questions.generator.facts import FactBase  # noqa: E402
from questions.generator.proving import Report, provable  # noqa: E402
from tests.factories.facts import without  # noqa: E402

COUNT = 1000
ITEMS_A_DRUG = 8
OF_A_DRUG = ("drug_mechanisms", "indications", "adverse_effects", "not_associated", "monitoring", "cautions",
             "interactions", "rescues", "genotypes", "standings")  # fmt: skip
FLOOR = "{a} comes because of {b}. {c}. {d}. {e}. Which?\nA. {a}\nB. {b}\nC. {c}\nD. {d}\nE. {e}"


def timed(work) -> tuple[float, int]:
    """Return the processor seconds of the work, and what it made."""
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def floor() -> int:
    words = dict.fromkeys("abcde", "a phrase of the usual length for a stem")
    return sum(len(FLOOR.format(**words)) > 0 for _ in range(COUNT * 10))


def of_some(facts: FactBase, drugs: set[str]) -> FactBase:
    """Return the facts of these drugs alone; diseases, effects, tests and words stay."""
    lists = {name: [fact for fact in getattr(facts, name) if fact.drug in drugs] for name in OF_A_DRUG}
    return without(facts, drugs=[drug for drug in facts.drugs.values() if drug.id in drugs], **lists)


def exponent(points: list[tuple[int, float]]) -> float:
    """Return the slope of the least-squares line through the logarithms: 1 is linear growth."""
    logs = [(log(size), log(cost)) for size, cost in points]
    middle, mean = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return sum((x - middle) * (y - mean) for x, y in logs) / sum((x - middle) ** 2 for x, _ in logs)


def growth(facts: FactBase) -> None:
    """Print what an item costs with ever more drugs and as many items of each; the proof is part of the cost."""
    order = sorted(facts.drugs)
    Random(1).shuffle(order)
    points = []
    for number in (10, 20, 40, 80, len(order)):
        some = of_some(facts, set(order[:number]))
        seconds, made = timed(
            lambda some=some: len(list(generate(some, 4, ITEMS_A_DRUG * len(some.drugs), Report())))
        )
        if made:
            points.append((number, seconds / made))
        print(f"{number:3} drugs: {made} items, {1000 * seconds / max(made, 1):.2f} ms an item")
    print(f"growth of the cost of an item with the number of drugs: exponent {exponent(points):.2f}")


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("load_drugs", stdout=StringIO(), stderr=StringIO())
    facts = load_facts()
    seconds, made = timed(floor)
    floor_rate = made / seconds
    seconds, concepts = timed(lambda: len(provable(facts, Report())))
    print(f"proof of all cases: {concepts} concepts in {seconds:.2f} s")
    tracemalloc.start()
    list(generate(without(facts), 2, COUNT // 5, Report()))
    print(f"peak memory of proof and items: {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")
    tracemalloc.stop()
    # The whole, proof included, and what a further item costs once all is proved.
    whole, _ = timed(lambda: len(list(generate(without(facts), 3, 2 * COUNT, Report()))))
    half, _ = timed(lambda: len(list(generate(without(facts), 3, COUNT, Report()))))
    print(f"gated items with the proof of all cases: {2 * COUNT} in {whole:.2f} s = {2 * COUNT / whole:.0f}/s")
    rate = COUNT / (whole - half)
    print(f"further gated items: {rate:.0f}/s, 1/{floor_rate / rate:.0f} of the string-formatting floor")
    growth(facts)


if __name__ == "__main__":
    main()
