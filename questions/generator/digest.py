"""A digest of facts with all that is said of them: stored items are stale when it changes."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from .facts import FactBase
from .memo import remembered
from .records import Condition, DrugMechanism, Effect, Fact


def facts_digest(facts: FactBase, fact_ids: Iterable[str]) -> str:
    """Return a digest of the facts used and of all that is said with them: it changes when any of it does."""
    text = "\n".join(_fact_digest(facts, fact) for fact in sorted(fact_ids))
    return hashlib.sha256(text.encode()).hexdigest()


@remembered
def _fact_digest(facts: FactBase, fact_id: str) -> str:
    """Return a digest of a fact with its drug, its mechanism and its sources, the same in every process."""
    fact = facts.by_id[fact_id]
    said: list[Any] = [fact, *(facts.sources[citation.source] for citation in fact.citations)]
    if not isinstance(fact, Condition | Effect):
        said.append(facts.drugs[fact.drug])
    if isinstance(fact, DrugMechanism):
        said.append(facts.mechanisms[fact.mechanism])
    said += (facts.words[word] for word in _words_of(fact))
    # Sets have no order of their own.
    text = json.dumps([asdict(each) for each in said], default=sorted, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _words_of(fact: Fact) -> list[str]:
    """Return the test, the circumstance or the substance that a fact names."""
    return [getattr(fact, name) for name in ("test", "circumstance", "agent") if hasattr(fact, name)]
