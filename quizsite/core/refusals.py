"""Pages for requests that are refused for now: too many of them, or a server that cannot work."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

# The longest window of the sign-in limits.
LIMIT_SECONDS = 300
# A locked or restarting database is back within seconds; the page under a question retries by itself.
DATABASE_SECONDS = 5


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Say that this came too often, and when to try again."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(LIMIT_SECONDS)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; 503 when the database cannot be reached or is locked.

    The page is rendered without the request: its session and user would ask the database again.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(
            render_to_string("503.html"), status=503, headers={"Retry-After": str(DATABASE_SECONDS)}
        )
    return HttpResponse(render_to_string("500.html"), status=500)
