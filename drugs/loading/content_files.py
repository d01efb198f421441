"""The whole knowledge as content files that differ from the present ones only where it says something else."""

from collections import Counter
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from pydantic import ValidationError

from drugs.loading import schema
from drugs.loading.canonical import canonical, canonical_entry
from drugs.loading.dumping import as_yaml, brief, write_yaml
from drugs.loading.parsing import StrictLoader, parse
from drugs.loading.patching import Patch
from drugs.loading.reading import identity

Wanted = list[Any]
Text = dict[str, str]  # path within the content folder -> text
# What decides in which file an entry stands.
SORTED_BY = {"drugs": lambda entry: entry.classes[0], "conditions": lambda entry: entry.system,
             "effects": lambda entry: entry.group}  # fmt: skip


def content_files(document: schema.Document, present: Path) -> Text:
    """Return the files of `document`, as they are in the folder `present` wherever they say the same."""
    files = {path: schema.Document.model_validate(parse(path)) for path in sorted(present.rglob("*.yaml"))}
    if not files:
        return _plain(document)
    homes = _homes(document, files)
    texts = {}
    for path, old in files.items():
        wanted = {name: _wanted(name, old, document, homes, path) for name in schema.Document.model_fields}
        if any(entry is not None for entries in wanted.values() for entry in entries):
            texts[str(path.relative_to(present))] = _patched(path, old, wanted)
    return texts


def changes(texts: Text, present: Path) -> str:
    """Return what the files change in the folder, as a patch that version control applies."""
    names = sorted({*texts, *(str(path.relative_to(present)) for path in present.rglob("*.yaml"))})
    lines: list[str] = []
    for name in names:
        path = present / name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        one, other = (text.splitlines(keepends=True) for text in (old, texts.get(name, "")))
        before, after = f"a/{name}" if old else "/dev/null", f"b/{name}" if name in texts else "/dev/null"
        lines += unified_diff(one, other, before, after)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _wanted(
    name: str, old: schema.Document, document: schema.Document, homes: dict[Any, Path], path: Path
) -> Wanted:
    """Return what the entries of a file's list say now, None for one that is gone; then the new ones."""
    now = {identity(name, entry): entry for entry in getattr(document, name)}
    known = [identity(name, entry) for entry in getattr(old, name)]
    new = [entry for key, entry in now.items() if key not in known and homes[name, key] == path]
    return [*(now.get(key) for key in known), *new]


def _patched(path: Path, old: schema.Document, wanted: dict[str, Wanted]) -> str:
    text = path.read_text(encoding="utf-8")
    patch = Patch(text)
    for name, entries in wanted.items():
        if [canonical_entry(entry) for entry in getattr(old, name)] != entries:
            patch.entries(name, getattr(old, name), entries)
    if not patch.edits:
        return text
    lists = {name: [entry for entry in entries if entry is not None] for name, entries in wanted.items()}
    if _says(patch.made(), schema.Document.model_construct(**lists)):
        return patch.made()
    return as_yaml({name: [brief(entry) for entry in entries] for name, entries in lists.items() if entries})


def _homes(document: schema.Document, files: dict[Path, schema.Document]) -> dict[Any, Path]:
    """Return the file of every entry: its present one, or the one where its likes stand."""
    homes: dict[Any, Path] = {}
    likes: dict[Any, Counter[Path]] = {}
    for path, old in files.items():
        for name in schema.Document.model_fields:
            for entry in getattr(old, name):
                homes[name, identity(name, entry)] = path
                for sort in (SORTED_BY.get(name, lambda entry: None)(entry), None):
                    likes.setdefault((name, sort), Counter())[path] += 1
    first = next(iter(files))
    for name in schema.Document.model_fields:
        for entry in getattr(document, name):
            sort = SORTED_BY.get(name, lambda entry: None)(entry)
            place = likes.get((name, sort)) or likes.get((name, None)) or Counter({first: 1})
            homes.setdefault((name, identity(name, entry)), place.most_common(1)[0][0])
    return homes


def _says(text: str, document: schema.Document) -> bool:
    """Tell whether a patched file says the document: one that says less must not go out."""
    try:
        said = schema.Document.model_validate(yaml.load(text, StrictLoader))
    except (yaml.YAMLError, ValidationError):
        return False
    return canonical(said) == canonical(document)


def _plain(document: schema.Document) -> Text:
    with TemporaryDirectory() as folder:
        written = write_yaml(document, Path(folder))
        return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in written}


def write(texts: Text, folder: Path) -> list[Path]:
    """Make these the content files below a folder; return those that were written."""
    for path in folder.rglob("*.yaml"):
        if str(path.relative_to(folder)) not in texts:
            path.unlink()  # every entry it had is gone
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [folder / name for name in texts]
