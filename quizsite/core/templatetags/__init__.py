"""Template tags used across pages."""
