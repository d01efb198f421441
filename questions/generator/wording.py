"""Words and phrases that flaw an item, found as whole words: "allopurinol" is not "all", nor is leukemia ("ALL").

A word joined by a hyphen belongs to another word: "all-trans retinoic acid" is not absolute, a "false-positive"
test not negative, and "at least" asks for no exception.
"""

import re
from collections.abc import Sequence

ABSOLUTE = "always never only all none every completely totally must entirely invariably".split()
VAGUE = "usually often frequently sometimes occasionally rarely may might could possibly generally".split()
NEGATIVE = "not except least false incorrect unlikely".split()

_OPTIONS = r"(?:(?:the |these |those )?(?:other )?(?:above|following|options|answers|choices)|these|those)"
_LABEL = r"(?:[A-H]|[1-8]|I{1,3}|IV|VI{0,3})"
NONE_OF = re.compile(rf"\s*(?:none|none of {_OPTIONS}|neither|no correct (?:answer|option))\W*", re.I)
ALL_OF = re.compile(rf"\s*(?:all|all of {_OPTIONS}|all are (?:true|correct))\W*", re.I)
# Not in the text but as the whole of it: a vaccine against hepatitis A and B combines no options.
COMBINED = re.compile(
    rf"\s*(?:(?i:both|either|neither|any|two|more than one)(?i: one)? of {_OPTIONS}"
    rf"|(?:(?i:both|only) )?{_LABEL}(?:(?:\s*[,&+]\s*|,? (?:and|or) ){_LABEL})+(?i:,? only| are (?:true|correct))?"
    rf"|{_LABEL}(?i:,? only))\W*"
)
OF_THE_FOLLOWING = re.compile(r"\b(?:all|none|each) of the following\b", re.I)


def on_options(text: str) -> bool:
    """Tell whether an option speaks of the others: none, all, or some of them."""
    return any(form.fullmatch(text) for form in (NONE_OF, ALL_OF, COMBINED))


def finder(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for any of `words` that stands alone; "least" does not count after "at"."""
    listed = "|".join(r"(?<!\bat )least" if word == "least" else word for word in words)
    return re.compile(rf"(?<![\w-])({listed})(?![\w-])", re.IGNORECASE)


ABSOLUTE_WORD, VAGUE_WORD, NEGATIVE_WORD = finder(ABSOLUTE), finder(VAGUE), finder(NEGATIVE)


def said(pattern: re.Pattern[str], text: str) -> str:
    """Return the first word that `pattern` finds, or nothing; an acronym that reads like one is none."""
    for match in pattern.finditer(text):
        word = match.group(1)
        if word != "ALL" or text.isupper():
            return word
    return ""
