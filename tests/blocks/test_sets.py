"""Sequential sets in a block: together, in order, and locked forward, whichever way one asks."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from questions.blocks import lifecycle
from questions.blocks.blueprints import Blueprint
from questions.blocks.filters import Asker, matching, passing
from questions.blocks.lifecycle import Fate, Submission
from questions.blocks.models import Answer
from questions.blocks.selection import QUESTIONS_PER_SET, choose
from tests.blocks.markup import element, elements
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, current_choice, start_block, stored_choices

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
RESTORE = {**HTMX, "HX-History-Restore-Request": "true"}
LATER = "canary of a later question"


def at(block, position):
    return reverse("blocks:question", args=[block.pk, position])


@pytest.fixture
def three(db):
    """Return a set of three items: each continues the one before."""
    first = ItemFactory()
    second = ItemFactory(follows=first, stem=f"{first.stem} {LATER} two.", recipe="process")
    third = ItemFactory(follows=second, stem=f"{first.stem} {LATER} three.", recipe="rescue")
    return first, second, third


@pytest.fixture
def block(learner, clock, three):
    """Return a running block whose questions 1 to 3 are the set."""
    ItemFactory.create_batch(9)
    made = start_block(learner, size=10, stock=False)
    (start, length, _) = made.sets[0]
    assert length == 3
    made.first = start
    return made


def go_on(block, position):
    return lifecycle.submit(block.user_id, block.pk, position, Submission(target=position + 1), NOON)


class TestSelection:
    def test_a_set_stays_together_and_in_order(self, learner, three):
        ItemFactory.create_batch(9)
        lengths = set()
        for seed in range(9):
            chosen = choose(Blueprint(size=10), Asker(learner.pk, NOON), seed)
            there = [item.pk for item in three if item.pk in chosen]
            place = chosen.index(there[0]) if there else 0
            assert chosen[place : place + len(there)] == there
            lengths.add(len(there))
        assert 3 in lengths

    def test_what_continues_another_is_never_asked_without_it(self, learner, three):
        three[0].state = "withdrawn"
        three[0].save()
        assert choose(Blueprint(size=10), Asker(learner.pk, NOON), 1) == []
        assert not matching(Blueprint()).exists()
        assert passing(Blueprint(), None).count() == 2

    def test_a_set_is_cut_where_the_block_ends(self, learner, three):
        for seed in range(5):
            assert len(choose(Blueprint(size=10), Asker(learner.pk, NOON), seed)) == 3
        short = choose(Blueprint(size=2), Asker(learner.pk, NOON), 1)
        assert short == [three[0].pk]  # too short a block for any set

    def test_there_are_few_sets(self, learner):
        for _ in range(20):
            ItemFactory(follows=ItemFactory())
        chosen = choose(Blueprint(size=20), Asker(learner.pk, NOON), 1)
        followers = set(passing(Blueprint(), None).filter(follows__isnull=False).values_list("pk", flat=True))
        assert len(chosen) == 20
        assert len(followers & set(chosen)) == 20 // QUESTIONS_PER_SET

    def test_filters_hold_for_what_continues_too(self, learner, three):
        chosen = choose(Blueprint(size=10, recipes=("adverse-effect",)), Asker(learner.pk, NOON), 1)
        assert chosen == [three[0].pk]

    def test_a_point_asked_in_a_set_is_not_asked_again(self, learner):
        first = ItemFactory(drug_name="colchicine", concept="colchicine/adverse-effect/myopathy")
        ItemFactory(follows=first, recipe="rescue", concept="colchicine/rescue/rest")
        ItemFactory(recipe="rescue", concept="colchicine/rescue/rest")
        for seed in range(5):
            assert len(choose(Blueprint(size=10), Asker(learner.pk, NOON), seed)) == 2


class TestLockedForward:
    @pytest.mark.parametrize("headers", [{}, HTMX, RESTORE], ids=["page", "htmx", "restore"])
    @pytest.mark.parametrize("method", ["get", "head"])
    @pytest.mark.parametrize("ahead", [1, 2])
    def test_a_later_question_cannot_be_seen_before_its_time(self, tab, block, headers, method, ahead):
        sent = getattr(tab, method)(at(block, block.first + ahead), headers=headers)
        assert LATER not in sent.content.decode()
        assert at(block, block.first) in (sent.headers.get("Location", ""), sent.headers.get("HX-Redirect", ""))

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
    def test_nothing_sent_to_a_later_question_is_taken_or_answered_with_it(self, tab, block, headers):
        later = at(block, block.first + 1)
        for fields in ({"choice": "A"}, {"mark": "1"}, {"action": "next"}, {"action": f"goto-{block.first + 2}"}):
            assert LATER not in tab.post(later, fields, headers=headers, follow=True).content.decode()
        assert not Answer.objects.exists()
        assert not block.block_items.filter(marked=True).exists()
        block.refresh_from_db()
        assert block.sets[0][2] == 1

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
    @pytest.mark.parametrize("ahead", [1, 2])
    def test_a_jump_into_the_set_leads_to_its_open_question(self, tab, block, headers, ahead):
        outside = next(n for n in range(1, 11) if block.sequences.part(n) is None)
        sent = tab.post(
            at(block, outside), {"action": f"goto-{block.first + ahead}"}, headers=headers, follow=True
        )
        assert LATER not in sent.content.decode()
        assert element(sent, "h1").text == f"Question {block.first} of 10"
        block.refresh_from_db()
        assert block.current_position == block.first

    def test_the_list_before_the_end_shows_none_and_says_so(self, tab, block):
        shown = tab.get(reverse("blocks:end", args=[block.pk]))
        assert "2 belong to a set on one patient" in shown.content.decode()
        assert LATER not in shown.content.decode()

    def test_the_next_question_opens_and_the_answer_before_it_stands(self, tab, block):
        first = block.first
        tab.post(at(block, first), {"choice": "B", "action": "next"})
        shown = tab.get(at(block, first + 1))
        assert f"{LATER} two." in shown.content.decode()
        assert "Part 2 of 3" in element(shown, "p", id="part").text
        late = tab.post(at(block, first), {"choice": "C"}, headers=HTMX)
        assert late["X-Answer"] == Fate.LOCKED
        assert "Your answer B stands." in late.content.decode()
        assert stored_choices(block, first) == ["B"]

    def test_going_back_shows_it_read_only_and_without_its_key(self, tab, block):
        answer(block, block.first, "B", target=block.first + 1)
        back = tab.get(at(block, block.first))
        radios = elements(back, "input", name="choice")
        assert all("disabled" in radio for radio in radios)
        assert [radio["value"] for radio in radios if "checked" in radio] == ["B"]
        assert "this answer stands" in element(back, "p", id="part").text
        assert "Rationale of" not in back.content.decode()

    def test_a_question_left_blank_stays_blank(self, tab, block):
        go_on(block, block.first)
        late = answer(block, block.first, "C")
        assert (late.fate, late.place.choice) == (Fate.LOCKED, "")

    def test_marks_and_notes_on_a_locked_question_are_still_taken(self, block):
        go_on(block, block.first)
        lifecycle.submit(block.user_id, block.pk, block.first, Submission(marked=True), NOON)
        assert block.block_items.get(position=block.first).marked

    def test_a_stale_form_opens_nothing(self, tab, block):
        answer(block, block.first, "D", key="newer", sequence=2)
        stale = {"choice": "A", "client_key": "older", "sequence": "1", "action": "next"}
        sent = tab.post(at(block, block.first), stale)
        assert "The stored answer is D" in sent.content.decode()
        block.refresh_from_db()
        assert block.sets[0][2] == 1

    def test_by_next_alone_the_whole_set_is_passed(self, tab, block):
        for position in range(block.first, block.first + 3):
            assert element(tab.get(at(block, position)), "h1").text == f"Question {position} of 10"
            tab.post(at(block, position), {"choice": "A", "action": "next"})
        assert [current_choice(block, block.first + n) for n in range(3)] == ["A", "A", "A"]

    def test_the_navigator_says_what_opens_later(self, tab, block):
        shown = tab.get(at(block, block.first))
        label = element(shown, "button", id=f"place-{block.first + 1}")["aria-label"]
        assert label.endswith("opens after the question before it")

    def test_the_review_shows_every_question_of_it(self, tab, block):
        lifecycle.finish(block.pk, NOON + MINUTE)
        text = tab.get(reverse("blocks:review", args=[block.pk])).content.decode()
        assert f"{LATER} two." in text
        assert f"{LATER} three." in text

    def test_on_paper_too(self, tab, learner, clock, three):
        block = start_block(learner, size=10, stock=False, mode="untimed")
        printing = reverse("blocks:print", args=[block.pk])
        assert LATER not in tab.get(printing).content.decode()
        lifecycle.finish(block.pk, NOON + MINUTE)
        assert f"{LATER} three." in tab.get(printing).content.decode()

    def test_a_set_costs_no_more_statements(self, tab, block):
        with assertNumQueries(8):
            fields = {"choice": "B", "client_key": "k1", "sequence": "1"}
            tab.post(at(block, block.first), fields, headers=HTMX)
        with assertNumQueries(9):
            tab.post(at(block, block.first), {"action": "next"}, headers=HTMX)


def test_a_tutor_may_have_each_question_explained_before_the_next(tab, learner, clock, three):
    block = start_block(learner, size=10, stock=False, mode="tutor")
    sent = tab.post(at(block, 1), {"choice": "A", "action": "reveal"}, follow=True)
    assert "Rationale of C." in sent.content.decode()
    assert LATER not in sent.content.decode()
    tab.post(at(block, 1), {"action": "next"})
    assert f"{LATER} two." in tab.get(at(block, 2)).content.decode()


def test_a_block_started_before_there_were_sets_goes_on(tab, learner, clock):
    block = start_block(learner)
    assert block.sets == []
    assertRedirects(tab.post(at(block, 1), {"action": "next"}), at(block, 2), 303)


def test_of_the_variants_of_a_concept_the_one_that_opens_a_set_is_taken(learner):
    first = ItemFactory(concept="colchicine/adverse-effect/myopathy")
    later = ItemFactory(follows=first, recipe="rescue", concept="colchicine/rescue/rest")
    ItemFactory.create_batch(5, concept=first.concept)
    for seed in range(5):
        assert choose(Blueprint(size=10), Asker(learner.pk, NOON), seed) == [first.pk, later.pk]
