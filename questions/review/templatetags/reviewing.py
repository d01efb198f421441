"""The way to an answer as a small picture."""

from django import template
from django.utils.safestring import mark_safe

from questions.review.reading import EXAM_SECONDS, Entry
from quizsite.core import charts

register = template.Library()


@register.filter
def timeline(entry: Entry) -> str:
    """Draw when each choice was made, against the exam's 90 seconds; the list beside it says the same."""
    marks = [(seconds, f"{letter} at {seconds} s", letter == entry.item.key) for seconds, letter in entry.history]
    # The chart writer escapes every text that it is given.
    return mark_safe(charts.timeline(marks, entry.seconds or 0, EXAM_SECONDS))
