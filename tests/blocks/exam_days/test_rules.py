"""The time of an exam day: nothing of it is lost, whatever a learner does with it."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.blocks.exam_days.plans import PLANS
from questions.blocks.exam_days.rules import NONE, Day, Phase, Sitting, Timetable, standing
from questions.blocks.timing import GRACE
from tests.factories.blocks import MINUTE, NOON, SECOND

TABLE = PLANS["step-1"].timetable(1)
SHORT = Timetable(blocks=3, block=30 * MINUTE, pool=10 * MINUTE, tutorial=5 * MINUTE)


def at(minutes):
    return NOON + minutes * MINUTE


def day(*blocks, tutorial=5, **more):
    """Return a short day whose blocks went from one minute to another; None is a block that runs."""
    sittings = tuple(
        Sitting(at(start), min(at(start + 30), NOON + SHORT.length), None if end is None else at(end))
        for start, end in blocks
    )
    ended = None if tutorial is None else at(tutorial)
    return Day(SHORT, NOON, ended, sittings, **more)


class TestPlans:
    @pytest.mark.parametrize(
        ("slug", "blocks", "items", "hours"),
        [
            ("step-1", 14, 280, 8),
            ("step-2", 16, 316, 9),
            ("step-3-day-1", 12, 232, 7),
            ("step-3-day-2", 9, 180, 5.5),
        ],
    )
    def test_a_day_is_as_long_as_the_exam(self, slug, blocks, items, hours):
        plan = PLANS[slug]
        assert (len(plan.sizes), plan.items, plan.minutes / 60) == (blocks, items, hours)
        assert set(plan.sizes) <= {18, 19, 20}
        assert plan.timetable(1).length == hours * 60 * MINUTE

    def test_half_a_day_has_half_the_blocks_and_half_the_pool(self):
        half = PLANS["step-1-half"].timetable(1)
        assert (half.blocks, half.pool, half.tutorial) == (7, 27.5 * MINUTE, 5 * MINUTE)
        assert len(PLANS["step-3-day-2-half"].sizes) == 5

    def test_the_time_factor_is_on_every_part(self):
        longer = PLANS["step-1"].timetable(1.5)
        assert (longer.block, longer.pool, longer.tutorial) == (45 * MINUTE, 82.5 * MINUTE, 7.5 * MINUTE)
        assert longer.length == 1.5 * TABLE.length


class TestPhases:
    def test_it_begins_with_the_tutorial(self):
        now = standing(day(tutorial=None), at(1))
        assert (now.phase, now.number, now.pool_left) == (Phase.TUTORIAL, 1, 10 * MINUTE)
        assert now.total_left == SHORT.length - MINUTE

    def test_what_the_tutorial_leaves_over_goes_into_the_pool(self):
        assert standing(day(tutorial=2), at(2)).pool_left == 13 * MINUTE

    def test_a_tutorial_that_nobody_ended_ends_by_itself_and_the_pool_runs(self):
        now = standing(day(tutorial=None), at(7))
        assert (now.phase, now.tutorial, now.breaks, now.pool_left) == (
            Phase.BREAK,
            5 * MINUTE,
            2 * MINUTE,
            8 * MINUTE,
        )

    def test_the_pool_stands_still_during_a_block(self):
        running = day((5, None))
        assert [standing(running, at(minute)).pool_left for minute in (5, 20, 35)] == [10 * MINUTE] * 3
        assert standing(running, at(20)).total_left == SHORT.length - 20 * MINUTE

    def test_what_a_block_leaves_over_goes_into_the_pool(self):
        now = standing(day((5, 25)), at(25))
        assert (now.phase, now.number, now.pool_left) == (Phase.BREAK, 2, 20 * MINUTE)

    def test_a_block_runs_through_its_grace_and_then_a_break_has_begun_at_its_deadline(self):
        running = day((5, None))
        assert standing(running, at(35) + GRACE).phase == Phase.BLOCK
        later = standing(running, at(36))
        assert (later.phase, later.testing, later.breaks) == (Phase.BREAK, 30 * MINUTE, MINUTE)

    def test_after_the_last_block_it_is_over_and_time_stands_still(self):
        done = day((5, 35), (36, 60), (61, 80))
        ends = {standing(done, at(minute)).total_left for minute in (80, 90, 900)}
        assert standing(done, at(80)).phase == Phase.OVER
        assert ends == {25 * MINUTE}

    def test_ended_early_it_is_over(self):
        left = standing(day((5, 35), end=at(40)), at(50))
        assert (left.phase, left.breaks, left.number) == (Phase.OVER, 5 * MINUTE, 1)


class TestOverdraw:
    def test_time_beyond_the_pool_is_told(self):
        now = standing(day((5, 35)), at(50))
        assert (now.pool_left, now.overdraw) == (NONE, 5 * MINUTE)

    def test_the_blocks_before_the_last_keep_their_time(self):
        assert day((5, 35)).grant(at(50)) == 30 * MINUTE

    def test_the_last_block_is_shorter_by_it(self):
        late = day((5, 35), (50, 80))
        assert standing(late, at(80)).overdraw == 5 * MINUTE
        assert late.grant(at(80)) == 25 * MINUTE
        running = day((5, 35), (50, 80), (80, None))
        assert standing(running, at(90)).overdraw == 5 * MINUTE
        assert standing(running, at(105) + GRACE + SECOND).phase == Phase.OVER

    def test_time_that_a_later_block_leaves_over_pays_it_back(self):
        late = day((5, 35), (50, 78))
        assert standing(late, at(78)).overdraw == 3 * MINUTE
        assert late.grant(at(78)) == 27 * MINUTE

    def test_a_break_longer_than_the_day_ends_it(self):
        slept = standing(day((5, 35)), at(600))
        assert (slept.phase, slept.total_left, slept.breaks) == (Phase.OVER, NONE, 70 * MINUTE)
        assert day((5, 35)).grant(at(600)) == NONE


def test_time_given_back_in_a_block_that_is_cut_leaves_the_overdraw_as_it_was():
    before = day((5, 35), (50, 80), (80, None))
    last = replace(before.sittings[2], deadline=at(112), credit=7 * MINUTE)
    after = replace(before, sittings=(*before.sittings[:2], last), credit=7 * MINUTE)
    assert standing(after, at(100)).overdraw == standing(before, at(90)).overdraw == 5 * MINUTE


def test_time_given_back_after_an_outage_takes_nothing_from_the_pool():
    before = day((5, None))
    sitting = replace(before.sittings[0], deadline=at(42))
    after = replace(before, sittings=(sitting,), credit=7 * MINUTE)
    assert standing(after, at(30)).pool_left == standing(before, at(20)).pool_left == 10 * MINUTE
    assert standing(after, at(30)).total_left == standing(before, at(23)).total_left


SECONDS = st.integers(min_value=0, max_value=4000).map(lambda n: dt.timedelta(seconds=n))


@st.composite
def lived_days(draw):
    """Draw a day as a learner might live it, with the moment at which somebody looks at it."""
    table = Timetable(
        blocks=draw(st.integers(1, 5)),
        block=draw(SECONDS.filter(bool)),
        pool=draw(SECONDS),
        tutorial=draw(SECONDS),
    )
    now = NOON + draw(SECONDS)
    lived = Day(table, NOON, tutorial_end=draw(st.sampled_from([None, min(now, NOON + table.tutorial)])))
    for _ in range(draw(st.integers(0, table.blocks))):
        if standing(lived, now).phase == Phase.TUTORIAL:
            lived = replace(lived, tutorial_end=now)
        if standing(lived, now).phase != Phase.BREAK:
            break
        deadline = now + lived.grant(now)
        stay = draw(SECONDS)
        end = now + stay if now + stay < deadline else draw(st.sampled_from([None, deadline]))
        lived = replace(lived, sittings=(*lived.sittings, Sitting(now, deadline, end)))
        now = max(now + stay, lived.sittings[-1].ended(now + stay)) + draw(SECONDS)
    return lived, now


@given(lived_days())
def test_no_second_of_a_day_is_lost_or_counted_twice(lived):
    one, now = lived
    seen = standing(one, now)
    assert seen.tutorial + seen.testing + seen.breaks + seen.total_left == one.timetable.length
    assert min(seen.tutorial, seen.testing, seen.breaks, seen.total_left, seen.pool_left, seen.overdraw) >= NONE
    assert not (seen.pool_left and seen.overdraw)


@given(lived_days())
def test_the_break_time_is_what_the_blocks_to_come_leave_of_the_day(lived):
    one, now = lived
    seen = standing(one, now)
    if seen.phase == Phase.BREAK:
        ahead = (one.timetable.blocks - seen.number + 1) * one.timetable.block
        assert seen.total_left == ahead + seen.pool_left - seen.overdraw


@given(lived_days())
def test_no_block_lasts_beyond_the_day_and_only_an_overdraw_shortens_one(lived):
    one, now = lived
    seen = standing(one, now)
    granted = one.grant(now)
    assert now + granted <= one.limit or not granted
    if seen.phase == Phase.BREAK and not seen.overdraw:
        assert granted == one.timetable.block
    for sitting in one.sittings:
        assert sitting.deadline <= one.limit


@given(lived_days(), SECONDS)
def test_only_blocks_and_the_tutorial_ever_add_to_the_break_time(lived, later):
    """In a break the pool runs with the clock; while a block runs it stands still."""
    one, now = lived
    before, after = standing(one, now), standing(one, now + later)
    if before.phase == after.phase == Phase.BREAK:
        assert before.pool - after.pool == later
    if before.phase == after.phase == Phase.BLOCK:
        assert before.pool == after.pool
