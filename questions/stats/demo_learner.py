"""How the demo learner answers: ability that rises, memory that fades, tiredness, second thoughts. Pure."""

from dataclasses import dataclass, field
from math import exp
from random import Random

from questions.stats.rasch import chance, prior_logit

DAYS = 150
START_ABILITY, END_ABILITY = 0.3, 1.9
# Even who knows nothing gets one in five right.
GUESS = 0.2
# A concept seen before is this much easier on the same day, and half of that is lost in so many days.
FRESH_BONUS, HALF_LIFE_DAYS = 1.8, 12.0
LETTERS = "ABCDE"


@dataclass(frozen=True, slots=True)
class Question:
    """What the learner sees of an item, and what it is graded by."""

    concept: str
    category: str
    difficulty: float
    key: str


@dataclass(frozen=True, slots=True)
class Reply:
    """How one question was answered: selections in order, what was said, and the seconds it took."""

    choices: tuple[str, ...]
    confidence: str
    seconds: int
    marked: bool
    right: bool


@dataclass(slots=True)
class DemoLearner:
    """One invented person. `weak` are categories that never quite sat."""

    rng: Random
    weak: frozenset[str]
    met: dict[str, tuple[float, int]] = field(default_factory=dict)

    def reply(self, question: Question, day: float, tired: float = 0.0) -> Reply:
        """Answer on a day of the history; `tired` runs from 0 (fresh) to 1 (the end of an exam day)."""
        rng = self.rng
        knows = chance(self._ability(question, day) - tired, prior_logit(question.difficulty))
        right = rng.random() < GUESS + (1 - GUESS) * knows
        wrong = self._wrong(question)
        final = question.key if right else wrong
        times = self.met[question.concept][1] if question.concept in self.met else 0
        self.met[question.concept] = (day, times + 1)
        return Reply(
            choices=self._choices(question, final, right),
            confidence=self._confidence(knows, right),
            seconds=self._seconds(knows, right, tired),
            marked=rng.random() < 0.04 + 0.12 * (1 - knows),
            right=right,
        )

    def _ability(self, question: Question, day: float) -> float:
        ability = START_ABILITY + (END_ABILITY - START_ABILITY) * day / DAYS
        if question.category in self.weak:
            ability -= 0.9
        if question.concept in self.met:
            last, times = self.met[question.concept]
            ability += FRESH_BONUS * times * 0.5 ** ((day - last) / (HALF_LIFE_DAYS * times))
        return ability

    def _wrong(self, question: Question) -> str:
        others = [letter for letter in LETTERS if letter != question.key]
        weights = [1 + self.rng.random() * 2 for _ in others]
        return self.rng.choices(others, weights)[0]

    def _choices(self, question: Question, final: str, right: bool) -> tuple[str, ...]:
        """Return the selections on the way to the final one: second thoughts help more often than they hurt."""
        if self.rng.random() >= (0.13 if right else 0.17):
            return (final,)
        others = [letter for letter in LETTERS if letter not in (final, question.key)]
        first = question.key if not right and self.rng.random() < 0.4 else self.rng.choice(others)
        return first, final

    def _confidence(self, knows: float, right: bool) -> str:
        """Say how sure; a little too sure on the whole, and silent on every fifth question."""
        if self.rng.random() < 0.2:
            return ""
        feeling = knows + self.rng.gauss(0.12 if right else -0.02, 0.17)
        return "sure" if feeling > 0.62 else "unsure" if feeling > 0.32 else "guess"

    def _seconds(self, knows: float, right: bool, tired: float) -> int:
        spread = exp(self.rng.gauss(0, 0.35))
        base = 52 + 34 * (1 - knows) + (0 if right else 9) + 10 * tired
        return max(8, round(base * spread))
