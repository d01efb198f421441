"""Reads links of many rows at once as plain values: an instance for each link costs more than the rows do."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

Place = tuple[str, str]  # the slug of a source, and the section


def cited(model: type[Any]) -> Mapping[int, list[Place]]:
    """Return what each row of a model cites, by its number and in order; a row without a citation is not there."""
    link = model._meta.get_field("citations")
    owner = link.m2m_field_name()
    found: defaultdict[int, list[Place]] = defaultdict(list)
    rows = link.remote_field.through.objects.values_list(owner, "citation__source__slug", "citation__section")
    for row, source, section in rows:
        found[row].append((source, section))
    return {row: sorted(places) for row, places in found.items()}
