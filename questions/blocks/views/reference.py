"""What a block has to look up, as pages and inside its panels: the laboratory table, the list of keys."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from questions.blocks.labs.table import CONVENTIONAL, SI, find, lab_values
from quizsite.core.http import page_or_fragment

LONGEST_QUERY = 100


@require_safe
def labs(request: HttpRequest) -> HttpResponse:
    """Show the values that a query finds, all without one, in the asked or the preferred units."""
    query = request.GET.get("q", "")[:LONGEST_QUERY]
    preferred = getattr(request.user, "lab_units", "") or CONVENTIONAL
    units = request.GET.get("units", preferred)
    found = find(query)
    context = {
        "query": query,
        "units": units if units in (CONVENTIONAL, SI) else CONVENTIONAL,
        "other_units": CONVENTIONAL if units == SI else SI,
        "groups": found,
        "count": sum(len(values) for _, values in found),
        "total": len(lab_values()),
    }
    return page_or_fragment(request, "blocks/labs.html", "labs", context)


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys of a block."""
    return page_or_fragment(request, "blocks/keys.html", "keys", {})
