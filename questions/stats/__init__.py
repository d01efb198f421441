"""Progress measures over finished blocks."""
