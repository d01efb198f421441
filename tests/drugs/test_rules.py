"""Each content rule, broken once."""

import pytest

from drugs.loading.rules import broken
from drugs.loading.schema import Document
from tests.drugs.documents import content


def told(data):
    return [message for _, message in broken(Document.model_validate(data))]


def test_good_content_breaks_no_rule():
    assert told(content()) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["drugs"][0]["monitoring"][0].update(sources=[]), "needs a source"),
        (lambda d: d["drugs"][0]["monitoring"][0].update(frequency="with any fever"), "not every patient needs"),
        (lambda d: d["drugs"][0]["not_associated"][0].update(sources=[]), "a negative needs a source"),
        (
            lambda d: d["drugs"][0]["not_associated"][0]["effects"].append("anosmia"),
            "is among the adverse effects",
        ),
        (lambda d: d["effects"][0].update(parent="hiccups"), "is among the adverse effects"),
        (
            lambda d: d["effects"][0]["complaints"].append("[5-2] hours of thirst"),
            "end is not above its beginning",
        ),
        (lambda d: d["conditions"][0]["background"].append("is [very] ill"), "neither a range, a choice"),
        (lambda d: d["effects"][1].update(name="hiccups"), "begins with a capital letter"),
        (lambda d: d["effects"][1].update(name="Hiccups that may last"), "absolute or vague"),
        (lambda d: d["mechanisms"][0].update(option="Inhibition as by amberol"), "must not name a drug"),
        (lambda d: d["effects"][0]["complaints"].append("taste lost on amberol"), "must not name a drug"),
        (lambda d: d["effects"][0]["complaints"].append("complete anosmia"), "must not name the effect itself"),
        (lambda d: d["effects"][0].update(age=[50, 20]), "an age range runs"),
        (lambda d: d["effects"][0].update(settings=[]), "site of care"),
        (lambda d: d["effects"][0].update(vitals={"temperature": [98, 101]}), "within 34 to 42"),
        (lambda d: d["effects"][0].pop("onset"), "and an onset"),
        (lambda d: d["drugs"][0].update(box="present"), "go together"),
        (lambda d: d["drugs"][0]["adverse_effects"][0].update(boxed=True), "has no boxed warning"),
        (
            lambda d: d["drugs"][0]["contraindications"][0].update(sources=["label-x#5"]),
            "section 4 or a guideline",
        ),
        (lambda d: d["drugs"][0]["indications"][0]["regimens"][0].update(route="nasal"), "not among the routes"),
        (
            lambda d: d["conditions"].append({"id": "q", "name": "q", "system": "renal", "parent": "ague"}),
            "has narrower entries",
        ),
        (
            lambda d: d["drugs"].append(
                {**content()["drugs"][0], "id": "b", "name": "brindol", "same_as": ["amberol"]}
            ),
            "does not name b in turn",
        ),
        (lambda d: d["drugs"][0]["mechanisms"][0].update(primary=False), "no main mechanism"),
        (lambda d: d["drugs"][0].update(indications=[]), "has no indication"),
    ],
)
def test_a_broken_rule_is_told(change, message):
    data = content()
    change(data)
    messages = told(data)
    assert any(message in each for each in messages), messages


def test_a_draft_needs_no_source():
    data = content()
    data["drugs"][0]["monitoring"][0].update(sources=[], state="draft")
    assert told(data) == []
