"""The site: wiring and what every page needs; no medical rule, no quiz rule."""
