"""check_content, load_drugs and dump_drugs as a person at a terminal meets them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from drugs.loading.dumping import as_json, dump
from drugs.models import Drug, Effect, Monitoring
from tests.drugs.documents import content, write

pytestmark = pytest.mark.django_db


def printed(command, *arguments, **options):
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_check_content_asks_for_content_first():
    with pytest.raises(CommandError, match=r"python manage\.py load_drugs"):
        printed("check_content")


def test_check_content_says_that_every_rule_holds_and_what_each_drug_lacks(amberol):
    told = printed("check_content")
    assert "1 drugs hold every content rule." in told
    assert "amberol " in told and "fewer than 20 negatives" in told


def test_check_content_fails_with_one_line_for_each_broken_rule(amberol):
    Monitoring.objects.get().citations.clear()
    Drug.objects.update(box="present")
    with pytest.raises(CommandError) as caught:
        printed("check_content")
    lines = str(caught.value).splitlines()
    assert lines[0] == (
        "drugs 'amberol' monitoring[0].sources: a reviewed fact needs a source; set state: draft if there is none"
    )
    assert lines[1] == "drugs 'amberol' box: box: present and boxed_warnings go together"
    assert lines[2] == "2 rules broken."


def test_check_content_finds_entries_that_are_broader_than_each_other(amberol):
    anosmia, hiccups = Effect.objects.order_by("slug")
    Effect.objects.filter(pk=anosmia.pk).update(parent=hiccups)
    Effect.objects.filter(pk=hiccups.pk).update(parent=anosmia)
    with pytest.raises(CommandError, match="'anosmia' would be broader than itself"):
        printed("check_content")


@pytest.mark.parametrize("command", ["check_content", "dump_drugs"])
def test_a_row_that_some_program_spoilt_is_named(amberol, command):
    Drug.objects.update(category="poisons")
    with pytest.raises(CommandError, match="in the database: drug 'amberol'"):
        printed(command)


def test_load_drugs_counts_what_it_did(tmp_path):
    write(tmp_path, content())
    first, second = printed("load_drugs", tmp_path).split(), printed("load_drugs", tmp_path).split()
    assert first[:4] == ["agents", "1", "created", "0"]
    assert second[:6] == ["agents", "0", "created", "0", "changed", "1"]


def test_load_drugs_refuses_what_breaks_a_rule_with_its_line_and_keeps_what_was_there(amberol, tmp_path):
    data = content()
    data["drugs"][0]["pearl"] = "Changed."
    data["drugs"][0]["monitoring"][0]["sources"] = []
    path = write(tmp_path, data)
    with pytest.raises(CommandError) as caught:
        printed("load_drugs", tmp_path)
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if text == "    sources: []")
    assert f"{path}:{line}: drugs[0].monitoring[0].sources: a reviewed fact needs a source" in str(caught.value)
    amberol.refresh_from_db()
    assert amberol.pearl == ""


def test_dump_drugs_prints_what_load_drugs_reads(amberol, tmp_path):
    path = tmp_path / "dump.json"
    path.write_text(printed("dump_drugs"))
    assert json.loads(path.read_text()) == as_json(dump())
    printed("load_drugs", path)
    assert printed("dump_drugs") == path.read_text()


def test_dump_drugs_writes_content_files(amberol, tmp_path):
    before = printed("dump_drugs")
    assert printed("dump_drugs", yaml=tmp_path / "out") == ""
    Drug.objects.all().delete()
    printed("load_drugs", tmp_path / "out")
    assert printed("dump_drugs") == before
