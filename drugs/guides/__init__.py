"""The public guides: what is known about each drug, class, adverse effect and condition, with its sources."""
