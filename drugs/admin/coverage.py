"""The coverage page: drugs by kinds of question, drawn and as a table, and what is missing for each."""

from django.conf import settings
from django.contrib import admin
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from drugs.loading.dumping import dump
from drugs.loading.errors import ContentError
from drugs.loading.fingerprint import content_fingerprint
from drugs.loading.lacking import NEEDS, Cover, cover
from drugs.models import Drug
from quizsite.core.charts import HeatRow, heat_map

KEPT_SECONDS = 60 * 60
STEPS = (1, 3, 6)  # facts from which a square is darker


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Show for every drug how many facts each kind of question could ask about."""
    if not request.user.has_perm("drugs.view_drug"):  # type: ignore[union-attr]
        raise PermissionDenied
    context = {**admin.site.each_context(request), "title": "Coverage"}
    try:
        covered = _covered()
    except ContentError as unsayable:
        context |= {"errors": unsayable.errors}
        return TemplateResponse(request, "admin/drugs/coverage.html", context, status=409)
    pages = {
        slug: reverse("admin:drugs_drug_check", args=[pk]) for slug, pk in Drug.objects.values_list("slug", "pk")
    }
    titles = [need.title for need in NEEDS.values()]
    rows = [
        HeatRow(
            label=name,
            href=pages[drug],
            cells=[(level(own), _words(name, NEEDS[slug].title, own)) for slug, own in covers.items()],
        )
        for drug, name, covers in covered
    ]
    table = [(name, pages[drug], list(covers.values())) for drug, name, covers in covered]
    drawn = heat_map("Drugs by kinds of question", titles, rows)
    totals = [sum(bool(own.facts) and not own.missing for own in column) for column in _columns(table)]
    context |= {
        "heat": mark_safe(drawn),  # every word in it is escaped where it is drawn
        "titles": titles,
        "table": table,
        "totals": totals,
    }
    return TemplateResponse(request, "admin/drugs/coverage.html", context)


def _covered() -> list[tuple[str, str, dict[str, Cover]]]:
    """Return every drug's id, name and cover; they are counted anew when anything recorded has changed."""
    place = f"coverage-{settings.VERSION}-{content_fingerprint()}"
    kept = cache.get(place)
    if kept is None:
        document = dump()
        covers = cover(document)
        kept = [(drug.id, drug.name, covers[drug.id]) for drug in document.drugs]
        cache.set(place, kept, KEPT_SECONDS)
    return list(kept)


def level(own: Cover) -> int:
    """Return how dark a square is: 0 nothing, 1 something but not enough, 2 to 4 by the number of facts."""
    if not own.facts:
        return 0
    return 1 if own.missing else 1 + sum(own.facts >= step for step in STEPS)


def _words(drug: str, title: str, own: Cover) -> str:
    return f"{drug}, {title.lower()}: {own.facts} facts" + "".join(f"; {note}" for note in own.missing)


def _columns(table: list[tuple[str, str, list[Cover]]]) -> list[list[Cover]]:
    return [list(column) for column in zip(*(covers for _, _, covers in table), strict=True)]
