"""Values as a reader expects them on a page of the admin: labels, dates, 是 and 否, a dash for
nothing.
"""

from datetime import date, datetime

from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.html import format_html

from dutylist.history.days import day_words

NOTHING = "—"


def fact(options, subject, name):
    """(label, value) of a field of the row, or of a method of its admin."""
    try:
        field = subject._meta.get_field(name)
    except FieldDoesNotExist:
        shown = getattr(options, name)
        return getattr(shown, "short_description", name), shown(subject) or NOTHING
    if field.choices:
        return field.verbose_name, getattr(subject, f"get_{name}_display")() or NOTHING
    return field.verbose_name, plain(getattr(subject, name))


def plain(value):
    if isinstance(value, bool):
        if value:
            return "是"
        return "否"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if value in (None, ""):
        return NOTHING
    return str(value)


def day(value):
    return day_words(value) or NOTHING


def moment(value):
    if not value:
        return NOTHING
    local = timezone.localtime(value)
    return f"{day(local)} {local:%H:%M}"


def kind_mark(kind, text):
    """The colour, the shape and the word of one of the three kinds."""
    shape = {"basic": "basic", "coordination": "coord", "reclaimed": "recl"}.get(kind, "")
    return format_html('<span class="kind {}">{}</span>', shape, text)


def link(address, text):
    return format_html('<a href="{}">{}</a>', address, text)
