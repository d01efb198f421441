"""Flaws of a finished item: the writing gates G6-G12, judged on text alone.

Works on any item in the contract's form, ours or foreign. Negatives count in the lead-in only, vague and absolute
words in lead-in and options only, always as whole words: "allopurinol" is not "all", and a negative finding in
the stem is no negative stem.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import language
from .lengths import lengths_hold
from .wording import ABSOLUTE, ABSOLUTE_WORD, NEGATIVE, VAGUE, VAGUE_WORD, finder, said

LEAD_IN_BANNED = (*NEGATIVE, "true", "correct", "best", "associated", *ABSOLUTE, *VAGUE)
NAMES_WHAT = re.compile(
    r"\b(mechanisms? of action|adverse effects?|drugs?|tests?|genes?|measures?|process(?:es)?|diagnosis|target"
    r"|treatment)\b",
    re.IGNORECASE,
)
LEAD_IN_WORDS = 22
WORD = re.compile(r"\w+")
# Words of the question itself that carry no cue when stem and option share them.
NEUTRAL_ROOTS = frozenset({"which", "follo", "treat", "patie", "findi", "disea", "drugs"})

LEAD_IN_WORD = finder(LEAD_IN_BANNED)
COMBINATION = re.compile(r"\b(all|none|both|neither) of the (above|following|these)\b|\b[A-E] and [A-E]\b", re.I)


@dataclass(frozen=True, slots=True)
class Hidden:
    """What an inference-tier stem must not say: names, and endings of words. All in lower case."""

    words: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()  # names of several words
    endings: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str], endings: Iterable[str] = ()) -> "Hidden":
        """Sort names into single words and phrases."""
        lowered = [name.lower() for name in names]
        return cls(
            words=frozenset(name for name in lowered if WORD.fullmatch(name)),
            phrases=tuple(name for name in lowered if not WORD.fullmatch(name)),
            endings=tuple(ending.lower() for ending in endings),
        )

    def but(self, phrase: str, endings: Sequence[str]) -> "Hidden":
        """Return the same with one more phrase and other endings."""
        more = Hidden.of([phrase] if phrase else [], endings)
        return Hidden(self.words | more.words, (*self.phrases, *more.phrases), more.endings)


def flaws(item: Mapping[str, Any], hidden: Hidden = Hidden()) -> list[str]:
    """Return the names of all flaws; `hidden` is what an inference-tier stem must not say."""
    options = [option["text"] for option in item["options"]]
    keys = [option["text"] for option in item["options"] if option["correct"]]
    found = _lead_in_flaws(item["lead_in"]) + _option_flaws(options)
    if len(keys) != 1:
        return [*found, "more than one correct" if keys else "no correct option"]
    others = [text for text in options if text != keys[0]]
    if options and not lengths_hold(options, keys[0]):
        found.append("longest answer correct" if keys[0] == max(options, key=len) else "option length")
    found += _cue_flaws(f"{item['stem']} {item['lead_in']}", keys[0], others)
    told = names_told(item["stem"], hidden) if item.get("tier") == "inference" else []
    return found + [f"names what it hides: {name}" for name in told]


def telling(stem: str) -> frozenset[str]:
    """Return the roots of the words of stem and lead-in that would be a cue in the key."""
    return language.roots(stem) - NEUTRAL_ROOTS


def _lead_in_flaws(lead_in: str) -> list[str]:
    found = []
    if not lead_in.rstrip().endswith("?"):
        found.append("unfocused stem")
    if "___" in lead_in:
        found.append("fill in the blank")
    if len(lead_in.split()) > LEAD_IN_WORDS:
        found.append("lead-in too long")
    if word := said(LEAD_IN_WORD, lead_in):
        found.append("negative stem" if word.lower() in NEGATIVE else "lead-in wording")
    if not NAMES_WHAT.search(lead_in):
        found.append("lead-in does not name what is asked")
    if not re.search(r"\bmost (likely|appropriate(ly)?)\b", lead_in, re.I):
        found.append("lead-in without most likely or most appropriate")
    return found


def _option_flaws(options: Sequence[str]) -> list[str]:
    found = []
    if len(options) != 5 or len({text.lower() for text in options}) != len(options):
        found.append("not five different options")
    if list(options) != sorted(options, key=str.lower):
        found.append("lost sequence")
    for text in options:
        if COMBINATION.search(text):
            found.append("none, all or a combination of options")
        if said(ABSOLUTE_WORD, text):
            found.append("absolute terms")
        if said(VAGUE_WORD, text):
            found.append("vague terms")
    for one in options:
        if any(one.lower() in other.lower() for other in options if other != one):
            found.append("an option inside another")
    return found


def _cue_flaws(stem: str, key: str, others: Sequence[str]) -> list[str]:
    found = []
    if shared := repeated(stem, key, others):
        found.append(f"word repeats: {', '.join(sorted(shared))}")
    if overlaps_most(stem, key, others):
        found.append("convergence cues")
    if lone_opposites(key, others):
        found.append("logical cues")
    return found


def repeated(stem: str, key: str, others: Sequence[str]) -> frozenset[str]:
    """Return the roots that stem and key share and no distractor has."""
    stem = unlisted(stem, [key, *others])
    elsewhere = frozenset[str]().union(*(language.roots(text) for text in others))
    return (language.roots(key) & (language.roots(stem) - NEUTRAL_ROOTS)) - elsewhere


def unlisted(stem: str, options: Sequence[str]) -> str:
    """Return the stem without the options where it lists them all, as a patient's drugs: then none is betrayed."""
    lowered = stem.lower()
    if not all(option.lower() in lowered for option in options):
        return stem
    for option in options:
        lowered = lowered.replace(option.lower(), "")
    return lowered


def overlaps_most(stem: str, key: str, others: Sequence[str]) -> bool:
    """Tell whether the key shares more roots with the stem than any distractor does."""
    seen = telling(unlisted(stem, [key, *others]))
    overlap = len(language.roots(key) & seen)
    return bool(overlap) and overlap > max((len(language.roots(text) & seen) for text in others), default=0)


def lone_opposites(key: str, others: Sequence[str]) -> bool:
    """Tell whether the key and one distractor are the only pair of hyper-/hypo- opposites."""
    flipped = {"hyper": "hypo", "hypo": "hyper"}
    head = key.lower()
    for prefix, other in flipped.items():
        if head.startswith(prefix):
            return other + head[len(prefix) :] in {text.lower() for text in others}
    return False


def names_told(stem: str, hidden: Hidden) -> list[str]:
    """Return what the stem says although it is hidden (gate G12), in lower case."""
    text = stem.lower()
    words = set(WORD.findall(text))
    ends = [word for word in sorted(words) if word.endswith(hidden.endings)] if hidden.endings else []
    phrases = [phrase for phrase in hidden.phrases if phrase in text]
    return [*sorted(words & hidden.words), *ends, *phrases]
