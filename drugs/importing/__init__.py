"""Knowledge as tables for spreadsheets: out, and back in as one checked change."""
