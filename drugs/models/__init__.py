"""Every model of drug knowledge."""

from drugs.models.drug import Drug, EnemyPair
from drugs.models.facts import (
    AdverseEffect,
    BoxedWarning,
    Contraindication,
    DrugMechanism,
    Fact,
    Genotype,
    Indication,
    Interaction,
    Monitoring,
    NotAssociated,
    PopulationNote,
    Precaution,
    Regimen,
    Rescue,
    Standing,
    State,
)
from drugs.models.pictures import ClinicalPicture, Condition, Distinction, Effect, Finding
from drugs.models.reviews import Verdict
from drugs.models.sources import Citation, Source
from drugs.models.vocabulary import Agent, Category, Circumstance, DrugClass, Mechanism, Target, Test

__all__ = [
    "AdverseEffect",
    "Agent",
    "BoxedWarning",
    "Category",
    "Circumstance",
    "Citation",
    "ClinicalPicture",
    "Condition",
    "Contraindication",
    "Distinction",
    "Drug",
    "DrugClass",
    "DrugMechanism",
    "Effect",
    "EnemyPair",
    "Fact",
    "Finding",
    "Genotype",
    "Indication",
    "Interaction",
    "Mechanism",
    "Monitoring",
    "NotAssociated",
    "PopulationNote",
    "Precaution",
    "Regimen",
    "Rescue",
    "Source",
    "Standing",
    "State",
    "Target",
    "Test",
    "Verdict",
]
