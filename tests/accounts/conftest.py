"""Time stands still: limits and one-time codes do not depend on how fast the tests run."""

import pytest

from tests.factories.blocks import NOON


@pytest.fixture(autouse=True)
def frozen_time(time_machine):
    """Hold the clock at noon."""
    time_machine.move_to(NOON, tick=False)
