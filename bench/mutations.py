"""Corrupts one fact at random in the real content, many times over, and counts what notices it.

A corruption is noticed when the content checks refuse it, when a gate refuses items that stood before, or when
items that quote the fact are replaced. It goes unnoticed when an item is still shown, or newly made, although a
naive reader of the corrupted facts objects to it: that must not happen. The same seed draws the same corruptions.
"""

import argparse
import os
import sys
from collections import Counter, defaultdict
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ["DJANGO_SETTINGS_MODULE"] = "quizsite.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from drugs.loading import schema  # noqa: E402
from drugs.loading.dumping import dump  # noqa: E402
from drugs.loading.reading import wrong  # noqa: E402
from questions.bank.sources import load_facts  # noqa: E402
from questions.generator.build import generate  # noqa: E402
from questions.generator.proving import Report  # noqa: E402
from tests.generator.corruptions import Corruption, corruption, verdict  # noqa: E402

STORED = 2000
FRESH = 15  # items made of the corrupted facts, of the drugs concerned
# What a list of records is called in a document's drug, and the field that tells its entries apart.
LISTS = {
    "drug_mechanisms": ("mechanisms", "mechanism"),
    "indications": ("indications", "condition"),
    "adverse_effects": ("adverse_effects", "effect"),
    "monitoring": ("monitoring", "test"),
    "interactions": ("interactions", "agent"),
    "rescues": ("rescue", "agent"),
    "genotypes": ("genotypes", "gene"),
}
SAID = ("boxed", "mechanism", "condition", "effect", "test", "circumstance", "agent", "gene")


def breaks_a_rule(document: schema.Document, change: Corruption) -> bool:
    """Tell whether a load would refuse the corrupted content; standings stand with diseases and break no rule."""
    own = [drug for drug in document.drugs if drug.id in change.drugs]
    before, after = (
        {message for _, message in wrong(document.model_copy(update={"drugs": drugs}))}
        for drugs in (own, [_edited(drug, change) for drug in own])
    )
    return bool(after - before)


def _edited(drug: schema.Drug, change: Corruption) -> schema.Drug:
    """Return the drug as the corrupted content files would have it."""
    lists: dict[str, Any] = {}
    for name, before, after in change.changes:
        if getattr(before or after, "drug", drug.id) != drug.id or name == "standings":
            continue
        if name == "drugs":
            lists["closed"] = schema.Closed(**dict.fromkeys(after.closed, True))
        elif name == "not_associated":
            kept = [set(entry.effects) - {before.effect} for entry in drug.not_associated]
            entries = zip(drug.not_associated, kept, strict=True)
            lists[name] = [each.model_copy(update={"effects": sorted(left)}) for each, left in entries if left]
        elif name == "cautions":
            lists |= _cautions(drug, before, after)
        else:
            where, told_by = LISTS[name]
            lists[where] = _replaced(lists.get(where, getattr(drug, where)), told_by, before, after)
    return drug.model_copy(update=lists)


def _plain(value: Any) -> Any:
    """Return what a record names as content files name it: without its kind."""
    return value.partition("/")[2] if isinstance(value, str) and "/" in value else value


def _replaced(entries: list[Any], told_by: str, before: Any, after: Any) -> list[Any]:
    if before is None:
        cited = [f"{each.source}#{each.section}" if each.section else each.source for each in after.citations]
        if told_by == "effect":
            return [*entries, schema.AdverseEffect(effect=after.effect, strength=after.strength, sources=cited)]
        words = {"mechanism": after.mechanism, "primary": True, "statement": after.statement}
        return [*entries, schema.DrugMechanism(sources=cited, **words)]
    place = next(
        number
        for number, entry in enumerate(entries)
        if getattr(entry, told_by) == _plain(getattr(before, told_by))
        and entry.scope.model_dump() == asdict(before.scope)
    )
    said = {
        name: _plain(getattr(after, name))
        for name in SAID
        if hasattr(after, name) and name in type(entries[place]).model_fields
    }
    scope = entries[place].scope if after.scope else type(entries[place].scope)()
    return [*entries[:place], entries[place].model_copy(update={**said, "scope": scope}), *entries[place + 1 :]]


def _cautions(drug: schema.Drug, before: Any, after: Any) -> dict[str, list[Any]]:
    """Return both lists of cautions with the changed one in that of its kind."""
    name, other = "contraindications", "precautions"
    if not before.absolute:
        name, other = other, name
    changed = _replaced(getattr(drug, name), "circumstance", before, after)
    if before.absolute == after.absolute:
        return {name: changed}
    kept = [
        entry
        for entry in changed
        if entry in getattr(drug, name) and entry.circumstance != _plain(after.circumstance)
    ]
    moved = [entry for entry in changed if entry not in kept]
    kind = schema.Contraindication if after.absolute else schema.Precaution
    return {name: kept, other: [*getattr(drug, other), *(kind(**entry.model_dump()) for entry in moved)]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("load_drugs", stdout=StringIO(), stderr=StringIO())
    facts, document, rng = load_facts(), dump(), Random(asked.seed)
    stored = list(generate(facts, asked.seed, STORED, Report()))
    if verdict(facts, stored, []).unproved:
        sys.exit("Items do not stand on the facts they were made of.")
    print(f"{asked.count} corruptions, seed {asked.seed}; {len(stored)} stored items", flush=True)
    outcomes: Counter[str] = Counter()
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    objected = 0
    for number in range(1, asked.count + 1):
        change = corruption(facts, rng)
        corrupted = change.applied(facts)
        fresh = generate(corrupted, asked.seed, FRESH, Report(), drugs=sorted(change.drugs))
        found = verdict(corrupted, stored, fresh)
        objected += found.objected
        refused = breaks_a_rule(document, change)
        outcome = "the content checks refuse it" if refused else found.outcome
        outcomes[outcome] += 1
        kinds[change.kind][outcome] += 1
        if not refused:
            for line in found.unnoticed:
                print(f"UNNOTICED {change.kind}: {line} ({change.changes[-1][1:]})", flush=True)
        if sys.stderr.isatty():
            print(f"\r{number} of {asked.count}", end="", file=sys.stderr)
    print(f"stored items to which a naive reader of the corrupted facts objects: {objected}")
    for outcome, count in outcomes.most_common():
        print(f"{count:5}  {outcome}")
    for kind, counts in sorted(kinds.items()):
        print(f"  {kind}: {', '.join(f'{count} {outcome}' for outcome, count in counts.most_common())}")
    sys.exit(1 if outcomes["UNNOTICED"] else 0)


if __name__ == "__main__":
    main()
