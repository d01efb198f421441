"""Template tags of the bank."""
