"""A small true-to-life world in a few words, so that each near miss is one line of facts.

A drug treats diseases, causes effects and acts by mechanisms. Whatever is not said is recorded as false, so that a
near miss has to be told: `unknown`, `scoped`, `overlap`, `broader`, `same`, `enemies`.
"""

from dataclasses import dataclass, field, replace

from questions.generator.facts import FactBase
from questions.generator.records import (
    AdverseEffect,
    Condition,
    Drug,
    DrugMechanism,
    Duration,
    Effect,
    Indication,
    Mechanism,
    NotAssociated,
    Regimen,
    Scope,
    Source,
    Target,
)
from tests.factories.facts import CITED, picture

# Fillers that make every item buildable: drugs with an effect, an action and no overlap with anything.
FILLERS = [f"filler-{n}" for n in range(6)]
PLAIN_NAMES = ["Anosmia", "Bruising", "Chilblains", "Dysgeusia", "Epistaxis", "Frostbite"]
EVERY = frozenset({"mechanisms", "indications"})
NAME_LENGTH = 9


def label(name: str) -> str:
    """Return a name as items show it: letters alone and all about as long, so that length decides nothing here."""
    letters = "".join(letter for letter in name if letter.isalnum())
    return (letters[:5] + letters[-4:]).capitalize() if len(letters) > NAME_LENGTH else letters.capitalize()


@dataclass
class World:
    """Facts by drug; every list may be changed before `facts()` is called."""

    drugs: dict[str, tuple[list[str], list[str], list[str]]]  # name -> diseases, effects, mechanisms
    route: dict[str, str] = field(default_factory=dict)
    schedule: dict[str, str] = field(default_factory=dict)
    unknown: set[tuple[str, str]] = field(default_factory=set)  # (drug, effect) that nobody recorded
    reported: set[tuple[str, str]] = field(default_factory=set)
    scoped: dict[tuple[str, str], Scope] = field(default_factory=dict)
    overlap: list[tuple[str, str]] = field(default_factory=list)  # effects that read alike
    broader: dict[str, str] = field(default_factory=dict)  # effect or disease -> its broader one
    confounded: dict[str, str] = field(default_factory=dict)  # effect -> disease that explains it too
    includes: dict[str, list[str]] = field(default_factory=dict)  # target of a mechanism holds that of others
    overlapping_actions: list[tuple[str, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)  # prodrug, metabolite, interchangeable
    enemies: list[tuple[str, str]] = field(default_factory=list)
    open: set[str] = field(default_factory=set)  # drugs whose lists are not closed
    sourceless: set[tuple[str, str]] = field(default_factory=set)
    told_apart: dict[tuple[str, str], str] = field(default_factory=dict)

    def facts(self) -> FactBase:
        """Return the fact base: what is said, the fillers, and a negative for all the rest."""
        treated = sorted({"ague"} | {disease for diseases, _, _ in self.drugs.values() for disease in diseases})
        every = {**self.drugs, **{n: (treated, [f"effect-{n}"], [f"act-{n}"]) for n in FILLERS}}
        effects = sorted({e for _, harms, _ in every.values() for e in harms} | set(self.broader.values()))
        effects = [e for e in effects if e not in self._diseases(every)]
        return FactBase(
            sources=[Source("label", "Prescribing information", "Agency", 2025)],
            conditions=[self._condition(name) for name in self._diseases(every)],
            effects=[self._effect(name, place) for place, name in enumerate(effects)],
            targets=[Target(m, m, frozenset(self.includes.get(m, []))) for m in self._actions(every)],
            mechanisms=[self._mechanism(m) for m in self._actions(every)],
            drugs=[self._drug(name) for name in every],
            drug_mechanisms=[
                DrugMechanism(f"{d}/acts/{m}", d, m, True, f"{d} acts so.", citations=CITED)
                for d, (_, _, acts) in every.items()
                for m in acts
            ],
            indications=[self._use(d, c) for d, (treats, _, _) in every.items() for c in treats],
            adverse_effects=[self._harm(d, e) for d, (_, harms, _) in every.items() for e in harms],
            not_associated=[
                NotAssociated(f"{d}/not/{e}", d, e, citations=CITED)
                for d, (_, harms, _) in every.items()
                for e in effects
                if e not in harms and (d, e) not in self.unknown
            ],
            enemies=[frozenset(pair) for pair in self.enemies],
        )

    def _diseases(self, every):
        named = {c for treats, _, _ in every.values() for c in treats}
        return sorted(
            named | {self.broader[c] for c in named if c in self.broader} | set(self.confounded.values())
        )

    def _actions(self, every):
        return sorted({m for _, _, acts in every.values() for m in acts})

    def _condition(self, name):
        return Condition(name, name, self.broader.get(name), background=(f"has a [2-5]-year history of {name}",),
                         picture=replace(picture(0), age=(18, 80)), citations=CITED)  # fmt: skip

    def _effect(self, name, place):
        alike = {b for a, b in self.overlap if a == name} | {a for a, b in self.overlap if b == name}
        fillers = {f"effect-{filler}": plain for filler, plain in zip(FILLERS, PLAIN_NAMES, strict=True)}
        shown = fillers.get(name, label(name))
        told = {other: why for (own, other), why in self.told_apart.items() if own == name}
        return Effect(name, shown, "organ", self.broader.get(name), overlaps=frozenset(alike),
                      onset=Duration(10, 30, "days"), picture=picture(place), summary=f"{name} is seen.",
                      confounders=frozenset({self.confounded[name]} if name in self.confounded else ()),
                      told_apart=told, citations=CITED)  # fmt: skip

    def _mechanism(self, name):
        pairs = self.overlapping_actions
        alike = {b for a, b in pairs if a == name} | {a for a, b in pairs if b == name}
        return Mechanism(name, name, "blocks", f"Blockade of {label(name).lower()}", overlaps=frozenset(alike))

    def _drug(self, name):
        twins = {b for a, b in self.same if a == name} | {a for a, b in self.same if b == name}
        routes = (self.route.get(name, "oral"),)
        return Drug(name, label(name).lower(), "testers", (f"class of {name}",), routes=routes,
                    same_moiety=frozenset(twins), closed=frozenset() if name in self.open else EVERY)  # fmt: skip

    def _use(self, drug, condition):
        regimen = Regimen(self.route.get(drug, "oral"), "5 mg", self.schedule.get(drug, "once daily"))
        return Indication(f"{drug}/treats/{condition}", drug, condition, regimens=(regimen,), citations=CITED)

    def _harm(self, drug, effect):
        strength = "reported" if (drug, effect) in self.reported else "characteristic"
        cited = () if (drug, effect) in self.sourceless else CITED
        scope = self.scoped.get((drug, effect), Scope())
        return AdverseEffect(f"{drug}/causes/{effect}", drug, effect, strength, scope=scope, citations=cited)
