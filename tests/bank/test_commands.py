"""generate_items and stock_bank as other programs call them."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from questions.bank.models import Item

FIELDS = {
    "id", "fingerprint", "recipe", "recipe_version", "seed", "concept", "drug", "category", "steps", "tier",
    "reasoning_steps", "stem", "lead_in", "options", "objective", "explanation", "sources",
}  # fmt: skip


def lines(**options):
    out, err = StringIO(), StringIO()
    call_command("generate_items", stdout=out, stderr=err, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


@pytest.mark.usefixtures("stored_world")
class TestGenerateItems:
    def test_it_prints_items_in_the_form_of_the_contract(self):
        items, _ = lines(count=5)
        assert len(items) == 5
        for item in items:
            assert item.keys() >= FIELDS
            assert [option["key"] for option in item["options"]] == list("ABCDE")
            assert sum(option["correct"] for option in item["options"]) == 1
            assert item["sources"][0].keys() == {"title", "publisher", "year", "locator"}

    def test_the_same_seed_prints_the_same_and_writes_nothing(self):
        assert lines(seed=3, count=8) == lines(seed=3, count=8)
        assert not Item.objects.exists()

    def test_its_report_tells_what_was_refused_and_what_the_items_betray(self):
        items, told = lines(count=20, report=True)
        assert "G1 fewer than four provably false options" in told
        assert all(f"{letter} " in told for letter in "ABCDE")
        assert sum(
            int(count) for count in re.findall(r"[A-E] (\d+)", told.split("Keys: ")[1].split("(")[0])
        ) == len(items)
        assert "right by: longest" in told and "0 duplicates" in told

    def test_it_filters(self):
        items, _ = lines(count=4, recipe="culprit", drug="brindol", step=2)
        assert {(item["recipe"], item["drug"]) for item in items} == {("culprit", "brindol")}

    def test_it_says_why_there_is_nothing(self):
        with pytest.raises(CommandError, match="support no such item"):
            lines(recipe="mechanism", step=3)

    def test_it_names_an_unknown_drug(self):
        with pytest.raises(CommandError, match="no drug 'gold'"):
            lines(drug="gold")

    def test_it_refuses_an_impossible_count(self):
        with pytest.raises(CommandError, match="1 or more"):
            lines(count=0)

    def test_the_report_counts_refusals(self):
        _, told = lines(count=5, report=True)
        assert "G4 no clue is necessary" in told


@pytest.mark.usefixtures("stored_world")
def test_stock_bank_tells_what_it_did():
    out = StringIO()
    call_command("stock_bank", stdout=out, stderr=StringIO())
    assert "items created, 0 superseded, 0 kept" in out.getvalue()


@pytest.mark.django_db
def test_stock_bank_asks_for_content_first():
    with pytest.raises(CommandError, match="load_drugs"):
        call_command("stock_bank", stdout=StringIO(), stderr=StringIO())
