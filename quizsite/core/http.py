"""Answers to htmx and to plain forms from one view: a fragment or a page, a swap or a redirect."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers


def is_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of the page (a history restore wants the whole page)."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request


def page_or_fragment(
    request: HttpRequest, template: str, fragment: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render the named partial of `template` for htmx and the whole template for everyone else."""
    name = f"{template}#{fragment}" if is_fragment(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go(request: HttpRequest, url: str) -> HttpResponse:
    """Send the browser to another page, whichever way it asked."""
    if is_fragment(request):
        response = HttpResponse(status=204, headers={"HX-Redirect": url})
    else:
        response = redirect(url)
        response.status_code = 303  # the answer to a POST is fetched with GET
    patch_vary_headers(response, ["HX-Request"])
    return response
