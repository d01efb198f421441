"""Home and progress pages; owns no models."""
