"""How signing up and in treat a guest: signing up keeps the person, signing in hands the history over."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from quizsite.accounts.guests import hand_over
from quizsite.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of people who often were guests first."""

    def new_user(self, request: HttpRequest) -> User:
        """Return the guest who signs up, so that the same person keeps the history."""
        person = request.user
        return person if isinstance(person, User) and person.is_guest else User()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Save what the form says; from here on this is no guest."""
        user.is_guest = False
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, and move what another guest did in this browser to the account."""
        before = request.user
        super().login(request, user)
        if isinstance(before, User) and before.is_guest and before.pk != user.pk:
            hand_over(before, user)
