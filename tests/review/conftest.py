"""A learner with a block behind them, and the clock of requests: as for blocks."""

from tests.blocks.conftest import block, clock, other_tab, tab  # noqa: F401
