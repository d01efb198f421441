"""Which four wrong answers stand beside the key: alike in form, and such that nothing but medicine tells it.

The key's position, the rank of its length, what it shares with the stem and with the other options, and how often
an option is the key and how often a distractor are balanced by choosing the set. Options are always shown in
alphabetical order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from random import Random

from . import language
from .asks import ASKS
from .case import Case
from .facts import FactBase
from .lengths import lengths_hold, most
from .lures import Lure, crowding, spoken

OPTIONS = 5
DISTRACTORS = OPTIONS - 1
DRAWS = 4  # sets that the best one is chosen from
TRIES = 12  # draws until it is held that nothing fits
NEAREST = 20  # lures that are drawn from; farther ones stand in only where these do not fit together
NEARER = 50
# How many distractors are to be shorter than the key, and how many to share fewer words with the other options
# than the key does. A reader who follows lengths or shared words guesses among ties: each rank is drawn as often
# as keeps that at chance.
LENGTH_RANKS = (0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4)
LIKENESS_RANKS = (0, 0, 0, 0, 0, 0, 0, 1, 2, 4)
# How often a key that shares words with the stem shares the most of all options, tied with at least one other.
# With ties of two or three that is right as often as chance is; a key always below would be betrayed too.
TIED_WITH_STEM = 0.45
NONE: frozenset[str] = frozenset()


class CannotChoose(Exception):
    """No four distractors fit beside the key (gates G6 to G8); the message is the counted reason."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Five options in display order; `key_index` is the position of the key, counted from 0."""

    ids: tuple[str, ...]
    key_index: int
    closeness: float
    lures: dict[str, Lure]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a set should be like; None and False leave it open."""

    position: int | None  # of the key, 0-4
    shorter: int | None = None  # distractors that are shorter than the key
    quiet: bool = False  # no distractor shares more words with the stem than the key does


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every draw beside one key under one stem."""

    case: Case
    key: Lure
    shares: bool  # a word with the stem
    forced: frozenset[str] | None  # one of these has to be in the set; None when nothing has to
    loud: frozenset[str]  # lures that share more words with the stem than the key does


def feasible_positions(key: str, found: Sequence[Lure]) -> frozenset[int]:
    """Return the positions (0-4) at which enough lures sort on both sides of the key's text."""
    before = sum(lure.sorts_as < key.lower() for lure in found)
    after = len(found) - before
    return frozenset(place for place in range(OPTIONS) if before >= place and after >= DISTRACTORS - place)


def fits(facts: FactBase, case: Case, found: Sequence[Lure]) -> None:
    """Raise CannotChoose unless some four of the lures fit beside the key."""
    setting, luck = _setting(facts, case, found, frozenset()), Random(0)
    if all(_draw(facts, setting, found, luck, Wanted(None)) is None for _ in range(TRIES)):
        raise CannotChoose("G7 no distractor set fits")


def choose(
    facts: FactBase,
    case: Case,
    found: Sequence[Lure],
    rng: Random,
    position: int | None = None,
    told: frozenset[str] = frozenset(),
) -> Choice:
    """Draw four of the lures that fit beside the key, or raise CannotChoose.

    `position` (0-4) is aimed at for the key; `told` are the roots of the words of stem and lead-in. Farther lures
    stand in, and then wishes are given up, only where nothing fits.
    """
    setting = _setting(facts, case, found, told)
    shorter, alike = rng.choice(LENGTH_RANKS), rng.choice(LIKENESS_RANKS)
    quiet = not setting.shares or rng.random() < TIED_WITH_STEM
    for pool, wanted in (
        (found[:NEAREST], Wanted(position, shorter, quiet)),
        (found[:NEARER], Wanted(position, shorter, quiet)),
        (found, Wanted(position, shorter, quiet)),
        (found, Wanted(position, None, quiet)),
        (found, Wanted(position)),
        (found, Wanted(None)),
    ):
        drawn = _best_of(facts, setting, pool, rng, wanted, alike)
        if drawn is not None:
            return _choice(setting.key, drawn)
    raise CannotChoose("G7 no distractor set fits")


def _setting(facts: FactBase, case: Case, found: Sequence[Lure], told: frozenset[str]) -> Setting:
    """Return what every draw has to heed; gate G8: a word that stem and key share stands in a distractor too."""
    text = ASKS[case.asked].text(facts, case.key)
    heard = told & spoken(facts, case.asked)
    own = language.roots(text) & heard
    forced = None
    if case.rival or own:
        rivals = [lure for lure in found if case.rival in (None, lure.id)]
        forced = frozenset(lure.id for lure in rivals if own <= language.roots(lure.text))
        if not forced:
            raise CannotChoose("G8 only the key shares a word with the stem")
    loud = (
        frozenset(lure.id for lure in found if len(language.roots(lure.text) & heard) > len(own))
        if heard
        else NONE
    )
    return Setting(case, Lure(case.key, text, text.lower(), 0, "", 0.0), bool(own), forced, loud)


def _choice(key: Lure, drawn: Sequence[Lure]) -> Choice:
    shown = sorted([key, *drawn], key=lambda lure: lure.sorts_as)
    return Choice(
        ids=tuple(lure.id for lure in shown),
        key_index=shown.index(key),
        closeness=sum(lure.closeness for lure in drawn) / DISTRACTORS,
        lures={lure.id: lure for lure in drawn},
    )


def _best_of(
    facts: FactBase, setting: Setting, pool: Sequence[Lure], rng: Random, wanted: Wanted, alike: int
) -> list[Lure] | None:
    """Return the set with as many distractors less alike than the key as `alike` says, or as nearly as drawn.

    Among equals, the one of the nearest lures wins.
    """
    best: tuple[tuple[int, int], list[Lure]] | None = None
    for _ in range(DRAWS):
        drawn = _draw(facts, setting, pool, rng, wanted)
        if drawn is None:
            if best is None:
                return None
            continue
        off = abs(less_alike(setting.key.text, drawn) - alike)
        merit = -off, sum(lure.closeness for lure in drawn)
        if best is None or merit > best[0]:
            best = merit, drawn
        if off == 0:
            break
    return best and best[1]


def less_alike(key: str, drawn: Sequence[Lure]) -> int:
    """Count the distractors that share fewer words with the other options than the key does."""
    roots = [language.roots(key), *(language.roots(lure.text) for lure in drawn)]
    shared = [0] * len(roots)
    for (one, own), (two, other) in combinations(enumerate(roots), 2):
        if both := len(own & other):
            shared[one] += both
            shared[two] += both
    return sum(other < shared[0] for other in shared[1:])


def _draw(
    facts: FactBase, setting: Setting, pool: Sequence[Lure], rng: Random, wanted: Wanted
) -> list[Lure] | None:
    """Draw four lures that fit together and are as wanted; None if these do not come together.

    The order is a weighted random one (Efraimidis and Spirakis 2006).
    """
    asked, key = setting.case.asked, setting.key
    before, after = (
        (OPTIONS, OPTIONS) if wanted.position is None else (wanted.position, DISTRACTORS - wanted.position)
    )
    shorter, longer = (
        (OPTIONS, OPTIONS) if wanted.shorter is None else (wanted.shorter, DISTRACTORS - wanted.shorter)
    )
    limit, own = most(key.text), len(key.text)
    least = greatest = own
    drawn: list[Lure] = []
    taken: set[str] = set(setting.loud) if wanted.quiet else set()
    for lure in _shuffled(setting, pool, rng):
        length, first = len(lure.text), lure.sorts_as < key.sorts_as
        short, low, high = length < own, min(least, length), max(greatest, length)
        if (before if first else after) <= 0 or (shorter if short else longer) <= 0:
            continue
        if high > limit * low or lure.id in taken:
            continue
        before, after = before - first, after - (not first)
        shorter, longer = shorter - short, longer - (not short)
        least, greatest = low, high
        drawn.append(lure)
        taken |= crowding(facts, asked, lure.id)
        if len(drawn) == DISTRACTORS:
            return drawn if lengths_hold([key.text, *(each.text for each in drawn)], key.text) else None
        if len(drawn) == 1 and setting.forced is not None and lure.id not in setting.forced:
            return None
    return None


def _shuffled(setting: Setting, pool: Sequence[Lure], rng: Random) -> list[Lure]:
    """Return the pool in a weighted random order, with one of the forced lures first."""
    luck = rng.random
    places = [log(1 - luck()) / lure.weight for lure in pool]
    order = sorted(range(len(pool)), key=places.__getitem__, reverse=True)
    shuffled = [pool[place] for place in order]
    if setting.forced is not None:
        first = next((place for place, lure in enumerate(shuffled) if lure.id in setting.forced), 0)
        shuffled.insert(0, shuffled.pop(first))
    return shuffled
