"""House rules that no linter knows."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("quizsite", "drugs", "questions")
BANNED_NAMES = {"utils", "helpers", "common", "services", "base", "manager"}
# Lower may not point to higher: the order of the features.
ORDER = ["core", "accounts", "drugs", "bank", "blocks", "review", "stats", "dashboard"]
LONGEST_MODULE = 330
LONGEST_FUNCTION = 50

SOURCES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_says_what_it_owns_and_stays_small(path):
    text = path.read_text()
    tree = ast.parse(text)
    assert not text.strip() or ast.get_docstring(tree), "opens with a sentence saying what it owns"
    assert path.stem not in BANNED_NAMES
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def test_foreign_keys_point_the_way_the_imports_do():
    rank = {label: index for index, label in enumerate(ORDER)}
    for model in apps.get_models():
        own = model._meta.app_label
        for field in model._meta.get_fields():
            related = getattr(field, "related_model", None)
            if own not in rank or not field.concrete or related is None or related == "self":
                continue
            other = related._meta.app_label
            assert rank.get(other, -1) <= rank[own], f"{model.__name__}.{field.name} points up to {other}"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        ("no inline style", r"\sstyle="),
        ("no style element", r"<style"),
        ("no inline script", r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")"),
        ("no inline handler", r"\son[a-z]+="),
        ("no hx-on, js: or hx-boost", r"hx-on|[\"']js:|hx-boost"),
        ("no trigger filter", r"hx-trigger=\"[^\"]*\["),
    ],
    ids=lambda value: value if " " in value else "",
)
def test_a_template_holds_the_csp_and_htmx_rules(path, rule, pattern):
    assert not re.search(pattern, path.read_text(), re.IGNORECASE), rule


def test_only_the_lifecycle_writes_blocks_and_answers():
    writes = re.compile(
        r"\b(Block|BlockItem|Answer)(\.objects)?\.[\w.()]*\b(create|bulk_create|update|delete|get_or_create)\("
    )
    for path in SOURCES:
        if ROOT / "questions" / "blocks" / "lifecycle" not in path.parents:
            assert not writes.search(path.read_text()), name(path)
