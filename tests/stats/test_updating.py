"""Statistics of items: what the database adds up is what a slow count finds, and every block counts once."""

import datetime as dt
import random

import pytest
from django.core.management import call_command

from questions.bank.models import Item
from questions.bank.stocking import withdraw
from questions.blocks import lifecycle
from questions.blocks.models import BlockItem
from questions.stats.item_analysis import figures
from questions.stats.models import ConceptStatistics, CountedBlock, ItemStatistics
from questions.stats.tallies import tallies
from questions.stats.updating import update_statistics
from tests.factories.accounts import UserFactory
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block
from tests.factories.exam_days import start_day, take_block
from tests.stats.test_item_analysis import Response, tally

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def sitting(user, choices, now=NOON, stock=False):
    """Take a block of all items; "" leaves one blank, and what lies beyond the choices is never reached."""
    block = start_block(user, size=Item.objects.count(), now=now, stock=stock)
    by_item = dict(enumerate(choices))
    at = now
    for place in block.block_items.order_by("position"):
        at += dt.timedelta(seconds=17 + place.position)
        if place.position > len(choices):
            break
        if choice := by_item[place.position - 1]:
            answer(block, place.position, choice, at, target=place.position + 1)
        else:
            lifecycle.submit(
                user.pk, block.pk, place.position, lifecycle.Submission(target=place.position + 1), at
            )
    return lifecycle.finish(block.pk, at + MINUTE)


@pytest.fixture
def crowd(db):
    """Let fourteen people answer six items at random, some not to the end."""
    ItemFactory.create_batch(6)
    rng = random.Random(5)
    people = UserFactory.create_batch(14)
    for person in people:
        choices = [rng.choice(["A", "B", "C", "C", "C", "E", ""]) for _ in range(rng.choice([4, 6, 6]))]
        sitting(person, choices)
    return people


def responses(item):
    """Return the first attempts at an item from the graded places, one by one."""
    found = []
    for place in BlockItem.objects.filter(item=item, novelty="new").order_by("pk"):
        others = BlockItem.objects.filter(block=place.block_id, seconds__isnull=False).exclude(pk=place.pk)
        right = others.filter(correct=True).count()
        found.append(Response(place.final_choice, right / others.count(), place.seconds))
    return found


def test_the_database_adds_up_what_a_slow_count_finds(crowd):
    update_statistics(NOON + DAY)
    found = dict(tallies(run=1))
    assert len(found) == 6
    for item, own in found.items():
        expected = tally(responses(item))
        assert {letter: tuple(counts) for letter, counts in own.options.items()} == expected.options
        for name in ("n", "right", "omitted", "not_reached"):
            assert getattr(own, name) == getattr(expected, name), name
        for name in ("rests", "squares", "right_rests", "best_rests", "median_seconds"):
            assert getattr(own, name) == pytest.approx(getattr(expected, name)), name


def test_the_stored_row_has_the_figures_of_the_tally(crowd):
    update_statistics(NOON + DAY)
    row = ItemStatistics.objects.order_by("-n").first()
    expected = figures("C", tally(responses(row.item_id)))
    assert (row.n, row.facility, row.facility_low) == pytest.approx(
        (expected.facility.total, expected.facility.value, expected.facility.low)
    )
    assert row.link == pytest.approx(expected.link.value)
    assert row.efficiency == pytest.approx(expected.efficiency)


def test_each_block_counts_once_and_only_the_items_that_it_asked_are_computed_again(crowd):
    first = update_statistics(NOON + DAY)
    assert (first.blocks, first.items) == (14, 6)
    assert update_statistics(NOON + DAY).blocks == 0
    Item.objects.filter(pk__in=Item.objects.order_by("pk").values("pk")[2:]).update(state="superseded")
    block = start_block(UserFactory(), size=2, now=NOON + DAY, stock=False)
    lifecycle.finish(block.pk, NOON + DAY + MINUTE)
    again = update_statistics(NOON + 2 * DAY)
    assert (again.blocks, again.items) == (1, 2)
    assert ItemStatistics.objects.filter(updated_at=NOON + 2 * DAY).count() == 2


def test_in_steps_or_at_once_gives_the_same_figures(crowd):
    update_statistics(NOON + DAY)
    late = UserFactory()
    sitting(late, "CCACBC", now=NOON + DAY)
    update_statistics(NOON + 2 * DAY)
    kept = {row.pk: (row.n, row.link, row.rating, row.difficulty) for row in ItemStatistics.objects.all()}
    for model in (ItemStatistics, ConceptStatistics, CountedBlock):
        model.objects.all().delete()
    late.rating.delete()
    for person in crowd:
        person.rating.delete()
    update_statistics(NOON + 3 * DAY)
    for row in ItemStatistics.objects.all():
        assert (row.n, row.link, row.rating, row.difficulty) == pytest.approx(kept[row.pk])


def test_only_first_attempts_count_and_a_reset_makes_no_second_first(learner):
    ItemFactory.create_batch(3)
    sitting(learner, "CCA")
    sitting(learner, "CCC", now=NOON + DAY)
    lifecycle.archive_blocks(learner, NOON + 2 * DAY)
    sitting(learner, "CCC", now=NOON + 3 * DAY)
    update_statistics(NOON + 4 * DAY)
    assert sorted(ItemStatistics.objects.values_list("n", "right")) == [(1, 0), (1, 1), (1, 1)]


def test_withdrawn_items_leave_the_statistics_and_the_rest_scores(crowd):
    update_statistics(NOON + DAY)
    gone = Item.objects.earliest("pk")
    withdraw(Item.objects.filter(pk=gone.pk))
    assert not ItemStatistics.objects.filter(item=gone).exists()
    assert not ConceptStatistics.objects.filter(concept=gone.concept).exists()
    sitting(UserFactory(), "CCCCC", now=NOON + DAY)
    update_statistics(NOON + 2 * DAY)
    assert not ItemStatistics.objects.filter(item=gone).exists()
    assert ItemStatistics.objects.count() == 5


def test_running_blocks_sealed_days_and_the_demo_learner_do_not_count(learner):
    start_block(UserFactory(), size=3, minutes=10_000)
    sitting(UserFactory(username="demo"), "CCC")
    day = start_day(learner, stock=True)
    take_block(day, 1, NOON + 6 * MINUTE)
    assert update_statistics(NOON + 20 * MINUTE).blocks == 0
    lifecycle.end_overdue_days(NOON + DAY)
    assert update_statistics(NOON + DAY).blocks == 1


def test_a_block_of_one_item_has_no_rest_and_makes_no_figures(learner):
    ItemFactory()
    sitting(learner, "C")
    assert update_statistics(NOON + DAY).items == 0


def test_an_item_that_few_get_right_is_rated_harder_than_one_that_all_get(crowd):
    hard, easy = ItemFactory(), ItemFactory()
    Item.objects.exclude(pk__in=[hard.pk, easy.pk]).update(state="superseded")
    for _ in range(12):
        person = UserFactory()
        block = start_block(person, size=2, now=NOON + DAY, stock=False)
        for place in block.block_items.all():
            answer(block, place.position, "C" if place.item_id == easy.pk else "A", NOON + DAY)
        lifecycle.finish(block.pk, NOON + DAY + MINUTE)
    update_statistics(NOON + 2 * DAY)
    assert hard.statistics.difficulty > 0.3 > -0.3 > easy.statistics.difficulty


def test_variants_that_surely_differ_flag_their_concept(db):
    hard, easy = ItemFactory(concept="a/b/c"), ItemFactory(concept="a/b/c")
    other = ItemFactory()
    for item, choice in ((hard, "A"), (easy, "C")):
        Item.objects.update(state="superseded")
        Item.objects.filter(pk__in=[item.pk, other.pk]).update(state="active")
        for _ in range(12):
            block = start_block(UserFactory(), size=2, stock=False)
            for place in block.block_items.all():
                answer(block, place.position, choice if place.item_id == item.pk else "C")
            lifecycle.finish(block.pk, NOON + MINUTE)
    update_statistics(NOON + DAY)
    concept = ConceptStatistics.objects.get(concept="a/b/c")
    assert (concept.n, concept.right, concept.variants, concept.spread) == (24, 12, 2, 100)
    assert concept.flagged
    assert not ConceptStatistics.objects.get(concept=other.concept).flagged


def test_the_command_says_in_one_line_what_it_did(crowd, capsys):
    call_command("update_statistics")
    assert capsys.readouterr().out == "14 blocks counted, 6 items computed, 0 flagged\n"
