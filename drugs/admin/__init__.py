"""The editors' pages of drug knowledge."""

from drugs.admin import drug, vocabulary

__all__ = ["drug", "vocabulary"]
