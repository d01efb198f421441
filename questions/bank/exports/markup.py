"""Items as HTML, for the formats that carry it: every text escaped, line ends kept."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from questions.bank.exports.entries import FACTS_CHANGED, Entry, clean, when_right


def escaped(text: str) -> str:
    """Return text as HTML that shows it literally."""
    return escape(clean(text)).replace("\n", "<br>")


def paragraphs(*texts: str) -> str:
    """Return one paragraph for each text that is not empty."""
    return "".join(f"<p>{escaped(text)}</p>" for text in texts if text)


def listed(texts: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escaped(text)}</li>" for text in texts) + "</ul>"


def question(entry: Entry) -> str:
    """Return stem and lead-in."""
    item = entry.item
    return f"{paragraphs(item['stem'])}<p><strong>{escaped(item['lead_in'])}</strong></p>"


def feedback(option: Mapping[str, Any]) -> str:
    """Return why the option is right or wrong."""
    return paragraphs(option["rationale"], when_right(option))


def solution(entry: Entry) -> str:
    """Return what everybody reads after answering, whatever they chose."""
    item, key = entry.item, entry.key
    told = paragraphs(f"Correct answer: {key['key']}. {key['text']}", item["explanation"], item["objective"])
    changed = paragraphs(FACTS_CHANGED) if entry.outdated else ""
    return f"{told}{changed}<p>Sources</p>{listed(entry.sources)}"
