"""A whole exam day: blocks in a row, a tutorial before them, and breaks that draw on one pool of time."""
