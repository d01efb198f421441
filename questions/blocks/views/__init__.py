"""The pages of a block: set-up, runner, review."""
