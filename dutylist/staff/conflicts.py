"""Somebody else saved while a form was open: what stood there when it was opened, what stands there
now, what was typed, field by field; nobody's text is lost.
"""

import json
from dataclasses import dataclass

from django import forms
from django.db.models import Model

SHOWN = "shown"  # the hidden box that says what the form showed when it was opened
TAKEN = "您没有改过这一处，已换成最新内容。"
KEPT = "您和他人都改过这一处，以下保留您填写的，需要的请改回。"
SENTENCE = "您打开以后，内容已被他人修改，这次没有保存。请核对下面的对照，再次提交即可保存。"


@dataclass
class Difference:
    """One field that somebody else changed meanwhile."""

    label: str
    before: str
    theirs: str
    mine: str
    is_clash: bool  # changed here too

    @property
    def note(self):
        if self.is_clash:
            return KEPT
        return TAKEN


def shown_now(form):
    """{name of a box: what stands in it before anybody types}, of the boxes a person sees."""
    values = {}
    for name, field in form.fields.items():
        if field.widget.is_hidden or isinstance(field, forms.FileField):
            continue
        values[name] = as_sent(field, form.get_initial_for_field(field, name))
    return values


def as_sent(field, value):
    """A value as a browser sends it back: a text, or a list of texts."""
    value = field.prepare_value(value)
    if isinstance(value, list | tuple | set) or hasattr(value, "iterator"):
        return sorted(text_of(one) for one in value)
    if isinstance(value, bool):
        return "on" if value else ""
    return text_of(field.widget.format_value(value))


def text_of(value):
    if isinstance(value, list):
        value = value[0] if value else ""  # what a select box makes of its one value
    if isinstance(value, Model):
        value = value.pk
    if value is None:
        return ""
    return str(value).replace("\r\n", "\n").strip()


def sent(form, name):
    """What a browser sent for a box, in the same shape."""
    field = form.fields[name]
    value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    if isinstance(value, list | tuple):
        return sorted(text_of(one) for one in value)
    if isinstance(value, bool):
        return "on" if value else ""
    return text_of(value)


def shown_before(form):
    """What the form showed when it was opened; None where it did not say."""
    try:
        shown = json.loads(form.data.get(form.add_prefix(SHOWN), ""))
    except ValueError:
        return None
    if not isinstance(shown, dict):
        return None
    return shown


def settle(form):
    """[Difference] of a form that was sent; its data become what can be saved next: the newest text
    where nothing was changed here, what was typed where something was.
    """
    before = shown_before(form)
    if before is None:
        return []
    now, merged, differences = shown_now(form), form.data.copy(), []
    if not any(now.values()):
        return []  # what the form proposed is not stored anywhere
    for name, theirs in now.items():
        seen, mine = before.get(name, blank_like(theirs)), sent(form, name)
        if seen == theirs or mine == theirs:
            continue
        field = form.fields[name]
        is_clash = mine != seen
        label = field.label or name
        texts = [words(field, value) for value in (seen, theirs, mine)]
        differences.append(Difference(label, *texts, is_clash))
        if not is_clash:
            put(merged, form.add_prefix(name), theirs)
    renew_marks(form, merged)
    form.data = merged
    return differences


def blank_like(value):
    if isinstance(value, list):
        return []
    return ""


def put(data, name, value):
    if isinstance(value, list):
        data.setlist(name, value)
    else:
        data[name] = value


def renew_marks(form, data):
    """The hidden marks of what was seen (a version) become those of now: it has been compared."""
    for name, field in form.fields.items():
        place = form.add_prefix(name)
        value = form.get_initial_for_field(field, name)
        if field.widget.is_hidden and value is not None and place in data:
            data[place] = text_of(value)
    data[form.add_prefix(SHOWN)] = json.dumps(shown_now(form), ensure_ascii=False)


def words(field, value):
    """A value as a person reads it: the words of a choice, a list on one line."""
    values = value if isinstance(value, list) else [value]
    labels = dict(flat_choices(field))
    texts = [str(labels.get(one, one)) for one in values if one not in ("", [])]
    if value == "on":
        texts = ["是"]
    return "、".join(texts) or "（空）"


def flat_choices(field):
    for value, label in getattr(field.widget, "choices", ()):
        if isinstance(label, list | tuple):
            yield from ((str(one), words) for one, words in label)
        else:
            yield str(value), label
