"""From a case and a seed to a finished item, or to the reason why there is none.

    recipe.cases -> proving (G1-G4, once per case) -> distractors (G6, G7) -> stem (G5) -> lint (G8-G12)

Same facts and same seed give the same bytes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Protocol

from . import giveaway, language, lint, reproof
from .asks import ASKS
from .case import Case, ClueKind, Form
from .digest import facts_digest
from .distractors import OPTIONS, CannotChoose, Choice, choose
from .facts import FactBase
from .item import LETTERS, Item, Option
from .memo import remembered
from .neighbours import Shingle, shingles, too_like
from .proving import Provable, Proved, Report, provable
from .recipe import Recipe
from .stem import Stem, write_stem
from .vignette import CannotWrite

ATTEMPTS = 12
# A sentence stands in at most this share of the explanations: half the drugs can cause anaphylaxis, which would be
# the answer to one question in sixteen, each with the same words under it.
CROWD = 0.02
CROWD_OF_FEW = 5


class Told(Protocol):
    """What is told of a patient, and those of its sentences that decide."""

    @property
    def text(self) -> str: ...

    @property
    def clues(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What a bank would like of the next item; None leaves it to the seed."""

    position: int | None = None  # of the key, 0-4
    lead_in: int | None = None  # index into the recipe's lead-ins, taken modulo their number


def build(facts: FactBase, concept: Provable, seed: int, report: Report, wish: Wish = Wish()) -> Item | None:
    """Return one item of the concept, or None after `ATTEMPTS` refused drafts."""
    rng = Random(f"{seed}/{concept.recipe.slug}/{concept.concept}")
    position = rng.randrange(OPTIONS) if wish.position is None else wish.position
    able = [proved for proved in concept.cases if position in proved.positions] or concept.cases
    for _ in range(ATTEMPTS):
        proved = rng.choice(_by_tier(able, rng))
        case = proved.case
        lead_ins = concept.recipe.lead_ins[case.asked]
        lead_in = rng.choice(lead_ins) if wish.lead_in is None else lead_ins[wish.lead_in % len(lead_ins)]
        try:
            stem = write_stem(facts, case, rng)
        except CannotWrite as cannot:
            report.refuse(f"G5 {cannot}")
            continue
        if item := ask(facts, concept.recipe, proved, stem, lead_in, seed, position, rng, report):
            return item
    return None


def ask(
    facts: FactBase,
    recipe: Recipe,
    proved: Proved,
    stem: Told,
    lead_in: str,
    seed: int,
    position: int,
    rng: Random,
    report: Report,
) -> Item | None:
    """Return the item that asks this of a written patient; None where no options fit or a flaw shows."""
    told = lint.telling(f"{stem.text} {lead_in}")
    case = replace(proved.case, written=told)
    refuted = [lure for lure in proved.lures if ASKS[case.asked].refuted_here(facts, case, lure.id)]
    try:
        choice = choose(facts, case, refuted, rng, position, told)
    except CannotChoose as cannot:
        report.refuse(str(cannot))
        return None
    if isinstance(stem, Stem):
        stem = stem.naming([facts.drugs[option].name for option in choice.ids if option in facts.drugs])
    found = lint.flaws(_draft(facts, case, stem, lead_in, choice), hidden_in(facts, case))
    for flaw in found:
        report.refuse(flaw)
    return None if found else _assemble(facts, recipe, case, seed, stem, lead_in, choice)


def _by_tier(cases: Sequence[Proved], rng: Random) -> Sequence[Proved]:
    """Prefer the inference tier; recall stands in where nothing else was proved, and now and then beside it."""
    inference = [case for case in cases if case.tier == "inference"]
    recall = [case for case in cases if case.tier == "recall"]
    if not inference or not recall:
        return inference or recall
    return recall if rng.random() < 0.15 else inference


def _draft(facts: FactBase, case: Case, stem: Told, lead_in: str, choice: Choice) -> dict[str, Any]:
    """Return what a reader of the item sees before answering, as far as lint judges it."""
    texts = ((ASKS[case.asked].text(facts, option), option == case.key) for option in choice.ids)
    options = [{"text": text, "correct": correct} for text, correct in texts]
    return {"tier": case.tier, "stem": stem.text, "lead_in": lead_in, "options": options}


def _assemble(
    facts: FactBase, recipe: Recipe, case: Case, seed: int, stem: Told, lead_in: str, choice: Choice
) -> Item:
    options = _options(facts, case, choice)
    used = dict.fromkeys((*case.fact_ids, *_picture_facts(case), *(f for o in options for f in o.fact_ids)))
    return Item(
        recipe=recipe.slug,
        recipe_version=recipe.version,
        seed=seed,
        concept=case.concept.id,
        drug=case.concept.drug,
        category=facts.drugs[case.concept.drug].category,
        steps=case.steps,
        tier=case.tier,
        reasoning_steps=case.reasoning_steps,
        difficulty=difficulty(case, choice),
        stem=stem.text,
        lead_in=lead_in,
        options=options,
        objective=ASKS[case.asked].objective(facts, case),
        explanation=next(option.rationale for option in options if option.correct),
        sources=tuple(sources(facts, used)),
        facts_digest=facts_digest(facts, used),
        fact_ids=tuple(used),
        proof=reproof.record(case, choice.ids),
        clues=stem.clues,
        asks=giveaway.asks(facts, case),
        tells=giveaway.tells(facts, case),
    )


def _options(facts: FactBase, case: Case, choice: Choice) -> tuple[Option, ...]:
    ask = ASKS[case.asked]
    reasons = [
        ask.key_reason(facts, case) if option == case.key else ask.distractor_reason(facts, case, option)
        for option in choice.ids
    ]
    return tuple(
        Option(
            key=letter,
            text=ASKS[case.asked].text(facts, option),
            correct=option == case.key,
            rationale=reason.rationale,
            when_right=reason.when_right,
            danger=ask.dangerous(facts, option),
            fact_ids=reason.fact_ids,
            slip="" if option == case.key else choice.lures[option].slip,
        )
        for letter, option, reason in zip(LETTERS, choice.ids, reasons, strict=True)
    )


def _picture_facts(case: Case) -> tuple[str, ...]:
    effect = case.shown(ClueKind.CAUSED)
    return f"condition/{case.indication.condition}", *([f"effect/{effect}"] if effect else [])


def difficulty(case: Case, choice: Choice) -> float:
    """Return the prior in [0, 1]: 0.15 a reasoning step, up to 0.4 for near distractors, 0.15 for inference."""
    near = min(choice.closeness, 6.0) / 6.0
    return round(min(1.0, 0.15 * case.reasoning_steps + 0.4 * near + 0.15 * (case.tier == "inference")), 3)


def sources(facts: FactBase, fact_ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return the distinct documents behind the facts, with every section cited in each."""
    sections: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for fact in fact_ids:
        for citation in facts.citations.get(fact, ()):
            sections[citation.source].update({citation.section: None} if citation.section else {})
    return [
        {
            "title": facts.sources[source].title,
            "publisher": facts.sources[source].publisher,
            "year": facts.sources[source].year,
            "locator": "; ".join(cited),
        }
        for source, cited in sections.items()
    ]


def hidden_in(facts: FactBase, case: Case) -> lint.Hidden:
    """Return what an inference-tier stem must not say: any drug, its own name stems, and the diagnosis."""
    stems = facts.drugs[case.indication.drug].name_stems
    effect = case.shown(ClueKind.CAUSED)
    diagnosis = facts.effects[effect].name if effect else ""
    if case.form is Form.DISEASE:
        diagnosis = facts.conditions[case.indication.condition].name
    return _drug_names(facts).but(diagnosis, stems)


@remembered
def _drug_names(facts: FactBase) -> lint.Hidden:
    names = (name for drug in facts.drugs.values() for name in (drug.name, *drug.brand_names))
    return lint.Hidden.of(name for name in names if len(name) > 4)


@dataclass(slots=True)
class Made:
    """What a run has made so far: nothing comes twice, places of keys and lead-ins come equally often.

    `crowd` is the share of a run from which on a sentence has stood in explanations often enough.
    """

    crowd: float
    fingerprints: set[str] = field(default_factory=set)
    places: Counter[int] = field(default_factory=Counter)
    recipes: Counter[str] = field(default_factory=Counter)
    stems: defaultdict[str, list[frozenset[Shingle]]] = field(default_factory=lambda: defaultdict(list))
    sentences: Counter[str] = field(default_factory=Counter)

    @classmethod
    def among(cls, concepts: Sequence[Provable]) -> "Made":
        """Begin a run over these concepts; of few drugs or pictures each may come twice as often as its share."""
        cases = [proved.case for concept in concepts for proved in concept.cases]
        pictures = {case.shown(ClueKind.CAUSED) for case in cases}
        drugs = {case.concept.drug for case in cases}
        return cls(max(CROWD, 2 / max(1, min(len(pictures), len(drugs)))))

    def __len__(self) -> int:
        return len(self.fingerprints)

    def wish(self, concept: Provable) -> Wish:
        """Return what is wished of the next item of a concept."""
        return Wish(concept.place(self.places), lead_in=self.recipes[concept.recipe.slug])

    def takes(self, item: Item, report: Report) -> bool:
        """Count the item, unless it is one of the others or too like them."""
        told, siblings = shingles(item.stem), self.stems[item.concept]
        if item.fingerprint in self.fingerprints or too_like(told, siblings):
            report.refuse("too like another item of the concept")
            return False
        sentences, enough = language.sentences(item.explanation), max(CROWD_OF_FEW, self.crowd * len(self))
        if any(self.sentences[sentence] >= enough for sentence in sentences):
            report.refuse("a sentence that stands in explanations often enough")
            return False
        self.sentences.update(sentences)
        self.fingerprints.add(item.fingerprint)
        self.places[LETTERS.index(item.key.key)] += 1
        self.recipes[item.recipe] += 1
        siblings.append(told)
        return True


def generate(
    facts: FactBase,
    seed: int,
    count: int,
    report: Report,
    recipes: Sequence[str] | None = None,
    drugs: Sequence[str] | None = None,
    step: int | None = None,
) -> Iterator[Item]:
    """Yield up to `count` different items, going round the concepts in a seeded order.

    Ends early when two rounds in a row bring nothing new.
    """
    concepts = [
        concept
        for concept in provable(facts, report, recipes, drugs)
        if step is None or any(step in proved.case.steps for proved in concept.cases)
    ]
    Random(seed).shuffle(concepts)
    made, barren, turn = Made.among(concepts), 0, 0
    while concepts and barren < 2:
        barren += 1
        for concept in concepts:
            item = build(facts, concept, seed * 1_000_003 + turn, report, made.wish(concept))
            if item is not None and made.takes(item, report):
                barren = 0
                yield item
                if len(made) == count:
                    return
        turn += 1
