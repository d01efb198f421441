"""The laboratory table: its figures against their own factors, its names, its page."""

from collections import Counter

import pytest
from django.urls import reverse

from questions.blocks.labs.table import find, lab_values
from tests.blocks.markup import element, elements

PAGE = "/blocks/labs/"
ALL = lab_values()


def names(query):
    return [value.name for _, values in find(query) for value in values]


@pytest.mark.parametrize("value", ALL, ids=lambda value: value.name)
def test_conventional_figures_times_the_factor_are_the_si_figures(value):
    """Printed SI figures are rounded: half a unit of the last place that is printed, at most 3 percent."""
    for conventional, si in ((value.low, value.si_low), (value.high, value.si_high)):
        assert bool(conventional) == bool(si)
        if conventional:
            exact = float(conventional) * float(value.factor)
            decimals = len(si.partition(".")[2])
            assert float(si) == pytest.approx(exact, abs=0.51 * 10**-decimals)
            assert float(si) == pytest.approx(exact, rel=0.03)


@pytest.mark.parametrize("value", ALL, ids=lambda value: value.name)
def test_an_interval_has_a_side_and_its_low_end_is_the_low_one(value):
    assert value.low or value.high
    for low, high in ((value.low, value.high), (value.si_low, value.si_high)):
        assert not (low and high) or float(low) < float(high)


def test_there_are_at_least_ninety_tests_in_groups_and_none_twice():
    assert len(ALL) >= 90
    assert len(find("")) >= 10
    assert max(Counter(value.name for value in ALL).values()) == 1


def test_a_group_stands_in_one_place():
    groups = [group for group, _ in find("")]
    assert len(groups) == len(set(groups))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("SGPT", "Alanine aminotransferase"),
        ("alt", "Alanine aminotransferase"),
        ("Na", "Sodium"),
        ("K", "Potassium"),
        ("sugar", "Glucose, fasting"),
        ("bun", "Urea nitrogen"),
        ("a1c", "Hemoglobin A1c"),
        ("vitamin d", "25-Hydroxyvitamin D"),
        ("25-hydroxy", "25-Hydroxyvitamin D"),
        ("csf sugar", "Glucose, CSF"),
        ("fk506", "Tacrolimus, trough"),
        ("cd4", "CD4+ T lymphocyte count"),
        ("beta-2", "β₂-Microglobulin"),
    ],
)
def test_a_test_is_found_by_the_names_people_use(query, name):
    assert name in names(query)


def test_every_word_of_the_query_counts_and_nonsense_finds_nothing():
    assert names("glucose csf") == ["Glucose, CSF"]
    assert names("glucose xyz") == []


@pytest.mark.parametrize(
    ("name", "conventional", "si"),
    [
        ("Sodium", "136–145 mEq/L", "136–145 mmol/L"),
        ("Platelet count", "150,000–400,000/mm³", "150–400 10⁹/L"),
        ("Lipase", "<95 U/L", "<95 U/L"),
        ("Cholesterol, HDL, men", "≥40 mg/dL", "≥1.03 mmol/L"),
        ("Hematocrit, men", "41–51%", "0.41–0.51"),
        ("Potassium", "3.5–5.0 mEq/L", "3.5–5.0 mmol/L"),
    ],
)
def test_an_interval_reads_as_it_is_written(name, conventional, si):
    (value,) = [each for each in ALL if each.name == name]
    assert (value.conventional, value.si) == (conventional, si)


@pytest.mark.django_db
class TestThePage:
    def test_it_shows_every_test_without_a_script(self, client):
        shown = client.get(PAGE)
        assert len([row for row in elements(shown, "tr") if "data-names" in row]) == len(ALL)
        assert element(shown, "h1").text == "Laboratory values"

    def test_a_query_and_the_units_are_plain_form_fields(self, client):
        shown = client.get(PAGE, {"q": "sgpt", "units": "si"})
        (row,) = [row for row in elements(shown, "tr") if "data-names" in row]
        assert row.text.startswith("Alanine aminotransferase")
        assert element(shown, "button", name="units")["value"] == "conventional"
        assert element(shown, "input", name="q")["value"] == "sgpt"

    def test_htmx_gets_the_inside_of_the_panel(self, client):
        shown = client.get(PAGE, headers={"HX-Request": "true"})
        assert b"<html" not in shown.content
        assert elements(shown, "table")

    @pytest.mark.parametrize("query", ["x" * 5000, "\0", "<script>alert(1)</script>", "[", "٣"])
    def test_any_query_is_answered(self, client, query):
        shown = client.get(PAGE, {"q": query, "units": "nonsense"})
        assert shown.status_code == 200
        assert b"<script>alert" not in shown.content

    def test_a_button_of_the_question_leads_to_it(self, tab, block):
        shown = tab.get(reverse("blocks:question", args=[block.pk, 1]))
        button = element(shown, "button", id="lab-values")
        assert button.text == "Lab values"
        assert element(shown, "form", id=button["form"])["action"] == PAGE


@pytest.mark.django_db
def test_the_list_of_keys_is_a_page_and_the_inside_of_a_dialog(client):
    whole, inside = client.get("/blocks/keys/"), client.get("/blocks/keys/", headers={"HX-Request": "true"})
    assert element(whole, "h1").text == "Keys"
    assert b"<html" not in inside.content
    assert {"K", "L", "H"} <= {key.text for key in elements(inside, "kbd")}
