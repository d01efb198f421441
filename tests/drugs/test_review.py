"""A changed fact is a draft until somebody else has approved it; what everyone said is kept."""

import pytest
from django.urls import reverse

from drugs import models
from drugs.editing import reviewing
from drugs.loading.dumping import dump
from tests.drugs.forms import edit, form_data, page_of

pytestmark = pytest.mark.usefixtures("amberol")


@pytest.fixture
def draft(amberol, author):
    """Return an adverse effect that the author changed."""
    fact = amberol.adverseeffect_set.get()
    edit(author, fact, why="It may.", change_reason="New label")
    return fact


def page(browser, fact):
    return browser.get(reverse("workbench:draft", args=[fact._meta.model_name, fact.pk]))


def judge(browser, fact, verdict, comment="", version=None):
    version = version or reviewing.draft_of(fact).version
    url = reverse("workbench:judge", args=[fact._meta.model_name, fact.pk])
    return browser.post(url, {"verdict": verdict, "comment": comment, "version": version})


def queue(browser, show="others"):
    return browser.get(reverse("workbench:review"), {"show": show}).content.decode()


def test_a_change_makes_a_draft_and_an_unchanged_saving_does_not(amberol, author, draft):
    assert draft.state == "draft"
    other = amberol.indication_set.get()
    edit(author, other)
    assert other.state == "reviewed"


def test_a_new_fact_begins_as_a_draft(amberol, author):
    url = reverse("admin:drugs_boxedwarning_add") + f"?drug={amberol.pk}"
    author.post(url, form_data(author.get(url), title="Gate loss", statement="It is lost."))
    assert amberol.boxedwarning_set.get().state == "draft"


def test_nobody_sets_the_state_by_form(amberol, author, draft):
    edit(author, draft, state="reviewed")
    assert draft.state == "draft"


def test_the_queue_shows_others_changes_to_a_reviewer_and_their_own_to_the_author(author, reviewer, draft):
    link = reverse("workbench:draft", args=["adverseeffect", draft.pk])
    assert link in queue(reviewer) and "New label" in queue(reviewer)
    assert link not in queue(author)
    assert link in queue(author, "mine")


def test_drafts_that_came_with_the_content_stand_apart(amberol, reviewer):
    models.Monitoring.objects.update(state="draft")
    assert "monitoring/count" not in queue(reviewer)
    assert "monitoring/count" in queue(reviewer, "content")


def test_the_draft_page_shows_what_is_new_and_the_sources(reviewer, draft):
    text = page(reviewer, draft).content.decode()
    assert "<ins>may.</ins>" in text and "<del>does.</del>" in text
    assert "Label (2025), section 6" in text
    assert ">Approve<" in text


def test_a_reviewer_approves_and_it_is_kept_who_and_when(reviewer, draft):
    assert judge(reviewer, draft, "approve", "As in the label.").status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.why) == ("reviewed", "It may.")
    verdict = models.Verdict.objects.get()
    assert (verdict.kind, verdict.by, verdict.fact_key) == ("approved", reviewer.person, draft.key)
    last = draft.history.first()
    assert (last.history_user, last.history_change_reason) == (reviewer.person, "approved: As in the label.")
    assert draft.key not in queue(reviewer)


def test_an_editor_cannot_judge(author, member_of, draft):
    other = member_of("Editor", "other")
    for verdict in ("approve", "advise", "reject"):
        assert judge(other, draft, verdict, "Well.").status_code == 422
    draft.refresh_from_db()
    assert (draft.state, draft.why) == ("draft", "It may.")
    assert ">Approve<" not in page(other, draft).content.decode()


def test_nobody_approves_their_own_change_and_is_told_why(reviewer, draft):
    edit(reviewer, draft, why="It must.")
    answer = judge(reviewer, draft, "approve")
    assert answer.status_code == 422
    assert "You changed this fact yourself: somebody else has to approve it." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_after_a_review_the_authors_begin_anew(author, reviewer, member_of, draft):
    judge(reviewer, draft, "approve")
    edit(reviewer, draft, why="It must.")
    assert judge(member_of("Reviewer", "second"), draft, "approve").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "reviewed"


@pytest.mark.parametrize(("by_another", "state"), [(True, "draft"), (False, "reviewed")])
def test_a_superuser_alone_approves_their_own_only_if_the_settings_say_so(
    desk, amberol, settings, by_another, state
):
    settings.REVIEW_BY_ANOTHER = by_another
    fact = amberol.adverseeffect_set.get()
    edit(desk, fact, why="It may.")
    judge(desk, fact, "approve")
    fact.refresh_from_db()
    assert fact.state == state


def test_that_setting_is_for_superusers_only(reviewer, draft, settings):
    settings.REVIEW_BY_ANOTHER = False
    edit(reviewer, draft, why="It must.")
    assert judge(reviewer, draft, "approve").status_code == 422


def test_a_fact_without_a_source_is_not_approved(author, reviewer, draft):
    edit(author, draft, citations=[])
    answer = judge(reviewer, draft, "approve")
    assert answer.status_code == 422 and "A reviewed fact needs a source" in answer.content.decode()


def test_a_fact_that_would_break_a_rule_as_a_reviewed_one_is_not_approved(amberol, author, reviewer):
    fact = amberol.contraindication_set.get()
    edit(author, fact, citations=[models.Citation.objects.get(section="6").pk])
    answer = judge(reviewer, fact, "approve")
    assert answer.status_code == 422 and "cite the label&#x27;s section 4" in answer.content.decode()


def test_advice_leaves_a_draft_and_the_author_sees_it(author, reviewer, draft):
    judge(reviewer, draft, "advise", "Cite section 6.1.")
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert "Advised by reviewer" in author.get(page_of(draft)).content.decode()
    assert "Cite section 6.1." in queue(author, "mine")


def test_a_rejected_change_goes_back_to_the_reviewed_version(amberol, author, reviewer):
    before = dump()
    fact = amberol.indication_set.get()
    edit(author, fact, line="second", citations=[], **{"regimens-0-dose": "9 mg"})
    assert judge(reviewer, fact, "reject", "Not in the label.").status_code == 302
    assert dump() == before
    fact.refresh_from_db()
    assert (fact.state, fact.history.first().history_change_reason) == (
        "reviewed",
        "rejected: Not in the label.",
    )


def test_a_rejected_new_fact_is_deleted_and_its_verdict_kept(amberol, author, reviewer):
    url = reverse("admin:drugs_boxedwarning_add") + f"?drug={amberol.pk}"
    author.post(url, form_data(author.get(url), title="Gate loss", statement="It is lost."))
    judge(reviewer, amberol.boxedwarning_set.get(), "reject", "There is no box.")
    assert not amberol.boxedwarning_set.exists()
    assert models.Verdict.objects.get().comment == "There is no box."
    assert models.BoxedWarning.history.first().history_change_reason == "rejected: There is no box."


@pytest.mark.parametrize("verdict", ["advise", "reject"])
def test_advice_and_rejection_need_words(reviewer, draft, verdict):
    answer = judge(reviewer, draft, verdict, "  ")
    assert answer.status_code == 422 and "Say why" in answer.content.decode()
    assert not models.Verdict.objects.exists()


def test_a_draft_that_changed_meanwhile_is_shown_again_instead_of_approved(author, reviewer, draft):
    seen = reviewing.draft_of(draft).version
    edit(author, draft, why="It might.")
    answer = judge(reviewer, draft, "approve", "Fine.", version=seen)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "It has changed since you opened it" in text and "might." in text and "Fine.</textarea>" in text
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_what_is_no_draft_is_not_found(reviewer, amberol):
    assert page(reviewer, amberol.adverseeffect_set.get()).status_code == 404
    assert reviewer.get(reverse("workbench:draft", args=["drug", amberol.pk])).status_code == 404


def test_learners_and_strangers_do_not_see_the_queue(client, learner, draft):
    assert client.get(reverse("workbench:review")).status_code == 302
    client.force_login(learner)
    assert client.get(reverse("workbench:review")).status_code == 302


def test_comments_are_shown_as_text(author, reviewer, draft):
    judge(reviewer, draft, "advise", "<script>alert(1)</script>{{ 7 }}")
    for text in (page(reviewer, draft).content.decode(), queue(author, "mine")):
        assert "<script>alert(1)" not in text and "&lt;script&gt;" in text and "{{ 7 }}" in text


def test_the_queue_takes_as_many_queries_for_many_drafts_as_for_few(
    author, reviewer, draft, django_assert_max_num_queries
):
    for number in range(6):
        edit(author, draft, why=f"Reason {number}.")
    models.Indication.objects.update(state="draft")
    with django_assert_max_num_queries(70):
        queue(reviewer)
