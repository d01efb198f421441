"""The formats that items can be taken along in, by the name in their address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from questions.bank.exports import anki, gift, moodle, qti, table
from questions.bank.exports.entries import Entry


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what people call it, what it is for, how its name ends, and who writes it."""

    slug: str
    label: str
    use: str
    ending: str
    media_type: str
    write: Callable[[Iterable[Entry], datetime], bytes]


_ANKI = "application/octet-stream"  # Anki has no registered type; browsers then keep the name as it is
FORMATS = {
    each.slug: each
    for each in (
        Format(
            "anki",
            "Anki, multiple choice",
            "cards with five options, each explained on the back",
            "-choice.apkg",
            _ANKI,
            anki.write_choice,
        ),
        Format(
            "anki-open",
            "Anki, open questions",
            "the same questions without options, to recall the answer",
            "-open.apkg",
            _ANKI,
            anki.write_basic,
        ),
        Format(
            "moodle",
            "Moodle XML",
            "for the question bank of Moodle",
            "-moodle.xml",
            "application/xml",
            moodle.write,
        ),
        Format(
            "gift",
            "GIFT",
            "plain text that many quiz programs read",
            ".gift.txt",
            "text/plain; charset=utf-8",
            gift.write,
        ),
        Format("qti", "QTI 2.1", "a package for learning platforms", "-qti.zip", "application/zip", qti.write),
        Format("csv", "CSV", "a table, one question in a row", ".csv", "text/csv; charset=utf-8", table.write),
    )
}
