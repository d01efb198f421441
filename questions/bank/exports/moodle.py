"""Items as Moodle XML: single-answer questions, filed in categories, with feedback for every option."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree as ET

from questions.bank.exports import markup
from questions.bank.exports.entries import NOTICE, Entry, clean

LONGEST_NAME = 255
LONGEST_ID = 100


def write(entries: Iterable[Entry], at: datetime) -> bytes:
    """Return one quiz file; a question follows the category it belongs to."""
    quiz = ET.Element("quiz")
    quiz.append(ET.Comment(f" Rationale, {at:%Y-%m-%d}. {NOTICE} "))
    shelf: tuple[str, ...] = ()
    for entry in sorted(entries, key=lambda entry: entry.shelf):
        if entry.shelf != shelf:
            shelf = entry.shelf
            _category(quiz, shelf)
        _question(quiz, entry)
    made: bytes = ET.tostring(quiz, encoding="utf-8", xml_declaration=True)
    return made


def category(shelf: tuple[str, ...]) -> str:
    """Return the path of a category as Moodle writes it: a slash within a name is doubled."""
    return "/".join(["$course$", "top", "Rationale", *(name.replace("/", "//") for name in shelf)])


def _category(quiz: ET.Element, shelf: tuple[str, ...]) -> None:
    question = ET.SubElement(quiz, "question", type="category")
    _text(question, "category", category(shelf))


def _question(quiz: ET.Element, entry: Entry) -> None:
    item = entry.item
    question = ET.SubElement(quiz, "question", type="multichoice")
    _text(question, "name", entry.title[:LONGEST_NAME])
    _html(question, "questiontext", markup.question(entry))
    _html(question, "generalfeedback", markup.solution(entry))
    _settings(question, item["id"])
    for option in item["options"]:
        answer = _html(question, "answer", markup.escaped(option["text"]))
        answer.set("fraction", "100" if option["correct"] else "0")
        _html(answer, "feedback", markup.feedback(option))
    tags = ET.SubElement(question, "tags")
    for kind, value in entry.tags:
        _text(tags, "tag", f"{kind}: {value}")


def _settings(question: ET.Element, uid: str) -> None:
    settings = {
        "defaultgrade": "1",
        "penalty": "1",
        "hidden": "0",
        "idnumber": clean(uid)[:LONGEST_ID],
        "single": "true",
        "shuffleanswers": "false",  # options stand in alphabetical or numerical order, as the exam has them
        "answernumbering": "ABCD",
        "showstandardinstruction": "0",
    }
    for name, value in settings.items():
        ET.SubElement(question, name).text = value


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(ET.SubElement(parent, name), "text").text = text


def _html(parent: ET.Element, name: str, html: str) -> ET.Element:
    child = ET.SubElement(parent, name, format="html")
    ET.SubElement(child, "text").text = html
    return child
