"""Bank-level figures on banks whose figures are known."""

import pytest

from questions.generator.testwise import bank_report, uniform_p


def item(key, texts=("Alpha", "Beta", "Delta", "Gamma", "Kappa"), stem="", **more):
    options = [{"text": text, "correct": place == key} for place, text in enumerate(texts)]
    return {"stem": stem, "lead_in": "Which?", "options": options, **more}


def test_equal_counts_have_a_p_of_one_and_all_on_one_place_almost_none():
    assert uniform_p([20] * 5) == 1
    assert uniform_p([100, 0, 0, 0, 0]) < 1e-50


def test_the_five_percent_point_of_four_degrees_of_freedom_is_met():
    off = (9.488 * 100 / 2) ** 0.5  # a statistic of 9.488 when two of five counts are off by this much
    assert uniform_p([100 + off, 100 - off, 100, 100, 100]) == pytest.approx(0.05, abs=1e-4)


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
    assert bank_report([alike[0], {**alike[1], "concept": "b"}]).too_similar == 0


def test_the_same_question_twice_is_a_duplicate():
    assert bank_report([item(0), item(0)]).duplicates == 1
