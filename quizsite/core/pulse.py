"""The site's pulse: it beats while the site answers, and a gap in it is an outage.

Whoever owes something for an outage connects to `outage_ended`. Record and consequences are one transaction: a
crash in between leaves neither, and the next beat finds the same gap again; nothing is given twice.
"""

import logging
from datetime import datetime, timedelta
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.db import transaction
from django.dispatch import Signal

from quizsite.core.models import Outage, Pulse

BEAT = timedelta(seconds=5)
# A busy machine may miss a beat or two.
GAP = timedelta(seconds=20)
PATIENCE_SECONDS = 4

# Sent with `start` and `end`.
outage_ended = Signal()
logger = logging.getLogger(__name__)


@transaction.atomic
def beat(now: datetime) -> Outage | None:
    """Note that the site answers; return the outage that has ended by this, if the last beat is too long ago.

    A clock that was set back looks like no gap; one that was set ahead like an outage, which is what it costs.
    """
    pulse, is_first = Pulse.objects.select_for_update().get_or_create(pk=Pulse.ONLY, defaults={"at": now})
    last, pulse.at = pulse.at, now
    if is_first:
        return None
    pulse.save(update_fields=["at"])
    if now - last <= GAP:
        return None
    outage = Outage.objects.create(started_at=last, ended_at=now)
    outage_ended.send(sender=Outage, start=last, end=now)
    logger.warning("The site did not answer from %s to %s.", last.isoformat(), now.isoformat())
    return outage


def is_missing(now: datetime) -> bool:
    """Tell whether a pulse was felt here once and is not now: perhaps for an outage that is not over yet."""
    return Pulse.objects.filter(at__lt=now - GAP).exists()


def answers(url: str) -> bool:
    """Tell whether the site answers at all; a refusal is an answer, an error of the server is none."""
    try:
        with urlopen(url, timeout=PATIENCE_SECONDS):
            return True
    except HTTPError as refusal:
        return refusal.code < 500
    except (URLError, OSError):
        return False
