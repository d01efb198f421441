"""The stored form of a built item."""

from questions.bank.models import Item
from questions.generator.item import Item as Built

COPIED = (
    "concept",
    "recipe",
    "recipe_version",
    "seed",
    "facts_digest",
    "fingerprint",
    "tier",
    "reasoning_steps",
    "difficulty",
    "category",
    "stem",
    "lead_in",
    "options",
    "objective",
    "explanation",
    "sources",
    "clues",
    "fact_ids",
    "proof",
)


def row(item: Built, drug: int | None) -> Item:
    """Return the stored form of a built item."""
    form = item.as_json()
    return Item(
        uid=item.id,
        drug_id=drug,
        drug_name=item.drug,
        key=item.key.key,
        step1=1 in item.steps,
        step2=2 in item.steps,
        step3=3 in item.steps,
        asks="\n".join(item.asks),
        tells="\n".join(item.tells),
        **{name: form[name] for name in COPIED},
    )
