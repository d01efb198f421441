"""Registers the review app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "questions.review"
    verbose_name = "Review"

    def ready(self) -> None:
        from questions.blocks.filters import offer_due
        from questions.review.owning import hand_over
        from questions.review.queue import due_concepts
        from quizsite.accounts.guests import guest_signed_in

        offer_due(due_concepts)
        guest_signed_in.connect(hand_over, dispatch_uid="review-hand-over")
