"""The yardstick c+: one answer stored and the next question shown by the least code that Django allows.

Session, user, one transaction of SELECT, UPDATE and INSERT, and the next question as a fragment; nine statements,
with BEGIN and COMMIT. It keeps no promise: no retry, no deadline, no lock on the key.
"""

from collections.abc import Callable

from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.test import override_settings
from django.urls import path
from django.utils import timezone

from questions.bank.models import Item
from questions.blocks.models import Answer, Block, BlockItem

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "plain.OwnPaths",
]
FRAGMENT = engines["django"].from_string(
    """<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{{ token }}">
<h1>Question {{ place.position }}</h1><p>{{ item.stem }}</p><fieldset><legend>{{ item.lead_in }}</legend>
{% for option in item.options %}<label><input type="radio" name="choice" value="{{ option.key }}">{{ option.key }}.
{{ option.text }}</label>{% endfor %}</fieldset><button name="action" value="next">Next</button></form>"""
)


class OwnPaths:
    """Let this module's paths answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__  # type: ignore[attr-defined]
        return self.get_response(request)


def answer(request: HttpRequest, block_id: str, position: int) -> HttpResponse:
    """Store the choice and show the next question."""
    now = timezone.now()
    with transaction.atomic():
        block = Block.objects.get(pk=block_id, user_id=request.user.pk)
        Block.objects.filter(pk=block.pk).update(last_event_at=now, current_position=position)
        Answer.objects.create(
            block_item_id=int(request.POST["place"]),
            choice=request.POST["choice"],
            sequence=int(request.POST["sequence"]),
            client_key=request.POST["client_key"],
            at=now,
        )
    following = BlockItem.objects.get(block=block, position=position % block.size + 1)
    item = Item.objects.only("stem", "lead_in", "options").get(pk=following.item_id)
    shown = FRAGMENT.render({"place": following, "item": item, "token": get_token(request)})
    return HttpResponse(shown)


urlpatterns = [path("plain/<uuid:block_id>/<int:position>/", answer)]


def plain_site() -> WSGIHandler:
    """Return the yardstick as a WSGI application."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        return WSGIHandler()
