"""What every page needs and no app owns: fragments, middleware, charts, template tags."""
