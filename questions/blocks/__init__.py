"""Timed blocks: starting, answering, expiring, scoring, showing."""
