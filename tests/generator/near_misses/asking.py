"""What the generator makes of a near miss: the answers it offers, and for which drug."""

from questions.generator.build import generate
from questions.generator.item import Item
from questions.generator.proving import Report
from tests.generator.near_misses.world import label


def asked(world, recipe: str, drug: str, about: str = "") -> list[Item]:
    """Return items of the recipe on the drug (about one effect or action), over several seeds.

    Of culprits only hidden ones: a patient who lists five drugs is another question.
    """
    facts = world.facts()
    found = [item for seed in (1, 2, 3, 4) for item in generate(facts, seed, 30, Report(), [recipe], [drug])]
    found = [item for item in found if recipe != "culprit" or item.tier == "inference"]
    return [item for item in found if item.concept.endswith(f"/{about}")] if about else found


def offered(items: list[Item], name: str) -> bool:
    """Tell whether the thing of this name stood among the distractors."""
    wanted = {label(name), f"Blockade of {label(name).lower()}"}
    return any(option.text in wanted for item in items for option in item.options if not option.correct)
