"""What an editor changed goes back to the content files as a small diff: all other lines stay as they are."""

import io
import zipfile
from difflib import ndiff
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from drugs import models
from drugs.loading.content_files import changes, content_files
from drugs.loading.dumping import dump
from drugs.loading.loading import load
from drugs.loading.reading import read
from tests.drugs.forms import edit
from tests.factories.accounts import UserFactory

FILES = {
    "words.yaml": """\
# Words of the trade.
sources:
  - {id: label-x, kind: label, title: "Label", publisher: "Agency", year: 2025}
classes:
  - {id: testers, name: "Testers", singular: "tester", category: immunomodulators}
targets: [{id: gate, name: gate, kind: enzyme}]
mechanisms:
  - {id: gating, target: gate, action: inhibits, option: "Inhibition of the gate"}
tests:
  - {id: count, name: "Count"}  # of what, the label does not say
conditions:
  - {id: ague, name: ague, system: infectious, sources: [label-x]}
""",
    "effects/some.yaml": """\
effects:
  # The nose.
  - id: anosmia
    name: "Anosmia"
    group: neurologic
    settings: [office]
    complaints: ["loss of taste", "bland food"]
    onset: {from: 2, to: 4, unit: weeks}
    findings:
      - part: history
        text: "[He] cannot tell coffee from tea."
      - {part: exam, decisive: true, text: "Peppermint is not noticed."}
      - {part: study, text: ["MRI is normal."]}
      - {part: course, text: "It lasts."}

  - {id: hiccups, name: "Hiccups", group: neurologic}
  - {id: hives, name: "Hives", group: dermatologic}
""",
    "drugs/some.yaml": """\
# One drug.
drugs:
  - id: amberol
    name: amberol
    category: immunomodulators
    classes: [testers]
    routes: [oral]
    box: absent
    mechanisms:
      - {mechanism: gating, primary: true, statement: "Shuts the gate.", sources: ["label-x#12.1"]}
    indications:
      - {condition: ague, sources: ["label-x#1"]}
    adverse_effects:
      # It smells of nothing.
      - effect: anosmia
        strength: common
        why: "It does."
        sources: ["label-x#6"]
    not_associated:
      - {effects: [hiccups, hives], sources: ["label-x#6"], reviewed: 2026-01-02}
    monitoring:
      - {test: count, when: before, sources: ["label-x#5"]}

    # The end.
""",
}


@pytest.fixture
def folder(db, tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    load(read(tmp_path), complete=True)
    return tmp_path


def differing(folder):
    """Return the lines that a dump takes away and adds."""
    texts = content_files(dump(), folder)
    found = []
    for name in FILES:
        lines = ndiff((folder / name).read_text().split("\n"), texts.get(name, "").split("\n"))
        found += [line for line in lines if line[:2] in ("- ", "+ ")]
    return [line[0] + line[1:].strip() for line in found]


def test_files_that_say_what_is_known_stay_as_they_are(folder):
    assert content_files(dump(), folder) == FILES


def test_an_editors_change_is_one_line(folder, desk):
    edit(desk, models.AdverseEffect.objects.get(), why="It may: who knows?")
    models.AdverseEffect.objects.update(state="reviewed")
    assert differing(folder) == ['-why: "It does."', "+why: 'It may: who knows?'"]


def test_a_draft_says_so(folder, desk):
    edit(desk, models.AdverseEffect.objects.get(), why="It may.")
    assert differing(folder) == ['-why: "It does."', "+why: It may.", "+state: draft"]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            lambda: models.Monitoring.objects.update(frequency="weekly"),
            [
                '-- {test: count, when: before, sources: ["label-x#5"]}',
                "+- {test: count, when: before, frequency: weekly, sources: [label-x#5]}",
            ],
        ),
        (lambda: models.Drug.objects.update(box="unknown"), ["-box: absent"]),
        (lambda: models.Drug.objects.update(pearl="Shuts."), ["+pearl: Shuts."]),
        (lambda: models.Effect.objects.filter(slug="anosmia").update(name="No smell"),
         ['-name: "Anosmia"', "+name: No smell"]),
        (lambda: models.Effect.objects.filter(slug="anosmia").update(summary="None."), ["+summary: None."]),
        (lambda: models.Finding.objects.filter(part="course").delete(),
         ['-- {part: course, text: "It lasts."}']),
        (lambda: models.Finding.objects.filter(part="history").update(phrasings=["All is bland."]),
         ['-text: "[He] cannot tell coffee from tea."', "+text: [All is bland.]"]),
        (lambda: models.NotAssociated.objects.filter(effect__slug="hives").delete(),
         ['-- {effects: [hiccups, hives], sources: ["label-x#6"], reviewed: 2026-01-02}',
          "+- {effects: [hiccups], sources: [label-x#6], reviewed: 2026-01-02}"]),
        (lambda: models.Test.objects.create(slug="scan", name="Scan"), ["+- {id: scan, name: Scan}"]),
        (lambda: models.Effect.objects.create(slug="chills", name="Chills", group="neurologic"),
         ["+- {id: chills, name: Chills, group: neurologic}"]),
        (lambda: models.Monitoring.objects.all().delete(),
         ["-monitoring:", '-- {test: count, when: before, sources: ["label-x#5"]}']),
        (lambda: models.Target.objects.update(name="door"),
         ["-targets: [{id: gate, name: gate, kind: enzyme}]",
          "+targets: [{id: gate, name: door, kind: enzyme}]"]),
    ],
)  # fmt: skip
def test_each_change_touches_its_own_lines_only(folder, change, lines):
    change()
    assert differing(folder) == lines
    texts = content_files(dump(), folder)
    for name, text in texts.items():
        (folder / name).write_text(text)
    before = dump()
    load(read(folder), complete=True)
    assert dump() == before


def test_a_new_fact_stands_after_its_likes_and_a_new_list_at_the_end(folder):
    drug, test = models.Drug.objects.get(), models.Test.objects.get()
    models.Monitoring.objects.create(drug=drug, key="k", test=test, when="during", position=1, state="draft")
    models.PopulationNote.objects.create(
        drug=drug, key="l", population="lactation", statement="No.", state="draft"
    )
    assert differing(folder) == [
        "+- {test: count, when: during, state: draft}",
        "+populations:",
        "+- {population: lactation, statement: No., state: draft}",
    ]


def test_a_drug_that_is_gone_takes_its_file_along(folder):
    models.Drug.objects.all().delete()
    assert set(content_files(dump(), folder)) == {"words.yaml", "effects/some.yaml"}


def test_the_command_changes_a_folder_in_place(folder):
    models.AdverseEffect.objects.update(why="It may.")
    call_command("dump_drugs", yaml=folder, stderr=io.StringIO())
    assert "why: It may." in (folder / "drugs/some.yaml").read_text()
    assert (folder / "words.yaml").read_text() == FILES["words.yaml"]


def test_the_changes_read_as_a_patch(folder):
    models.AdverseEffect.objects.update(why="It may.")
    text = changes(content_files(dump(), folder), folder)
    assert "--- a/drugs/some.yaml\n+++ b/drugs/some.yaml\n" in text
    assert '-        why: "It does."\n+        why: It may.\n' in text


def test_the_real_content_stays_as_it_is_and_a_changed_fact_is_one_line(db):
    present = Path(settings.BASE_DIR) / "drugs" / "content"
    load(read(present), complete=True)
    assert changes(content_files(dump(), present), present) == ""
    fact = models.AdverseEffect.objects.exclude(why="").first()
    models.AdverseEffect.objects.filter(pk=fact.pk).update(why="Otherwise.")
    text = changes(content_files(dump(), present), present)
    lines = [line for line in text.split("\n") if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert 1 < len([line for line in lines if line]) <= 2


def test_the_zip_has_all_files_and_the_patch(folder, desk, client):
    answer = desk.get(reverse("workbench:export_content"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        assert "changes.patch" in parts.namelist()
        assert any(name.startswith("content/") for name in parts.namelist())
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("workbench:export_content")).status_code == 403
