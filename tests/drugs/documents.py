"""A small invented document in the content format, to be changed by each test."""

import copy
from pathlib import Path
from typing import Any

import yaml

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
