"""Content in and out: idempotent, all or nothing, and every error with its place."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from drugs.loading.dumping import as_json, dump, write_yaml
from drugs.loading.loading import load
from drugs.loading.reading import ContentError, read
from drugs.models import AdverseEffect, Condition, Drug, NotAssociated
from tests.drugs.documents import content, write

pytestmark = pytest.mark.django_db


def load_folder(folder, data=None):
    write(folder, data or content())
    return load(read(folder), complete=True)


def errors_of(path):
    with pytest.raises(ContentError) as caught:
        load(read(path), complete=path.is_dir())
    assert not Drug.objects.exists()
    return caught.value.errors


def test_it_stores_every_kind_of_fact_under_a_stable_id(tmp_path):
    load_folder(tmp_path)
    drug = Drug.objects.get()
    assert drug.adverseeffect_set.get().key == "amberol/adverse-effect/anosmia"
    assert drug.indication_set.get().regimens.get().schedule == "once daily"
    assert str(drug.contraindication_set.get().citations.get()) == "label-x#4"
    for kind in ("monitoring", "interaction", "rescue", "genotype", "populationnote", "notassociated"):
        assert getattr(drug, f"{kind}_set").count() == 1


def test_loading_twice_changes_nothing(tmp_path):
    first = load_folder(tmp_path)
    keys = set(AdverseEffect.objects.values_list("pk", "key"))
    second = load_folder(tmp_path)
    assert sum(first.created.values()) == sum(second.unchanged.values()) > 0
    assert not second.created and not second.changed
    assert set(AdverseEffect.objects.values_list("pk", "key")) == keys


def test_only_the_entry_that_differs_is_written(tmp_path):
    load_folder(tmp_path)
    data = content()
    data["drugs"][0]["pearl"] = "It shuts the gate."
    report = load_folder(tmp_path, data)
    assert report.changed == {"drugs": 1}
    assert Drug.objects.get().pearl == "It shuts the gate."


def test_a_folder_is_all_there_is_and_a_file_adds(tmp_path):
    load_folder(tmp_path)
    extra = {"conditions": [{"id": "quartan", "name": "quartan ague", "system": "infectious"}]}
    load(read(write(tmp_path / "..", extra, "extra.yaml")), complete=False)
    assert Condition.objects.count() == 2
    report = load(read(tmp_path), complete=True)
    assert report.deleted["conditions"] == 1


def test_load_dump_load_changes_nothing(tmp_path):
    load_folder(tmp_path)
    first = json.dumps(as_json(dump()))
    dumped = tmp_path / "dump.json"
    dumped.write_text(first)
    report = load(read(dumped), complete=False)
    assert not report.created and not report.changed
    assert json.dumps(as_json(dump())) == first


def test_dumped_content_files_load_as_the_same_knowledge(tmp_path):
    load_folder(tmp_path)
    first = json.dumps(as_json(dump()))
    write_yaml(dump(), tmp_path / "out")
    Drug.objects.all().delete()
    load(read(tmp_path / "out"), complete=True)
    assert json.dumps(as_json(dump())) == first


def test_a_dump_has_the_form_that_other_programs_rely_on(tmp_path):
    load_folder(tmp_path)
    out = StringIO()
    call_command("dump_drugs", stdout=out)
    drug = json.loads(out.getvalue())["drugs"][0]
    assert drug["mechanisms"][0]["genes"] == ["GATE1"]
    assert {"target", "action", "statement", "sources"} <= drug["mechanisms"][0].keys()
    assert {"effect", "strength", "boxed", "why", "sources"} <= drug["adverse_effects"][0].keys()
    assert drug["not_associated"][0]["effect"] == "hiccups"


def test_a_dump_takes_a_bounded_number_of_queries(tmp_path, django_assert_max_num_queries):
    data = content()
    for number in range(5):
        data["drugs"].append({**content()["drugs"][0], "id": f"drug-{number}", "name": f"drug{number}"})
    load_folder(tmp_path, data)
    with django_assert_max_num_queries(70):
        dump()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d["drugs"][0].update(colour="red"), "drugs[0].colour: extra inputs are not permitted"),
        (
            lambda d: d["drugs"][0].update(category="poisons"),
            "drugs[0].category: input should be 'corticosteroids'",
        ),
        (lambda d: d["drugs"][0].pop("routes"), "drugs[0].routes: field required"),
        (lambda d: d["drugs"][0]["indications"][0].update(condition="gout"), "'gout' is not defined"),
        (lambda d: d["drugs"][0]["adverse_effects"][0].update(sources=["nowhere#1"]), "'nowhere' is not defined"),
        (lambda d: d["effects"].append(dict(d["effects"][1])), "'hiccups' is already defined"),
        (lambda d: d["effects"][0]["onset"].update({"from": 9}), "'from' is greater than 'to'"),
    ],
)
def test_malformed_content_names_file_line_field_and_what_was_expected(tmp_path, change, told):
    data = content()
    change(data)
    path = write(tmp_path, data)
    errors = errors_of(tmp_path)
    assert len(errors) == 1
    assert errors[0].startswith(f"{path}:")
    assert int(errors[0].removeprefix(f"{path}:").split(":")[0]) > 1
    assert told in errors[0]


def test_all_errors_are_told_not_only_the_first(tmp_path):
    data = content()
    data["drugs"][0]["category"] = "poisons"
    data["effects"][0]["group"] = "mood"
    write(tmp_path, data)
    assert len(errors_of(tmp_path)) == 2


def test_a_file_that_is_no_yaml_is_told_with_its_line(tmp_path):
    (tmp_path / "bad.yaml").write_text("drugs:\n  - id: [unclosed\n")
    (error,) = errors_of(tmp_path)
    assert "bad.yaml:" in error and "not valid YAML" in error


def test_a_path_that_is_not_there_is_told(tmp_path):
    (error,) = errors_of(tmp_path / "absent")
    assert "no such file" in error


def test_the_command_reports_errors_and_loads_nothing(tmp_path):
    data = content()
    data["drugs"][0]["category"] = "poisons"
    with pytest.raises(CommandError, match="1 errors; nothing was loaded"):
        call_command("load_drugs", write(tmp_path, data), stderr=StringIO())
    assert not Drug.objects.exists()


def test_the_real_content_loads_and_holds_every_rule():
    out = StringIO()
    call_command("load_drugs", stdout=out, stderr=StringIO())
    call_command("check_content", stdout=out)
    assert "hold every content rule" in out.getvalue()
    assert NotAssociated.objects.count() > 500
