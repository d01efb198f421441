"""Reads GIFT as its description says: escapes first, then name, answer section, feedback."""

import re
from dataclasses import dataclass, field

ESCAPED = {"n": "\n"}
COMMENT_MARKS = re.compile(r"\[(id|tag):([^\]]*)\]")
WEIGHT = re.compile(r"%-?\d{1,2}\.?\d*%")
FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")


@dataclass
class Question:
    """One multiple-choice question; answers are (right, text, feedback)."""

    category: str
    marks: list = field(default_factory=list)
    name: str = ""
    form: str = ""
    text: str = ""
    answers: list = field(default_factory=list)
    general: str = ""


def read(text):
    """Return the questions of a file in their order."""
    category, found = "", []
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in paragraph.split("\n")]
        comments = [line for line in lines if line.startswith("//")]
        body = "\n".join(line for line in lines if not line.startswith("//")).strip()
        if body.startswith("$CATEGORY:"):
            category = body.removeprefix("$CATEGORY:").strip()
        elif body:
            marks = [mark for line in comments for mark in COMMENT_MARKS.findall(line)]
            found.append(_question(category, marks, body))
    return found


def _question(category, marks, body):
    signs = _signs(body)
    _, name, rest = _split(signs, "::", 2)
    text, section = _split(rest, "{", 1)
    section, after = _split(section, "}", 1)
    assert not after, "text after the answers would make a gap of them"
    section, general = _split(section, "####", 1)
    form = FORMAT.match(_plain(text))
    question = Question(category, marks, _plain(name), form[1] if form else "", _plain(text)[form.end() :])
    for sign, answer in _answers(section):
        shown, feedback = _split(answer, "#", 1)
        assert not WEIGHT.match(_plain(shown).strip()), "the text would be read as a weight"
        assert not FORMAT.match(_plain(shown).strip()), "the text would be read as a format"
        question.answers.append((sign == "=", _plain(shown).strip(), _plain(feedback).strip()))
    question.general = _plain(general).strip()
    return question


def _signs(body):
    """Return (character, is it special) pairs with the escapes taken off."""
    signs, characters = [], iter(body)
    for character in characters:
        if character == "\\":
            following = next(characters)
            assert following in "\\~=#{}:n", f"unknown escape {following!r}"
            signs.append((ESCAPED.get(following, following), False))
        else:
            signs.append((character, character in "~=#{}:"))
    return signs


def _split(signs, mark, times):
    parts, rest = [], signs
    for _ in range(times):
        at = next(n for n in range(len(rest)) if _is(rest[n : n + len(mark)], mark))
        parts.append(rest[:at])
        rest = rest[at + len(mark) :]
    return [*parts, rest]


def _is(signs, mark):
    return [character for character, special in signs if special] == list(mark)


def _answers(section):
    starts = [n for n, (character, special) in enumerate(section) if special and character in "=~"]
    assert not _plain(section[: starts[0]]).strip()
    for start, end in zip(starts, [*starts[1:], len(section)], strict=True):
        yield section[start][0], section[start + 1 : end]


def _plain(signs):
    return "".join(character for character, _ in signs)
