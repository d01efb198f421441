"""The import page shows what a file would change, and nothing happens before that was confirmed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from drugs import models
from drugs.loading.dumping import dump
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.usefixtures("amberol")
CHANGED = b"drug,effect,why\namberol,anosmia,It may."


def upload(browser, data, table="adverse-effects", name="file.csv"):
    file = SimpleUploadedFile(name, data)
    return browser.post(reverse("workbench:import"), {"table": table, "file": file})


def carry_out(browser, shown, **changes):
    text = shown.content.decode()
    sent = {name: re.search(f'name="{name}" value="([^"]*)"', text).group(1) for name in ("token", "digest")}
    return browser.post(reverse("workbench:carry_out"), sent | changes, follow=True)


def test_a_change_is_shown_confirmed_and_waits_for_review(author):
    before = dump()
    shown = upload(author, CHANGED)
    assert "<ins>may.</ins>" in shown.content.decode() and "0 new entries, 1 changed" in shown.content.decode()
    assert dump() == before
    text = carry_out(author, shown).content.decode()
    assert "0 new, 1 changed, 0 unchanged" in text and "waits for review" in text
    fact = models.AdverseEffect.objects.get()
    assert (fact.why, fact.state, fact.history.first().history_user) == ("It may.", "draft", author.person)


def test_errors_are_listed_by_row_and_the_choice_of_table_is_kept(author):
    answer = upload(author, b"id,year\nlabel-x,long ago", table="sources")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Row 2, year" in text and "Nothing was imported. 1 thing to correct" in text
    assert '<option value="sources" selected>' in text


def test_cells_are_shown_as_text(author):
    text = upload(author, b"drug,effect,why\namberol,anosmia,<script>alert(1)</script>{{ 7 }}").content.decode()
    assert "<script>alert(1)" not in text and "&lt;script&gt;" in text and "{{ 7 }}" in text
    text = upload(author, b"<script>alert(2)</script>\nx").content.decode()
    assert "<script>alert(2)" not in text


def test_another_persons_import_cannot_be_carried_out(author, reviewer):
    shown = upload(author, CHANGED)
    assert "no longer kept" in carry_out(reviewer, shown).content.decode()
    assert models.AdverseEffect.objects.get().why == "It does."


def test_an_import_is_carried_out_once(author):
    shown = upload(author, CHANGED)
    carry_out(author, shown)
    assert "no longer kept" in carry_out(author, shown).content.decode()


def test_what_changed_meanwhile_is_shown_again(author):
    shown = upload(author, CHANGED)
    models.AdverseEffect.objects.update(why="Meanwhile.")
    answer = carry_out(author, shown)
    assert answer.status_code == 409
    assert "this is what the file does now" in answer.content.decode()
    assert models.AdverseEffect.objects.get().why == "Meanwhile."
    carry_out(author, answer)
    assert models.AdverseEffect.objects.get().why == "It may."


def test_a_file_that_became_wrong_meanwhile_is_refused(author):
    shown = upload(author, CHANGED)
    models.AdverseEffect.objects.all().delete()
    assert carry_out(author, shown).status_code == 422


def test_a_form_without_a_file_says_so(author):
    answer = author.post(reverse("workbench:import"), {"table": "sources"})
    assert answer.status_code == 422 and "This field is required" in answer.content.decode()


def test_opening_the_pages_writes_nothing(author):
    before = dump()
    assert author.get(reverse("workbench:import")).status_code == 200
    assert author.get(reverse("workbench:export")).status_code == 200
    assert author.get(reverse("workbench:carry_out")).status_code == 405
    assert dump() == before


def test_only_editors_import_and_only_staff_export(client, amberol):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("workbench:import")).status_code == 403
    assert client.post(reverse("workbench:carry_out")).status_code == 403
    assert client.get(reverse("workbench:export")).status_code == 403


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_is_a_file_with_every_column(author, form):
    answer = author.get(reverse("workbench:export"), {"table": "indications", "form": form, "drug": "amberol"})
    assert answer["Content-Disposition"] == f'attachment; filename="indications-amberol.{form}"'
    assert (b"regimens" in answer.content) or answer.content[:2] == b"PK"
    assert upload(author, answer.content, "indications").status_code == 200
