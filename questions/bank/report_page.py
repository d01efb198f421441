"""The admin page that judges the bank, or a file of foreign items that is read and forgotten, with charts."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods

from questions.bank.reports import ONE_SIDED, Report, report_on, report_on_stored
from questions.generator.appraisal import Example
from questions.generator.entities import HIGHEST, LOWEST, EntityUse, one_sided
from questions.generator.figures import STRATEGY_POINTS
from questions.generator.foreign import Bank, read_bank
from questions.generator.readability import StemLengths
from quizsite.core.charts import bar, spread

MOST_BYTES = 20_000_000
MOST_ITEMS = 10_000  # as many as are judged while somebody waits
MOST_ERRORS = 30  # lines named before the rest is only counted
LONGEST_STEM = 220  # words at the right edge of the chart
SMALLEST_SCALE = 0.10  # share of items at the right edge, so that one flaw in a hundred does not fill the chart


class BankFileForm(forms.Form):
    """A file of items; what was read of it is kept in `bank`, with the file's name."""

    file = forms.FileField(
        label="File of items",
        help_text=(
            "JSON Lines (UTF-8): one object a line with stem, lead_in and options, each with text and correct. "
            f"Up to {MOST_ITEMS:,} items and {MOST_BYTES // 1_000_000} MB; nothing of it is kept."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".jsonl,.ndjson,.json,.txt"}),
    )
    bank: Bank | None = None
    name = ""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"The file has more than {MOST_BYTES:,} bytes: split it, or use lint_items."
            )
        bank = read_bank(BytesIO(file.read()))
        if len(bank.items) > MOST_ITEMS:
            raise forms.ValidationError(
                f"The file has more than {MOST_ITEMS:,} items: split it, or use lint_items."
            )
        if not bank.items and not bank.errors:
            raise forms.ValidationError("The file is empty: it should hold one item a line.")
        self.bank, self.name = bank, file.name
        if bank.errors:
            raise forms.ValidationError(list(_told(bank)))
        return file


def _told(bank: Bank) -> Iterator[str]:
    for line, why in bank.errors[:MOST_ERRORS]:
        yield f"Line {line}: {why}."
    if len(bank.errors) > MOST_ERRORS:
        yield f"And {len(bank.errors) - MOST_ERRORS:,} lines more."


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Judge the active items, or the file that was sent."""
    if not request.user.has_perm("bank.view_item"):  # type: ignore[union-attr]
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, BankFileForm(), report_on_stored())
    form = BankFileForm(request.POST, request.FILES)
    form.is_valid()
    bank = form.bank
    judged = report_on(bank.items, bank.errors) if bank and bank.items else None
    return _page(request, form, judged, 200 if judged else 422)


def _page(request: HttpRequest, form: BankFileForm, judged: Report | None, status: int = 200) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": "Report on the bank" if not form.is_bound else f"Report on {form.name or 'a file'}",
        "form": form,
        "foreign": form.is_bound,
        "report": judged,
    }
    if judged is not None:
        context |= _charts(judged)
    return TemplateResponse(request, "admin/bank/report.html", context, status=status)


def _charts(judged: Report) -> dict[str, Any]:
    """Return the rows of every table, each with its picture."""
    appraisal, bank = judged.appraisal, judged.appraisal.bank
    scale = max(SMALLEST_SCALE, *(each.share for each in appraisal.counts))
    near = (100 * (bank.chance - STRATEGY_POINTS), 100 * (bank.chance + STRATEGY_POINTS))
    familiar = ("most often the key in the other half of the concepts", bank.familiar)
    return {
        "share_flawed": f"{appraisal.flawed / appraisal.items:.1%}",
        "scale": f"{scale:.0%}",
        "criteria": [
            (each, f"{each.share:.1%}", _safe(bar(100 * each.share / scale)), _examples(judged, each.examples))
            for each in appraisal.counts
        ],
        "chance": f"{bank.chance:.0%}",
        "positions": [
            (letter, count, f"{count / bank.judged:.1%}", _safe(bar(100 * count / bank.judged, near)))
            for letter, count in bank.positions.items()
            if bank.judged
        ],
        "strategies": [
            (strategy, f"{share:.1%}", _safe(bar(100 * share, near)))
            for strategy, share in (*bank.strategies.items(), familiar)
            if bank.judged
        ],
        "lengths": [
            (own, "-".join(map(str, own.published)), f"{bank.lead_ins[own.recipe]:.1%}", _safe(_spread(own)))
            for own in appraisal.lengths
        ],
        "longest_stem": LONGEST_STEM,
        "entities": [
            (
                entity,
                f"{entity.keys / entity.uses:.0%}",
                _safe(bar(100 * entity.keys / entity.uses, _comparable(entity))),
            )
            for entity in one_sided(bank.entities, ONE_SIDED)
        ],
        "nearest": _nearest(judged),
    }


def _safe(drawn: str) -> SafeString:
    """Pass a picture on; it is made of numbers only."""
    return mark_safe(drawn)


def _spread(own: StemLengths) -> str:
    low, middle, high, *target = (
        100 * words / LONGEST_STEM for words in (own.low, own.middle, own.high, own.published[0], own.published[2])
    )
    return spread(low, middle, high, (target[0], target[1]))


def _comparable(entity: EntityUse) -> tuple[float, float]:
    chance = 100 * entity.expected / entity.uses
    return (LOWEST * chance, HIGHEST * chance)


def _examples(judged: Report, examples: Iterable[Example]) -> list[tuple[str, int | None, str]]:
    """Return (name, primary key of a stored item, evidence) of each."""
    return [(judged.where(each.place), judged.named[each.place].get("pk"), each.evidence) for each in examples]


def _nearest(judged: Report) -> dict[str, Any] | None:
    if judged.appraisal.bank.nearest is None:
        return None
    one, other, likeness = judged.appraisal.bank.nearest
    pair = [(judged.where(place), judged.named[place].get("pk")) for place in (other, one)]
    return {"pair": pair, "likeness": f"{likeness:.0%}"}
