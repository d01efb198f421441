"""The formats that items can be taken along in, for the menus that offer them."""

from collections.abc import Iterable

from django import template

from questions.bank.exports.formats import FORMATS, Format

register = template.Library()


@register.simple_tag
def export_formats() -> Iterable[Format]:
    """Return the formats in the order of the menu."""
    return FORMATS.values()
