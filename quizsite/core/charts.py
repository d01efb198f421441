"""Numbers to SVG: pure, with title and description, coloured and sized by CSS classes only.

Shapes are drawn in a box of 100 by 100 that stretches to its place; strokes keep their width, and a dot is a
stroke of no length with round ends. Words stand in the page around the picture, where they keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

SCALE = (100, 75, 50, 25, 0)
# Room for half a dot at both ends.
INSET = 1.5


@dataclass(frozen=True, slots=True)
class Point:
    """A percentage with its interval; all three from 0 to 100."""

    label: str
    value: float
    low: float
    high: float


def line_chart(name: str, title: str, description: str, points: Sequence[Point]) -> str:
    """Draw percentages in order with their intervals; `name` makes the ids unique on the page."""
    places = _places(len(points))
    grid = "".join(f'<path class="plot__grid" d="M0 {100 - value}H100"/>' for value in SCALE)
    bands = "".join(
        f'<path class="plot__interval" d="M{x:.2f} {100 - point.low:.2f}V{100 - point.high:.2f}"/>'
        for x, point in zip(places, points, strict=True)
    )
    path = " ".join(f"{x:.2f},{100 - point.value:.2f}" for x, point in zip(places, points, strict=True))
    dots = "".join(
        f'<path class="plot__dot" d="M{x:.2f} {100 - point.value:.2f}h0">'
        f"<title>{escape(f'{point.label}: {point.value:.0f}%')}</title></path>"
        for x, point in zip(places, points, strict=True)
    )
    return (
        f'<svg class="plot" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f'{grid}{bands}<polyline class="plot__line" points="{path}"/>{dots}</svg>'
    )


def interval(point: Point) -> str:
    """Draw one percentage and its interval on a scale from 0 to 100, beside the numbers that say the same."""
    return (
        '<svg class="interval" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<path class="interval__scale" d="M0 5H100"/>'
        f'<path class="interval__range" d="M{point.low:.2f} 5H{point.high:.2f}"/>'
        f'<path class="interval__dot" d="M{point.value:.2f} 5h0"/></svg>'
    )


def _places(count: int) -> list[float]:
    """Return the horizontal places of `count` points; a single one stands in the middle."""
    if count == 1:
        return [50.0]
    step = (100 - 2 * INSET) / max(count - 1, 1)
    return [INSET + step * index for index in range(count)]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row of a heat map: its name, where it leads, and (level from 0 to 4, words) for each column."""

    label: str
    href: str
    cells: Sequence[tuple[int, str]]


CELL, GAP, NAMES, HEADS = 22, 2, 190, 170  # pixels of a cell's side, between cells, of row names and of headings


def heat_map(title: str, columns: Sequence[str], rows: Sequence[HeatRow]) -> str:
    """Draw levels as a grid of squares, each row a link; the numbers stand in a table beside it."""
    width = NAMES + len(columns) * (CELL + GAP) + HEADS // 2
    height = HEADS + len(rows) * (CELL + GAP)
    heads = "".join(
        f'<text class="heat__head" transform="translate({NAMES + index * (CELL + GAP) + CELL // 2} {HEADS - 8}) '
        f'rotate(-50)">{escape(column)}</text>'
        for index, column in enumerate(columns)
    )
    body = "".join(_heat_row(row, HEADS + index * (CELL + GAP)) for index, row in enumerate(rows))
    return (
        f'<svg class="heat" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="group" '
        f'aria-label="{escape(title)}">{heads}{body}</svg>'
    )


def _heat_row(row: HeatRow, top: int) -> str:
    squares = "".join(
        f'<rect class="heat__{level}" x="{NAMES + index * (CELL + GAP)}" y="{top}" width="{CELL}" height="{CELL}">'
        f"<title>{escape(words)}</title></rect>"
        for index, (level, words) in enumerate(row.cells)
    )
    return (
        f'<a href="{escape(row.href)}"><text class="heat__name" x="{NAMES - 8}" y="{top + CELL - 6}">'
        f"{escape(row.label)}</text>{squares}</a>"
    )


def bar(value: float, target: tuple[float, float] | None = None) -> str:
    """Draw a quantity from 0 to 100, over the range where it should end, beside the numbers that say the same."""
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="bar__scale" d="M0 9.5H100"/>{_target(target)}'
        f'<rect class="bar__value" x="0" y="2.5" width="{_held(value):.2f}" height="5"/></svg>'
    )


def spread(low: float, middle: float, high: float, target: tuple[float, float] | None = None) -> str:
    """Draw a range and its middle, over the range in which it should lie, beside the numbers that say the same."""
    start, width = _held(low), _held(high) - _held(low)
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="bar__scale" d="M0 9.5H100"/>{_target(target)}'
        f'<rect class="bar__value" x="{start:.2f}" y="3.5" width="{width:.2f}" height="3"/>'
        f'<path class="bar__middle" d="M{_held(middle):.2f} 1.5V8.5"/></svg>'
    )


def _target(ends: tuple[float, float] | None) -> str:
    if ends is None:
        return ""
    low, high = map(_held, ends)
    return f'<rect class="bar__target" x="{low:.2f}" y="0" width="{high - low:.2f}" height="10"/>'


def _held(value: float) -> float:
    """Return a value held within the picture."""
    return min(100.0, max(0.0, value))


def bars(
    name: str, title: str, description: str, counts: Sequence[tuple[str, int]], mark_after: int | None = None
) -> str:
    """Draw counts as columns in order; the tallest fills the height. `name` makes the ids unique on the page.

    `mark_after` draws a line after so many columns.
    """
    tallest = max((count for _, count in counts), default=0) or 1
    width = 100 / max(len(counts), 1)
    columns = "".join(
        f'<rect class="plot__bar" x="{place * width + width * 0.15:.2f}" y="{100 - 100 * count / tallest:.2f}" '
        f'width="{width * 0.7:.2f}" height="{100 * count / tallest:.2f}">'
        f"<title>{escape(f'{label}: {count}')}</title></rect>"
        for place, (label, count) in enumerate(counts)
    )
    return (
        f'<svg class="plot" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f'<path class="plot__grid" d="M0 100H100"/>{columns}{_mark(width, mark_after)}</svg>'
    )


def timeline(marks: Sequence[tuple[int, str, bool]], total: int, limit: int) -> str:
    """Draw moments (seconds, words, good or not) on a line of `total` seconds, with a tick at `limit` seconds."""
    length = max(total, limit, *(moment for moment, _, _ in marks), 1)
    dots = "".join(
        f'<path class="timeline__dot{" timeline__dot--good" if good else ""}" '
        f'd="M{INSET + (100 - 2 * INSET) * moment / length:.2f} 5h0"><title>{escape(words)}</title></path>'
        for moment, words, good in marks
    )
    end = INSET + (100 - 2 * INSET) * total / length
    tick = INSET + (100 - 2 * INSET) * limit / length
    return (
        '<svg class="timeline" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="timeline__line" d="M{INSET} 5H{end:.2f}"/>'
        f'<path class="timeline__limit" d="M{tick:.2f} 1V9"/>{dots}</svg>'
    )


def _mark(width: float, after: int | None) -> str:
    return "" if after is None else f'<path class="plot__mark" d="M{after * width:.2f} 0V100"/>'


@dataclass(frozen=True, slots=True)
class Series:
    """Percentages with intervals at places from 0 to 1 along the axis; `name` becomes part of a CSS class."""

    name: str
    points: Sequence[tuple[float, Point]]


def trends(name: str, title: str, description: str, series: Sequence[Series]) -> str:
    """Draw several lines over time, each within the band of its intervals; the first series lies on top."""
    grid = "".join(f'<path class="plot__grid" d="M0 {100 - value}H100"/>' for value in SCALE)
    return (
        f'<svg class="plot" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f"{grid}{''.join(map(_trend, reversed(series)))}</svg>"
    )


def _trend(series: Series) -> str:
    placed = [(INSET + place * (100 - 2 * INSET), point) for place, point in series.points]
    upper = [f"{x:.2f},{100 - point.high:.2f}" for x, point in placed]
    lower = [f"{x:.2f},{100 - point.low:.2f}" for x, point in reversed(placed)]
    line = " ".join(f"{x:.2f},{100 - point.value:.2f}" for x, point in placed)
    dots = "".join(
        f'<path class="plot__dot plot__dot--{series.name}" d="M{x:.2f} {100 - point.value:.2f}h0">'
        f"<title>{escape(f'{point.label}: {point.value:.0f}%')}</title></path>"
        for x, point in placed
    )
    return (
        f'<polygon class="plot__band plot__band--{series.name}" points="{" ".join(upper + lower)}"/>'
        f'<polyline class="plot__line plot__line--{series.name}" points="{line}"/>{dots}'
    )


def stack(parts: Sequence[tuple[str, int]]) -> str:
    """Draw named parts of a whole in one bar, beside the numbers that say the same."""
    total = sum(count for _, count in parts) or 1
    left, drawn = 0.0, []
    for name, count in parts:
        width = 100 * count / total
        drawn.append(f'<rect class="stack__{name}" x="{left:.2f}" y="0" width="{width:.2f}" height="10"/>')
        left += width
    return (
        '<svg class="stack-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(drawn)}</svg>"
    )
