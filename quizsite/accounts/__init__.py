"""People: the user, guests, preferences."""
