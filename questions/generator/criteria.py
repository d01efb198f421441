"""The 19 flaw criteria by which items are judged and counted: a registry, each judged on the item's text alone.

What text cannot show (whether a distractor is plausible, whether a second option is true) is judged by what text
can: each criterion says what it looks at, and whether that settles it fully or partly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import cues, faults, wording
from .question import Question

FULLY, PARTLY = "fully", "partly"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the 19: what it is called, how it is judged, how far text settles it, and the judging itself."""

    slug: str
    title: str
    how: str
    judged: str
    find: faults.Find

    def evidence(self, item: Mapping[str, Any]) -> str | None:
        """Return what in the item shows the flaw, or None."""
        return self.find(Question.of(item))


def judge(item: Mapping[str, Any]) -> dict[str, str]:
    """Return the evidence of every flaw that an item shows, by the slug of its criterion."""
    question = Question.of(item)
    found = ((slug, criterion.find(question)) for slug, criterion in CRITERIA.items())
    return {slug: evidence for slug, evidence in found if evidence}


CRITERIA: Mapping[str, Criterion] = {
    criterion.slug: criterion
    for criterion in (
        Criterion(
            "ambiguous-information",
            "Ambiguous information",
            'Two options of the same parts, "and/or", two questions in one, or a double negative. '
            "Whether a clinician reads the case in two ways, text does not tell.",
            PARTLY,
            faults.ambiguous,
        ),
        Criterion(
            "implausible-distractors",
            "Implausible distractors",
            "A distractor that is no answer, a key that alone is (or is not) a number, or one distractor. "
            "Whether somebody would choose a distractor, only facts and answers tell.",
            PARTLY,
            faults.implausible,
        ),
        Criterion(
            "none-of-the-above",
            "None of the above",
            'An option that is, as a whole, "none of the above" or the like.',
            FULLY,
            faults.option_like(wording.NONE_OF),
        ),
        Criterion(
            "longest-answer-correct",
            "Longest answer correct",
            "A key with over 25 % more characters than the longest distractor; numbers are left out.",
            FULLY,
            cues.longest_key,
        ),
        Criterion(
            "gratuitous-information",
            "Gratuitous information",
            f"Over {faults.LONG_STEM} words, a sentence that stands twice, or a case that is not asked about. "
            "Whether a finding is needed, only the proof tells.",
            PARTLY,
            faults.gratuitous,
        ),
        Criterion(
            "true-false",
            "True or false",
            "A lead-in that asks which statement is true or correct, or options that are true, false, yes or no.",
            FULLY,
            faults.true_false,
        ),
        Criterion(
            "convergence-cues",
            "Convergence cues",
            "Options of several parts, where the key is the one whose parts stand in most others.",
            FULLY,
            cues.convergence,
        ),
        Criterion(
            "logical-cues",
            "Logical cues",
            "A key that is one of the only two opposites, or that alone shares most words with the stem. "
            "Cues of sense rather than words are not seen.",
            PARTLY,
            cues.logic,
        ),
        Criterion(
            "all-of-the-above",
            "All of the above",
            'An option that is, as a whole, "all of the above" or the like.',
            FULLY,
            faults.option_like(wording.ALL_OF),
        ),
        Criterion(
            "fill-in-the-blank",
            "Fill in the blank",
            "Underscores in stem or lead-in, or a lead-in that trails off in dots.",
            FULLY,
            faults.blank,
        ),
        Criterion(
            "absolute-terms",
            "Absolute terms",
            f"In lead-in or options, as a whole word: {', '.join(wording.ABSOLUTE)}.",
            FULLY,
            faults.wording_of(wording.ABSOLUTE_WORD),
        ),
        Criterion(
            "word-repeats",
            "Word repeats",
            "A word of five or more letters, by its first five, that stem and key share and no distractor has.",
            FULLY,
            cues.repeats,
        ),
        Criterion(
            "unfocused-stem",
            "Unfocused stem",
            "No lead-in, one that is no question, has too few words, or does not name what is asked. "
            "Whether the options need be read first, text tells only so far.",
            PARTLY,
            faults.unfocused,
        ),
        Criterion(
            "complex-k-type",
            "Complex K-type",
            'An option that is, as a whole, a choice of others: "A and C", "1, 2 and 3", "both of the above".',
            FULLY,
            faults.option_like(wording.COMBINED),
        ),
        Criterion(
            "grammatical-cues",
            "Grammatical cues",
            "An article before the options that a distractor does not fit, or a key that alone differs in its "
            'first letter, its article, "to" or its period. Number and tense are not parsed.',
            PARTLY,
            cues.grammar,
        ),
        Criterion(
            "lost-sequence",
            "Lost sequence",
            "Options that all begin with numbers, times and weights on one scale, neither rising nor falling. "
            "Orders of severity or of steps are not seen.",
            PARTLY,
            faults.sequence,
        ),
        Criterion(
            "vague-terms",
            "Vague terms",
            f"In lead-in or options, as a whole word: {', '.join(wording.VAGUE)}.",
            FULLY,
            faults.wording_of(wording.VAGUE_WORD),
        ),
        Criterion(
            "more-than-one-correct",
            "More than one correct",
            "Not exactly one option marked correct, or a distractor whose words stand whole in the key. "
            "That every distractor is false, only the proof tells.",
            PARTLY,
            faults.more_than_one,
        ),
        Criterion(
            "negative-stem",
            "Negative stem",
            f'In the lead-in, as a whole word: {", ".join(wording.NEGATIVE)}, or a contracted "not"; '
            "findings that a stem denies do not count.",
            FULLY,
            faults.negative,
        ),
    )
}
