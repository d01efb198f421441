"""The bracket language of content texts: [2-15] a number, [a|b] a choice, [He] and its like the patient."""

import re
from collections.abc import Iterator

NUMBER = r"\d[\d,]*(?:\.\d+)?"
BRACKET = re.compile(r"\[([^\[\]]*)\]")
RANGE = re.compile(rf"({NUMBER})\s*[-–]\s*({NUMBER})")
PATIENT_WORDS = {"He", "he", "His", "his", "him", "himself", "man", "boy"}


def token_errors(text: str) -> Iterator[str]:
    """Yield what is wrong with each bracket of a text."""
    for token in BRACKET.findall(text):
        if wrong := _error(token):
            yield f"[{token}] {wrong}"
    rest = BRACKET.sub("", text)
    if "[" in rest and "]" in rest:
        yield "brackets do not pair up, or stand within each other"
    elif "[" in rest:
        yield "'[' without ']'"
    elif "]" in rest:
        yield "']' without '['"


def _error(token: str) -> str:
    if token in PATIENT_WORDS or ("|" in token and all(part.strip() for part in token.split("|"))):
        return ""
    numbers = RANGE.fullmatch(token)
    if numbers is None:
        return "is neither a range, a choice, nor a word for the patient"
    low, high = (float(bound.replace(",", "")) for bound in numbers.groups())
    return "" if low < high else "is a range whose end is not above its beginning"
