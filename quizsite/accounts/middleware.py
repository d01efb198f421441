"""Lets guests through the doors that the sign-in library closes to people who are signed in."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

ENTRANCES = {"account_login", "account_signup", "mfa_authenticate"}


class GuestsAreVisitorsAtTheDoor:
    """On the pages where one signs up or in, a guest is a visitor; `request.guest` remembers who it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        match = request.resolver_match
        at_the_door = match is not None and match.view_name in ENTRANCES
        request.guest = None  # type: ignore[attr-defined]
        if at_the_door and getattr(request.user, "is_guest", False):
            request.guest, request.user = request.user, AnonymousUser()  # type: ignore[attr-defined]
