"""The kinds of question: one file each, found by the registry in `generator.recipe`.

To add one, copy `culprit.py`: name the facts it needs, yield the cases, and write at least twelve lead-ins.
"""
