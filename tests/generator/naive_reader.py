"""A naive reader: objects to items that plainly contradict the recorded facts, with none of the proof's code.

What is recorded without a scope counts against a distractor; for the key any record will do. Whoever fits every
clue by what is recorded is a suspect, and the key has to hold for every suspect.
"""

from collections.abc import Iterable
from typing import Any

from questions.generator.facts import FactBase
from questions.generator.item import Item

Clues = dict[str, str]
OF_PATIENT = ("AVOIDED", "TREATMENT", "TARGET", "DRUG")  # asked of the patient, not of the hidden drug


def contradictions(facts: FactBase, items: Iterable[Item]) -> list[str]:
    """Return what the reader objects to, an item a line."""
    return [f"{item.recipe} {item.concept}: {why}" for item in items if (why := objection(facts, item.proof))]


def objection(facts: FactBase, proof: dict[str, Any]) -> str:
    """Return why an item contradicts the facts, or nothing."""
    asked, key, clues = proof["asked"], proof["key"], dict(proof["clues"])
    own = facts.by_id[proof["indication"]].drug  # type: ignore[union-attr]
    if not _recorded(facts, asked, own, key, clues, scoped=True):
        return f"the key {key} is not recorded of {own}"
    suspects = (
        {own} if asked in OF_PATIENT else {own, *(drug for drug in facts.drugs if _fits(facts, drug, clues))}
    )
    for drug in sorted(suspects):
        if asked != "EFFECT" and not _recorded(facts, asked, drug, key, clues, scoped=True):
            return f"{drug} fits every clue, and the key {key} is not recorded of it"
        for option in set(proof["options"]) - {key}:
            if _recorded(facts, asked, drug, option, clues, scoped=False):
                return f"the distractor {option} is recorded ({drug})"
    return ""


def _fits(facts: FactBase, drug: str, clues: Clues) -> bool:
    """Tell whether every clue to the drug is recorded of it."""
    uses = [use for use in facts.indications_of[drug] if use.condition == clues.get("TREATS")]
    given = [regimen for use in uses for regimen in use.regimens]
    route, schedule = clues.get("ROUTE"), clues.get("SCHEDULE")
    return (
        clues.get("NAMED", drug) == drug
        and bool(uses)
        and ("CAUSED" not in clues or _causes(facts, drug, clues["CAUSED"], scoped=False))
        and ("ACTS_BY" not in clues or _acts_by(facts, drug, clues["ACTS_BY"], scoped=False))
        and (not route or any(r.route == route and (not schedule or r.schedule == schedule) for r in given))
    )


def _causes(facts: FactBase, drug: str, effect: str, scoped: bool) -> bool:
    return any(link.effect == effect and (scoped or not link.scope) for link in facts.effects_of[drug])


def _acts_by(facts: FactBase, drug: str, mechanism: str, scoped: bool) -> bool:
    return any(link.mechanism == mechanism and (scoped or not link.scope) for link in facts.mechanisms_of[drug])


def _recorded(facts: FactBase, asked: str, drug: str, option: str, clues: Clues, scoped: bool) -> bool:
    """Tell whether the facts say outright that the option is an answer."""
    match asked:
        case "EFFECT":
            told = "" if scoped else clues.get("CAUSED", "")
            apart = facts.effects[told].told_apart if told else {}
            return option not in apart and _causes(facts, drug, option, scoped)
        case "MECHANISM":
            return _acts_by(facts, drug, option, scoped)
        case "DRUG":
            return _causes(facts, option, clues["CAUSED"], scoped)
        case "PROCESS":
            return any(
                link.process == option and (link.effect == clues["CAUSED"] if scoped else not link.scope)
                for link in facts.effects_of[drug]
            )
        case "TARGET":
            return any(
                _acts_by(facts, use.drug, option, scoped)
                for use in facts.indications
                if use.condition == clues["TREATS"]
            )
        case "TREATMENT":
            return _of_choice(facts, option, clues["TREATS"])
    return any(
        _names(link, asked, option, clues) and (scoped or not link.scope)
        for link in _links(facts, asked, drug, option)
    )


def _of_choice(facts: FactBase, drug: str, condition: str) -> bool:
    places = {link.standing for link in facts.standings_of[drug] if link.condition == condition}
    used = any(use.condition == condition for use in facts.indications_of[drug])
    return used and not places & {"inferior", "contraindicated"}


def _links(facts: FactBase, asked: str, drug: str, option: str) -> Iterable[Any]:
    return {
        "TEST": facts.monitoring_of[drug],
        "GENE": facts.genotypes_of[drug],
        "AGENT": facts.rescues_of[drug],
        "PROTECTION": facts.rescues_of[drug],
        "RAISED": facts.interactions_of[drug],
        "AVOIDED": facts.cautions_of[option],
    }[asked]


def _names(link: Any, asked: str, option: str, clues: Clues) -> bool:
    match asked:
        case "TEST":
            return bool(link.test == option)
        case "GENE":
            return bool(link.gene == option)
        case "AGENT" | "PROTECTION":
            return bool(link.agent == option)
        case "AVOIDED":
            return bool(link.circumstance == clues["CIRCUMSTANCE"])
    return bool(link.agent == clues["ADDED"] and link.effect == option)
