"""Small invented fact bases for generator tests: no real drug, so no real knowledge can leak into a proof."""

from dataclasses import replace

from questions.generator.facts import FactBase
from questions.generator.records import (
    AdverseEffect,
    Caution,
    Citation,
    Condition,
    Drug,
    DrugMechanism,
    Duration,
    Effect,
    Finding,
    Genotype,
    Indication,
    Interaction,
    Mechanism,
    Monitoring,
    NotAssociated,
    Picture,
    Regimen,
    Rescue,
    Source,
    Standing,
    Target,
    Word,
)

CITED = (Citation("label", "6"),)
NAMES = ["amberol", "brindol", "cortane", "delvine", "estrine", "fentole", "gavidol", "hemidol"]
SIGNS = [
    "flushed cheeks",
    "brittle nails",
    "cold fingers",
    "dry tongue",
    "stiff wrists",
    "pale lips",
    "loud snoring",
]
HARMS = ["Anosmia", "Bruising", "Chilblains", "Dysgeusia", "Epistaxis", "Frostbite", "Glossitis", "Hiccups"]
DEEDS = [
    "Blockade of the alpha gate",
    "Closure of the beta valve",
    "Damping of the gamma loop",
    "Erosion of the delta coat",
    "Folding of the zeta chain",
    "Gating of the theta port",
    "Heating of the kappa core",
    "Idling of the sigma pump",
]


def picture(index: int = 0) -> Picture:
    """A picture with one decisive and three other findings that no other index shares."""
    sign = SIGNS[index % len(SIGNS)]
    return Picture(
        age=(20, 70),
        settings=("office",),
        complaints=(f"{sign} and tiredness", f"tiredness with {sign}"),
        duration=Duration(2, 6, "days"),
        findings=(
            Finding("history", ("[He] sleeps poorly and has stopped running in the evening.",)),
            Finding("exam", (f"Examination shows {sign} that persist on two visits.",), decisive=True),
            Finding("exam", ("The lungs are clear to auscultation and the abdomen is soft.",)),
            Finding("study", ("Hemoglobin concentration is [12-14] g/dL, and platelets are normal.",)),
        ),
    )


def closed_world(drugs: int = 6) -> FactBase:
    """Each drug has its own mechanism and effect; all treat one disease; the rest is recorded as negative."""
    names = NAMES[:drugs]
    effects = [
        Effect(
            id=f"effect-{i}",
            name=HARMS[i],
            group="skin",
            onset=Duration(10, 30, "days"),
            picture=picture(i),
            summary=f"{HARMS[i]} comes with {SIGNS[i % len(SIGNS)]}.",
            citations=CITED,
        )
        for i in range(drugs)
    ]
    return FactBase(
        sources=[Source("label", "Prescribing information", "Agency", 2025)],
        conditions=[condition()],
        effects=effects,
        targets=[Target(f"target-{i}", f"target {i}") for i in range(drugs)],
        mechanisms=[Mechanism(f"deed-{i}", f"target-{i}", "blocks", DEEDS[i]) for i in range(drugs)],
        drugs=[
            Drug(
                id=name,
                name=name,
                category="testers",
                routes=("oral",),
                closed=frozenset({"mechanisms", "indications"}),
            )
            for name in names
        ],
        drug_mechanisms=[
            DrugMechanism(f"{n}/mechanism/deed-{i}", n, f"deed-{i}", True, f"{n} does {i}.", citations=CITED)
            for i, n in enumerate(names)
        ],
        indications=[
            Indication(
                f"{n}/indication/ague",
                n,
                "ague",
                regimens=(Regimen("oral", "5 mg", "once daily"),),
                citations=CITED,
            )
            for n in names
        ],
        adverse_effects=[
            AdverseEffect(
                f"{n}/effect/{i}", n, f"effect-{i}", "characteristic", why=f"Because of {i}.", citations=CITED
            )
            for i, n in enumerate(names)
        ],
        not_associated=[
            NotAssociated(f"{n}/not/{j}", n, f"effect-{j}", citations=CITED)
            for i, n in enumerate(names)
            for j in range(drugs)
            if i != j
        ],
    )


def condition(id: str = "ague") -> Condition:
    """A disease that every invented drug treats."""
    return Condition(
        id=id,
        name="ague",
        background=("has a [2-5]-year history of ague", "was diagnosed with ague [2-5] years ago"),
        picture=Picture(age=(18, 80)),
        summary="Ague is a fever.",
        citations=CITED,
    )


PROCESSES = [
    "Loss of smell cells",
    "Leak from thin walls",
    "Spasm of small arteries",
    "Drying of taste buds",
    "Rupture of nose veins",
    "Freezing of fingertips",
    "Swelling of the tongue",
]
TESTS = ["Alpha count", "Beta level", "Gamma screen", "Delta smear", "Zeta titer", "Theta scan", "Kappa ratio"]
SALVES = ["adenol", "belladine", "cumarol", "dextrane", "ephedol", "fucidine", "gallate"]
GENES = ["ALPH1", "BETA2", "GAMM3", "DELT4", "ZETA5", "THET6", "KAPP7"]
TROUBLES = ["asthma", "a broken leg", "cataracts", "deafness", "eczema", "flat feet", "gallstones"]
EVERY_LIST = frozenset(
    {"mechanisms", "indications", "contraindications", "monitoring", "interactions", "rescue", "genotypes"}
)


def wide_world(drugs: int = 6) -> FactBase:
    """A closed world in which every recipe finds what it needs: each drug has tests, a rescue, a rare use, ..."""
    facts = closed_world(drugs)
    names = list(facts.drugs)
    numbered = list(enumerate(names))
    words = [Word(f"test/{i}", TESTS[i]) for i in range(drugs)]
    words += [Word(f"agent/{i}", SALVES[i]) for i in range(drugs)]
    words += [Word(f"circumstance/{i}", TROUBLES[i], clause=f"has {TROUBLES[i]}") for i in range(drugs)]
    cited = {"citations": CITED}
    uses = [
        Indication(f"{n}/indication/fever-{i}", n, f"fever-{i}", regimens=(Regimen("oral", "5 mg"),), **cited)
        for i, n in numbered
    ]
    harms = [replace(harm, process=PROCESSES[i]) for i, harm in enumerate(facts.adverse_effects)]
    return without(
        facts,
        drugs=[
            # The first two are relatives; no patient takes two drugs of one class.
            replace(drug, closed=EVERY_LIST, classes=(f"class-{max(i, 1)}",))
            for i, drug in enumerate(facts.drugs.values())
        ],
        conditions=[
            replace(condition(), picture=picture(0)),
            *(
                replace(condition(f"fever-{i}"), name=f"{SIGNS[i]} fever", picture=picture(i))
                for i in range(drugs)
            ),
        ],
        indications=[*facts.indications, *uses],
        adverse_effects=harms,
        words=words,
        monitoring=[
            Monitoring(f"{n}/monitoring/{when}", n, f"test/{i}", when, why=f"{TROUBLES[i]} can follow", **cited)
            for i, n in numbered
            for when in ("before", "during")
        ],
        cautions=[
            Caution(f"{n}/caution", n, f"circumstance/{i}", "It harms.", True, **cited) for i, n in numbered
        ],
        interactions=[
            Interaction(f"{n}/interaction", n, f"agent/{i}", "More of it", f"effect-{i}", **cited)
            for i, n in numbered
        ],
        rescues=[
            Rescue(f"{n}/rescue", n, f"agent/{i}", "rescue", "It helps.", f"effect-{i}", **cited)
            for i, n in numbered
        ],
        genotypes=[
            Genotype(f"{n}/genotype", n, GENES[i], "slow", "More of it.", tested=True, **cited)
            for i, n in numbered
        ],
        standings=[
            Standing(f"{n}/standing", n, f"fever-{i}", "appropriate", "It works.", **cited) for i, n in numbered
        ],
    )


def without(facts: FactBase, **changes: object) -> FactBase:
    """Return a copy of the fact base with whole lists replaced, for example `not_associated=[]`."""
    lists: dict[str, object] = {
        "sources": facts.sources.values(),
        "conditions": facts.conditions.values(),
        "effects": facts.effects.values(),
        "targets": facts.targets.values(),
        "mechanisms": facts.mechanisms.values(),
        "drugs": facts.drugs.values(),
        "drug_mechanisms": facts.drug_mechanisms,
        "indications": facts.indications,
        "adverse_effects": facts.adverse_effects,
        "not_associated": facts.not_associated,
        "words": facts.words.values(),
        "monitoring": facts.monitoring,
        "cautions": facts.cautions,
        "interactions": facts.interactions,
        "rescues": facts.rescues,
        "genotypes": facts.genotypes,
        "standings": facts.standings,
        "enemies": facts.enemies,
        "drafts": facts.drafts,
    }
    return FactBase(**{**lists, **changes})  # type: ignore[arg-type]


def with_effect(facts: FactBase, id: str, **changes: object) -> FactBase:
    """Return a copy in which one effect has other fields."""
    changed = [replace(e, **changes) if e.id == id else e for e in facts.effects.values()]  # type: ignore[arg-type]
    return without(facts, effects=changed)
