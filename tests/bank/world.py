"""The content of the small invented world: six drugs for one disease, each with its own action and effect."""

from typing import Any

DEEDS = ["alpha gate", "beta valve", "gamma loop", "delta coat", "zeta chain", "theta port"]
HARMS = ["Anosmia", "Bruising", "Chilblains", "Dysgeusia", "Epistaxis", "Frostbite"]
SIGNS = ["flushed cheeks", "brittle nails", "cold fingers", "dry tongue", "stiff wrists", "pale lips"]
NAMES = ["amberol", "brindol", "cortane", "delvine", "estrine", "fentole"]


def world() -> dict[str, Any]:
    """Return the document."""
    return {
        "sources": [{"id": "label", "kind": "label", "title": "Label", "publisher": "Agency", "year": 2025}],
        "classes": [_class(name) for name in NAMES],
        "targets": [{"id": f"t{i}", "name": deed, "kind": "enzyme"} for i, deed in enumerate(DEEDS)],
        "mechanisms": [
            {"id": f"m{i}", "target": f"t{i}", "action": "blocks", "option": f"Blockade of the {deed}"}
            for i, deed in enumerate(DEEDS)
        ],
        "conditions": [
            {
                "id": "ague",
                "name": "ague",
                "system": "infectious",
                "age": [20, 60],
                "background": ["has had ague for [2-5] years", "was diagnosed with ague [2-5] years ago"],
                "sources": ["label#1"],
            }
        ],
        "effects": [_effect(i) for i in range(len(HARMS))],
        "drugs": [_drug(i) for i in range(len(NAMES))],
    }


def _class(name: str) -> dict[str, Any]:
    return {
        "id": f"{name}-kind",
        "name": f"{name} kind",
        "singular": f"{name} kind",
        "category": "immunomodulators",
    }


def _effect(i: int) -> dict[str, Any]:
    return {
        "id": f"e{i}",
        "name": HARMS[i],
        "group": "dermatologic",
        "settings": ["office"],
        "complaints": [f"{SIGNS[i]} and tiredness", f"tiredness with {SIGNS[i]}"],
        "duration": {"from": 2, "to": 6, "unit": "days"},
        "onset": {"from": 10, "to": 30, "unit": "days"},
        "findings": [
            {"part": "history", "text": ["[He] sleeps poorly."]},
            {"part": "exam", "decisive": True, "text": [f"Examination shows {SIGNS[i]} on two visits."]},
            {"part": "study", "text": ["Hemoglobin concentration is [12-14] g/dL."]},
        ],
        "summary": f"{HARMS[i]} comes with {SIGNS[i]}.",
        "sources": ["label#6"],
    }


def _drug(i: int) -> dict[str, Any]:
    others = [f"e{j}" for j in range(len(NAMES)) if j != i]
    return {
        "id": NAMES[i],
        "name": NAMES[i],
        "category": "immunomodulators",
        "classes": [f"{NAMES[i]}-kind"],
        "routes": ["oral"],
        "box": "absent",
        "closed": {"mechanisms": True, "indications": True},
        "mechanisms": [
            {
                "mechanism": f"m{i}",
                "primary": True,
                "statement": f"It shuts the {DEEDS[i]}.",
                "sources": ["label#12"],
            }
        ],
        "indications": [
            {
                "condition": "ague",
                "regimens": [{"route": "oral", "dose": "5 mg", "schedule": "once daily"}],
                "sources": ["label#1"],
            }
        ],
        "adverse_effects": [
            {"effect": f"e{i}", "strength": "characteristic", "why": "It does.", "sources": ["label#6"]}
        ],
        "not_associated": [{"effects": others, "sources": ["label#6"], "reviewed": "2026-01-02"}],
    }
