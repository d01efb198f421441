"""Small filters for times and shares."""

from django import template

register = template.Library()


@register.filter
def floor_minutes(seconds: int) -> int:
    """Return whole minutes."""
    return seconds // 60


@register.filter
def clock_time(seconds: int | None) -> str:
    """Return minutes and seconds as "1:05"; a dash when nothing was measured."""
    return "–" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"


@register.filter
def day_time(seconds: int) -> str:
    """Return hours, minutes and seconds as "5:01:09", without hours below one: "1:09"."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
