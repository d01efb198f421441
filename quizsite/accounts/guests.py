"""Guests: people who use the site before they have an account, and what happens when they get one."""

import secrets
import time
from typing import cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import login
from django.core.cache import cache
from django.dispatch import Signal
from django.http import HttpRequest

from quizsite.accounts.models import User

# Sent with `guest` and `user` when a guest signs in to an existing account; the guest is removed afterwards.
guest_signed_in = Signal()

BACKEND = "django.contrib.auth.backends.ModelBackend"
HOUR = 3600


class TooManyGuestsError(Exception):
    """One address made more guests than people would."""


def ensure_person(request: HttpRequest) -> User:
    """Return the signed-in person; a visitor becomes a guest, silently. Call it on POST only."""
    if request.user.is_authenticated:
        return cast(User, request.user)
    _count_guest(get_adapter().get_client_ip(request))
    guest = User(username=f"guest-{secrets.token_hex(8)}", is_guest=True)
    guest.set_unusable_password()
    guest.save()
    login(request, guest, backend=BACKEND)
    return guest


def hand_over(guest: User, user: User) -> None:
    """Let the features move what the guest did to the account, then remove the guest."""
    guest_signed_in.send(sender=User, guest=guest, user=user)
    guest.delete()


def _count_guest(address: str) -> None:
    """Count one more guest from this address, or raise; a count lost to a race does no harm against a flood."""
    key = f"guests/{address}/{int(time.time() // HOUR)}"
    so_far = cache.get(key, 0)
    if so_far >= settings.GUESTS_PER_HOUR:
        raise TooManyGuestsError
    cache.set(key, so_far + 1, timeout=HOUR)
