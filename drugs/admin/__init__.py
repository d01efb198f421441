"""The editors' pages of drug knowledge."""

from drugs.admin import drug, facts, vocabulary

__all__ = ["drug", "facts", "vocabulary"]
