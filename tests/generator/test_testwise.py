"""Bank-level figures on banks whose figures are known."""

import pytest

from questions.generator.entities import EntityUse, comparable_share, familiar_score
from questions.generator.testwise import bank_report, chi_square_p


def item(key, texts=("Alpha", "Beta", "Delta", "Gamma", "Kappa"), stem="", **more):
    options = [{"text": text, "correct": place == key} for place, text in enumerate(texts)]
    return {"stem": stem, "lead_in": "Which?", "options": options, **more}


def of(*texts, key=0, **more):
    return item(key, texts, **more)


def test_equal_counts_have_a_p_of_one_and_all_on_one_place_almost_none():
    assert chi_square_p([20] * 5, [20] * 5) == 1
    assert chi_square_p([100, 0, 0, 0, 0], [20] * 5) < 1e-50


@pytest.mark.parametrize(
    ("places", "statistic"), [(2, 3.841), (3, 5.991), (4, 7.815), (5, 9.488), (6, 11.070), (8, 14.067)]
)
def test_the_five_percent_point_is_met_for_every_number_of_places(places, statistic):
    off = (statistic * 100 / 2) ** 0.5  # two counts that are off by this much give the statistic
    counts = [100 + off, 100 - off, *[100] * (places - 2)]
    assert chi_square_p(counts, [100] * places) == pytest.approx(0.05, abs=1e-4)


def test_places_are_expected_by_how_many_options_an_item_has():
    bank = [of("Aa", "Bb", key=n % 2) for n in range(50)] + [
        of("Aa", "Bb", "Cc", "Dd", key=n % 4) for n in range(100)
    ]
    report = bank_report(bank)
    assert report.positions == {"A": 50, "B": 50, "C": 25, "D": 25}
    assert report.position_p == 1
    assert report.chance == pytest.approx(1 / 3)


def test_items_without_exactly_one_key_are_left_out_of_what_concerns_keys():
    two = item(0)
    two["options"][1]["correct"] = True
    report = bank_report([two, item(2)])
    assert (report.items, report.judged, report.positions["C"]) == (2, 1, 1)
    assert bank_report([two]).judged == 0


def test_a_bank_whose_key_is_the_longest_is_found_out():
    texts = ("A long long answer", "Beta", "Delta", "Gamma", "Kappa")
    report = bank_report([item(0, texts, stem=f"{n}") for n in range(10)])
    assert report.strategies["longest"] == 1


def test_ties_count_in_part():
    assert bank_report([item(2, ("Aa", "Bb", "Cc", "Dd", "Ee"))]).strategies["longest"] == pytest.approx(0.2)


def test_words_of_the_stem_in_the_key_are_found_out():
    bank = [item(1, stem="beta blockers and kappa", texts=("Alpha", "Blockers", "Delta", "Gamma", "Other"))]
    assert bank_report(bank).strategies["most overlap with the stem"] == 1


def test_items_of_one_concept_that_read_alike_are_counted():
    stem = "A man comes to the office because of a cough that has troubled him for two weeks."
    alike = [item(0, stem=stem, concept="a"), item(1, stem=stem + " It is dry.", concept="a")]
    assert bank_report(alike).too_similar == 2
    apart = bank_report([alike[0], {**alike[1], "concept": "b"}])
    assert (apart.too_similar, apart.too_similar_anywhere) == (0, 2)
    assert apart.nearest[:2] == (1, 0) and 0.6 < apart.nearest[2] < 1


def test_the_same_question_twice_is_a_duplicate():
    assert bank_report([item(0), item(0)]).duplicates == 1
    assert bank_report([item(0), item(0, ("Alpha", "Beta", "Delta", "Gamma", "Other"))]).duplicates == 0


def test_an_option_that_is_the_key_wherever_it_stands_is_found_out():
    bank = [of("Gold", f"Salt {n}", f"Tin {n}", f"Lead {n}", f"Zinc {n}", concept=f"{n}") for n in range(10)]
    assert familiar_score(bank) == 1
    assert bank_report(bank).entities[0] == EntityUse("gold", keys=10, distractors=0, expected=pytest.approx(2))


def test_what_is_the_key_of_its_own_concept_only_is_no_cue():
    bank = [of("Gold", f"Salt {n}", f"Tin {n}", f"Lead {n}", f"Zinc {n}", concept="same") for n in range(10)]
    assert familiar_score(bank) == pytest.approx(0.2)


def test_entities_that_take_turns_as_key_are_comparable_and_rare_ones_are_not_judged():
    turns = [item(n % 5) for n in range(20)]
    assert comparable_share(bank_report(turns).entities) == 1
    assert comparable_share(bank_report([item(0) for _ in range(20)]).entities) == 0
    assert comparable_share(bank_report(turns[:9]).entities) is None
