"""English for items: the bracket language of content texts, grammar for numbers and lists, and text measures.

The bracket language is all that is ever interpreted in editable text: `[2-15]` a number in a range, `[a|b]` a
choice, `[He] [he] [His] [his] [him] [himself] [man] [boy]` words for the patient. Anything else stays literal.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from zlib import crc32

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
    return text if text[:1] in "αβγδκλμ" else text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Lower the first letter unless the first word is an acronym, a name with a hyphen letter, or an eponym."""
    head = text.split(" ", 1)[0]
    if head in EPONYMS or head[1:2] == "-" or not (head[1:].islower() or head == "A"):
        return text
    return text[:1].lower() + text[1:]


def plural(name: str) -> bool:
    """Tell whether the name of a thing takes a plural verb: by its last alternative, its list, or its head."""
    head = BEFORE_PREPOSITION.split(name.lower().rsplit(" or ", 1)[-1])[0]
    word = head.split()[-1]
    if word in SINGULAR:
        return False
    return " and " in head or (word.endswith("s") and not word.endswith(("ss", "us", "is", "ios")))


def verb(name: str, singular: str, many: str) -> str:
    """Return the form of a verb that agrees with the name of a thing."""
    return many if plural(name) else singular


COUNTED = frozenset({"assay", "electrocardiogram", "evaluation", "examination", "screen", "test", "x-ray"})


def named(name: str) -> str:
    """Return a name as it stands within a sentence: with its article where it is of something counted."""
    text = lower_first(name)
    head = BEFORE_PREPOSITION.split(text)[0].split()[-1]
    return article(text) if head in COUNTED else text


def one_of(shapes: Sequence[str], about: str) -> str:
    """Choose a wording by what the sentence is about: the same each time, and not one for all."""
    return shapes[crc32(about.encode()) % len(shapes)]


def because(reason: str) -> str:
    """Word a reason, a sentence or the name of a harm, as it follows what is done for it."""
    text = lower_first(reason.strip().rstrip(".").removeprefix("Risk of "))
    return f"because {text}" if FINITE.search(text) else f"because of the risk of {text}"


# Verbs by which the short reasons on record show that they are sentences and not names of harms.
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|may|must|should|will|does|do|call|go|point|fell|signal|identify|reveal"
    r"|(?:ris|fall|lower|rais|slow|mak|becom|add|follow|inhibit|reactivat|detect|show|tell|guid|set|caus|injur"
    r"|develop|los|occur|appear|hold|bring|lead|depend|worsen|exclud|rul|start|return|separat|help|vari|predict"
    r"|mark|put|floods?|postpon|contain|accompani|requir|precipitat|interrupt|read|meet|let|mean|appear"
    r"|climb|drop|reach|grow|narrow|spread|multipl|escap|enter|need|delay|stop|com|benefit|suggest|consider|advis|explain|decid|profit|warn|ask|turn|belong|harm)(?:e?s|e)?|releases|rise|fall|follow|appear|occur)\b"
)
BEFORE_PREPOSITION = re.compile(
    r" (?:of|in|to|with|without|for|after|from|against|by|on|within|due|during|such|other) "
)
SINGULAR = frozenset({"dna", "diabetes", "herpes", "measles", "rabies", "screen", "test", "testing", "wort"})
EPONYMS = frozenset(
    "Kaposi Crohn Still Graves Cushing Janus Legionella Listeria Mobitz Pneumocystis Escherichia".split()
)


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
