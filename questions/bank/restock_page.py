"""The page on which an editor restocks the bank: what there is to do, how far it is, and its next few seconds."""

from time import monotonic

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from drugs.loading.fingerprint import content_fingerprint
from questions.bank.models import Item, Restocking, Stocktake
from questions.bank.restocking import advance, under_way
from questions.bank.stocking import in_line
from quizsite.core.http import go, is_fragment

SECONDS = 3.0  # of work in one request; reading the facts comes on top
TEMPLATE = "admin/bank/item/restocking.html"


@require_http_methods(["GET", "HEAD", "POST"])
def restocking(request: HttpRequest) -> HttpResponse:
    """Show how the bank stands to the facts; a POST does the next parts of bringing it in line."""
    if not request.user.has_perm("bank.change_item"):  # type: ignore[union-attr]
        raise PermissionDenied
    if request.method != "POST":
        content = content_fingerprint()
        return _page(request, TEMPLATE, under_way(content), in_line(content))
    until = monotonic() + SECONDS
    run = advance(lambda: monotonic() >= until)
    done = run is None or run.is_done
    if is_fragment(request):
        return _page(request, f"{TEMPLATE}#restocking", run, done)
    if done:
        messages.success(request, "The bank is in line with the facts.")
    return go(request, request.path)


def _page(request: HttpRequest, template: str, run: Restocking | None, done: bool) -> HttpResponse:
    last = Stocktake.objects.first()
    context = {
        **admin.site.each_context(request),
        "title": "Restock the bank",
        "run": run,
        "in_line": done,
        "last": last,
        "finished": Restocking.objects.filter(content=last.content).first() if done and last else None,
        "active": Item.objects.active().count(),
        "going": is_fragment(request),
    }
    response = TemplateResponse(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
