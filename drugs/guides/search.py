"""Search over everything a guide is about: drugs, brands, classes, adverse effects and conditions."""

import unicodedata
from dataclasses import dataclass

from django.urls import reverse

from drugs import models

MOST = 12
SHORTEST = 2  # characters of a query
KINDS = ("drug", "brand", "class", "adverse effect", "condition")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, with its kind and its page; `of` is the drug behind a brand."""

    name: str
    kind: str
    url: str
    of: str = ""


def search(query: str) -> list[Hit]:
    """Return the best hits: names that begin so, then words that begin so, then names that hold it.

    Five queries for names alone, whatever is found.
    """
    wanted = plain(query)
    if len(wanted) < SHORTEST:
        return []
    ranked = [(rank, hit) for hit in _everything() if (rank := _rank(plain(hit.name), wanted)) is not None]
    ranked.sort(key=lambda entry: (entry[0], KINDS.index(entry[1].kind), entry[1].name.lower()))
    return [hit for _, hit in ranked[:MOST]]


def plain(text: str) -> str:
    """Fold case, accents and Greek letters, so that "tnf-alpha" finds TNF-α."""
    for letter, word in (("α", "alpha"), ("β", "beta"), ("γ", "gamma")):
        text = text.replace(letter, word)
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _rank(name: str, wanted: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name or f"-{wanted}" in name:
        return 2
    return 3 if wanted in name else None


def _everything() -> list[Hit]:
    hits: list[Hit] = []
    for name, slug, brands in models.Drug.objects.values_list("name", "slug", "brand_names"):
        page = reverse("guides:drug", args=[slug])
        hits.append(Hit(name, "drug", page))
        hits += [Hit(brand, "brand", page, of=name) for brand in brands]
    for model, kind, route in (
        (models.DrugClass.objects.filter(drugs__isnull=False).distinct(), "class", "guides:class"),
        (models.Effect.objects.all(), "adverse effect", "guides:effect"),
        (models.Condition.objects.all(), "condition", "guides:condition"),
    ):
        hits += [Hit(name, kind, reverse(route, args=[slug])) for name, slug in model.values_list("name", "slug")]
    return hits
