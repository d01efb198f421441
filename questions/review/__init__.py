"""Reviewing: misses that come back, notes on why, and reports to the editors."""
