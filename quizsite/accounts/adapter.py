"""How signing up and in treat a guest and a guesser: history is kept, too many tries are refused."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from quizsite.accounts.guests import hand_over
from quizsite.accounts.models import User
from quizsite.core.refusals import too_many_requests


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of people who often were guests first."""

    def new_user(self, request: HttpRequest) -> User:
        """Return the guest who signs up, so that the same person keeps the history."""
        return _guest(request) or User()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Save what the form says; from here on this is no guest."""
        user.is_guest = False
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; over the limit, refuse with the status that scripts understand, not with a form error."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refusal:
            raise ImmediateHttpResponse(too_many_requests(request)) from refusal

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, and move what another guest did in this browser to the account."""
        guest = _guest(request)
        super().login(request, user)
        if guest and guest.pk != user.pk:
            hand_over(guest, user)


def _guest(request: HttpRequest) -> User | None:
    """Return the guest whom the middleware set aside at the door."""
    guest: User | None = getattr(request, "guest", None)
    return guest
