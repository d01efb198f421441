"""Rows refuse, at the field, what the content format could not say."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from drugs.loading.loading import load
from drugs.loading.reading import read
from drugs.models import AdverseEffect, Citation, Condition, Drug, Effect, EnemyPair, Finding, NotAssociated
from drugs.models.columns import TextListField
from tests.drugs.documents import content, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(tmp_path):
    """Load the invented document with a second drug."""
    data = content()
    data["drugs"].append({**data["drugs"][0], "id": "brindol", "name": "brindol"})
    write(tmp_path, data)
    load(read(tmp_path), complete=True)


def errors_of(row):
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


@pytest.mark.parametrize("model", [Drug, Condition, Effect, Finding, AdverseEffect, NotAssociated])
def test_what_content_files_say_is_a_valid_row(model):
    for row in model.objects.all():
        row.full_clean()


@pytest.mark.parametrize(
    ("model", "field", "value", "told"),
    [
        (Drug, "slug", "Amberol_x", "Use lower-case letters"),
        (Drug, "slug", "amberol\n", "Use lower-case letters"),
        (Drug, "routes", ["iv"], "iv: expected words of oral,"),
        (Drug, "routes", [], "This field cannot be blank"),
        (Drug, "brand_names", "Amber", "A list of texts is expected"),
        (Drug, "brand_names", ["Amber", " "], "A list of texts is expected"),
        (Drug, "identifiers", {"atc": "L04"}, "atc: Input should be a valid list"),
        (Condition, "system", "aura", "is not a valid choice"),
        (Condition, "settings", ["street"], "street: expected words of office,"),
        (Condition, "background", ["has had ague for [5-2] years"], "[5-2] is a range whose end"),
        (Condition, "vitals", {"pulse": [80]}, "pulse: List should have at least 2 items"),
        (Condition, "vitals", {"aura": [1, 2]}, "aura: Extra inputs are not permitted"),
        (Condition, "age_to", 101, "Give both ages or none."),
        (Condition, "female_share", 1.5, "A share lies between 0 and 1."),
        (Condition, "duration_from", 3, "Give beginning, end and unit"),
        (Effect, "complaints", ["[very] bland food"], "neither a range, a choice"),
        (Effect, "onset_to", 1, "The end must not come before the beginning."),
        (Effect, "group", "mood", "is not a valid choice"),
        (Finding, "phrasings", ["[He is] ill."], "neither a range, a choice"),
        (AdverseEffect, "onset_unit", "days", "Give beginning, end and unit"),
    ],
)
def test_a_value_that_content_could_not_say_is_refused(model, field, value, told):
    row = model.objects.order_by("pk").first()
    setattr(row, field, value)
    messages = [message for found in errors_of(row).values() for message in found]
    assert any(told in message for message in messages), messages


def test_ages_run_upwards():
    condition = Condition.objects.get()
    condition.age_from, condition.age_to = 60, 20
    assert errors_of(condition) == {"age_to": ["Ages run from a lower to a higher one, to 100 at most."]}


def test_an_adverse_effect_of_a_drug_that_is_cleared_of_it_is_refused():
    link = AdverseEffect.objects.get(drug__slug="amberol")
    link.effect = Effect.objects.get(slug="hiccups")
    assert "Recorded as not associated" in errors_of(link)["effect"][0]


def test_a_negative_for_a_drug_that_causes_the_effect_is_refused():
    negative = NotAssociated.objects.get(drug__slug="amberol")
    negative.effect = Effect.objects.get(slug="anosmia")
    assert "Recorded as an adverse effect" in errors_of(negative)["effect"][0]


def test_the_same_adverse_effect_needs_another_scope():
    link = AdverseEffect.objects.get(drug__slug="amberol")
    link.pk, link.key = None, "amberol/adverse-effect/anosmia/2"
    assert "a second entry needs another scope" in errors_of(link)["__all__"][0]
    link.scope_dose = "high"
    link.full_clean()


def test_a_pair_of_enemies_is_recorded_once_in_whatever_order():
    first, second = Drug.objects.order_by("slug")
    EnemyPair.objects.create(first=first, second=second, reason="Same.")
    assert "in the other order" in errors_of(EnemyPair(first=second, second=first, reason="Same."))["__all__"][0]
    assert "two different drugs" in errors_of(EnemyPair(first=first, second=first, reason="Same."))["__all__"][0]


def test_a_list_of_texts_is_edited_one_to_a_line():
    field = TextListField(blank=True).formfield()
    assert field.prepare_value(["Amber", "Amberine"]) == "Amber\nAmberine"
    assert field.clean(" Amber \r\n\r\nAmberine") == ["Amber", "Amberine"]
    assert not field.has_changed(["Amber"], "Amber\n")


def test_a_list_of_known_words_is_edited_with_check_boxes():
    field = TextListField(allowed=["oral", "nasal"]).formfield()
    assert field.clean(["nasal"]) == ["nasal"]
    with pytest.raises(ValidationError):
        field.clean(["iv"])


@pytest.mark.parametrize("command", ["dump_drugs", "check_content", "load_drugs"])
def test_a_row_that_another_program_spoilt_is_named(command, tmp_path):
    Drug.objects.filter(slug="amberol").update(routes=["iv"])
    arguments = [tmp_path] if command == "load_drugs" else []
    with pytest.raises(
        CommandError, match=r"in the database: drug 'amberol': routes\[0\]: Input should be 'oral'"
    ):
        call_command(command, *arguments)


@pytest.mark.parametrize(
    ("section", "place"),
    [("5.1", "section 5.1"), ("boxed", "boxed warning"), ("adverse-reactions", "adverse reactions"), ("", "")],
)
def test_a_citation_names_its_place_as_a_reader_does(section, place):
    assert Citation(section=section).place == place
