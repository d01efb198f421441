"""Anki itself opens, imports and renders the packages."""

import io
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.bank.exports.anki import write_basic, write_choice
from tests.bank.exports.samples import EVENING, MORNING, blocks_of, entry, same, tags_of, worded

WRITERS = [write_choice, write_basic]
PLAIN = {"div", "p", "ol", "ul", "li", "hr", "br", "style"}


class Desk:
    """A collection of one's own, as the program on a learner's computer keeps it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.collection = Collection(str(self.folder / "collection.anki2"))

    def take_in(self, package):
        """Import a package and return how many notes were new, updated, and there already."""
        path = self.folder / "package.apkg"
        path.write_bytes(package)
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = self.collection.import_anki_package(request).log
        assert not log.conflicting and not log.missing_notetype and not log.missing_deck
        return len(log.new), len(log.updated), len(log.duplicate)

    @property
    def notes(self):
        found = [self.collection.get_note(pk) for pk in self.collection.find_notes("")]
        return {note["Question id"]: note for note in found}

    def sides(self, uid):
        """Return front and back of the one card of a note."""
        (card,) = self.notes[uid].cards()
        shown = card.render_output()
        return shown.question_text, shown.answer_text


@pytest.fixture
def desk(tmp_path):
    """Return an empty collection."""
    own = Desk(tmp_path)
    yield own
    own.collection.close()


@pytest.mark.parametrize("write", WRITERS)
def test_a_second_import_adds_nothing(desk, write):
    package = write([entry("item-1"), entry("item-2")], MORNING)
    assert desk.take_in(package) == (2, 0, 0)
    assert desk.take_in(package) == (0, 0, 2)
    assert desk.collection.card_count() == 2


@pytest.mark.parametrize("write", WRITERS)
def test_a_later_export_updates_the_note_in_place(desk, write):
    desk.take_in(write([entry("item-1"), entry("item-2")], MORNING))
    before = desk.notes["item-1"].id
    later = write([entry("item-1", note="Fever first.", outdated=True), entry("item-3")], EVENING)
    assert desk.take_in(later) == (1, 1, 0)
    note = desk.notes["item-1"]
    assert (note.id, note["Own note"]) == (before, "Fever first.")
    assert "facts behind this question have changed" in note["Facts changed"]
    assert "Rationale::facts::changed" in note.tags
    assert desk.collection.note_count() == 3


def test_both_kinds_of_card_live_beside_each_other(desk):
    desk.take_in(write_choice([entry()], MORNING))
    desk.take_in(write_basic([entry()], MORNING))
    kinds = {desk.collection.get_note(pk).note_type()["name"] for pk in desk.collection.find_notes("")}
    assert kinds == {"Rationale multiple choice", "Rationale open question"}


def test_the_front_of_a_choice_shows_five_options_and_not_the_key(desk):
    desk.take_in(write_choice([entry(choice="A", note="Mine.")], MORNING))
    front, _ = desk.sides("item-1")
    assert blocks_of(front) == [
        "A man has a fever.",
        "Which of the following is the cause?",
        *(f"Finding {letter}" for letter in "ABCDE"),
    ]


def test_the_back_of_a_choice_explains_every_option_and_names_the_sources(desk):
    desk.take_in(write_choice([entry(choice="A", note="Mine.")], MORNING))
    told = blocks_of(desk.sides("item-1")[1])
    assert "C. Finding C" in told and "Your answer: A. Finding A" in told and "Your note: Mine." in told
    for letter in "ABDE":
        assert f"Rationale of {letter}. A man has a fever." in told
        assert f"When it would be right: Another story for {letter}. A man has a fever." in told
    assert "A label. FDA, 2024; 5.1." in told and "Fever is a sign." in told


def test_an_open_question_shows_no_option_before_the_answer(desk):
    desk.take_in(write_basic([entry()], MORNING))
    front, back = desk.sides("item-1")
    assert blocks_of(front) == ["A man has a fever.", "Which of the following is the cause?"]
    assert {"Finding C", "Fever points to infection.", "A label. FDA, 2024; 5.1."} <= set(blocks_of(back))
    assert "Finding A" not in back


def test_nothing_is_said_of_an_answer_that_was_not_given(desk):
    desk.take_in(write_choice([entry()], MORNING))
    assert "Your answer" not in desk.sides("item-1")[1]


def test_notes_are_filed_by_category_and_class_and_tagged(desk):
    desk.take_in(write_choice([entry("item-1"), entry("item-2", classes={})], MORNING))
    decks = {uid: desk.collection.decks.name(note.cards()[0].did) for uid, note in desk.notes.items()}
    assert decks == {
        "item-1": "Rationale::Cytokine inhibitors::TNF inhibitors",
        "item-2": "Rationale::Cytokine inhibitors",
    }
    assert set(desk.notes["item-1"].tags) == {
        "Rationale::recipe::adverse-effect",
        "Rationale::step::1",
        "Rationale::step::2",
        "Rationale::class::tnf-inhibitors",
        "Rationale::drug::amberol",
    }


@settings(max_examples=25, deadline=None)
@given(st.lists(worded, min_size=1, max_size=6))
def test_any_text_arrives_literally_on_both_sides(stems):
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(folder)
        rows = [entry(f"item-{n}", stem, text=stem, note=stem) for n, stem in enumerate(stems)]
        desk.take_in(write_choice(rows, MORNING))
        for row in rows:
            front, back = desk.sides(row.item["id"])
            text, note = same(row.item["stem"]), same(row.note)
            assert [same(block) for block in blocks_of(front)] == [text, same(row.item["lead_in"]), *[text] * 5]
            told = [same(block) for block in blocks_of(back)]
            assert f"Rationale of A. {text}" in told and f"Your note: {note}" in told and f"C. {text}" in told
            assert tags_of(front) | tags_of(back) <= PLAIN
        desk.collection.close()


def test_the_same_entries_at_the_same_time_are_the_same_bytes():
    assert write_choice([entry()], MORNING) == write_choice([entry()], MORNING)


def test_writing_leaves_no_copy_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    package = zipfile.ZipFile(io.BytesIO(write_choice([entry()], MORNING)))
    assert list(tmp_path.iterdir()) == []
    connection = sqlite3.connect(":memory:")
    connection.deserialize(package.read("collection.anki2"))
    assert connection.execute("SELECT count(*) FROM notes").fetchone() == (1,)
    connection.close()
