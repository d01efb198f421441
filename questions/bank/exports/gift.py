"""Items as GIFT, the plain-text quiz format: a paragraph for each question, every special character escaped."""

import re
from collections.abc import Iterable
from datetime import datetime

from questions.bank.exports import markup
from questions.bank.exports.entries import NOTICE, Entry, clean
from questions.bank.exports.moodle import LONGEST_NAME, category

SPECIAL = re.compile(r"[\\~=#{}:]")
UNSAFE_IN_COMMENT = re.compile(r"[\[\]\\\n]+")


def write(entries: Iterable[Entry], at: datetime) -> bytes:
    """Return one file; a question follows the category it belongs to."""
    blocks = [f"// Rationale, {at:%Y-%m-%d}. {NOTICE}"]
    shelf: tuple[str, ...] = ()
    for entry in sorted(entries, key=lambda entry: entry.shelf):
        if entry.shelf != shelf:
            shelf = entry.shelf
            blocks.append(f"$CATEGORY: {category(shelf)}")
        blocks.append(_question(entry))
    return ("\n\n".join(blocks) + "\n").encode()


def escaped(text: str) -> str:
    """Return text that GIFT reads back unchanged; a line end is written as two characters."""
    return SPECIAL.sub(lambda found: f"\\{found[0]}", text).replace("\n", "\\n")


def _question(entry: Entry) -> str:
    item = entry.item
    marks = [f"[id:{_mark(item['id'])}]", *(f"[tag:{_mark(f'{kind}: {value}')}]" for kind, value in entry.tags)]
    lines = [
        f"// {' '.join(marks)}",
        f"::{escaped(entry.title[:LONGEST_NAME])}::[html]{escaped(markup.question(entry))}{{",
    ]
    for option in item["options"]:
        sign = "=" if option["correct"] else "~"
        lines.append(f"\t{sign}{_answer(option['text'])}#{escaped(markup.feedback(option))}")
    return "\n".join([*lines, f"\t####{escaped(markup.solution(entry))}", "}"])


def _answer(text: str) -> str:
    html = markup.escaped(text)
    # At the start, a percent sign would be read as a weight and a bracket as the name of a format.
    return escaped(f"&#{ord(html[0])};{html[1:]}" if html.startswith(("%", "[")) else html)


def _mark(text: str) -> str:
    return UNSAFE_IN_COMMENT.sub("-", clean(text))
