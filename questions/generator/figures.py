"""The bank-level targets: each figure with its value, its target, and whether it holds.

A share is not judged on fewer items than put its standard error at the tolerance: too few to tell is no verdict.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .entities import HIGHEST, LOWEST, comparable_share
from .neighbours import NEIGHBOUR_LIMIT
from .readability import GRADES, StemLengths
from .testwise import BankReport

FEWEST = 400  # items: the standard error of a share of 20 % is then 2 points
FEWEST_OF_RECIPE = 100  # items: below, a lead-in used evenly still stands out
STRATEGY_POINTS, LONGEST_POINTS = 0.02, 0.03
LEAD_IN_SHARE = 0.08
POSITION_P = 0.05
# Set by ourselves: guides ask for comparable rates and give no figure.
COMPARABLE_USES = 0.80
WITHIN_PUBLISHED = 0.80  # what the 10th to 90th percentile holds of published items themselves
SLACK = 1e-9  # so that 22.0 % is within 2 points of 20 %


@dataclass(frozen=True, slots=True)
class Figure:
    """One bank-level figure. `value` is None where nothing was measured, `holds` where it cannot be judged."""

    slug: str
    title: str
    value: float | None
    shown: str
    target: str
    holds: bool | None


def figures(bank: BankReport, lengths: Sequence[StemLengths], grade: float) -> list[Figure]:
    """Return all figures of a bank in the order in which they are read."""
    return [*_keys(bank), *_strategies(bank), *_entities(bank), *_likeness(bank), *_language(bank, lengths, grade)]


def _keys(bank: BankReport) -> Iterator[Figure]:
    yield Figure(
        "key-positions",
        "Key positions: p of equal shares",
        bank.position_p,
        "< 0.001" if bank.position_p < 0.001 else f"{bank.position_p:.3f}",
        f"> {POSITION_P}",
        bank.position_p > POSITION_P if bank.judged else None,
    )
    yield _near_chance(
        bank, "key-longest", "Key is the longest option", bank.strategies["longest"], LONGEST_POINTS
    )


def _strategies(bank: BankReport) -> Iterator[Figure]:
    for name, share in bank.strategies.items():
        slug = f"strategy-{name.replace(' ', '-')}"
        yield _near_chance(bank, slug, f"Right by choosing: {name}", share, STRATEGY_POINTS)


def _near_chance(bank: BankReport, slug: str, title: str, share: float, tolerance: float) -> Figure:
    target = f"{bank.chance - tolerance:.0%} to {bank.chance + tolerance:.0%}" if bank.judged else "near chance"
    holds = abs(share - bank.chance) <= tolerance + SLACK if bank.judged >= FEWEST else None
    return Figure(
        slug, title, share if bank.judged else None, f"{share:.1%}" if bank.judged else "-", target, holds
    )


def _entities(bank: BankReport) -> Iterator[Figure]:
    share = comparable_share(bank.entities)
    yield Figure(
        "entities-comparable",
        f"Option uses by entities keyed {LOWEST:g} to {HIGHEST:g} times as often as by chance",
        share,
        "-" if share is None else f"{share:.1%}",
        f"at least {COMPARABLE_USES:.0%}",
        share >= COMPARABLE_USES if share is not None and bank.judged >= FEWEST else None,
    )
    title = "Right by choosing: most often the key in the other half of the concepts"
    yield _near_chance(bank, "strategy-familiar", title, bank.familiar, STRATEGY_POINTS)


def _likeness(bank: BankReport) -> Iterator[Figure]:
    alike = f"with a neighbour of {NEIGHBOUR_LIMIT:.0%} or more the same"
    yield _none("duplicates", "Items that stand there twice", bank.duplicates)
    yield _none("alike-in-concept", f"Items {alike}, of their concept", bank.too_similar)
    yield _none("alike-anywhere", f"Items {alike}, of any concept", bank.too_similar_anywhere)


def _none(slug: str, title: str, count: int) -> Figure:
    return Figure(slug, title, count, f"{count:,}", "0", count == 0)


def _language(bank: BankReport, lengths: Sequence[StemLengths], grade: float) -> Iterator[Figure]:
    enough = {own.recipe for own in lengths if own.items >= FEWEST_OF_RECIPE}
    worst = max((share for recipe, share in bank.lead_ins.items() if recipe in enough), default=None)
    yield Figure(
        "lead-ins",
        f"Most used lead-in of a kind of question of {FEWEST_OF_RECIPE} items or more",
        worst,
        "-" if worst is None else f"{worst:.1%}",
        f"at most {LEAD_IN_SHARE:.0%}",
        None if worst is None else worst <= LEAD_IN_SHARE + SLACK,
    )
    within = sum(own.within * own.items for own in lengths) / bank.items
    yield Figure(
        "stem-lengths",
        "Stems as long as four of five published ones of their task",
        within,
        f"{within:.1%}",
        f"at least {WITHIN_PUBLISHED:.0%}",
        within >= WITHIN_PUBLISHED,
    )
    low, high = GRADES
    title, target = "Flesch-Kincaid grade (median)", f"{low:g} to {high:g}"
    yield Figure("reading-grade", title, grade, f"{grade:.1f}", target, low <= grade <= high)
