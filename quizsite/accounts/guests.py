"""Guests: people who use the site before they have an account, and what happens when they get one."""

import secrets
from typing import cast

from django.contrib.auth import login
from django.core.cache import cache
from django.dispatch import Signal
from django.http import HttpRequest

from quizsite.accounts.models import User

# Sent with `guest` and `user` when a guest signs in to an existing account; the guest is removed afterwards.
guest_signed_in = Signal()

BACKEND = "django.contrib.auth.backends.ModelBackend"
GUESTS_PER_HOUR = 60


class TooManyGuestsError(Exception):
    """One address made more guests than people would."""


def ensure_person(request: HttpRequest) -> User:
    """Return the signed-in person; a visitor becomes a guest, silently. Call it on POST only."""
    if request.user.is_authenticated:
        return cast(User, request.user)
    key = f"guests/{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, timeout=3600)
    if cache.incr(key) > GUESTS_PER_HOUR:
        raise TooManyGuestsError
    guest = User(username=f"guest-{secrets.token_hex(8)}", is_guest=True)
    guest.set_unusable_password()
    guest.save()
    login(request, guest, backend=BACKEND)
    return guest


def hand_over(guest: User, user: User) -> None:
    """Let the features move what the guest did to the account, then remove the guest."""
    guest_signed_in.send(sender=User, guest=guest, user=user)
    guest.delete()
