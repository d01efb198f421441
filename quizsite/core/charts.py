"""Numbers to SVG: pure, accessible (title and description), coloured by CSS classes only."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 14, 34
ROW = 46
GRID = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Point:
    """A percentage with its interval; all three from 0 to 100."""

    label: str
    value: float
    low: float
    high: float


def line_chart(name: str, title: str, description: str, points: Sequence[Point]) -> str:
    """Draw percentages in order with their intervals; `name` makes the ids unique on the page."""
    step = (WIDTH - LEFT - RIGHT) / max(len(points) - 1, 1)
    places = [LEFT + step * index if len(points) > 1 else (WIDTH + LEFT) / 2 for index in range(len(points))]
    parts = [_grid_line(value) for value in GRID]
    for x, point in zip(places, points, strict=True):
        parts.append(
            f'<line class="band" x1="{x:.1f}" x2="{x:.1f}" y1="{_y(point.low):.1f}" y2="{_y(point.high):.1f}"/>'
        )
    path = " ".join(f"{x:.1f},{_y(point.value):.1f}" for x, point in zip(places, points, strict=True))
    parts.append(f'<polyline class="line" points="{path}"/>')
    for x, point in zip(places, points, strict=True):
        hint = escape(f"{point.label}: {point.value:.0f}%")
        parts.append(
            f'<circle class="dot" cx="{x:.1f}" cy="{_y(point.value):.1f}" r="4"><title>{hint}</title></circle>'
        )
    for index in sorted({0, len(points) - 1}) if points else []:
        anchor = "start" if index == 0 and len(points) > 1 else "end" if len(points) > 1 else "middle"
        parts.append(_text(places[index], HEIGHT - 10, points[index].label, anchor))
    return _svg(name, title, description, HEIGHT, parts)


def bar_chart(name: str, title: str, description: str, rows: Sequence[tuple[Point, int]]) -> str:
    """Draw one bar a row from 0 to 100 % with its interval; each row is a point and its n."""
    height = TOP + ROW * len(rows)
    parts: list[str] = []
    for index, (point, count) in enumerate(rows):
        y = TOP + index * ROW
        parts.append(_text(0, y + 12, f"{point.label}: {point.value:.0f}% of {count}", "start", "label"))
        parts.append(f'<rect class="track" x="0" y="{y + 18}" width="{WIDTH}" height="12" rx="6"/>')
        parts.append(
            f'<rect class="bar" x="0" y="{y + 18}" width="{WIDTH * point.value / 100:.1f}" height="12" rx="6"/>'
        )
        low, high = (WIDTH * bound / 100 for bound in (point.low, point.high))
        parts.append(f'<line class="grid" x1="{low:.1f}" x2="{high:.1f}" y1="{y + 36}" y2="{y + 36}"/>')
    return _svg(name, title, description, height, parts)


def _y(percent: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - percent / 100)


def _grid_line(value: int) -> str:
    y = _y(value)
    line = f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
    return line + _text(LEFT - 8, y + 4, f"{value}%", "end")


def _text(x: float, y: float, text: str, anchor: str, css: str = "") -> str:
    named = f' class="{css}"' if css else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(name: str, title: str, description: str, height: float, parts: Sequence[str]) -> str:
    head = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">{head}{"".join(parts)}</svg>'
    )
