"""Makes rows of drug knowledge."""

import factory

from drugs.models import AdverseEffect, Condition, Drug, DrugClass, Effect
from drugs.models.vocabulary import Category


class DrugClassFactory(factory.django.DjangoModelFactory):
    """A drug class."""

    class Meta:
        model = DrugClass
        django_get_or_create = ("slug",)

    slug = "tnf-inhibitors"
    name = factory.LazyAttribute(lambda self: self.slug.replace("-", " ").capitalize())
    singular = factory.LazyAttribute(lambda self: self.name)
    category = Category.CYTOKINE_INHIBITORS


class DrugFactory(factory.django.DjangoModelFactory):
    """A drug of one class."""

    class Meta:
        model = Drug
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"drug-{n}")
    name = factory.LazyAttribute(lambda self: self.slug)
    category = Category.CYTOKINE_INHIBITORS

    @factory.post_generation
    def classes(self, create, slugs, **_):
        for slug in slugs or ["tnf-inhibitors"]:
            self.classes.add(DrugClassFactory(slug=slug))


class ConditionFactory(factory.django.DjangoModelFactory):
    """A condition without a picture."""

    class Meta:
        model = Condition

    slug = factory.Sequence(lambda n: f"condition-{n}")
    name = factory.LazyAttribute(lambda self: self.slug)
    system = "renal"


class EffectFactory(factory.django.DjangoModelFactory):
    """An adverse effect without a picture."""

    class Meta:
        model = Effect

    slug = factory.Sequence(lambda n: f"effect-{n}")
    name = factory.LazyAttribute(lambda self: self.slug.capitalize())
    group = "renal"


class AdverseEffectFactory(factory.django.DjangoModelFactory):
    """A drug that commonly causes an effect; give `citations` to have it cited."""

    class Meta:
        model = AdverseEffect
        skip_postgeneration_save = True

    drug = factory.SubFactory(DrugFactory)
    effect = factory.SubFactory(EffectFactory)
    key = factory.LazyAttribute(lambda self: f"{self.drug.slug}/adverse-effect/{self.effect.slug}")
    strength = AdverseEffect.Strength.COMMON

    @factory.post_generation
    def citations(self, create, citations, **_):
        self.citations.add(*citations or ())
