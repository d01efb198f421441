"""Content files to rows and back."""
