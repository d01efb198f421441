"""What a recipe declares, and the registry that finds every recipe file."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from . import recipes
from .case import Asked, Case
from .facts import FactBase


@dataclass(frozen=True, slots=True)
class Recipe:
    """One kind of question.

    `variants` is how many items the bank keeps for each concept. `cases` yields every case that the facts may
    support; the proof decides which of them stand. `lead_ins` gives, for each asked class, the closed questions to
    draw from. Raise `version` whenever the same facts and seed give other items than before.
    """

    slug: str
    title: str
    version: int
    needs: str
    variants: int
    lead_ins: Mapping[Asked, tuple[str, ...]]
    cases: Callable[[FactBase], Iterator[Case]]


@cache
def registry() -> Mapping[str, Recipe]:
    """Return the recipes by slug, in alphabetical order of their files."""
    names = sorted(module.name for module in pkgutil.iter_modules(recipes.__path__))
    found = [importlib.import_module(f"{recipes.__name__}.{name}").RECIPE for name in names]
    return {recipe.slug: recipe for recipe in found}
