"""The sweeper."""

import pytest
from django.core.management import call_command

from questions.blocks.models import Block
from tests.factories.blocks import MINUTE, start_block

pytestmark = pytest.mark.django_db


def test_expire_blocks_closes_what_is_overdue_and_says_how_many(learner, clock, capsys):
    block = start_block(learner)
    call_command("expire_blocks")
    assert capsys.readouterr().out == "0 blocks closed.\n"
    clock.now = block.deadline_at + MINUTE
    call_command("expire_blocks")
    assert capsys.readouterr().out == "1 block closed.\n"
    assert Block.objects.get().status == Block.Status.EXPIRED
