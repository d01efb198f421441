"""Asked: the test that belongs to the drug."""

import re
from zlib import crc32

from .. import drugsets, language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..memo import remembered
from ..reason import Reason, joined
from ..records import Monitoring
from ..truth import Truth, in_scope, monitored_by
from .ask import Ask, Clues, drug_and_disease, name_of_word, rested_on
from .complication import STRENGTHS

# The stem gives vital signs: whoever reads them has measured the blood pressure.
DONE_ALREADY = frozenset({"test/blood-pressure"})
# Reasons that name no harm: an owner with a better one explains the test.
EMPTY = re.compile(
    r"^(?:baseline|a baseline|general|response|graft|the target|screening|not given|only|caution|cataracts dev)"
    r"|in this disease|part of (?:it|the|routine)|follow-up",
    re.IGNORECASE,
)
DOES = {"before": "before treatment with", "during": "during treatment with", "after": "after treatment with"}


def _drugs(facts: FactBase, test: str) -> set[str]:
    """Return the drugs that ask for the test whatever the patient is like, and say why."""
    return {link.drug for link in facts.monitoring_by[test] if _explains(link)}


def _explains(link: Monitoring) -> bool:
    return bool(link.why) and not link.scope.population and not EMPTY.search(link.why)


def _rivals(facts: FactBase, case: Case, test: str) -> bool:
    """A test rivals the key when a drug for this disease, or a relative, asks for it at the same time."""
    when = next(link.when for link in facts.monitoring_of[case.indication.drug] if link.id in case.fact_ids)
    asking = {link.drug for link in facts.monitoring_by[test] if link.when == when and _explains(link)}
    able = drugsets.in_use_for(facts, facts.condition_line(case.indication.condition))
    able |= drugsets.relatives(facts, case.indication.drug)
    return bool(drugsets.some(facts, asking) & able)


def _holds(facts: FactBase, clues: Clues, drug: str, test: str) -> Truth:
    return monitored_by(facts, drug, test, shown(clues, ClueKind.TREATS))


def _key_reason(facts: FactBase, case: Case) -> Reason:
    drug, disease = drug_and_disease(facts, case)
    link = rested_on(case, facts.monitoring_of[case.indication.drug])
    name = facts.words[link.test].name
    obtained = f"{language.verb(name, 'is', 'are')} obtained {DOES[link.when]} {drug}"
    asked = f"{language.capital(language.named(name))} {obtained}"
    given = f"The drug, given for {disease}, is {drug}"
    done = language.verb(name, "It is done", "They are done")
    how = f"{done} {language.lower_first(link.frequency)}" if link.frequency else ""
    main = [each.statement for each in facts.mechanisms_of[case.indication.drug] if each.primary][:1]
    why = _because(link)
    return Reason(
        joined([given if not case.has(ClueKind.NAMED) else "", *main, f"{asked}{why}", how]), "", case.fact_ids
    )


@remembered
def _owner(facts: FactBase, test: str, when: str, disease: str, drug: str) -> Monitoring:
    """Return the fact that explains the test best: with a reason, of a drug that a reader may think of."""
    line = facts.condition_line(disease)
    own = facts.drugs[drug]
    return min(
        facts.monitoring_by[test],
        key=lambda link: (
            not _explains(link),
            link.when != when,
            not any(use.condition in line and use.regimens for use in facts.indications_of[link.drug]),
            not set(own.classes) & set(facts.drugs[link.drug].classes),
            facts.drugs[link.drug].category != own.category,
            crc32(f"{link.id}/{drug}".encode()),
        ),
    )


def _distractor_reason(facts: FactBase, case: Case, test: str) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    name = facts.words[test].name
    own = rested_on(case, facts.monitoring_of[case.indication.drug])
    other = _owner(facts, test, own.when, case.indication.condition, case.indication.drug)
    harms, ids = _harms(facts, case, test)
    against = _against(name, drug, harms)
    why = _because(other)
    owner = facts.drugs[other.drug].name
    when = f"{language.verb(name, 'It belongs', 'They belong')} {DOES[other.when]} {owner}{why}"
    return Reason(joined([against]), joined([when]), (other.id, *ids))


def _because(link: Monitoring) -> str:
    """Word the reason for a test as it follows what is done, where the reason names a harm."""
    return f", {language.because(link.why)}" if link.why and not EMPTY.search(link.why) else ""


def _against(name: str, drug: str, harms: str) -> str:
    """Say that the test does not show what the drug is known for."""
    lowered, does = language.named(name), language.verb(name, "does", "do")
    if not harms:
        return f"{language.capital(lowered)} {does} not bear on a known risk of {drug}"
    shapes = (
        f"{language.capital(lowered)} {does} not bear on the known risks of {drug}, such as {harms}",
        f"{language.capital(drug)} is watched for harm such as {harms}, which {lowered} would not show",
        f"With {drug} the concern is rather {harms}, and {lowered} would not find that",
        f"{language.capital(lowered)} would not detect {harms}, for which {drug} is known",
    )
    return language.one_of(shapes, f"{name}/{drug}")


def _harms(facts: FactBase, case: Case, test: str) -> tuple[str, tuple[str, ...]]:
    """Name two established harms of the drug; which ones differs from test to test."""
    links = sorted(
        (
            link
            for link in facts.effects_of[case.indication.drug]
            if link.strength in STRENGTHS and in_scope(link.scope, case.indication)
        ),
        key=lambda link: (STRENGTHS[link.strength], link.effect),
    )
    known = list({link.effect: link for link in links}.values())[:8]
    if not known:
        return "", ()
    start = crc32(test.encode()) % len(known)
    chosen = (known[start:] + known[:start])[:2]
    names = [language.lower_first(facts.effects[link.effect].name) for link in chosen]
    return language.listed(names, "or"), tuple(link.id for link in chosen)


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    link = rested_on(case, facts.monitoring_of[case.indication.drug])
    verb = {"before": "Before starting", "during": "During treatment with", "after": "After stopping"}[link.when]
    return f"{verb} {drug}, obtain {language.named(facts.words[link.test].name)}."


ASK = Ask(
    options=lambda facts: sorted(facts.monitoring_by),
    text=name_of_word,
    holds=_holds,
    drugs_of=_drugs,
    slip="the test of another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    rivals=_rivals,
    barred=lambda facts, key, test: test in DONE_ALREADY,
)
