"""Genotype: the gene to know of before the drug is given."""

from collections.abc import Iterator

from ..case import Asked, Case, Concept, Form
from ..facts import FactBase
from ..recipe import Recipe
from ..truth import in_scope
from ..uses import patients


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients who are about to be treated, with the drug hidden behind its action or named."""
    for use, clues, tier, more in patients(facts):
        for link in facts.genotypes_of[use.drug]:
            if not in_scope(link.scope, use):
                continue
            yield Case(
                concept=Concept(use.drug, "genotype", link.gene),
                asked=Asked.GENE,
                key=link.gene,
                indication=use,
                clues=clues,
                tier=tier,
                reasoning_steps=2 if tier == "inference" else 1,
                steps=(1, 2),
                fact_ids=(link.id, use.id, *more),
                form=Form.PLANNED,
            )


RECIPE = Recipe(
    slug="genotype",
    title="Genotype",
    version=2,
    needs="a genotype fact, and a closed list of genotypes",
    variants=4,
    lead_ins={
        Asked.GENE: (
            "Variants of which of the following genes most likely decide how this drug is tolerated?",
            "Which of the following genes is most appropriate to examine before treatment?",
            "Testing of which of the following genes is most appropriate before the first dose?",
            "Before treatment, testing of which of the following genes is most appropriate?",
            "A variant of which of the following genes would most likely make this drug dangerous?",
            "Toxicity of this drug is most likely with variants of which of the following genes?",
            "Which of the following genes most likely determines the risk of this drug?",
            "Which of the following genes is the most appropriate target of testing in this patient?",
            "A change of the usual dose is most likely needed with a variant of which of the following genes?",
            "Inherited variants of which of the following genes are most likely to alter this treatment?",
            "The safety of this drug most likely depends on which of the following genes?",
            "Knowledge of which of the following genes is most appropriate before this drug is given?",
            "Which of the following genes is most likely to alter the handling of this drug?",
            "Before this drug is prescribed, which of the following genes is most appropriate to examine?",
        )
    },
    cases=cases,
)
