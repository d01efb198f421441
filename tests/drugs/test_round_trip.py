"""Everything that can be recorded survives the way out and back in, byte for byte."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from pydantic import BaseModel

from drugs.loading.dumping import as_json, dump, write_yaml
from drugs.loading.loading import load
from drugs.loading.reading import read
from drugs.loading.schema import Document
from drugs.models import Drug, Finding, Indication
from tests.drugs.documents import full_content, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(tmp_path):
    folder = tmp_path / "first"
    folder.mkdir()
    write(folder, full_content())
    load(read(folder), complete=True)
    return as_text()


def clear(folder):
    """Empty the knowledge by loading a folder that holds none."""
    folder.mkdir()
    (folder / "none.yaml").write_text("drugs: []\n")
    load(read(folder), complete=True)
    assert not Drug.objects.exists()


def as_text():
    out = StringIO()
    call_command("dump_drugs", stdout=out)
    return out.getvalue()


def unused_fields(path, entries):
    """Yield the fields that every entry of a list, and of the lists within it, leaves at the default."""
    for name, field in type(entries[0]).model_fields.items():
        values = [getattr(entry, name) for entry in entries]
        parts = [part for value in values if isinstance(value, list) for part in value]
        if all(value == field.get_default(call_default_factory=True) for value in values):
            yield f"{path}.{name}"
        elif parts and isinstance(parts[0], BaseModel):
            yield from unused_fields(f"{path}.{name}", parts)


# One kind that uses these stands for all: the same code writes them. Derived ones are never loaded.
SHARED = (".note", ".scope", ".state", ".target", ".genes", ".action")
PICTURE = ("age", "female_share", "duration", "vitals", "parent")


def test_the_document_of_these_tests_uses_every_field():
    document = Document.model_validate(full_content())
    unused = {path for name in Document.model_fields for path in unused_fields(name, getattr(document, name))}
    unexpected = {path for path in unused if not path.endswith(SHARED)}
    assert unexpected == {f"effects.{name}" for name in PICTURE}


def test_a_dump_says_what_the_content_says(loaded):
    dumped = json.loads(loaded)
    for name, entries in full_content().items():
        said = {entry.get("id"): entry for entry in dumped[name]}
        for entry in entries:
            for field, value in entry.items():
                if not isinstance(value, list | dict):
                    assert said[entry.get("id")][field] == value, f"{name} {entry.get('id')} {field}"


def test_a_dump_loads_into_an_empty_database_and_dumps_the_same_bytes(loaded, tmp_path):
    path = tmp_path / "dump.json"
    path.write_text(loaded, encoding="utf-8")
    clear(tmp_path / "none")
    load(read(path), complete=False)
    assert as_text() == loaded


def test_a_dump_over_itself_changes_nothing(loaded, tmp_path):
    path = tmp_path / "dump.json"
    path.write_text(loaded, encoding="utf-8")
    report = load(read(path), complete=False)
    assert not report.created and not report.changed
    assert as_text() == loaded


def test_content_files_written_back_say_the_same(loaded, tmp_path):
    call_command("dump_drugs", "--yaml", tmp_path / "back", stderr=StringIO())
    report = load(read(tmp_path / "back"), complete=True)
    assert not report.created and not report.changed and not sum(report.deleted.values())
    clear(tmp_path / "none")
    load(read(tmp_path / "back"), complete=True)
    assert as_text() == loaded


def test_the_order_of_findings_regimens_and_phrasings_is_kept(loaded):
    assert Finding.objects.get(condition__slug="ague").phrasings == ["[He] shivers.", "[His] teeth chatter."]
    regimens = Indication.objects.get(drug__slug="amberol").regimens.all()
    assert [regimen.schedule for regimen in regimens] == ["once daily", "once weekly"]
    findings = [finding.part for finding in Finding.objects.filter(effect__slug="anosmia")]
    assert findings == ["history", "exam", "study"]


def test_whole_numbers_stay_whole(loaded):
    condition = next(entry for entry in json.loads(loaded)["conditions"] if entry["id"] == "ague")
    assert json.dumps(condition["vitals"]["pulse"]) == "[84, 104]"
    assert json.dumps(condition["duration"]) == '{"from": 1, "to": 2.5, "unit": "weeks"}'


def test_one_fact_of_a_drug_changed_by_hand_is_dumped_and_loaded_again(loaded, tmp_path):
    Drug.objects.filter(slug="amberol").update(pearl="It keeps the gate shut.")
    write_yaml(dump(), tmp_path / "back")
    assert any("keeps the gate shut" in path.read_text() for path in (tmp_path / "back").rglob("*.yaml"))
    report = load(read(tmp_path / "first"), complete=True)
    assert report.changed == {"drugs": 1}
    assert json.dumps(as_json(dump()), ensure_ascii=False, indent=1) + "\n" == loaded
