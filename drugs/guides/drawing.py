"""Pathways to SVG: pure, coloured by CSS classes, with a title, a description, and words readable on a phone."""

from collections.abc import Mapping, Sequence
from html import escape

from drugs.guides.pathways import Pathway, Step

COLUMN = 216
BOX_WIDTH, BOX_HEIGHT = 200, 46
LINE = 17
GAP = 22  # between what stands in one row and the next row: room for an arrow's head
WIDEST, WIDEST_NAMES = 22, 20  # characters of a line in a box, and of bold ones under it
MOST_NAMES = 5
ARROW_AT, BESIDE_ARROW = 12, 22  # from the left edge of a box: where arrows leave it, and where names begin


def pathway_svg(pathway: Pathway, acting: Mapping[str, Sequence[str]]) -> str:
    """Draw the pathway; `acting` gives, by step id, the names of the drugs that act there."""
    columns = 1 + max(step.column for step in pathway.steps.values())
    names = {name: _named(acting.get(name, ())) for name in pathway.steps}
    *tops, height = _tops(pathway, names)
    arrows = "".join(_arrow(pathway.steps[one], pathway.steps[other], tops) for one, other in pathway.arrows)
    boxes = "".join(_box(step, tops[step.row], names[name]) for name, step in pathway.steps.items())
    return (
        f'<svg class="pathway" viewBox="0 0 {columns * COLUMN} {height}" role="img" '
        f'aria-labelledby="{pathway.id}-title {pathway.id}-desc">'
        f'<title id="{pathway.id}-title">{escape(pathway.title)}</title>'
        f'<desc id="{pathway.id}-desc">{escape(described(pathway, acting))}</desc>'
        f'<defs><marker id="{pathway.id}-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path class="pathway__head" d="M0 0L8 4L0 8Z"/></marker></defs>'
        f'<g marker-end="url(#{pathway.id}-head)" class="pathway__arrows">{arrows}</g>{boxes}</svg>'
    )


def described(pathway: Pathway, acting: Mapping[str, Sequence[str]]) -> str:
    """Say in words what the picture shows, drugs included."""
    places = [
        f"{step.name}: {', '.join(acting[name])}" for name, step in pathway.steps.items() if acting.get(name)
    ]
    return f"{pathway.summary} Drugs act at: {'; '.join(places)}." if places else pathway.summary


def _named(drugs: Sequence[str]) -> list[str]:
    """Return the lines that name the drugs of a step, the last ones counted where they are many."""
    if not drugs:
        return []
    left_out = len(drugs) - MOST_NAMES
    return _wrapped(
        ", ".join([*drugs[:MOST_NAMES], *([f"{left_out} more"] if left_out > 0 else [])]), WIDEST_NAMES
    )


def _tops(pathway: Pathway, names: Mapping[str, Sequence[str]]) -> list[int]:
    """Return where each row begins, and the whole height: a row is as high as its longest list of drugs asks."""
    tops = [4]
    for row in range(1 + max(step.row for step in pathway.steps.values())):
        longest = max((len(names[name]) for name, step in pathway.steps.items() if step.row == row), default=0)
        tops.append(tops[-1] + BOX_HEIGHT + LINE * longest + GAP)
    return tops


def _box(step: Step, y: int, names: Sequence[str]) -> str:
    x = step.column * COLUMN + (COLUMN - BOX_WIDTH) // 2
    kind = "pathway__box pathway__box--blocked" if names else "pathway__box"
    text = _lines(_wrapped(step.name, WIDEST), x + BOX_WIDTH // 2, y + BOX_HEIGHT // 2, "pathway__step")
    middle = y + BOX_HEIGHT + 4 + LINE * len(names) // 2
    drugs = _lines(names, x + BESIDE_ARROW, middle, "pathway__drugs", "start") if names else ""
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8"/>{text}{drugs}'


def _lines(lines: Sequence[str], x: int, middle: float, kind: str, anchor: str = "middle") -> str:
    top = middle - LINE * (len(lines) - 1) / 2
    spans = "".join(
        f'<tspan x="{x}" y="{top + LINE * n:.0f}">{escape(line)}</tspan>' for n, line in enumerate(lines)
    )
    return f'<text class="{kind}" text-anchor="{anchor}" dominant-baseline="central">{spans}</text>'


def _wrapped(text: str, widest: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > widest:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _arrow(one: Step, other: Step, tops: Sequence[int]) -> str:
    """Draw from the lower or inner edge of one box to the upper or inner edge of the other."""
    x1, x2 = ((step.column + 0.5) * COLUMN for step in (one, other))
    y1, y2 = (tops[step.row] for step in (one, other))
    if one.row == other.row:
        side = BOX_WIDTH / 2 * (1 if x2 > x1 else -1)
        return f'<path d="M{x1 + side:.0f} {y1 + BOX_HEIGHT / 2:.0f}H{x2 - side:.0f}"/>'
    if x1 == x2:
        edge = x1 - BOX_WIDTH / 2 + ARROW_AT  # beside the names under the box
        return f'<path d="M{edge:.0f} {y1 + BOX_HEIGHT}V{y2 - 1}"/>'
    edge, far = (
        x1 + (BOX_WIDTH / 2 - 12) * (1 if x2 > x1 else -1),
        x2 + (BOX_WIDTH / 2 - 40) * (1 if x1 > x2 else -1),
    )
    return f'<path d="M{edge:.0f} {y1 + BOX_HEIGHT}L{far:.0f} {y2 - 1}"/>'
