"""Editors count coverage for exactly the kinds of question that there are."""

from drugs.loading.lacking import NEEDS
from questions.generator.recipe import registry


def test_every_kind_of_question_is_counted_under_its_own_title():
    assert {slug: need.title for slug, need in NEEDS.items()} == {
        slug: recipe.title for slug, recipe in registry().items()
    }
