"""What the lists of the admin need in their templates: cells that carry their column's name, for
cards on a phone.
"""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from ..telephones import dial_number

register = template.Library()
FIRST_TAG = re.compile(r"^<(td|th)\b")


@register.simple_tag
def labelled(row, headers):
    """The cells of one row, each with the name of its column."""
    cells = []
    for cell, header in zip(row, headers, strict=False):
        name = header["text"] if "sortable" in header else ""
        cells.append(cell_with(cell, name))
    return mark_safe("".join(cells))  # noqa: S308 (cells are escaped by Django, names here)


def cell_with(cell, name):
    text = str(name)
    if not text or text.startswith("<"):
        return str(cell)
    none = " data-none" if ">—</" in str(cell) else ""
    return FIRST_TAG.sub(
        lambda found: f'{found[0]} data-label="{escape(text)}"{none}', str(cell), count=1
    )


@register.filter
def admin_address(opts, name):
    """The name of an address of a model's admin."""
    return f"admin:{opts.app_label}_{opts.model_name}_{name}"


@register.filter
def dial(text):
    """The number of a telephone as written, as a `tel:` address wants it."""
    return dial_number(text)
