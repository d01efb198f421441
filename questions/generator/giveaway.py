"""What an item asks and what its stem tells, as short statements: items of one block must not answer each other.

A stem that says "a drug that acts by TNF blockade, for Crohn disease" answers the question for the action that
treats Crohn disease, whichever drug that one rests on. So statements are about entities, not about single facts.
"""

from collections.abc import Iterator

from .case import Asked, Case, ClueKind, Form
from .facts import FactBase


def tells(facts: FactBase, case: Case) -> tuple[str, ...]:
    """Return what the stem says outright, and the picture that it shows."""
    return tuple(sorted({*_pictures(case), *_said(case)}))


def asks(facts: FactBase, case: Case) -> tuple[str, ...]:
    """Return what a reader would have to be told to know the key, and the pictures that have to be recognized."""
    return tuple(sorted({*_pictures(case), *_sought(facts, case)}))


def _pictures(case: Case) -> Iterator[str]:
    """A picture is both told and asked: who meets it twice in a block knows it, or reads the same stem again."""
    effect = case.shown(ClueKind.CAUSED)
    if effect:
        yield f"picture of effect {effect}"
    if case.form in (Form.PLANNED, Form.DISEASE):
        yield f"picture of condition {case.indication.condition}"


def _said(case: Case) -> Iterator[str]:
    disease, effect = case.shown(ClueKind.TREATS), case.shown(ClueKind.CAUSED)
    known = (("drug", case.shown(ClueKind.NAMED)), ("action", case.shown(ClueKind.ACTS_BY)))
    for kind, which in known:
        if which and disease and case.form is not Form.DISEASE:
            yield f"{kind} {which} treats {disease}"
        if which and effect:
            yield f"{kind} {which} causes {effect}"


def _sought(facts: FactBase, case: Case) -> Iterator[str]:
    drug, disease, effect = case.indication.drug, case.indication.condition, case.shown(ClueKind.CAUSED)
    match case.asked:
        case Asked.EFFECT:
            yield f"drug {drug} causes {case.key}"
            yield from (f"action {link.mechanism} causes {case.key}" for link in facts.mechanisms_of[drug])
        case Asked.DRUG:
            yield f"drug {case.key} causes {effect}"
        case Asked.MECHANISM:
            yield f"action {case.key} causes {effect}"
        case Asked.TREATMENT:
            yield f"drug {case.key} treats {disease}"
        case Asked.TARGET:
            yield f"action {case.key} treats {disease}"
