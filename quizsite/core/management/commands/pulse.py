"""Feels the site's pulse, so that learners get back the time in which it did not answer."""

import logging
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils import timezone

from quizsite.core import pulse

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Ask the site every few seconds whether it answers; after a gap give blocks under way the time back. "
        "Run one beside the server, whichever way that is started; `serve` does it by itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default="http://127.0.0.1:8000/healthz", help="what to ask")
        parser.add_argument("--once", action="store_true", help="one beat, without asking, then stop")

    def handle(self, **options: Any) -> None:
        if options["once"]:
            pulse.beat(timezone.now())
            return
        watch(options["url"], threading.Event())


def watch(url: str, stop: threading.Event) -> None:
    """Beat for as long as the site answers, until `stop` is set."""
    while not stop.wait(pulse.BEAT.total_seconds()):
        if not pulse.answers(url):
            continue
        try:
            pulse.beat(timezone.now())
        except DatabaseError:
            # No beat is what an outage looks like; the next one comes on a fresh connection.
            logger.exception("The pulse could not be written.")
            connection.close()
