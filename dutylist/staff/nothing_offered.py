"""A box that has nothing to choose from says what is missing and who can add it."""

from django.forms.widgets import ChoiceWidget

from dutylist.history.offering import flat

NO_DEPARTMENTS = "还没有部门，由经办人在“部门”中登记。"


def offers_nothing(widget):
    """Whether it is a choice without anything but "none of them"."""
    return isinstance(widget, ChoiceWidget) and not any(value for value, _ in flat(widget.choices))


def say_what_is_missing(fields, sentences):
    """Puts the sentence of each of these fields in the place of its hint where it offers
    nothing.
    """
    for name, sentence in sentences.items():
        if name in fields and offers_nothing(fields[name].widget):
            fields[name].help_text = sentence


def without(choices, *values):
    """The choices but for these."""
    return [(value, label) for value, label in choices if value not in values]
