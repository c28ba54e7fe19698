"""The body of a request as its view declares it: each member read, judged and described by one
table, every fault of the body named at once.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models

from dutylist.history.limits import list_fault
from dutylist.history.refusals import Invalid
from dutylist.history.texts import clean_text

from .preconditions import REASON, reason_of
from .shapes import DAY, NUMBER, TEXT, shape, some
from .values import Wrong, as_day, as_integer, as_text
from .views import NO_FIELD, body_of


class Member(NamedTuple):
    """One member of a body. `read(value)` gives the value of its type or raises `Wrong`; an empty
    member is refused where it is `required`, and is None where it `may_be_null`.
    """

    name: str
    read: Callable
    label: str
    shape: dict
    required: bool = False
    may_be_null: bool = False


def member_of(model, name, *, required=False):
    """A member with the type, the choices, the length and the checks of a field of a model."""
    field = model._meta.get_field(name)
    if isinstance(field, models.DateField):
        return Member(name, as_day, field.verbose_name, DAY, required, may_be_null=True)
    if isinstance(field, models.IntegerField):
        return Member(name, as_integer, field.verbose_name, NUMBER, required)
    shown = TEXT
    if field.choices:
        shown = {**TEXT, "enum": [key for key, _ in field.choices]}
    return Member(name, text_reader(field), field.verbose_name, shown, required)


def text_reader(field):
    """Reads a text that the field can keep."""

    def read(value):
        text = as_text(value)
        if field.choices and text not in dict(field.choices):
            raise Wrong(f"可填：{'、'.join(dict(field.choices))}。")
        if text:
            _validate(field, text)
        return text

    return read


def _validate(field, text):
    try:
        field.run_validators(text)
    except ValidationError as error:
        raise Wrong("".join(error.messages)) from error


def text_member(name, label, *, required=False):
    return Member(name, as_text, label, TEXT, required)


def number_member(name, label, *, required=False):
    shown = NUMBER if required else {**NUMBER, "nullable": True}
    return Member(name, as_integer, label, shown, required, may_be_null=not required)


def day_member(name, label, *, required=False):
    return Member(name, as_day, label, DAY, required, may_be_null=not required)


def texts_member(name, label, *, required=False):
    """A list of texts."""
    return Member(name, as_list, label, some(TEXT), required)


def as_list(value):
    """A list within bounds; what stands in it is read one by one."""
    if not isinstance(value, list):
        raise Wrong("应为列表。")
    if fault := list_fault(value):
        raise Wrong(fault)
    return value


def shape_of(*declared):
    """The shape of a body of these members, with the reason that every change carries."""
    needed = [member.name for member in declared if member.required]
    return shape((*needed, REASON), **{m.name: m.shape for m in declared}, reason=TEXT)


class Body:
    """What a request says, member by member; `faults` is {path: sentence} of what is wrong so far.

    Whoever reads it may add faults of its own; `values` are taken when all is said.
    """

    def __init__(self, request, *declared):
        self.found, self.faults, self.reason = {}, {}, ""
        data = body_of(request)
        known = {member.name: member for member in declared}
        for name, value in data.items():
            if name in known:
                self._read(known[name], value)
            elif name != REASON:
                self.faults[name] = NO_FIELD
        for member in declared:
            if member.required and not is_told(data.get(member.name)):
                self.faults[member.name] = f"请填写{member.label}。"
        self._read_reason(request)

    def _read(self, member, value):
        if value is None and member.may_be_null:
            self.found[member.name] = None
            return
        try:
            self.found[member.name] = member.read(value)
        except Wrong as wrong:
            self.faults[member.name] = str(wrong)
            return
        if member.read is as_list:
            self._read_texts(member.name, value)

    def _read_texts(self, name, texts):
        for number, text in enumerate(texts):
            try:
                as_text(text)
            except Wrong as wrong:
                self.faults[f"{name}.{number}"] = str(wrong)

    def _read_reason(self, request):
        try:
            self.reason = reason_of(request)
        except Invalid as refused:
            self.faults |= refused.errors
            return
        if not self.reason:
            self.faults[REASON] = "请填写理由。"

    def is_sound(self, name):
        """Whether a member is told and nothing is wrong with it or within it."""
        wrong = (path for path in self.faults if path == name or path.startswith(f"{name}."))
        return name in self.found and not any(wrong)

    def values(self):
        """{name: value} of the members that are told; refused where anything is wrong."""
        if self.faults:
            raise Invalid(self.faults)
        return dict(self.found)


def is_told(value):
    """Whether a member says anything: a text of blanks does not."""
    if isinstance(value, str):
        return bool(clean_text(value))
    return value is not None
