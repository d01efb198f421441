"""Faults of wording and form that one item shows by itself; each function returns the evidence or None."""

import re
from collections.abc import Callable

from . import wording
from .language import DAYS
from .question import Question, letter, number, parts, plain

Find = Callable[[Question], str | None]

LONG_STEM = 200  # words with the lead-in; nine in ten published items have at most 179
SHORT_LEAD_IN = 4  # words
BLANK = re.compile(r"_{2,}|\[\s*(?:blank)?\s*\]|(?:…|\.{3,})(?=\s*[.?:]?\s*$)")
EMPTY_ANSWER = re.compile(r"\W*|n/?a|not applicable|other|unknown|i (?:do not|don't) know", re.IGNORECASE)
CONTRACTED_NOT = re.compile(r"\b\w+n['’]t\b", re.IGNORECASE)
# "Most appropriate statement to the patient" asks for an act, not for a truth.
JUDGES_TRUTH = re.compile(
    r"\btrue or false\b|^(?!.*\bappropriate\b).*\bstatements?\b"
    r"|\b(?:is|are|was|were)\s+(?:not\s+)?(?:true|false|correct|incorrect|accurate)\b",
    re.IGNORECASE,
)
TRUTHS = {"true", "false", "yes", "no"}
CASE_IS_USED = re.compile(
    r"\b(this|these|that|those|such|above|patient\w*|his|her|he|she|him|their|they|man|woman|boy|girl|child"
    r"|infant|most|next|best|likely|appropriate|initial|diagnosis|cause|presentation|condition)\b",
    re.IGNORECASE,
)
# Words of a lead-in that say nothing about what is asked.
SAYS_NOTHING = frozenset(
    "which what of the following is are was were be a an one best most likely appropriate true false correct"
    " incorrect not except accurate statement statements about regarding concerning this these patient in for to"
    " that".split()
)
SCALES = {
    **DAYS,
    **{unit[:-1]: days for unit, days in DAYS.items()},
    "mcg": 1e-6,
    "µg": 1e-6,
    "mg": 1e-3,
    "g": 1.0,
    "kg": 1e3,
}


def ambiguous(question: Question) -> str | None:
    """Find options that say the same, and questions that ask two things or deny twice."""
    seen: dict[frozenset[str], int] = {}
    for place, text in enumerate(question.texts):
        same = seen.setdefault(parts(text) or frozenset({text}), place)
        if same != place:
            return f"options {letter(same)} and {letter(place)} say the same"
        if re.search(r"\band/or\b", text, re.IGNORECASE):
            return f'option {letter(place)} says "and/or"'
    if question.lead_in.count("?") > 1:
        return "the lead-in asks more than one question"
    if negative(question) and (
        doubled := [text for text in question.texts if plain(text)[:1] in (("not",), ("no",))]
    ):
        return f'a negative question with a negative answer: "{doubled[0]}"'
    return None


def implausible(question: Question) -> str | None:
    """Find distractors that nobody would choose for want of sense, as far as their words show it."""
    for place, text in enumerate(question.texts):
        if place not in question.marked and EMPTY_ANSWER.fullmatch(text.strip()):
            return f'distractor {letter(place)} is no answer: "{text}"'
    if len(question.texts) - len(question.marked) < 2:
        return "fewer than two distractors"
    if question.key is None:
        return None
    kind = number(question.texts[question.key]) is None
    if all((number(text) is None) != kind for text in question.others()):
        return f"key {letter(question.key)} is {'words' if kind else 'a number'}, every distractor is not"
    return None


def option_like(pattern: re.Pattern[str]) -> Find:
    """Find an option that the pattern describes as a whole."""

    def find(question: Question) -> str | None:
        for place, text in enumerate(question.texts):
            if pattern.fullmatch(text):
                return f'option {letter(place)}: "{text}"'
        return None

    return find


def wording_of(pattern: re.Pattern[str]) -> Find:
    """Find a word in the lead-in or in an option that does not speak of other options."""

    def find(question: Question) -> str | None:
        if word := wording.said(pattern, wording.OF_THE_FOLLOWING.sub(" ", question.lead_in)):
            return f'the lead-in says "{word}"'
        for place, text in enumerate(question.texts):
            if (word := wording.said(pattern, text)) and not wording.on_options(text):
                return f'option {letter(place)} says "{word}"'
        return None

    return find


def gratuitous(question: Question) -> str | None:
    """Find stems that are too long, say a thing twice, or are not needed by their lead-in."""
    words = len(question.asked.split())
    if words > LONG_STEM:
        return f"{words} words"
    sentences = [plain(sentence) for sentence in re.split(r"(?<=[.?!])\s+", question.stem)]
    if any(sentence in sentences[:place] for place, sentence in enumerate(sentences) if len(sentence) > 2):
        return "a sentence stands twice"
    if len(sentences) > 1 and question.lead_in.endswith("?") and not CASE_IS_USED.search(question.lead_in):
        return f"the lead-in can be answered without the stem: {question.lead_in}"
    return None


def true_false(question: Question) -> str | None:
    """Find lead-ins that ask what is true, and options that only say whether."""
    if JUDGES_TRUTH.search(question.lead_in):
        return f"the lead-in asks what is true: {question.lead_in}"
    if {" ".join(plain(text)) for text in question.texts} <= TRUTHS:
        return f"the options are {' and '.join(question.texts)}"
    return None


def blank(question: Question) -> str | None:
    """Find a blank to fill."""
    if match := BLANK.search(question.lead_in) or re.search("_{2,}", question.stem):
        return f'a blank to fill: "{match.group()}"'
    return None


def unfocused(question: Question) -> str | None:
    """Find lead-ins that are missing or do not ask for anything."""
    if not question.lead_in:
        return "there is no lead-in: the stem ends without a question"
    if len(question.lead_in.split()) < SHORT_LEAD_IN:
        return f"the lead-in has fewer than {SHORT_LEAD_IN} words: {question.lead_in}"
    if "?" not in question.lead_in:
        return f"the lead-in is no question: {question.lead_in}"
    if set(plain(question.lead_in)) <= SAYS_NOTHING:
        return f"the lead-in does not name what is asked: {question.lead_in}"
    return None


def sequence(question: Question) -> str | None:
    """Find numbers that neither rise nor fall."""
    sizes = [_size(text) for text in question.texts]
    numbers = [size for size in sizes if size is not None]
    if len(numbers) < len(sizes) or numbers in (sorted(numbers), sorted(numbers, reverse=True)):
        return None
    if any(map(wording.on_options, question.texts)):
        return None  # "1 and 3" is no number
    return f"numbers out of order: {', '.join(question.texts)}"


def _size(text: str) -> float | None:
    """Return the number an option begins with, times and weights on one scale."""
    value = number(text)
    unit = next((SCALES[word] for word in plain(text) if word in SCALES), 1.0)
    return None if value is None else value * unit


def more_than_one(question: Question) -> str | None:
    """Find items without exactly one key, and keys that hold a distractor as their part."""
    if question.key is None:
        return f"{len(question.marked) or 'no'} options are marked correct"
    if wording.on_options(question.texts[question.key]):
        return None  # "A and C" holds "C" and does not say the same
    key = plain(question.texts[question.key])
    for place, text in enumerate(question.texts):
        own = plain(text)
        starts = range(len(key) - len(own) + 1) if own and key[:1] not in (("no",), ("not",), ("without",)) else ()
        if place != question.key and any(key[start : start + len(own)] == own for start in starts):
            return f'if key "{question.texts[question.key]}" is right, so is {letter(place)}: "{text}"'
    return None


def negative(question: Question) -> str | None:
    """Find lead-ins that ask for the exception."""
    contracted = CONTRACTED_NOT.search(question.lead_in)
    word = wording.said(wording.NEGATIVE_WORD, question.lead_in) or (contracted.group() if contracted else "")
    return f'the lead-in says "{word}"' if word else None
