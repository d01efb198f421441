"""A bank judged as a whole: counts with examples, and figures that hold, fail, or cannot be judged."""

import pytest

from questions.generator.appraisal import appraise
from questions.generator.criteria import CRITERIA
from questions.generator.figures import FEWEST

DRUGS = ("Adalimumab", "Anakinra", "Etanercept", "Methotrexate", "Tocilizumab")
LEAD_IN = "Which of the following drugs is the most likely cause?"


def item(number=0, texts=DRUGS, lead_in=LEAD_IN):
    options = [{"text": text, "correct": place == number % len(texts)} for place, text in enumerate(texts)]
    stem = f"A man with finding{number} has sign{number} and study{number} in week{number}."
    return {"stem": stem, "lead_in": lead_in, "options": options}


def figure(appraisal, slug):
    return next(each for each in appraisal.figures if each.slug == slug)


def test_flaws_are_counted_with_the_first_items_as_examples():
    bank = [item(n) for n in range(6)] + [item(9, ("None of the above", *DRUGS[1:])) for _ in range(4)]
    judged = appraise(bank, examples=2)
    counts = {each.criterion.slug: each for each in judged.counts}
    assert counts.keys() == CRITERIA.keys()
    none = counts["none-of-the-above"]
    assert (none.count, none.share, [example.place for example in none.examples]) == (4, 0.4, [6, 7])
    assert judged.flawed == 4
    assert sum(each.count for each in judged.counts) == 4


def test_an_even_bank_holds_its_targets_on_keys():
    judged = appraise([item(n) for n in range(FEWEST)])
    for slug in ("key-positions", "strategy-middle", "strategy-familiar", "entities-comparable", "duplicates"):
        assert figure(judged, slug).holds is True, slug


def test_a_bank_that_always_keys_one_place_misses_them():
    judged = appraise([item(5 * n) for n in range(FEWEST)])
    for slug in ("key-positions", "strategy-familiar", "entities-comparable"):
        assert figure(judged, slug).holds is False, slug
    assert figure(judged, "key-positions").shown == "< 0.001"
    assert judged.missed >= 3


def test_shares_of_few_items_are_shown_and_not_judged():
    judged = appraise([item(n) for n in range(FEWEST - 1)])
    longest = figure(judged, "key-longest")
    assert longest.holds is None and longest.target == "17% to 23%"


@pytest.mark.parametrize("marked", [0, 2])
def test_a_bank_without_one_single_key_is_judged_all_the_same(marked):
    options = [{"text": text, "correct": place < marked} for place, text in enumerate(DRUGS)]
    judged = appraise([{"stem": "A man.", "lead_in": LEAD_IN, "options": options}])
    assert next(each.count for each in judged.counts if each.criterion.slug == "more-than-one-correct") == 1
    assert figure(judged, "key-positions").holds is None
    assert figure(judged, "key-longest").shown == "-"


def test_progress_goes_to_the_end():
    seen = []
    appraise([item(n) for n in range(3)], progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
