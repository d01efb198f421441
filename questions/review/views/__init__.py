"""Pages of the review feature."""
