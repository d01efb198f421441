"""English for items: the bracket language of content texts, grammar for numbers and lists, and text measures.

The bracket language is all that is ever interpreted in editable text: `[2-15]` a number in a range, `[a|b]` a
choice, `[He] [he] [His] [his] [him] [himself] [man] [boy]` words for the patient. Anything else stays literal.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random

ARTICLE = re.compile(r"\b([Aa]) ((?:8|11|18)\b|8\d\b)")  # "a 8-cm" once the number is drawn
BRACKET = re.compile(r"\[([^\[\]]+)\]")
NUMBER = r"(\d[\d,]*(?:\.(\d+))?)"
NUMBER_RANGE = re.compile(rf"{NUMBER}\s*[-–]\s*{NUMBER}")
SENTENCE_END = re.compile(r"(?<=[.?]) ")
WORD = re.compile(r"[A-Za-zα-ωΑ-Ω][\w'α-ωΑ-Ω-]*")
DAYS = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.4, "years": 365.0}
FEMININE = {
    "He": "She",
    "he": "she",
    "His": "Her",
    "his": "her",
    "him": "her",
    "himself": "herself",
    "man": "woman",
    "boy": "girl",
}


def render(text: str, rng: Random, female: bool) -> str:
    """Replace every bracket in `text`; a bracket outside the language raises ValueError."""
    if "[" not in text:
        return text

    def replace(match: re.Match[str]) -> str:
        token: str = match.group(1)
        if token in FEMININE:
            return FEMININE[token] if female else token
        if "|" in token:
            return rng.choice(token.split("|"))
        return number_between(*_range(token), rng)

    return ARTICLE.sub(r"\1n \2", BRACKET.sub(replace, text))


@lru_cache(maxsize=4096)
def _range(token: str) -> tuple[float, float, int]:
    """Return the bounds of a number range and the decimals it is written with."""
    numbers = NUMBER_RANGE.fullmatch(token)
    if numbers is None:
        raise ValueError(f"[{token}] is not a number range, a choice or a word for the patient")
    low, high = (float(numbers.group(bound).replace(",", "")) for bound in (1, 3))
    return low, high, max(len(numbers.group(2) or ""), len(numbers.group(4) or ""))


def number_between(low: float, high: float, decimals: int, rng: Random) -> str:
    """Return a number in [low, high] with `decimals` decimals and a comma after thousands.

    From 500 on, whole numbers are rounded to what a laboratory reports: two significant digits below the first.
    """
    scale = 10**decimals
    value = rng.randint(round(low * scale), round(high * scale)) / scale
    if decimals == 0 and value >= 500:
        step = 10 ** (len(str(int(value))) - 2)
        value = min(max(round(value / step) * step, low), high)
    return f"{value:,.{decimals}f}"


def span(days: float) -> str:
    """Word a duration in the unit a clinician would use: "10 days", "6 weeks", "8 months", "3 years"."""
    if days < 1 / 24:
        return counted(max(5, round(days * 1440 / 5) * 5), "minute")
    if days < 2:
        return counted(max(1, round(days * 24)), "hour")
    if days < 14:
        return counted(round(days), "day")
    if days < 70:
        return counted(round(days / 7), "week")
    if days < 730:
        return counted(max(2, round(days / 30.4)), "month")
    return counted(round(days / 365), "year")


def counted(number: int, unit: str) -> str:
    """Return "1 day", "2 days"."""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def article(phrase: str) -> str:
    """Put "a" or "an" before a phrase, by sound as far as item language needs it."""
    head = phrase.lower()
    vowel = head[0] in "aeiou" and not head.startswith(("uni", "use", "eu", "one"))
    eighties = re.match(r"(8|11|18)\b|8\d\b", head)
    return f"an {phrase}" if vowel or eighties else f"a {phrase}"


def listed(parts: Sequence[str], conjunction: str = "and") -> str:
    """Join with serial comma."""
    if len(parts) < 3:
        return f" {conjunction} ".join(parts)
    return f"{', '.join(parts[:-1])}, {conjunction} {parts[-1]}"


def capital(text: str) -> str:
    """Capitalise the first letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Lower the first letter unless the first word is an acronym, a name with a hyphen letter, or an eponym."""
    head = text.split(" ", 1)[0]
    if not head[1:].islower() or head in EPONYMS:
        return text
    return text[:1].lower() + text[1:]


EPONYMS = frozenset({"Kaposi", "Crohn", "Still", "Graves", "Cushing", "Janus", "Legionella", "Listeria"})


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return WORD.findall(text)


def sentences(text: str) -> set[str]:
    """Return the different sentences of a text."""
    return set(SENTENCE_END.split(text))


@lru_cache(maxsize=4096)
def roots(text: str) -> frozenset[str]:
    """Return the five-letter beginnings of the words of five or more letters, lower case."""
    return frozenset(word[:5].lower() for word in re.findall(r"[A-Za-z]{5,}", text))
