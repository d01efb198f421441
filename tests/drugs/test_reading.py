"""Files that are odd, and entries that are at odds: each is told with its place, and nothing is loaded."""

import json

import pytest

from drugs.loading.errors import ContentError
from drugs.loading.loading import load
from drugs.loading.reading import read
from drugs.models import Citation, Condition, Drug, EnemyPair
from tests.drugs.documents import content, write

pytestmark = pytest.mark.django_db


def errors_of(path):
    with pytest.raises(ContentError) as caught:
        load(read(path), complete=path.is_dir())
    return caught.value.errors


def load_folder(folder, data):
    write(folder, data)
    return load(read(folder), complete=True)


def second_drug(**changes):
    return {**content()["drugs"][0], "id": "brindol", "name": "brindol", **changes}


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("tests:\n- id: count\n  name: Count\n  name: Sum\n", 4, "'name' is written twice in one entry"),
        ("tests: []\n\ntests: []\n", 3, "'tests' is written twice in one entry"),
        ("sources:\n- {id: a, checked: 2026-13-45}\n", 2, "'2026-13-45' is not a date"),
        ("drugs: !!python/object/apply:os.getcwd []\n", 1, "could not determine a constructor"),
        ("drugs:\n\t- id: a\n", 2, "not valid YAML"),
        ("tests: []\n---\nagents: []\n", 2, "another document"),
        ('tests:\n- {id: a, name: "a\\0b"}\n', 2, "tests[0].name: a text must not hold a NUL character"),
        ("- a list\n", 1, "input should be a valid dictionary"),
        ("drugs:\n", 1, "drugs: input should be a valid list"),
        ("1: 2\n", 1, "keys should be strings"),
        ("tests:\n- {id: count, name: 5}\n", 2, "tests[0].name: input should be a valid string; found 5"),
        ("tests:\n- {id: on, name: x}\n", 2, "tests[0].id: input should be a valid string; found True"),
        ("tests:\n- {id: Count, name: x}\n", 2, "tests[0].id: string should match pattern"),
    ],
)
def test_an_odd_file_is_told_with_its_line(tmp_path, text, line, told):
    path = tmp_path / "odd.yaml"
    path.write_text(text)
    (error,) = errors_of(path)
    assert error.startswith(f"{path}:{line}: ")
    assert told in error


def test_a_key_written_twice_in_json_is_told_with_its_line(tmp_path):
    path = tmp_path / "odd.json"
    path.write_text('{"tests": [\n {"id": "count",\n  "id": "sum", "name": "Sum"}]}')
    (error,) = errors_of(path)
    assert error == f"{path}:3: not valid JSON: 'id' is written twice in one entry"


def test_an_alias_that_contains_itself_is_told(tmp_path):
    path = tmp_path / "odd.yaml"
    path.write_text("classes: &a [*a]\n")
    (error,) = errors_of(path)
    assert "an alias (*) contains itself" in error


def test_a_file_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "odd.yaml"
    path.write_bytes(b"tests: [{id: coffee, name: caf\xe9}]")
    (error,) = errors_of(path)
    assert "cannot be read as UTF-8 text" in error


def test_an_empty_file_holds_nothing_and_is_no_error(tmp_path):
    path = tmp_path / "empty.yaml"
    path.write_text("# nothing yet\n")
    assert not load(read(path), complete=False).created


AT_ODDS = [
    (lambda d: d["drugs"][0]["classes"].append("testers"), "drugs[0].classes[1]: 'testers' is listed twice"),
    (
        lambda d: d["drugs"][0]["monitoring"][0].update(sources=["label-x#5", "label-x#5"]),
        "drugs[0].monitoring[0].sources[1]: 'label-x#5' is listed twice",
    ),
    (
        lambda d: d["drugs"][0].update(adverse_effects=content()["drugs"][0]["adverse_effects"] * 2),
        "drugs[0].adverse_effects[1]: 'anosmia' is an adverse effect here already",
    ),
    (
        lambda d: d["drugs"][0].update(not_associated=content()["drugs"][0]["not_associated"] * 2),
        "drugs[0].not_associated[1].effects: 'hiccups' is listed twice",
    ),
    (
        lambda d: d["effects"][0].update(told_apart=[{"from": "hiccups", "because": "no spasm"}] * 2),
        "effects[0].told_apart[1]: 'hiccups' is told apart here already",
    ),
    (
        lambda d: d["conditions"][0].update(
            therapy=[{"drug": "amberol", "standing": "inferior", "reason": "Slow.", "sources": ["label-x"]}] * 2
        ),
        "conditions[0].therapy[1]: 'amberol' has a standing here already",
    ),
    (
        lambda d: d["conditions"][0].update(
            therapy=[{"drug": "amberol", "standing": "inferior", "reason": "Slow."}]
        ),
        "conditions[0].therapy[0].sources: a reviewed standing needs a source",
    ),
    (lambda d: d["effects"][0].update(overlaps=["anosmia"]), "effects[0].overlaps: an entry must not name itself"),
    (lambda d: d["effects"][1].update(parent="hiccups"), "effects[1].parent: 'hiccups' would be broader than"),
    (
        lambda d: d.update(enemy_pairs=[{"drugs": ["amberol", "amberol"], "reason": "Same."}]),
        "enemy_pairs[0].drugs: a pair needs two different drugs",
    ),
    (
        lambda d: d["drugs"][0]["mechanisms"][0].update(target="door"),
        "drugs[0].mechanisms[0].target: the mechanism says 'gate'; found 'door'",
    ),
    (
        lambda d: d["drugs"][0]["mechanisms"][0].update(genes=["GATE2"]),
        "drugs[0].mechanisms[0].genes: the mechanism says ['GATE1']; found ['GATE2']",
    ),
    (lambda d: d["tests"][0].update(name="n" * 201), "tests[0].name: at most 200 characters are expected"),
    (lambda d: d["drugs"][0].update(pearl="n" * 401), "drugs[0].pearl: at most 400 characters are expected"),
    (
        lambda d: d["drugs"][0]["rescue"][0].update(scope={"dose": "n" * 121}),
        "drugs[0].rescue[0].scope.dose: at most 120 characters are expected",
    ),
    (
        lambda d: d["drugs"][0]["indications"][0]["regimens"][0].update(schedule="n" * 81),
        "drugs[0].indications[0].regimens[0].schedule: at most 80 characters are expected",
    ),
    (
        lambda d: d["drugs"][0]["rescue"][0].update(sources=["label-x#" + "n" * 121]),
        "drugs[0].rescue[0].sources[0]: a section has at most 120 characters",
    ),
]


@pytest.mark.parametrize(("change", "told"), AT_ODDS, ids=[told for _, told in AT_ODDS])
def test_entries_at_odds_are_told_and_nothing_is_loaded(tmp_path, change, told):
    data = content()
    change(data)
    write(tmp_path, data)
    (error,) = errors_of(tmp_path)
    assert told in error
    assert not Drug.objects.exists()


def test_a_circle_of_broader_entries_is_told_at_each_member(tmp_path):
    data = content()
    data["conditions"] += [
        {"id": "quartan", "name": "quartan", "system": "infectious", "parent": "tertian"},
        {"id": "tertian", "name": "tertian", "system": "infectious", "parent": "quartan"},
    ]
    write(tmp_path, data)
    assert ["broader than itself" in error for error in errors_of(tmp_path)] == [True, True]


def test_a_negative_two_steps_above_an_adverse_effect_is_told(tmp_path):
    data = content()
    data["effects"][0]["parent"] = "smell-loss"
    data["effects"].append({"id": "smell-loss", "name": "Smell loss", "group": "neurologic", "parent": "hiccups"})
    write(tmp_path, data)
    (error,) = errors_of(tmp_path)
    assert "'hiccups' (or a kind of it) is among the adverse effects of amberol" in error


def test_the_same_pair_of_enemies_in_the_other_order_is_told(tmp_path):
    data = content()
    data["drugs"].append(second_drug())
    data["enemy_pairs"] = [
        {"drugs": ["amberol", "brindol"], "reason": "Same."},
        {"drugs": ["brindol", "amberol"], "reason": "Alike."},
    ]
    write(tmp_path, data)
    (error,) = errors_of(tmp_path)
    assert "enemy_pairs[1].id: 'amberol and brindol' is already defined at" in error


def test_an_effect_may_be_caused_twice_in_different_scopes(tmp_path):
    data = content()
    cause = data["drugs"][0]["adverse_effects"][0]
    data["drugs"][0]["adverse_effects"].append({**cause, "scope": {"dose": "high"}})
    load_folder(tmp_path, data)
    keys = set(Drug.objects.get().adverseeffect_set.values_list("key", flat=True))
    assert keys == {"amberol/adverse-effect/anosmia", "amberol/adverse-effect/anosmia/high"}


def test_a_file_that_would_break_a_rule_of_the_whole_is_refused(tmp_path):
    load_folder(tmp_path, content())
    extra = {"conditions": [{"id": "quartan", "name": "quartan", "system": "infectious", "parent": "ague"}]}
    (error,) = errors_of(write(tmp_path, extra, "extra.yaml"))
    assert error.startswith(
        "in the database: drugs 'amberol' indications[0].condition: 'ague' has narrower entries"
    )
    assert Condition.objects.count() == 1


def test_a_broader_entry_can_go_together_with_its_narrower_one(tmp_path):
    data = content()
    data["conditions"] += [
        {"id": "fever", "name": "fever", "system": "infectious"},
        {"id": "tertian", "name": "tertian", "system": "infectious", "parent": "fever"},
    ]
    load_folder(tmp_path, data)
    assert load_folder(tmp_path, content()).deleted["conditions"] == 2


def test_a_complete_load_leaves_no_citation_that_nothing_cites(tmp_path):
    load_folder(tmp_path, content())
    data = content()
    del data["drugs"][0]["contraindications"]
    load_folder(tmp_path, data)
    assert not Citation.objects.filter(section="4").exists()
    assert Citation.objects.filter(section="6").exists()


def test_a_pair_of_enemies_goes_with_the_content_that_named_it(tmp_path):
    data = content()
    data["drugs"].append(second_drug())
    data["enemy_pairs"] = [{"drugs": ["brindol", "amberol"], "reason": "Same."}]
    load_folder(tmp_path, data)
    assert not load_folder(tmp_path, data).changed
    del data["enemy_pairs"]
    assert load_folder(tmp_path, data).deleted["enemy_pairs"] == 1
    assert not EnemyPair.objects.exists()


def test_a_json_error_has_its_line_too(tmp_path):
    data = content()
    data["drugs"][0]["box"] = "maybe"
    path = tmp_path / "all.json"
    path.write_text(json.dumps(data, indent=1))
    line = next(n for n, text in enumerate(path.read_text().splitlines(), start=1) if '"maybe"' in text)
    (error,) = errors_of(path)
    assert error.startswith(f"{path}:{line}: drugs[0].box: input should be 'present', 'absent' or 'unknown'")


@pytest.mark.parametrize("name", ["tests", "circumstances", "agents", "effects"])
def test_two_entries_of_one_name_are_refused(tmp_path, name):
    data = content()
    data[name].append({**data[name][0], "id": "another"})
    write(tmp_path, data)
    assert any("is called" in error and "use its id" in error for error in errors_of(tmp_path))
