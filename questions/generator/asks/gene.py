"""Asked: the gene whose variants decide how the drug is borne."""

import re

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..records import Genotype
from ..truth import Truth, depends_on
from .ask import Ask, Clues, drug_and_disease, rested_on

GENE = re.compile(
    r"[A-Z][A-Z0-9-]+(?:, [A-Z][A-Z0-9-]+)*"
)  # a symbol or several: an arm of a chromosome is no gene

TUMOR = "tumor"


def _holds(facts: FactBase, clues: Clues, drug: str, gene: str) -> Truth:
    return depends_on(facts, drug, gene, shown(clues, ClueKind.TREATS))


def _rivals(facts: FactBase, case: Case, gene: str) -> bool:
    """Inherited genes rival one another; one that a tumor has acquired decides another kind of question."""
    return all(TUMOR not in link.scope.population for link in facts.genotypes if link.gene == gene)


def _key_reason(facts: FactBase, case: Case) -> Reason:
    drug, disease = drug_and_disease(facts, case)
    link = rested_on(case, facts.genotypes_of[case.indication.drug])
    given = "" if case.has(ClueKind.NAMED) else f"The drug, given for {disease}, is {drug}"
    main = [each.statement for each in facts.mechanisms_of[case.indication.drug] if each.primary][:1]
    return Reason(joined([given, *main, _told(facts, link), link.action]), "", case.fact_ids)


def _told(facts: FactBase, link: Genotype) -> str:
    """Say what the variant means for the drug it concerns."""
    means = language.lower_first(link.consequence.rstrip("."))
    return f"The {link.gene} result that matters with {facts.drugs[link.drug].name} is {link.phenotype}: {means}"


def _distractor_reason(facts: FactBase, case: Case, gene: str) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    other = min(
        (link for link in facts.genotypes if link.gene == gene), key=lambda link: (bool(link.scope), link.id)
    )
    owner = facts.drugs[other.drug].name
    main = [each.statement for each in facts.mechanisms_of[other.drug] if each.primary][:1]
    shapes = (
        f"{gene} matters to {owner} and not to {drug}",
        f"No dose of {drug} depends on {gene}, as that of {owner} does",
        f"{language.capital(drug)} is handled without {gene}, which matters to {owner}",
    )
    against = language.one_of(shapes, f"{gene}/{drug}")
    when = f"It would be the gene to know before treatment with {owner}"
    return Reason(joined([against, *main]), joined([when, _told(facts, other)]), (other.id,))


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    return f"Before {drug} is dosed, know the {case.key} genotype."


ASK = Ask(
    options=lambda facts: sorted({link.gene for link in facts.genotypes if GENE.fullmatch(link.gene)}),
    text=lambda facts, gene: gene,
    holds=_holds,
    drugs_of=lambda facts, gene: {link.drug for link in facts.genotypes if link.gene == gene},
    slip="the gene that matters to another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    rivals=_rivals,
)
