"""Makes stored items and the drugs they are about."""

import factory

from drugs.models import Drug, DrugClass
from questions.bank.models import Item


class DrugClassFactory(factory.django.DjangoModelFactory):
    """A drug class."""

    class Meta:
        model = DrugClass
        django_get_or_create = ("slug",)

    slug = "tnf-inhibitors"
    name = factory.LazyAttribute(lambda self: self.slug.replace("-", " ").capitalize())
    singular = factory.LazyAttribute(lambda self: self.name)
    category = "immunology"


class DrugFactory(factory.django.DjangoModelFactory):
    """A drug of one class."""

    class Meta:
        model = Drug
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"drug-{n}")
    name = factory.LazyAttribute(lambda self: self.slug)
    category = "immunology"

    @factory.post_generation
    def classes(self, create, slugs, **_):
        for slug in slugs or ["tnf-inhibitors"]:
            self.classes.add(DrugClassFactory(slug=slug))


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
