"""What can be asked: one file for each class of answer."""

from collections.abc import Mapping

from ..case import Asked
from . import agent, avoided, drug, effect, gene, mechanism, process, raised, target, test, treatment
from .ask import Ask

ASKS: Mapping[Asked, Ask] = {
    Asked.AGENT: agent.ASK,
    Asked.AVOIDED: avoided.ASK,
    Asked.DRUG: drug.ASK,
    Asked.EFFECT: effect.ASK,
    Asked.GENE: gene.ASK,
    Asked.MECHANISM: mechanism.ASK,
    Asked.PROCESS: process.ASK,
    Asked.PROTECTION: agent.ASK,
    Asked.RAISED: raised.ASK,
    Asked.TARGET: target.ASK,
    Asked.TEST: test.ASK,
    Asked.TREATMENT: treatment.ASK,
}

__all__ = ["ASKS", "Ask"]
