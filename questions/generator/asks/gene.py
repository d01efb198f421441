"""Asked: the gene whose variants decide how the drug is borne."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..truth import Truth, depends_on
from .ask import Ask, Clues, drug_and_disease, rested_on


def _holds(facts: FactBase, clues: Clues, drug: str, gene: str) -> Truth:
    return depends_on(facts, drug, gene, shown(clues, ClueKind.TREATS))


def _key_reason(facts: FactBase, case: Case) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    link = rested_on(case, facts.genotypes_of[case.indication.drug])
    told = f"With {drug}, {link.gene} {link.phenotype} means: {language.lower_first(link.consequence)}"
    return Reason(joined([told, link.action]), "", case.fact_ids)


def _distractor_reason(facts: FactBase, case: Case, gene: str) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    other = min((link for link in facts.genotypes if link.gene == gene), key=lambda link: link.id)
    owner = facts.drugs[other.drug].name
    against = f"{gene} does not decide the handling of {drug}"
    when = joined([f"Right with {owner} ({other.phenotype})", other.consequence])
    return Reason(joined([against]), when, (other.id,))


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    return f"Variants of {case.key} decide how {drug} is borne."


ASK = Ask(
    options=lambda facts: sorted({link.gene for link in facts.genotypes}),
    text=lambda facts, gene: gene,
    holds=_holds,
    drugs_of=lambda facts, gene: {link.drug for link in facts.genotypes if link.gene == gene},
    slip="the gene that matters to another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
)
