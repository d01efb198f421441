"""How alike two clinical pictures look to somebody who has to name one of them.

A picture is the bag of roots of its complaints, its telling findings and its summary, weighed by how few pictures
share a root (tf-idf); likeness is the cosine of two bags.
"""

import re
from collections import Counter
from collections.abc import Mapping
from math import fsum, log, sqrt

from . import language
from .facts import FactBase
from .memo import remembered
from .records import Condition, Effect

ALIKE = 0.13  # from here on a picture is a rival by itself
ALIKE_DISEASES, OF_ONE_SYSTEM = 0.16, 0.09  # the same of diseases, whose drugs are many
OF_ONE_ORGAN = 0.05  # what is enough when the organ is the same, or an editor tells the two apart
NO_ORGAN = frozenset({"immune", "metabolic"})  # groups of effects that have nothing to show in common
TUMORS = "oncologic"
TUMOR = re.compile(
    r"leukemia|lymphoma|myeloma|myelodysplastic|myelofibrosis|polycythemia|cancer|carcinoma|sarcoma"
)
MOST = 3  # times that one root counts

Bag = Mapping[str, float]


@remembered
def effects_alike(facts: FactBase, one: str, other: str) -> float:
    """Return from 0 to 1 how alike the pictures of two adverse effects look."""
    bags = _effect_bags(facts)
    return _cosine(bags[one], bags[other])


@remembered
def rivals_picture(facts: FactBase, effect: str, key: str) -> bool:
    """Tell whether a reader who sees the picture of `key` has to weigh the other effect."""
    alike, group = effects_alike(facts, effect, key), facts.effects[key].group
    one_organ = facts.effects[effect].group == group and group not in NO_ORGAN
    known = one_organ or effect in facts.effects[key].told_apart
    return alike >= ALIKE or (known and alike >= OF_ONE_ORGAN)


@remembered
def diseases_like(facts: FactBase, disease: str) -> frozenset[str]:
    """Return the diseases that a reader may confuse with this one, itself and its line among them."""
    bags, own = _condition_bags(facts), facts.conditions[disease]
    found = set(facts.condition_line(disease))
    for other in facts.conditions.values():
        alike = _cosine(bags[other.id], bags[disease])
        # Nobody treats colitis as a cancer, nor anemia as leukemia.
        one_kind = _malignant(other) is _malignant(own)
        if one_kind and (alike >= ALIKE_DISEASES or (alike >= OF_ONE_SYSTEM and other.system == own.system)):
            found.add(other.id)
    return frozenset(found)


def _malignant(disease: Condition) -> bool:
    return disease.system == TUMORS or bool(TUMOR.search(disease.name))


@remembered
def _effect_bags(facts: FactBase) -> Mapping[str, Bag]:
    return _weighed(facts.effects)


@remembered
def _condition_bags(facts: FactBase) -> Mapping[str, Bag]:
    return _weighed(facts.conditions)


def _weighed(entries: Mapping[str, Effect] | Mapping[str, Condition]) -> dict[str, Bag]:
    """Return the roots of each picture with their weights, of length 1."""
    counts = {key: _counted(entry) for key, entry in entries.items()}
    spread = Counter(root for own in counts.values() for root in own)
    return {
        key: _of_length_one(
            {root: min(times, MOST) * log(1 + len(counts) / spread[root]) for root, times in own.items()}
        )
        for key, own in counts.items()
    }


def _counted(entry: Effect | Condition) -> Counter[str]:
    picture = entry.picture
    telling = (each for each in picture.findings if each.decisive or each.part in ("history", "exam"))
    counts = Counter(language.roots(" ".join(picture.complaints)))
    counts.update(language.roots(" ".join(picture.complaints)))  # what brings the patient weighs twice
    for finding in telling:
        counts.update(language.roots(" ".join(finding.phrasings)))
    counts.update(language.roots(f"{entry.name} {entry.summary}"))
    return counts


def _of_length_one(bag: Bag) -> Bag:
    # Sets of words come in another order in each process: exact sums give the same bits in all of them.
    length = sqrt(fsum(weight * weight for weight in bag.values()))
    return {root: weight / length for root, weight in bag.items()} if length else {}


def _cosine(one: Bag, other: Bag) -> float:
    return fsum(weight * other.get(root, 0.0) for root, weight in one.items())
