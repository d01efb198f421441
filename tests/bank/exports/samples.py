"""Entries to export, and texts that have broken exports before."""

import datetime as dt
import unicodedata
from html.parser import HTMLParser

from hypothesis import strategies as st

from questions.bank.exports.entries import Entry, clean

MORNING = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
EVENING = MORNING + dt.timedelta(hours=12)
TNF = {"tnf-inhibitors": "TNF inhibitors"}
SOURCE = {"title": "A label", "publisher": "FDA", "year": 2024, "locator": "5.1"}
BREAKING = (
    "\" ' < > & &amp; &#65; { } ~ = # : :: #### \\ \\n \n \n\n \r\n \r \t \0 \x0b \x1f \x7f \ud800 \ufffe \u2028 "
    "]]> --> <!-- {{c1::x}} {{FrontSide}} {{Stem}} [sound:a.mp3] [latex]x[/latex] [html] \\(x\\) $$x$$ $CATEGORY: "
    "=1+1 +1 -1 @x ＝1 %50% // -> ; , </text> <script>alert(1)</script> <br> é µ 💊"
).split(" ")
texts = st.lists(st.sampled_from(BREAKING) | st.text(max_size=6), min_size=1, max_size=6).map("".join)
# Spaces at the ends are no part of any text, and a text of nothing is none.
worded = texts.map(lambda text: f"x{text}x") | texts.filter(lambda text: clean(text) == clean(text).strip() != "")


def entry(uid="item-1", stem="A man has a fever.", key="C", text="", **more):
    """Return an entry whose options read as `text`, or each by its letter."""
    options = [
        {
            "key": letter,
            "text": text or f"Finding {letter}",
            "correct": letter == key,
            "rationale": f"Rationale of {letter}. {stem}",
            "when_right": "" if letter == key else f"Another story for {letter}. {stem}",
            "danger": False,
            "fact_ids": [],
        }
        for letter in "ABCDE"
    ]
    item = {
        "id": uid,
        "concept": "amberol/adverse-effect/fever",
        "recipe": "adverse-effect",
        "recipe_version": 1,
        "drug": "amberol",
        "category": "cytokine-inhibitors",
        "steps": [1, 2],
        "tier": "inference",
        "stem": stem,
        "lead_in": "Which of the following is the cause?",
        "options": options,
        "objective": "Fever is a sign.",
        "explanation": "Fever points to infection.",
        "sources": [SOURCE],
    }
    own = {name: more.pop(name) for name in ("choice", "note", "outdated", "classes") if name in more}
    return Entry(item | more, **{"classes": TNF, **own})


def same(text):
    """Return the text as every reader must give it back; Anki composes letters and their accents."""
    return unicodedata.normalize("NFC", clean(text))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks = [""]
        self.tags = set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag == "br":
            self.blocks[-1] += "\n"
        elif tag in ("p", "li"):
            self.blocks.append("")

    def handle_endtag(self, tag):
        if tag in ("p", "li"):
            self.blocks.append("")

    def handle_data(self, data):
        self.blocks[-1] += data


def blocks_of(html):
    """Return the text of every paragraph and list entry, as a browser shows it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [block for block in reader.blocks if block]


def tags_of(html):
    """Return the names of all elements: what a text may not bring in."""
    reader = _Reader()
    reader.feed(html)
    return reader.tags
