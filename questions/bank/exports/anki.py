"""Items as an Anki package: one note an item, filed in a deck for each category and class."""

import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from itertools import count
from typing import Any

import genanki

from questions.bank.exports import cards, markup
from questions.bank.exports.entries import FACTS_CHANGED, Entry, when_right


def write_choice(entries: Iterable[Entry], at: datetime) -> bytes:
    """Return notes that show five options and, on the back, why each is right or wrong."""
    return _package(cards.CHOICE, _choice_fields, entries, at)


def write_basic(entries: Iterable[Entry], at: datetime) -> bytes:
    """Return notes that ask without options: the answer has to be recalled."""
    return _package(cards.BASIC, _basic_fields, entries, at)


def escaped(text: str) -> str:
    """Return text as a field that Anki shows literally: a bracket could open `[sound:` or `[latex]`."""
    return markup.escaped(text).replace("[", "&#91;")


def guid(look: cards.Look, uid: str) -> str:
    """Return what an item's note is known by, so that a second import updates it."""
    return str(genanki.guid_for("rationale", look.number, uid))


def _package(
    look: cards.Look, fields: Callable[[Entry], list[str]], entries: Iterable[Entry], at: datetime
) -> bytes:
    model = genanki.Model(
        look.number,
        look.name,
        fields=[{"name": name} for name in look.fields],
        templates=[{"name": "Card", "qfmt": look.front, "afmt": look.back}],
        css=cards.STYLE,
        sort_field_index=1,
    )
    decks: dict[str, genanki.Deck] = {}
    for entry in entries:
        name = "::".join(("Rationale", *(part.replace("::", ":") for part in entry.shelf)))
        deck = decks.setdefault(name, genanki.Deck(_deck_number(name), name))
        tags = [f"Rationale::{kind}::{value}" for kind, value in entry.tags]
        uid = entry.item["id"]
        deck.add_note(genanki.Note(model, fields(entry), tags=tags, guid=guid(look, uid)))
    return _zipped(genanki.Package(list(decks.values())), at)


def _zipped(package: genanki.Package, at: datetime) -> bytes:
    """Return the package's bytes. The library's own way leaves a copy in the folder for temporary files."""
    moment = at.timestamp()
    connection = sqlite3.connect(":memory:")
    package.write_to_db(connection.cursor(), moment, count(int(moment * 1000)))
    connection.commit()
    collection = connection.serialize()
    connection.close()
    page = BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("collection.anki2", collection), ("media", json.dumps({}).encode())):
            info = zipfile.ZipInfo(name, at.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return page.getvalue()


def _deck_number(name: str) -> int:
    return (1 << 30) + int(sha256(name.encode()).hexdigest()[:7], 16)


def _choice_fields(entry: Entry) -> list[str]:
    item, key = entry.item, entry.key
    options = "".join(f"<li>{escaped(option['text'])}</li>" for option in item["options"])
    explained = "".join(_explained(option) for option in item["options"])
    answer = escaped(f"{key['key']}. {key['text']}")
    return [*_question(item), options, answer, explained, *_shared(entry)]


def _basic_fields(entry: Entry) -> list[str]:
    item = entry.item
    return [*_question(item), escaped(entry.key["text"]), escaped(item["explanation"]), *_shared(entry)]


def _question(item: Mapping[str, Any]) -> list[str]:
    return [escaped(item["id"]), escaped(item["stem"]), escaped(item["lead_in"])]


def _explained(option: Mapping[str, Any]) -> str:
    head = f'<p class="head">{escaped(option["key"] + ". " + option["text"])}</p>'
    other = f'<p class="soft">{escaped(when_right(option))}</p>' if option["when_right"] else ""
    kind = ' class="key"' if option["correct"] else ""
    return f"<li{kind}>{head}<p>{escaped(option['rationale'])}</p>{other}</li>"


def _shared(entry: Entry) -> list[str]:
    changed = FACTS_CHANGED if entry.outdated else ""
    sources = "".join(f"<li>{escaped(line)}</li>" for line in entry.sources)
    return [
        escaped(entry.item["objective"]),
        changed,
        escaped(entry.own_answer),
        escaped(entry.note),
        f"<ul>{sources}</ul>",
    ]
