"""Registers the review app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "questions.review"
    verbose_name = "Review"
