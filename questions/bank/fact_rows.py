"""Turns rows of facts about drugs into the generator's records; it reads values, not instances, for speed.

Draft facts are left out, and so are facts without a citation.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat

from drugs import models
from drugs.models.facts import SCOPE
from drugs.models.links import cited
from questions.generator import records as f

COMMON = ("pk", "key", "drug__slug", *SCOPE)
Said = dict[str, Any]  # what every record says


def drug_facts() -> dict[str, list[Any]]:
    """Return the reviewed and cited facts by their lists in a fact base; two queries for each table."""
    test, agent, circumstance = _word("test"), _word("agent"), _word("circumstance")
    cautions = [
        f.Caution(**said, circumstance=named, statement=statement, absolute=model is models.Contraindication)
        for model in (models.Contraindication, models.Precaution)
        for _, said, (named, statement) in _rows(f.Caution, model, circumstance, "statement")
    ]
    return {
        "drug_mechanisms": _records(
            f.DrugMechanism, models.DrugMechanism, "primary", "statement", mechanism=F("mechanism__slug")
        ),
        "indications": _indications(),
        "adverse_effects": _adverse_effects(),
        "not_associated": _records(f.NotAssociated, models.NotAssociated, effect=F("effect__slug")),
        "monitoring": _records(f.Monitoring, models.Monitoring, "when", "frequency", "why", test=test),
        "cautions": cautions,
        "interactions": _records(
            f.Interaction,
            models.Interaction,
            "consequence",
            "mechanism",
            "action",
            agent=agent,
            effect=F("effect__slug"),
        ),
        "rescues": _records(
            f.Rescue, models.Rescue, "purpose", "statement", agent=agent, effect=F("effect__slug")
        ),
        "genotypes": _records(f.Genotype, models.Genotype, "gene", "phenotype", "consequence", "action", "tested"),
        "standings": _records(f.Standing, models.Standing, "standing", "reason", condition=F("condition__slug")),
    }


def span(low: float | None, high: float | None, unit: str) -> f.Duration | None:
    """Return the span that three columns hold."""
    return None if low is None or high is None else f.Duration(low, high, unit)


def _word(kind: str) -> Concat:
    """Name a test, a circumstance or a substance as the generator does."""
    return Concat(Value(f"{kind}/"), f"{kind}__slug", output_field=CharField())


def _rows(record: type[Any], model: type[models.Fact], *columns: Any) -> Iterator[tuple[int, Said, list[Any]]]:
    """Yield the number of each fact, what every record says, and the columns asked for."""
    scoped = any(field.name == "scope" for field in fields(record))
    places = {pk: tuple(f.Citation(*place) for place in own) for pk, own in cited(model).items()}
    rows = model.objects.filter(state=models.State.REVIEWED).order_by("key")  # type: ignore[attr-defined]
    for pk, key, drug, *rest in rows.values_list(*COMMON, *columns):
        if pk in places:
            said = {"id": key, "drug": drug, "citations": places[pk]}
            yield pk, said | ({"scope": f.Scope(*rest[: len(SCOPE)])} if scoped else {}), rest[len(SCOPE) :]


def _records(record: type[Any], model: type[models.Fact], *copied: str, **named: Any) -> list[Any]:
    """Return the records of a kind whose fields are columns: `copied` by their own names, others as `named`."""
    names = (*copied, *named)
    rows = _rows(record, model, *copied, *named.values())
    return [record(**said, **dict(zip(names, own, strict=True))) for _, said, own in rows]


def _indications() -> list[f.Indication]:
    regimens: defaultdict[int, list[f.Regimen]] = defaultdict(list)
    rows = models.Regimen.objects.order_by("position", "id")
    for use, *regimen in rows.values_list("indication_id", "route", "dose", "schedule", "from_week", "to_week"):
        regimens[use].append(f.Regimen(*regimen))
    return [
        f.Indication(**said, condition=condition, status=status, line=line, regimens=tuple(regimens[pk]))
        for pk, said, (condition, status, line) in _rows(
            f.Indication, models.Indication, "condition__slug", "status", "line"
        )
    ]


def _adverse_effects() -> list[f.AdverseEffect]:
    names = ("strength", "boxed", "process", "why")
    columns = ("effect__slug", *names, "onset_from", "onset_to", "onset_unit")
    return [
        f.AdverseEffect(**said, effect=effect, **dict(zip(names, own, strict=True)), onset=span(low, high, unit))
        for _, said, (effect, *own, low, high, unit) in _rows(f.AdverseEffect, models.AdverseEffect, *columns)
    ]
