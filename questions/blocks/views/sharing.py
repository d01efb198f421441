"""Links to a set-up: whoever follows one gets the same questions."""

import secrets
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from questions.blocks.blueprints import Blueprint

DRAWN_NUMBERS = 1_000_000


def shared_link(request: HttpRequest, blueprint: Blueprint) -> str:
    """Return the whole address of this set-up under its number; without one a number is drawn, another each time.

    History is the learner's own and stays out.
    """
    number = blueprint.number if blueprint.number is not None else secrets.randbelow(DRAWN_NUMBERS)
    shared = replace(blueprint, number=number, status="")
    return request.build_absolute_uri(f"{reverse('blocks:new')}?{urlencode(shared.query())}")
