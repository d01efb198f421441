"""What to do next, in one sentence with its reason. Pure, from the figures that the pages show."""

from collections.abc import Sequence
from dataclasses import dataclass

from questions.stats.measures import Share

# Below this many first attempts, a kind of question is a blank spot and not a weakness.
ENOUGH = 10
TOO_MANY_NOT_REACHED = 5.0  # percent


@dataclass(frozen=True, slots=True)
class Cell:
    """First attempts at one kind of question within one category."""

    category: str
    recipe: str
    name: str
    share: Share


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do: what, why, and where it leads: "review", "certainty", or a block's set-up."""

    what: str
    why: str
    leads: str
    category: str = ""
    recipe: str = ""


def advise(due: int, dangerous: int, not_reached: Share | None, overall: Share, cells: Sequence[Cell]) -> Advice:
    """Return the first of these that holds.

    Forgetting comes before all else, since it does not wait; then what would harm a patient; then pace; then the
    weakest kind of question whose whole interval lies under the average. Otherwise nothing stands out.
    """
    if due >= ENOUGH:
        return Advice(
            f"Review the {due} points that are due", "they are about to be forgotten, and cost least now", "review"
        )
    if dangerous >= 3:
        why = f"you were sure, wrong, and would have harmed the patient {dangerous} times"
        return Advice("Read your sure and dangerous answers again", why, "certainty")
    if not_reached and not_reached.low > TOO_MANY_NOT_REACHED:
        why = f"you did not reach {not_reached.correct} of {not_reached.total} questions in time"
        return Advice("Take a timed block and watch the clock", why, "block")
    weak = [each for each in cells if each.share.total >= ENOUGH and each.share.high < overall.value]
    if weak:
        worst = min(weak, key=lambda each: (each.share.high, each.name))
        why = (
            f"you got {worst.share.correct} of {worst.share.total} right ({worst.share.value:.0f}%, at best "
            f"{worst.share.high:.0f}%) against {overall.value:.0f}% overall"
        )
        return Advice(f"Take a block on {worst.name}", why, "block", worst.category, worst.recipe)
    return Advice("Take a mixed block", "no kind of question lies under your average by more than chance", "block")
