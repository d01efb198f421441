"""Every address of the site, read from its URL configuration and filled in with what belongs to one learner."""

import re
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

NAMED = re.compile(r"<(?:\w+:)?(\w+)>")


def patterns(resolver: URLResolver | None = None, prefix: str = "", spaces: tuple[str, ...] = ()):
    """Yield (name with its namespaces, path as it is written) of every pattern of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, path, (*spaces, *([entry.namespace] if entry.namespace else [])))
        else:
            yield ":".join([*spaces, entry.name or ""]), path


def addresses(block, day, **more) -> Iterator[tuple[str, str]]:
    """Yield (name, path) with ids of this block, this exam day, and of rows that are there."""
    item = block.block_items.select_related("item__drug").first().item
    values = {
        "block_id": block.pk,
        "day_id": day.pk,
        "position": 1,
        "place_id": block.block_items.first().pk,
        "slug": item.drug.slug,
        "form": "csv",
        "kind": "indication",
        "pk": 1,
        "object_id": item.pk,
        **more,
    }
    for name, written in patterns():
        path = re.sub(r"\(\?P<\w+>[^)]*\)", "x", written)
        path = NAMED.sub(lambda found: str(values.get(found[1], "x")), path)
        yield name, "/" + path.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\.", ".")
