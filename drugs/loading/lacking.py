"""What a drug still lacks for each kind of question; nothing here is an error."""

from collections.abc import Iterator

from drugs.loading.rules import USED
from drugs.loading.schema import Document, Drug

FEW_NEGATIVES = 20


def lacking(document: Document) -> Iterator[tuple[str, list[str]]]:
    """Yield each drug's id with notes on what is missing, in words an editor can act on."""
    pictured = {effect.id for effect in document.effects if effect.complaints and effect.findings}
    for drug in document.drugs:
        yield drug.id, list(_notes(drug, pictured))


def _notes(drug: Drug, pictured: set[str]) -> Iterator[str]:
    known = [link for link in drug.adverse_effects if link.strength in USED and link.effect in pictured]
    if not any(link.primary and not _scoped(link) for link in drug.mechanisms):
        yield "mechanism: no main mechanism that holds everywhere"
    if not known:
        yield "adverse effect, culprit: no established effect with a clinical picture"
    if not any(use.regimens for use in drug.indications):
        yield "culprit: no regimen, so that the route cannot be a clue"
    if sum(len(group.effects) for group in drug.not_associated) < FEW_NEGATIVES:
        yield f"all: fewer than {FEW_NEGATIVES} negatives, so that few distractors are provably false"
    if not drug.closed.mechanisms or not drug.closed.indications:
        yield "all: lists of mechanisms and indications are not closed"
    if drug.box == "unknown":
        yield "boxed warning not read yet"


def _scoped(fact: object) -> bool:
    scope = getattr(fact, "scope", None)
    return scope is not None and any(scope.model_dump().values())
