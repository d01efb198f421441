"""Factories for every model, by app."""
