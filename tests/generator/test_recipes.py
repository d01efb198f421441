"""Every recipe: its lead-ins, and what it declares."""

import pytest

from questions.generator import lint
from questions.generator.recipe import registry

FEWEST = 12
RECIPES = list(registry().values())


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.slug)
def test_it_has_lead_ins_enough_and_all_different(recipe):
    for lead_ins in recipe.lead_ins.values():
        assert len(set(lead_ins)) == len(lead_ins) >= FEWEST


@pytest.mark.parametrize(
    "lead_in", [text for recipe in RECIPES for texts in recipe.lead_ins.values() for text in texts]
)
def test_a_lead_in_is_closed_positive_and_names_what_is_asked(lead_in):
    texts = ["Alpha", "Beta", "Delta", "Gamma", "Kappa"]
    options = [{"text": text, "correct": text == "Beta"} for text in texts]
    assert lint.flaws({"tier": "recall", "stem": "", "lead_in": lead_in, "options": options}) == []


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.slug)
def test_it_says_what_it_needs(recipe):
    assert recipe.needs and recipe.title and recipe.variants > 0
