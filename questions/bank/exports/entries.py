"""What an export writes, and the wording that all formats share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# Control characters and what XML 1.0 refuses: a file that holds them cannot be read back everywhere.
FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOTICE = "For learning, not for treating. Content under CC BY 4.0."
FACTS_CHANGED = "The facts behind this question have changed since it was asked."


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in the contract's form, with names by slug of its classes and what the learner made of it.

    `outdated` says that the item was superseded: the facts behind it have changed.
    """

    item: Mapping[str, Any]
    classes: Mapping[str, str] = field(default_factory=dict)
    choice: str = ""
    note: str = ""
    outdated: bool = False

    @property
    def key(self) -> Mapping[str, Any]:
        """Return the option that is right."""
        key: Mapping[str, Any] = next(option for option in self.item["options"] if option["correct"])
        return key

    @property
    def title(self) -> str:
        """Return a name that gives nothing away: some programs show it above the question."""
        kind = clean(self.item["recipe"]).replace("-", " ").capitalize()
        return f"{kind}, {clean(self.item['id'])}".replace("\n", " ")

    @property
    def own_answer(self) -> str:
        """Return letter and text of what the learner chose; empty when nothing was."""
        chosen = (option for option in self.item["options"] if option["key"] == self.choice)
        return next((f"{option['key']}. {option['text']}" for option in chosen), "")

    @property
    def shelf(self) -> tuple[str, ...]:
        """Return where it is filed: the category, then the class if the drug has one."""
        category = clean(self.item["category"]).replace("-", " ").capitalize()
        names = [clean(name) for name in self.classes.values()]
        return (category, *(name[:1].upper() + name[1:] for name in names[:1]))

    @property
    def tags(self) -> list[tuple[str, str]]:
        """Return pairs of kind and value, without spaces."""
        item = self.item
        pairs = [("recipe", item["recipe"]), *(("step", str(step)) for step in item["steps"])]
        pairs += [("class", slug) for slug in self.classes]
        pairs += [("drug", item["drug"]), *([("facts", "changed")] if self.outdated else [])]
        return [(kind, "-".join(clean(value).split())) for kind, value in pairs if clean(value).strip()]

    @property
    def sources(self) -> list[str]:
        return [source_line(source) for source in self.item["sources"]]


def clean(text: str) -> str:
    """Return the text as every format can carry it: plain line ends, no control characters."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def source_line(source: Mapping[str, Any]) -> str:
    """Return one citation as the review prints it."""
    locator = f"; {source['locator']}" if source.get("locator") else ""
    return clean(f"{source['title']}. {source['publisher']}, {source['year']}{locator}.")


def when_right(option: Mapping[str, Any]) -> str:
    """Return the sentence that says which question the option would answer; empty for the key."""
    return f"When it would be right: {clean(option['when_right'])}" if option["when_right"] else ""
