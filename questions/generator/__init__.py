"""Pure Python: facts in, proved items out; no Django, no clock, no global random."""
