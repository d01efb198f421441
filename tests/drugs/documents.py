"""A small invented document in the content format, to be changed by each test."""

import copy
from pathlib import Path
from typing import Any

import yaml

from drugs.loading.schema import CLOSED

CONTENT: dict[str, Any] = {
    "sources": [{"id": "label-x", "kind": "label", "title": "Label", "publisher": "Agency", "year": 2025}],
    "classes": [{"id": "testers", "name": "Testers", "singular": "tester", "category": "immunomodulators"}],
    "targets": [{"id": "gate", "name": "gate", "kind": "enzyme", "genes": ["GATE1"]}],
    "mechanisms": [{"id": "gating", "target": "gate", "action": "inhibits", "option": "Inhibition of the gate"}],
    "tests": [{"id": "count", "name": "Count"}],
    "circumstances": [{"id": "pregnancy", "name": "Pregnancy", "clause": "is pregnant"}],
    "agents": [{"id": "salt", "name": "salt"}],
    "conditions": [
        {
            "id": "ague",
            "name": "ague",
            "system": "infectious",
            "background": ["has had ague for [2-5] years"],
            "sources": ["label-x"],
        }
    ],
    "effects": [
        {
            "id": "anosmia",
            "name": "Anosmia",
            "group": "neurologic",
            "settings": ["office"],
            "complaints": ["loss of taste", "bland food"],
            "onset": {"from": 2, "to": 4, "unit": "weeks"},
            "findings": [
                {"part": "history", "text": ["[He] cannot tell coffee from tea."]},
                {"part": "exam", "decisive": True, "text": "Peppermint is not noticed on either side."},
                {"part": "study", "text": ["MRI is normal.", "MRI shows no mass."]},
            ],
            "sources": ["label-x#6"],
        },
        {"id": "hiccups", "name": "Hiccups", "group": "neurologic"},
    ],
    "drugs": [
        {
            "id": "amberol",
            "name": "amberol",
            "category": "immunomodulators",
            "classes": ["testers"],
            "routes": ["oral"],
            "box": "absent",
            "mechanisms": [
                {
                    "mechanism": "gating",
                    "primary": True,
                    "statement": "Shuts the gate.",
                    "sources": ["label-x#12.1"],
                }
            ],
            "indications": [
                {
                    "condition": "ague",
                    "regimens": [{"route": "oral", "dose": "5 mg", "schedule": "once daily"}],
                    "sources": ["label-x#1"],
                }
            ],
            "adverse_effects": [
                {"effect": "anosmia", "strength": "common", "why": "It does.", "sources": ["label-x#6"]}
            ],
            "not_associated": [{"effects": ["hiccups"], "sources": ["label-x#6"], "reviewed": "2026-01-02"}],
            "contraindications": [
                {"circumstance": "pregnancy", "statement": "Never in pregnancy.", "sources": ["label-x#4"]}
            ],
            "monitoring": [{"test": "count", "when": "before", "sources": ["label-x#5"]}],
            "interactions": [{"agent": "salt", "consequence": "Thirst.", "sources": ["label-x#7"]}],
            "rescue": [
                {"agent": "salt", "purpose": "rescue", "statement": "Give salt.", "sources": ["label-x#10"]}
            ],
            "genotypes": [
                {"gene": "G6PD", "phenotype": "deficient", "consequence": "Jaundice.", "sources": ["label-x#5"]}
            ],
            "populations": [{"population": "lactation", "statement": "No data.", "sources": ["label-x#8"]}],
        }
    ],
}


def content() -> dict[str, Any]:
    """Return a copy to change."""
    return copy.deepcopy(CONTENT)


def write(folder: Path, data: dict[str, Any], name: str = "all.yaml") -> Path:
    """Write a content file and return its path."""
    path = folder / name
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def full_content():
    """Return a document in which every field of every kind of entry is used."""
    data = content()
    scope = {"formulation": "tablet", "product": "X", "indication": "ague", "population": "adults", "dose": "high"}
    drug = data["drugs"][0]
    drug |= {
        "molecule": "small one",
        "brand_names": ["Ambrex", "Amber"],
        "identifiers": {"atc": ["L04XX"], "rxcui": "12", "chembl": "CHEMBL1"},
        "name_stems": ["berol"],
        "active_form": "amberic acid",
        "same_as": ["brindol"],
        "pearl": "It shuts the gate.",
        "closed": dict.fromkeys(CLOSED, True) | {"indications": False},
        "box": "present",
        "boxed_warnings": [{"title": "Thirst", "statement": "Severe thirst.", "sources": ["label-x#boxed"]}],
        "precautions": [{"circumstance": "pregnancy", "statement": "Careful.", "sources": ["label-x#5"]}],
    }
    drug["indications"][0] |= {"status": "guideline", "line": "second line"}
    drug["indications"][0]["regimens"].append(
        {"route": "oral", "dose": "9 mg", "schedule": "once weekly", "from_week": 6, "to_week": 12}
    )
    drug["adverse_effects"][0] |= {
        "boxed": True,
        "process": "Loss of smell cells",
        "onset": {"from": 0.5, "to": 2, "unit": "days"},
    }
    drug["rescue"][0]["effect"] = "anosmia"
    drug["interactions"][0] |= {"mechanism": "Osmosis.", "effect": "anosmia", "action": "Drink."}
    drug["monitoring"][0] |= {"frequency": "once", "why": "To know.", "state": "draft"}
    drug["genotypes"][0] |= {"action": "Avoid.", "tested": True, "scope": scope, "note": "Seen once."}
    data["drugs"].append({**content()["drugs"][0], "id": "brindol", "name": "brindol", "same_as": ["amberol"]})
    data["enemy_pairs"] = [{"drugs": ["brindol", "amberol"], "reason": "Same moiety."}]
    data["tests"].append({"id": "panel", "name": "Panel", "includes": [data["tests"][0]["id"]]})
    data["agents"].append(
        {"id": "brindol-agent", "name": "brindol", "drug": "brindol", "example": "brindol for ague"}
    )
    data["classes"].append({**data["classes"][0], "id": "fine-testers", "parent": "testers"})
    data["targets"].append({"id": "wall", "name": "wall", "kind": "process", "includes": ["gate"]})
    data["mechanisms"].append(
        {
            "id": "walling",
            "target": "wall",
            "action": "blocks",
            "option": "Blockade of the wall",
            "downstream": "Nothing passes.",
            "overlaps": ["gating"],
        }
    )
    picture = {"age": [20, 60], "female_share": 0, "duration": {"from": 1, "to": 2.5, "unit": "weeks"}}
    vitals = {"temperature": [37, 38.5], "pulse": [84, 104]}
    data["conditions"][0] |= {
        **picture,
        "course": "acute",
        "vitals": vitals,
        "settings": ["office", "hospital"],
        "complaints": ["[two|three] chills"],
        "findings": [{"part": "course", "decisive": True, "text": ["[He] shivers.", "[His] teeth chatter."]}],
        "summary": "Ague is a fever.",
        "therapy": [{"drug": "amberol", "standing": "inferior", "reason": "Slow.", "sources": ["label-x"]}],
    }
    data["conditions"].append({"id": "fever", "name": "fever", "system": "infectious"})
    data["conditions"].append({"id": "aguelet", "name": "aguelet", "system": "infectious", "parent": "fever"})
    data["effects"][0] |= {
        "routes": ["oral", "rectal"],
        "overlaps": ["hiccups"],
        "dangerous": True,
        "timing": "after-stopping",
        "confounders": ["ague"],
        "told_apart": [{"from": "hiccups", "because": "there is no spasm"}],
        "summary": "Smell is lost.",
    }
    data["sources"][0] |= {"set_id": "ab-12", "url": "https://example.org/x", "checked": "2026-01-02"}
    return data
