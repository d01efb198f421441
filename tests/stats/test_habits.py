"""Pace, second thoughts, certainty."""

from questions.stats.habits import PACE_BINS, Attempt, calibration, changes, pacing


def attempt(position=1, seconds=60, first="C", final="C", key="C", confidence="", size=6):
    return Attempt(position, size, seconds, first, final, key, confidence)


def test_the_thirds_of_a_block_are_compared_by_their_medians():
    found = pacing([attempt(n, seconds=20 * n) for n in range(1, 7)])
    assert (found.first_third, found.last_third) == (30, 110)


def test_right_and_wrong_are_told_apart():
    found = pacing([attempt(seconds=40), attempt(seconds=100, final="A")])
    assert (found.when_right, found.when_wrong) == (40, 100)


def test_ninety_seconds_are_in_time_and_ninety_one_are_over():
    found = pacing([attempt(seconds=90), attempt(seconds=91)])
    assert (found.over.correct, found.over.total) == (1, 2)


def test_every_reached_item_stands_in_one_bar_and_the_last_bar_is_open():
    found = pacing([attempt(seconds=s) for s in (0, 15, 16, 180, 181, 9999)])
    assert len(found.bins) == len(PACE_BINS) + 1
    assert (found.bins[0], found.bins[1], found.bins[-2], found.bins[-1]) == (2, 1, 1, 2)


def test_what_was_not_reached_has_no_pace():
    found = pacing([attempt(seconds=None, final="")])
    assert sum(found.bins) == 0
    assert found.over is None
    assert found.first_third is None


def test_second_thoughts_are_counted_by_what_they_did():
    found = changes(
        [
            attempt(first="A", final="C"),
            attempt(first="C", final="A"),
            attempt(first="A", final="B"),
            attempt(first="C", final="C"),
            attempt(first="", final=""),
        ]
    )
    assert (found.answered, found.changed) == (4, 3)
    assert (found.to_right, found.to_wrong, found.wrong_to_wrong) == (1, 1, 1)


def test_certainty_is_compared_with_being_right_surest_first():
    found = calibration(
        [attempt(confidence="guess", final="A"), attempt(confidence="sure"), attempt(confidence="sure", final="B"),
         attempt()]
    )  # fmt: skip
    assert [(level, each.correct, each.total) for level, each in found] == [("sure", 1, 2), ("guess", 0, 1)]
