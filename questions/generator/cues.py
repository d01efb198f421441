"""What betrays the key of one item to a reader who knows no medicine, as evidence or None."""

import re
from collections import Counter
from collections.abc import Callable

from . import language, lint
from .lengths import KEY_OVER_NEXT_LONGEST
from .question import Question, letter, number, parts, plain

# Words that turn one option into its opposite.
OPPOSITES = (
    ("hyper", "hypo"), ("tachy", "brady"), ("increased", "decreased"), ("increase", "decrease"),
    ("high", "low"), ("elevated", "reduced"), ("activation", "inhibition"), ("agonist", "antagonist"),
    ("stimulation", "inhibition"), ("positive", "negative"), ("acidosis", "alkalosis"), ("gain", "loss"),
    ("dilation", "constriction"), ("enlarged", "shrunken"), ("upregulation", "downregulation"),
)  # fmt: skip
FEWEST_COMPOUND = 3  # options of several parts, from which they can converge on one of them
ARTICLE_LEFT_OPEN = re.compile(r"\b(an?)[\s:_]*$", re.IGNORECASE)
ONE_CASE = 3  # distractors from which a key written otherwise stands out


def longest_key(question: Question) -> str | None:
    """Find a key longer than every distractor by over a quarter; numbers are as long as they are."""
    if question.key is None or not question.others():
        return None
    key = question.texts[question.key]
    next_longest = max(len(text) for text in question.others())
    if number(key) is not None or len(key) <= KEY_OVER_NEXT_LONGEST * next_longest:
        return None
    return f"key {letter(question.key)} has {len(key)} characters, the longest distractor {next_longest}"


def convergence(question: Question) -> str | None:
    """Find a key made of the parts that stand in most options: "A and B" among "A and C", "B and D"."""
    if question.key is None:
        return None
    made = [parts(text) for text in question.texts]
    if sum(len(own) > 1 for own in made) < FEWEST_COMPOUND or len(made[question.key]) < 2:
        return None
    uses = Counter(part for own in made for part in own)
    shared = [sum(uses[part] - 1 for part in own) for own in made]
    best = max(value for place, value in enumerate(shared) if place != question.key)
    if shared[question.key] <= best:
        return None
    common = ", ".join(sorted(part for part in made[question.key] if uses[part] > 1))
    return f"the parts of key {letter(question.key)} stand in most options: {common}"


def logic(question: Question) -> str | None:
    """Find a key that is one of a lone pair of opposites, or that alone leans most on the words of the stem."""
    if question.key is None:
        return None
    pairs = opposite_pairs(question)
    if len(pairs) == 1 and question.key in pairs[0]:
        one, other = (question.texts[place] for place in pairs[0])
        return f'"{one}" and "{other}" are the only opposites, and one of them is the key'
    key, others = question.texts[question.key], question.others()
    if lint.overlaps_most(question.asked, key, others) and not lint.repeated(question.asked, key, others):
        return f"key {letter(question.key)} shares more words with the stem than any distractor"
    return None


def opposite_pairs(question: Question) -> list[tuple[int, int]]:
    """Return the places of options that differ by one word and its opposite only."""
    words = [" ".join(plain(text)) for text in question.texts]
    pairs = set()
    for one, other in OPPOSITES:
        for place, text in enumerate(words):
            flipped = re.sub(rf"\b{one}", other, text) if one in text else text
            if flipped != text:
                pairs |= {(place, partner) for partner, each in enumerate(words) if each == flipped}
    return sorted(pairs)


def repeats(question: Question) -> str | None:
    """Find words (by their first five letters) that stem and key share and no distractor has."""
    if question.key is None:
        return None
    key = question.texts[question.key]
    shared = lint.repeated(question.asked, key, question.others())
    words = sorted({word.lower() for word in language.words(key) if word[:5].lower() in shared})
    return (
        f"stem and key {letter(question.key)} alone share: {', '.join(words or sorted(shared))}"
        if shared
        else None
    )


def grammar(question: Question) -> str | None:
    """Find a distractor that the article of the lead-in rules out, or a key written unlike every distractor."""
    if question.key is None:
        return None
    key, others = question.texts[question.key], question.others()
    if match := ARTICLE_LEFT_OPEN.search(question.lead_in):
        wanted = match.group(1).lower()
        unfit = [text for text in others if language.article(text).split()[0] != wanted]
        if unfit and language.article(key).split()[0] == wanted:
            return f'the lead-in ends with "{wanted}", which does not fit "{unfit[0]}"'
    for trait, shows in TRAITS.items():
        seen = {shows(text) for text in others}
        if len(others) >= ONE_CASE and seen == {not shows(key)}:
            return f"only key {letter(question.key)} {'has' if shows(key) else 'lacks'} {trait}"
    return None


TRAITS: dict[str, Callable[[str], bool]] = {
    "a period at its end": lambda text: text.endswith("."),
    "a small first letter": lambda text: text[:1].islower(),
    '"to" before it': lambda text: plain(text)[:1] == ("to",),
    "an article before it": lambda text: plain(text)[:1] in {("a",), ("an",), ("the",)},
}
