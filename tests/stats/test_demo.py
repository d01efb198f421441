"""The demo learner lives through the real lifecycle, the same each time, and only where it is asked for."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from questions.blocks.models import Block, BlockItem
from questions.stats import demo
from questions.stats.demo_learner import DAYS, DemoLearner, Question
from quizsite.accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.bank import ItemFactory

TODAY = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
QUESTION = Question("a/b/c", "immunology", 0.5, "C")


class FixedRandom:
    """Chance that always stands in the middle."""

    def random(self):
        return 0.5

    def gauss(self, middle, spread):
        return middle

    def choice(self, given):
        return given[0]

    def choices(self, given, weights):
        return given[:1]


def learner():
    return DemoLearner(FixedRandom(), frozenset({"weak"}))


def right_at(day, **more):
    return learner()._ability(Question("a/b/c", more.get("category", "immunology"), 0.5, "C"), day)


def test_ability_rises_and_is_lower_in_a_weak_category():
    assert right_at(0) < right_at(DAYS)
    assert right_at(50, category="weak") < right_at(50)


def test_what_was_met_is_easier_and_fades():
    one = learner()
    fresh = one._ability(QUESTION, 10)
    one.reply(QUESTION, 10)
    assert fresh < one._ability(QUESTION, 40) < one._ability(QUESTION, 11)


def test_the_tired_take_longer():
    assert learner().reply(QUESTION, 10, tired=1).seconds > learner().reply(QUESTION, 10).seconds


@pytest.fixture
def short(monkeypatch):
    """Shorten the history to twelve days with an exam day that the small bank cannot fill."""
    monkeypatch.setattr(demo, "DAYS", 12)
    monkeypatch.setattr(demo, "EXAM_DAY_AT", 11)
    ItemFactory.create_batch(30, category="cytokine-inhibitors")


def lived(user):
    for _ in demo.live(user, TODAY):
        pass
    places = BlockItem.objects.filter(block__user=user).order_by("block__started_at", "position")
    return list(places.values_list("item_id", "final_choice", "seconds", "confidence"))


@pytest.mark.django_db
def test_the_same_bank_gives_the_same_history(short):
    assert lived(UserFactory()) == lived(UserFactory()) != []


@pytest.mark.django_db
def test_every_block_is_closed_within_its_time(short):
    lived(UserFactory())
    for block in Block.objects.all():
        assert not block.is_running
        assert block.deadline_at is None or block.finished_at <= block.deadline_at


@pytest.mark.django_db
def test_where_debug_is_off_it_has_to_be_forced(short, settings, capsys):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--force"):
        call_command("demo")
    call_command("demo", "--force")
    assert "Sign in with the password" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_second_run_gives_a_new_password_and_no_new_history(short, settings, capsys):
    settings.DEBUG = True
    call_command("demo")
    before = Block.objects.count()
    call_command("demo")
    first, second = (line.rsplit(" ", 1)[1] for line in capsys.readouterr().out.splitlines())
    assert Block.objects.count() == before > 0
    user = User.objects.get(username="demo")
    assert user.check_password(second)
    assert not user.check_password(first)


@pytest.mark.django_db
@pytest.mark.parametrize("trap", ["empty bank", "an editor of that name"])
def test_it_refuses_in_one_line_where_it_would_do_harm(trap, settings):
    settings.DEBUG = True
    if trap == "an editor of that name":
        ItemFactory()
        UserFactory(username="demo", is_staff=True)
    with pytest.raises(CommandError, match=r"empty|editor"):
        call_command("demo")
