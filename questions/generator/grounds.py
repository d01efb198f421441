"""Whether a stem shows what an explanation says of it.

What tells two pictures apart is written for the whole picture, of which a stem shows a part: "the platelet count
is normal" may be cited only where the platelets are told.
"""

import re
from collections import Counter
from collections.abc import Iterable

from . import language
from .facts import FactBase
from .memo import remembered

CLAUSE = re.compile(r"[,;:]|\band\b|\bwhereas\b|\bbut\b|\bso that\b")
ABSENCE = re.compile(
    r"\b(?:no|normal|absent|without|negative|clear|spared|undetectable|unchanged|intact|preserved|cannot be)\b"
)
CONTRAST = re.compile(r"\b(?:not|rather than|instead of|unlike)\b.*")  # what follows speaks of the other picture
STATES = frozenset("norma absen witho negat clear spare undet uncha intac prese".split())  # roots of these words
COMMON_SHARE = 0.06  # of the sentences; a root in more of them tells nothing
SHOWN_SHARE = 0.5  # of the roots that the picture could show


def told_here(facts: FactBase, effect: str, other: str, written: frozenset[str]) -> str | None:
    """Return what tells the other effect apart from the one shown, if the stem shows it."""
    told = facts.effects[effect].told_apart.get(other)
    return told if told and shows(facts, effect, told, written) else None


def shows(facts: FactBase, effect: str, sentence: str, written: frozenset[str]) -> bool:
    """Tell whether a stem of these roots, on the picture of the effect, shows what the sentence rests on.

    Every clause that says something is absent or normal needs a word of its own in the stem, and half of the
    telling words that the picture could show have to be there.
    """
    common = _common(facts) | STATES
    for clause in CLAUSE.split(sentence):
        said = language.roots(CONTRAST.sub("", clause)) - common
        if ABSENCE.search(clause) and said and not said & written:
            return False
    told = language.roots(CONTRAST.sub("", sentence)) - common
    showable = told & _of_picture(facts, effect)
    return bool(showable) and len(showable & written) >= SHOWN_SHARE * len(showable)


@remembered
def _of_picture(facts: FactBase, effect: str) -> frozenset[str]:
    picture = facts.effects[effect].picture
    return _roots((*picture.complaints, *(text for each in picture.findings for text in each.phrasings)))


@remembered
def _common(facts: FactBase) -> frozenset[str]:
    sentences = [told for effect in facts.effects.values() for told in effect.told_apart.values()]
    spread = Counter(root for told in sentences for root in language.roots(told))
    return frozenset(root for root, times in spread.items() if times > max(3, COMMON_SHARE * len(sentences)))


def _roots(texts: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*(language.roots(text) for text in texts))
