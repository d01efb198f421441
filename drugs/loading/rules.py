"""What content must hold beyond its shape: each rule yields the place and what is wrong there.

Rules are pure over a whole `Document`; a load refuses content that breaks one.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from drugs.loading.schema import Document, Drug, Fact, Picture
from drugs.loading.tokens import token_errors

Place = tuple[str | int, ...]
Broken = tuple[Place, str]
Rule = Callable[[Document], Iterator[Broken]]

UNFIT_OPTION_WORDS = re.compile(
    r"\b(always|never|only|all|none|every|completely|usually|often|frequently|sometimes|may|might|could)\b", re.I
)
LONGEST_OPTION = 12  # words
VITAL_LIMITS = {
    "temperature": (34, 42),
    "pulse": (30, 200),
    "respirations": (6, 60),
    "systolic": (60, 240),
    "diastolic": (30, 140),
    "saturation": (60, 100),
}
# How the frequency of a test begins that not every patient under treatment needs.
CONDITIONAL = re.compile(
    r"(when|if|as (the|risk|for|indicated)|in (patients|the first days)|"
    r"with (any|fever|risk|long|a large|symptoms))\b"
)
USED = ("characteristic", "common", "rare-serious")
# Diseases that are treated under their broad name although a narrower one is in the vocabulary.
BROAD_BUT_REAL = {"systemic-lupus-erythematosus"}


def broken(document: Document) -> list[Broken]:
    """Return every broken rule with its place in the document."""
    return [found for rule in RULES for found in rule(document)]


def _facts(document: Document) -> Iterator[tuple[Place, Drug, Any]]:
    for number, drug in enumerate(document.drugs):
        for name in Drug.model_fields:
            value = getattr(drug, name)
            if isinstance(value, list):
                for index, fact in enumerate(value):
                    if isinstance(fact, Fact):
                        yield ("drugs", number, name, index), drug, fact


def _pictures(document: Document) -> Iterator[tuple[Place, Picture]]:
    for name in ("conditions", "effects"):
        for number, entry in enumerate(getattr(document, name)):
            yield (name, number), entry


def every_reviewed_fact_is_cited(document: Document) -> Iterator[Broken]:
    for place, _, fact in _facts(document):
        if fact.state == "reviewed" and not fact.sources:
            yield (*place, "sources"), "a reviewed fact needs a source; set state: draft if there is none"
    for number, drug in enumerate(document.drugs):
        for index, negative in enumerate(drug.not_associated):
            if negative.state == "reviewed" and not negative.sources:
                yield ("drugs", number, "not_associated", index, "sources"), "a negative needs a source"
    for number, condition in enumerate(document.conditions):
        for index, standing in enumerate(condition.therapy):
            if standing.state == "reviewed" and not standing.sources:
                yield ("conditions", number, "therapy", index, "sources"), "a reviewed standing needs a source"


def no_effect_is_both_associated_and_not(document: Document) -> Iterator[Broken]:
    parents = {effect.id: effect.parent for effect in document.effects}
    for number, drug in enumerate(document.drugs):
        caused = {link.effect for link in drug.adverse_effects}
        lines = caused | {broader for effect in caused for broader in _broader(effect, parents)}
        for index, negative in enumerate(drug.not_associated):
            for effect in negative.effects:
                if effect in lines:
                    place = ("drugs", number, "not_associated", index, "effects")
                    yield place, f"'{effect}' (or a kind of it) is among the adverse effects of {drug.name}"


def _broader(effect: str, parents: dict[str, str | None]) -> set[str]:
    """Return the effects of which this one is a kind, over all steps."""
    found: set[str] = set()
    parent = parents.get(effect)
    while parent is not None and parent not in found:
        found.add(parent)
        parent = parents.get(parent)
    return found


def texts_use_the_bracket_language(document: Document) -> Iterator[Broken]:
    for place, text in _texts(document):
        for wrong in token_errors(text):
            yield place, wrong


def _texts(document: Document) -> Iterator[tuple[Place, str]]:
    for place, entry in _pictures(document):
        for name in ("complaints", "background"):
            for index, text in enumerate(getattr(entry, name, ())):
                yield (*place, name, index), text
        for index, finding in enumerate(entry.findings):
            for number, text in enumerate(finding.text):
                yield (*place, "findings", index, "text", number), text


def options_read_as_options(document: Document) -> Iterator[Broken]:
    names = _drug_names(document)
    options = [(("effects", n, "name"), e.name) for n, e in enumerate(document.effects)]
    options += [(("mechanisms", n, "option"), m.option) for n, m in enumerate(document.mechanisms)]
    for place, text in options:
        if not text[0].isupper() and not text[0].isdigit():
            yield place, "an option begins with a capital letter"
        if len(text.split()) > LONGEST_OPTION:
            yield place, f"an option has at most {LONGEST_OPTION} words"
        if match := UNFIT_OPTION_WORDS.search(text):
            yield place, f"'{match.group()}' is an absolute or vague word"
        if name := _named_in(text, names):
            yield place, f"an option must not name a drug ('{name}')"


def pictures_hide_drug_and_diagnosis(document: Document) -> Iterator[Broken]:
    names = _drug_names(document)
    effects = {("effects", n): effect.name for n, effect in enumerate(document.effects)}
    for place, text in _texts(document):
        if name := _named_in(text, names):
            yield place, f"a picture must not name a drug ('{name}')"
        own = effects.get(place[:2])
        if own and re.search(rf"\b{re.escape(own)}\b", text, re.I):
            yield place, f"a picture must not name the effect itself ('{own}')"


def _drug_names(document: Document) -> list[str]:
    names = {name.lower() for drug in document.drugs for name in (drug.name, *drug.brand_names)}
    return sorted(name for name in names if len(name) > 4)


def _named_in(text: str, names: list[str]) -> str:
    words = text.lower()
    return next((name for name in names if name in words and re.search(rf"\b{re.escape(name)}\b", words)), "")


def pictures_are_plausible(document: Document) -> Iterator[Broken]:
    for place, entry in _pictures(document):
        if entry.age and not 0 <= entry.age[0] <= entry.age[1] <= 100:
            yield (*place, "age"), "an age range runs from a lower to a higher age between 0 and 100"
        if entry.complaints and not entry.settings:
            yield (*place, "settings"), "complaints need a site of care"
        for name, (least, most) in VITAL_LIMITS.items():
            pair = getattr(entry.vitals, name)
            if pair and not least <= pair[0] <= pair[1] <= most:
                yield (*place, "vitals", name), f"a range within {least} to {most} is expected"


def used_effects_have_a_picture(document: Document) -> Iterator[Broken]:
    used = {link.effect for drug in document.drugs for link in drug.adverse_effects if link.strength in USED}
    for number, effect in enumerate(document.effects):
        if effect.id not in used:
            continue
        decisive = any(finding.decisive for finding in effect.findings)
        if len(effect.complaints) < 2 or len(effect.findings) < 3 or not decisive or effect.onset is None:
            message = "an effect that drugs cause needs two complaints, three findings (one decisive) and an onset"
            yield ("effects", number), message


def boxes_agree(document: Document) -> Iterator[Broken]:
    for number, drug in enumerate(document.drugs):
        if (drug.box == "present") != bool(drug.boxed_warnings):
            yield ("drugs", number, "box"), "box: present and boxed_warnings go together"
        for index, link in enumerate(drug.adverse_effects):
            if link.boxed and drug.box != "present":
                yield ("drugs", number, "adverse_effects", index, "boxed"), "the drug has no boxed warning"


def contraindications_cite_section_4(document: Document) -> Iterator[Broken]:
    kinds = {source.id: source.kind for source in document.sources}
    for place, _, fact in _facts(document):
        if place[2] != "contraindications" or fact.state == "draft":
            continue
        cited = [text.partition("#") for text in fact.sources]
        label = any(section.startswith(("4", "contraindications")) for _, _, section in cited)
        if not label and not any(kinds.get(source) in ("guideline", "cpic") for source, _, _ in cited):
            yield (*place, "sources"), "cite the label's section 4 or a guideline; else it is a precaution"


def regimens_use_the_drugs_routes(document: Document) -> Iterator[Broken]:
    for place, drug, fact in _facts(document):
        for index, regimen in enumerate(getattr(fact, "regimens", ())):
            if regimen.route not in drug.routes:
                yield (
                    (*place, "regimens", index, "route"),
                    f"'{regimen.route}' is not among the routes of {drug.name}",
                )


def conditional_tests_say_for_whom(document: Document) -> Iterator[Broken]:
    for place, _, fact in _facts(document):
        if place[2] != "monitoring" or fact.state == "draft":
            continue
        if CONDITIONAL.match(fact.frequency) and not fact.scope.population:
            message = "not every patient needs a test like this: say who in scope.population"
            yield (*place, "scope", "population"), message


def indications_are_narrow(document: Document) -> Iterator[Broken]:
    broad = {entry.parent for entry in document.conditions if entry.parent} - BROAD_BUT_REAL
    for place, _, fact in _facts(document):
        if place[2] == "indications" and fact.condition in broad:
            yield (*place, "condition"), f"'{fact.condition}' has narrower entries; name the one that is meant"


def twins_name_each_other(document: Document) -> Iterator[Broken]:
    same = {drug.id: set(drug.same_as) for drug in document.drugs}
    for number, drug in enumerate(document.drugs):
        for other in drug.same_as:
            if drug.id not in same.get(other, {drug.id}):
                yield ("drugs", number, "same_as"), f"{other} does not name {drug.id} in turn"


def every_drug_can_be_asked(document: Document) -> Iterator[Broken]:
    for number, drug in enumerate(document.drugs):
        if not any(link.primary for link in drug.mechanisms):
            yield ("drugs", number, "mechanisms"), f"{drug.name} has no main mechanism (primary: true)"
        if not drug.indications:
            yield ("drugs", number, "indications"), f"{drug.name} has no indication"


# What a fact must hold by itself before it is reviewed.
FACT_RULES: tuple[Rule, ...] = (contraindications_cite_section_4, regimens_use_the_drugs_routes)
RULES: tuple[Rule, ...] = (
    every_reviewed_fact_is_cited,
    no_effect_is_both_associated_and_not,
    texts_use_the_bracket_language,
    options_read_as_options,
    pictures_hide_drug_and_diagnosis,
    pictures_are_plausible,
    used_effects_have_a_picture,
    boxes_agree,
    contraindications_cite_section_4,
    regimens_use_the_drugs_routes,
    conditional_tests_say_for_whom,
    indications_are_narrow,
    twins_name_each_other,
    every_drug_can_be_asked,
)
