"""The report on a bank: the stored items that are active, or a file of foreign ones, and its form for programs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from questions.bank.models import Item
from questions.generator.appraisal import EXAMPLES, Appraisal, appraise
from questions.generator.entities import one_sided

Progress = Callable[[int, int], None]
ONE_SIDED = 12  # entities named in a report


@dataclass(frozen=True, slots=True)
class Report:
    """A judged bank, those of its items that the report names, and (line, reason) of lines that hold none."""

    named: Mapping[int, dict[str, Any]]
    appraisal: Appraisal
    errors: Sequence[tuple[int, str]] = ()

    def where(self, place: int) -> str:
        """Name an item: by its line in a file, else by its id."""
        item = self.named[place]
        return f"line {item['line']}" if "line" in item else str(item["id"])


def report_on(
    items: Sequence[dict[str, Any]],
    errors: Sequence[tuple[int, str]] = (),
    examples: int = EXAMPLES,
    progress: Progress = lambda done, of: None,
) -> Report:
    """Judge at least one item; only the items that are named stay in memory."""
    appraisal = appraise(items, examples, progress)
    places = {example.place for each in appraisal.counts for example in each.examples}
    places |= set(appraisal.bank.nearest[:2] if appraisal.bank.nearest else ())
    return Report({place: items[place] for place in places}, appraisal, errors)


def stored_items() -> list[dict[str, Any]]:
    """Return the active items in the contract's form, as far as they are judged."""
    rows = Item.objects.active().order_by("pk")
    return [
        {
            "pk": row.pk,
            "id": row.uid,
            "recipe": row.recipe,
            "concept": row.concept,
            "stem": row.stem,
            "lead_in": row.lead_in,
            "options": [{"text": option["text"], "correct": option["correct"]} for option in row.options],
        }
        for row in rows.only("uid", "recipe", "concept", "stem", "lead_in", "options").iterator()
    ]


def report_on_stored() -> Report | None:
    """Judge the active items, or nothing if there are none. Items are frozen: a report holds while they stay."""
    active = Item.objects.active().order_by("pk").values_list("pk", "fingerprint")
    return _report_on_state(sha256(repr(list(active)).encode()).hexdigest())


@lru_cache(maxsize=1)
def _report_on_state(state: str) -> Report | None:
    """Keep the last report; `state` says of which items it is."""
    items = stored_items()
    return report_on(items) if items else None


def as_json(report: Report) -> dict[str, Any]:
    """Return the report for programs; lists in the order in which they are read."""
    judged = report.appraisal
    return {
        "items": judged.items,
        "unreadable": [{"line": line, "error": why} for line, why in report.errors],
        "flawed_items": judged.flawed,
        "criteria": [
            {
                "slug": each.slug,
                "title": each.criterion.title,
                "judged": each.criterion.judged,
                "how": each.criterion.how,
                "count": each.count,
                "share": each.share,
                "examples": [
                    {**_identity(report, example.place), "evidence": example.evidence} for example in each.examples
                ],
            }
            for each in judged.counts
        ],
        "figures": [asdict(figure) for figure in judged.figures],
        "key_positions": dict(judged.bank.positions),
        "lead_ins": dict(judged.bank.lead_ins),
        "stems": [asdict(own) for own in judged.lengths],
        "one_sided_entities": [asdict(entity) for entity in one_sided(judged.bank.entities, ONE_SIDED)],
        "nearest": _nearest(report),
    }


def _identity(report: Report, place: int) -> dict[str, Any]:
    item = report.named[place]
    return {name: item[name] for name in ("line", "id") if item.get(name)}


def _nearest(report: Report) -> dict[str, Any] | None:
    pair = report.appraisal.bank.nearest
    if pair is None:
        return None
    one, other, likeness = pair
    return {"items": [_identity(report, other), _identity(report, one)], "likeness": likeness}
