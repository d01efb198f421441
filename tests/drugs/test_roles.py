"""What each group may do, exactly: editors write, reviewers judge, administrators look after accounts."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from drugs import models
from drugs.editing.reviewing import FACTS
from quizsite.accounts.models import User
from tests.factories.accounts import UserFactory

WORDS = (models.Drug, models.Condition, models.Effect, models.Mechanism, models.Source, models.Citation)


def permissions_of(browser, app):
    held = Permission.objects.filter(group__user=browser.person, content_type__app_label=app)
    return {permission.codename for permission in held}


def test_every_role_may_write_every_fact_and_word(member_of):
    for role in ("Editor", "Reviewer", "Administrator"):
        held = permissions_of(member_of(role, role.lower()), "drugs")
        for model in (*FACTS, *WORDS):
            name = model._meta.model_name
            assert {f"view_{name}", f"add_{name}", f"change_{name}"} <= held, (role, name)


def test_only_reviewers_delete_facts_and_only_administrators_delete_words(author, reviewer, member_of):
    deletes = {
        name: {code for code in permissions_of(browser, "drugs") if code.startswith("delete_")}
        for name, browser in (
            ("editor", author),
            ("reviewer", reviewer),
            ("admin", member_of("Administrator", "a")),
        )
    }
    parts = {"delete_regimen", "delete_finding", "delete_distinction"}
    facts = {f"delete_{model._meta.model_name}" for model in FACTS}
    assert deletes["editor"] == parts
    assert deletes["reviewer"] == parts | facts
    assert {"delete_drug", "delete_effect"} | facts <= deletes["admin"]


def test_only_reviewers_and_administrators_may_judge(author, reviewer, member_of):
    assert not author.person.has_perm("drugs.review_facts")
    assert reviewer.person.has_perm("drugs.review_facts")
    assert member_of("Administrator", "admin").person.has_perm("drugs.review_facts")


def test_nobody_may_change_history_or_verdicts(author, reviewer, member_of):
    for browser in (author, reviewer, member_of("Administrator", "admin")):
        held = permissions_of(browser, "drugs")
        assert not {code for code in held if "historical" in code}
        assert {code for code in held if "verdict" in code} == {"view_verdict"}


@pytest.mark.parametrize(("role", "status"), [("Editor", 403), ("Reviewer", 403), ("Administrator", 200)])
def test_only_administrators_see_and_change_accounts(member_of, role, status):
    browser = member_of(role, "somebody")
    assert browser.get(reverse("admin:accounts_user_changelist")).status_code == status
    assert browser.get(reverse("admin:accounts_user_add")).status_code == status
    assert browser.get(reverse("admin:accounts_user_change", args=[browser.person.pk])).status_code == status


def test_an_administrator_makes_nobody_a_superuser_and_leaves_superusers_alone(member_of, editor):
    browser = member_of("Administrator", "admin")
    page = browser.get(reverse("admin:accounts_user_change", args=[browser.person.pk])).content.decode()
    assert 'name="is_superuser"' not in page and 'name="user_permissions"' not in page
    assert 'name="groups"' in page
    url = reverse("admin:accounts_user_change", args=[editor.pk])
    assert browser.post(url, {"username": "gone"}).status_code == 403
    assert (
        browser.post(reverse("admin:accounts_user_delete", args=[editor.pk]), {"post": "yes"}).status_code == 403
    )
    password = reverse("admin:auth_user_password_change", args=[editor.pk])
    assert browser.get(password).status_code == 403
    assert User.objects.get(pk=editor.pk).username == "editor"


def test_a_superuser_still_does_everything(client, editor):
    client.force_login(editor)
    other = UserFactory(is_superuser=True)
    page = client.get(reverse("admin:accounts_user_change", args=[other.pk])).content.decode()
    assert 'name="is_superuser"' in page
