"""How much each drug has, and what it still lacks, for each kind of question; nothing here is an error."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from drugs.loading.rules import USED
from drugs.loading.schema import Document, Drug

FEW_NEGATIVES = 20


@dataclass(frozen=True, slots=True)
class Cover:
    """One drug and one kind of question: the facts it could ask about, and what is missing for it."""

    facts: int
    missing: tuple[str, ...]
    expected: bool  # every drug should have some


class World:
    """What questions see of a document: reviewed and cited facts, and effects that have a picture."""

    def __init__(self, document: Document) -> None:
        self.pictured = {entry.id for entry in document.effects if entry.complaints and entry.findings}
        self.shown = {entry.id for entry in document.conditions if entry.complaints and entry.findings}
        self.standings: dict[str, list[str]] = {}
        for condition in document.conditions:
            for fact in _usable(condition.therapy):
                self.standings.setdefault(fact.drug, []).append(fact.standing)
        self.classes: dict[str, int] = {}
        for drug in document.drugs:
            for slug in drug.classes:
                self.classes[slug] = self.classes.get(slug, 0) + 1

    def effects(self, drug: Drug) -> list[Any]:
        links = [link for link in _usable(drug.adverse_effects) if link.strength in USED]
        return [link for link in links if link.effect in self.pictured]

    def relatives(self, drug: Drug) -> int:
        return max(self.classes[slug] for slug in drug.classes) - 1


def _usable(facts: list[Any]) -> list[Any]:
    return [fact for fact in facts if fact.state == "reviewed" and fact.sources]


def _main(drug: Drug) -> list[Any]:
    return [
        link for link in _usable(drug.mechanisms) if link.primary and not any(link.scope.model_dump().values())
    ]


def _tests(drug: Drug, when: str) -> list[Any]:
    return [fact for fact in _usable(drug.monitoring) if fact.when == when]


@dataclass(frozen=True, slots=True)
class Need:
    """What one kind of question asks about, in its words, and which list it needs complete."""

    title: str
    asks: Callable[[World, Drug], int]
    none: str
    closed: str = ""
    expected: bool = False
    negatives: bool = False
    regimen: bool = False
    effect: bool = False


def _count(field: str) -> Callable[[World, Drug], int]:
    return lambda world, drug: len(_usable(getattr(drug, field)))


# The kinds of question by their slugs, as the generator names them.
NEEDS: dict[str, Need] = {
    "mechanism": Need("Mechanism of action", lambda w, d: len(_main(d)),
                      "no main mechanism that holds everywhere", "mechanisms", expected=True, effect=True),
    "target-of-therapy": Need("Target of therapy", lambda w, d: len(_main(d)) and len(_approved(w, d)),
                              "no main mechanism with an approved use that has a picture", "indications",
                              expected=True),
    "therapy": Need("Therapy", lambda w, d: w.standings.get(d.id, []).count("appropriate"),
                    "no disease for which a guideline finds it appropriate", "indications"),
    "look-alikes": Need("Choice between look-alikes",
                        lambda w, d: w.relatives(d) if "appropriate" in w.standings.get(d.id, []) else 0,
                        "no standing, or no other drug of its class"),
    "contraindication": Need("Contraindication", _count("contraindications"), "no contraindication",
                             "contraindications"),
    "before-starting": Need("Before starting treatment", lambda w, d: len(_tests(d, "before")),
                            "no test before treatment", "monitoring"),
    "monitoring": Need("Monitoring", lambda w, d: len(_tests(d, "during")), "no test during treatment",
                       "monitoring"),
    "adverse-effect": Need("Adverse effect", lambda w, d: len(w.effects(d)),
                           "no established effect with a clinical picture", expected=True, negatives=True),
    "process": Need("Mechanism of the adverse effect",
                    lambda w, d: sum(bool(link.process) for link in w.effects(d)), "no effect with its process"),
    "culprit": Need("Causative drug", lambda w, d: len(w.effects(d)),
                    "no established effect with a clinical picture", expected=True, negatives=True, regimen=True),
    "interaction": Need("Interaction", lambda w, d: sum(bool(f.effect) for f in _usable(d.interactions)),
                        "no interaction that names its effect"),
    "rescue": Need("Rescue and prophylaxis", _count("rescue"), "no rescue or prophylaxis", "rescue"),
    "genotype": Need("Genotype", _count("genotypes"), "no genotype", "genotypes"),
}  # fmt: skip


def _approved(world: World, drug: Drug) -> list[Any]:
    return [use for use in _usable(drug.indications) if use.status == "approved" and use.condition in world.shown]


def cover(document: Document) -> dict[str, dict[str, Cover]]:
    """Return, for each drug's id and kind of question, how much there is and what is missing."""
    world = World(document)
    return {drug.id: {slug: _cover(world, drug, need) for slug, need in NEEDS.items()} for drug in document.drugs}


def _cover(world: World, drug: Drug, need: Need) -> Cover:
    facts = need.asks(world, drug)
    missing = [] if facts else [need.none]
    if need.closed and facts and not getattr(drug.closed, need.closed):
        missing.append(f"the list of {need.closed} is not closed")
    if need.effect and not world.effects(drug):
        missing.append("no established effect with a clinical picture")
    if need.regimen and not any(use.regimens for use in _usable(drug.indications)):
        missing.append("no regimen, so that the route cannot be a clue")
    if need.negatives and sum(len(group.effects) for group in drug.not_associated) < FEW_NEGATIVES:
        missing.append(f"fewer than {FEW_NEGATIVES} negatives, so that few distractors are provably false")
    return Cover(facts, tuple(missing), need.expected)


def lacking(document: Document) -> Iterator[tuple[str, list[str]]]:
    """Yield each drug's id with notes on what is missing, in words an editor can act on.

    A drug may well have no genotype or no antidote: that is no note.
    """
    covers = cover(document)
    for drug in document.drugs:
        notes: dict[str, list[str]] = {}
        for slug, own in covers[drug.id].items():
            for note in own.missing if own.facts or own.expected else ():
                notes.setdefault(note, []).append(NEEDS[slug].title.lower())
        told = [f"{', '.join(kinds)}: {note}" for note, kinds in notes.items()]
        yield drug.id, [*told, *(["boxed warning not read yet"] if drug.box == "unknown" else [])]
