"""Stored items: the adapter from drug rows to facts, stocking, and the bank's admin."""
