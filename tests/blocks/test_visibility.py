"""When a key may leave the server."""

import pytest

from questions.blocks.models import Block
from questions.blocks.visibility import shows_key


@pytest.mark.parametrize("mode", Block.Mode.values)
@pytest.mark.parametrize("status", ["finished", "expired"])
def test_a_closed_block_shows_its_keys(mode, status):
    assert shows_key(mode, status)


@pytest.mark.parametrize("mode", Block.Mode.values)
@pytest.mark.parametrize("status", ["created", "running", "paused", "", "anything"])
def test_an_open_block_shows_none(mode, status):
    assert not shows_key(mode, status)


@pytest.mark.parametrize("status", ["running", "finished", "expired"])
def test_a_mode_that_nobody_has_thought_through_shows_none(status):
    assert not shows_key("new-mode", status)


@pytest.mark.parametrize("mode", Block.Mode.values)
def test_only_a_tutor_mode_shows_the_key_of_what_was_revealed(mode):
    assert shows_key(mode, "running", revealed=True) == (mode in ("tutor", "timed-tutor"))
