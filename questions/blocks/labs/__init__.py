"""Reference values of laboratory tests: the table that a block shows."""
