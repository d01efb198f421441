"""Each export read back by its own reader: the real one where it installs."""
