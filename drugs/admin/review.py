"""The reviewers' desk: what waits for review, and the page on which one draft is judged."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from drugs import models
from drugs.admin import impact
from drugs.editing import reviewing

PER_PAGE = 50
READERS = (reviewing.REVIEW, "drugs.change_drug")
CONTENT = "the content files"


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show drafts: of others, one's own, or those that came with the content files."""
    _allowed(request)
    drafts = reviewing.waiting()
    mine = [draft for draft in drafts if request.user in draft.authors]
    loaded = [draft for draft in drafts if not draft.authors]
    others = [draft for draft in drafts if draft.authors and request.user not in draft.authors]
    tabs = {"others": others, "mine": mine, "content": loaded}
    chosen = request.GET.get("show", "others")
    if chosen not in tabs:
        raise Http404
    context = {
        **admin.site.each_context(request),
        "title": "Waiting for review",
        "tabs": [
            ("others", f"Changed by others ({len(others)})"),
            ("mine", f"Changed by you ({len(mine)})"),
            ("content", f"Drafts from the content files ({len(loaded)})"),
        ],
        "chosen": chosen,
        "page": Paginator(tabs[chosen], PER_PAGE).get_page(request.GET.get("p")),
    }
    return TemplateResponse(request, "admin/drugs/review_queue.html", context)


@require_safe
def draft_page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show one draft against its last reviewed version, with sources and the items that rest on it."""
    _allowed(request)
    return _page(request, _draft(kind, pk))


@require_POST
def judge(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Approve, advise on or reject the version of a draft that the reviewer saw."""
    _allowed(request)
    draft, comment = _draft(kind, pk), request.POST.get("comment", "")
    acts: dict[str, Any] = {"approve": reviewing.approve, "advise": reviewing.advise, "reject": reviewing.reject}
    act = request.POST.get("verdict", "")
    if act not in acts:
        raise Http404
    if request.POST.get("version") != str(draft.version):
        return _page(request, draft, "It has changed since you opened it: look at it again.", comment, 409)
    try:
        acts[act](draft, request.user, comment)
    except ValidationError as refused:
        return _page(request, draft, " ".join(refused.messages), comment, 422)
    told = {
        "approve": "is approved",
        "advise": "stays a draft; its author sees your advice",
        "reject": "is undone",
    }
    messages.success(request, f"{draft.fact.key} {told[act]}.")
    return redirect("workbench:review")


def _allowed(request: HttpRequest) -> None:
    user: Any = request.user
    if not any(user.has_perm(permission) for permission in READERS):
        raise PermissionDenied


def _draft(kind: str, pk: int) -> reviewing.Draft:
    model = reviewing.BY_NAME.get(kind)
    fact = model.objects.filter(pk=pk, state=models.State.DRAFT).first() if model else None
    if fact is None:
        raise Http404
    return reviewing.draft_of(fact)


def _page(
    request: HttpRequest, draft: reviewing.Draft, error: str = "", comment: str = "", status: int = 200
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": f"Review of {draft.fact.key}",
        "draft": draft,
        "differences": draft.differences(),
        "sources": draft.fact.citations.select_related("source"),
        "items": impact.resting_on({draft.fact.key}),
        "change_url": reverse(f"admin:drugs_{draft.model_name}_change", args=[draft.fact.pk]),
        "objection": reviewing.objection(draft, request.user),
        "may_judge": request.user.has_perm(reviewing.REVIEW),  # type: ignore[union-attr]
        "error": error,
        "comment": comment,
    }
    return TemplateResponse(request, "admin/drugs/review_draft.html", context, status=status)
