"""Registers the blocks app."""

from django.apps import AppConfig


class BlocksConfig(AppConfig):
    name = "questions.blocks"
    verbose_name = "Blocks"
