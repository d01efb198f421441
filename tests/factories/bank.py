"""Makes stored items."""

import factory

from questions.bank.models import Item
from tests.factories.drugs import DrugFactory


def options_with_key(key):
    """Return five options, of which the one at `key` is right."""
    return [
        {
            "key": letter,
            "text": f"Finding {letter}",
            "correct": letter == key,
            "rationale": f"Rationale of {letter}.",
            "when_right": "" if letter == key else f"Another story for {letter}.",
            "danger": letter == "E",
            "fact_ids": [f"fact-{letter}"],
        }
        for letter in "ABCDE"
    ]


class ItemFactory(factory.django.DjangoModelFactory):
    """A stored item whose key is C unless told otherwise; each is about its own point."""

    class Meta:
        model = Item

    uid = factory.Sequence(lambda n: f"item-{n}")
    fingerprint = factory.Sequence(lambda n: f"fingerprint-{n}")
    drug = factory.SubFactory(DrugFactory)
    drug_name = factory.LazyAttribute(lambda self: self.drug.name if self.drug else "gone")
    concept = factory.LazyAttributeSequence(lambda self, n: f"{self.drug_name}/{self.recipe}/effect-{n}")
    recipe = "adverse-effect"
    recipe_version = 1
    seed = 1
    facts_digest = "digest"
    tier = Item.Tier.INFERENCE
    reasoning_steps = 2
    difficulty = 0.5
    step1 = step2 = step3 = True
    category = "immunology"
    stem = factory.Sequence(lambda n: f"A {20 + n}-year-old woman has a fever. Her blood pressure is low.")
    lead_in = "Which of the following is the most likely cause?"
    key = "C"
    options = factory.LazyAttribute(lambda self: options_with_key(self.key))
    objective = "Fever is a sign."
    explanation = "Fever points to infection."
    sources = [{"title": "A label", "publisher": "FDA", "year": 2024, "locator": "section 5.1"}]
    clues = ["Her blood pressure is low."]
