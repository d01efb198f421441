"""What must hold between entries before they can be rows: nothing twice, nothing circular, nothing at odds."""

from collections.abc import Hashable, Iterable, Iterator

from drugs.loading.parsing import Loc
from drugs.loading.schema import Document, Drug, Entry, Mechanism

Found = Iterator[tuple[Loc, str]]
SETS = ("classes", "same_as", "overlaps", "includes", "confounders", "sources")


def incoherent(document: Document) -> Found:
    """Yield every contradiction between entries; all references are known to exist."""
    for name in Document.model_fields:
        for index, entry in enumerate(getattr(document, name)):
            yield from _repeated_members((name, index), entry)
    yield from _same_names(document)
    yield from _repeated_facts(document)
    yield from _circles(document)
    yield from _derived_at_odds(document)


def _repeated_members(place: Loc, entry: Entry) -> Found:
    """Find ids listed twice where a list is a set, and entries that name themselves, in all parts of an entry."""
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if field in SETS:
            yield from (((*place, field, index), f"'{member}' is listed twice") for index, member in _again(value))
            if getattr(entry, "id", None) in value:
                yield (*place, field), "an entry must not name itself here"
        elif isinstance(value, list):
            for index, part in enumerate(value):
                if isinstance(part, Entry):
                    yield from _repeated_members((*place, field, index), part)


def _same_names(document: Document) -> Found:
    """A name stands for one thing: two entries of one name would be true and false of the same answer."""
    for name in ("tests", "circumstances", "agents", "conditions", "effects", "drugs"):
        for index, called in _again(entry.name.lower() for entry in getattr(document, name)):
            yield (name, index, "name"), f"another entry is called '{called}' already; use its id"
    for index, drug in _again(agent.drug or agent.id for agent in document.agents):
        yield ("agents", index, "drug"), f"another entry stands for '{drug}' already; use its id"


def _again(values: Iterable[Hashable]) -> Iterator[tuple[int, Hashable]]:
    """Yield the index and value of every repetition."""
    seen = set()
    for index, value in enumerate(values):
        if value in seen:
            yield index, value
        seen.add(value)


def _repeated_facts(document: Document) -> Found:
    for index, condition in enumerate(document.conditions):
        for number, drug in _again(standing.drug for standing in condition.therapy):
            yield ("conditions", index, "therapy", number), f"'{drug}' has a standing here already"
    for index, effect in enumerate(document.effects):
        for number, other in _again(entry.other for entry in effect.told_apart):
            yield ("effects", index, "told_apart", number), f"'{other}' is told apart here already"
    for index, drug in enumerate(document.drugs):
        yield from _repeated_effects(("drugs", index), drug)
    for index, pair in enumerate(document.enemy_pairs):
        if len(set(pair.drugs)) < len(pair.drugs):
            yield ("enemy_pairs", index, "drugs"), "a pair needs two different drugs"


def _repeated_effects(place: Loc, drug: Drug) -> Found:
    """A drug causes an effect once in one scope, and is cleared of an effect once."""
    causes = [(link.effect, tuple(link.scope.model_dump().values())) for link in drug.adverse_effects]
    for number, (effect, _) in _again(causes):
        message = f"'{effect}' is an adverse effect here already; a second entry needs another scope"
        yield (*place, "adverse_effects", number), message
    cleared = [(n, effect) for n, group in enumerate(drug.not_associated) for effect in group.effects]
    for index, effect in _again(effect for _, effect in cleared):
        yield (*place, "not_associated", cleared[index][0], "effects"), f"'{effect}' is listed twice"


def _circles(document: Document) -> Found:
    """Nothing is broader than itself, over however many steps."""
    for name in ("classes", "conditions", "effects"):
        parents = {entry.id: entry.parent for entry in getattr(document, name)}
        for index, entry in enumerate(getattr(document, name)):
            above, passed = parents[entry.id], set()
            while above is not None and above not in passed and above != entry.id:
                passed.add(above)
                above = parents[above]
            if above == entry.id:
                yield (name, index, "parent"), f"'{entry.id}' would be broader than itself"


def _derived_at_odds(document: Document) -> Found:
    """Dumps write out target, genes and action of a mechanism; where a file has them, they must agree."""
    mechanisms = {entry.id: entry for entry in document.mechanisms}
    genes = {entry.id: entry.genes for entry in document.targets}
    for index, drug in enumerate(document.drugs):
        for number, link in enumerate(drug.mechanisms):
            mechanism = mechanisms[link.mechanism]
            for field, expected in _derived(mechanism, genes[mechanism.target]).items():
                found = getattr(link, field)
                if found is not None and found != expected:
                    place = ("drugs", index, "mechanisms", number, field)
                    yield place, f"the mechanism says {expected!r}; found {found!r}"


def _derived(mechanism: Mechanism, genes: list[str]) -> dict[str, object]:
    return {"target": mechanism.target, "genes": genes, "action": mechanism.action}
