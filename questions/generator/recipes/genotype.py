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
            if not link.tested or not in_scope(link.scope, use):
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
    version=4,
    needs="a genotype that a label or guideline has tested first, and a closed list of genotypes",
    variants=4,
    lead_ins={
        Asked.GENE: (
            "Variants of which of the following genes most likely affect the response to this drug?",
            "Which of the following genes is most appropriate to test before treatment is started?",
            "Testing for variants of which of the following genes is most appropriate before the first dose?",
            "Before treatment is started, testing of which of the following genes is most appropriate?",
            "The appropriate dose of this drug most likely depends on which of the following genes?",
            "Inherited variants of which of the following genes most likely alter the response to this drug?",
            "Genotyping of which of the following genes is most appropriate at this time?",
            "Which of the following genes is most appropriate for pharmacogenetic testing in this patient?",
            "Which of the following genes most likely influences the handling of this drug?",
            "Analysis of which of the following genes is most appropriate before this drug is given?",
            "Variants of which of the following genes are most likely to change the management of this treatment?",
            "Testing of which of the following genes is most appropriate in this patient?",
            "Before this drug is prescribed, which of the following genes is most appropriate to examine?",
            "Which of the following genes is most appropriate to examine before this drug is given?",
        )
    },
    cases=cases,
)
