"""Asking, answering, remembering: features that import in one direction."""
