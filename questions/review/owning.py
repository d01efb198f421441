"""Cards change hands when a guest signs in to an account."""

from typing import Any

from django.db import transaction

from questions.review.models import Card, Report, ReviewPreference


@transaction.atomic
def hand_over(guest: Any, user: Any, **_: Any) -> None:
    """Give a guest's cards and reports to the account; of two on one concept the more reviewed card stays."""
    own = {card.concept: card for card in Card.objects.filter(user=user)}
    for card in Card.objects.filter(user=guest):
        rival = own.get(card.concept)
        if rival and rival.reviews >= card.reviews:
            continue  # it goes with the guest
        if rival:
            rival.delete()
        card.user = user
        card.save(update_fields=["user"])
    if not ReviewPreference.objects.filter(user=user).exists():
        ReviewPreference.objects.filter(user=guest).update(user=user)
    for report in Report.objects.filter(user=guest):
        if not Report.objects.filter(user=user, item=report.item_id, kind=report.kind).exists():
            report.user = user
            report.save(update_fields=["user"])
