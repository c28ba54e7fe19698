"""What a row can hold: lengths, numbers, dates and characters, asked at the door of every write.

PostgreSQL would answer a text that is too long with an error of its own, and SQLite would keep it;
here both answer with the same sentence for each field, before anything is written.
"""

import datetime
import functools
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.signals import pre_save
from django.utils import timezone

from .refusals import Invalid
from .texts import visible

LONGEST_TEXT = 4000
MOST_ROWS = 200  # of any list that is sent with a request
FIRST_DAY = datetime.date(1949, 1, 1)
YEARS_AHEAD = 50
NOT_STORABLE = re.compile("[\0\ud800-\udfff]")
FOREIGN_APPS = frozenset({"admin", "auth", "axes", "contenttypes", "otp_totp", "sessions"})


def last_day(today=None):
    """The last day of the year that lies so many years ahead."""
    today = today or timezone.localdate()
    return datetime.date(today.year + YEARS_AHEAD, 12, 31)


def text_fault(text, longest=None):
    """What is wrong with a text, or ""."""
    if longest is not None and len(text) > longest:
        return f"共{len(text)}字，最多{longest}字。"
    if not text.isprintable() and NOT_STORABLE.search(text):
        return "含有不能保存的字符，请删除后重新填写。"
    return ""


def list_fault(rows, most=MOST_ROWS):
    """What is wrong with the length of a list from outside, or ""."""
    if len(rows) > most:
        return f"共{len(rows)}项，最多{most}项。"
    return ""


def number_fault(number, least, most):
    if least <= number <= most:
        return ""
    return f"应为{least}到{most}的整数。"


def day_fault(day):
    """What is wrong with a date from outside, or "": nothing here is older than the People's
    Republic.
    """
    latest = last_day()
    if FIRST_DAY <= day <= latest:
        return ""
    return f"日期应在{FIRST_DAY.year}年至{latest.year}年之间。"


def json_fault(value, longest=None):
    """What is wrong with any text within a value that is kept as JSON, or ""."""
    waiting = [value]  # a loop: this walks every text of every row that is written
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if fault := text_fault(part, longest):
                return fault
        elif isinstance(part, dict):
            waiting += part
            waiting += part.values()
        elif isinstance(part, list | tuple):
            waiting += part
    return ""


def require_text(text, path, longest=LONGEST_TEXT):
    """Refuses a text that no row could hold."""
    if fault := text_fault(text, longest):
        raise Invalid({path: fault})


def require_day(day, path):
    """Refuses a date that no row could hold, before anybody reckons with it."""
    if fault := day_fault(day):
        raise Invalid({path: fault})


def is_ours(model):
    """Whether rows of a model are written by this program alone."""
    return model._meta.app_label not in FOREIGN_APPS


def require_fitting(objects, names=None):
    """Refuses objects of one model of which a field (`names`: attributes, else all) holds what its
    column can not.
    """
    for o in objects:
        if errors := faults_of(o, names):
            raise Invalid(errors)


def faults_of(instance, names=None):
    """{name of the field: sentence} of everything that the columns of this object can not hold."""
    errors = {}
    held = instance.__dict__
    for attname, name, check in checks_of(type(instance)):
        value = held.get(attname)
        # An empty text, nought and nothing fit everywhere; most fields of most rows are such.
        if not value or (names is not None and attname not in names):
            continue
        if fault := check(value):
            errors[name] = fault
    return errors


@functools.cache
def checks_of(model):
    """[(attribute, name of the field, its check)] of the columns of a model that could hold too
    much.
    """
    checks = []
    for field in model._meta.concrete_fields:
        stored = field.target_field if field.is_relation else field
        if check := check_for(model, field, stored):
            checks.append((field.attname, field.name, check))
    return tuple(checks)


def check_for(model, field, stored):
    """The check of one column, or None where any value does."""
    if isinstance(stored, models.DateTimeField):
        return None
    if isinstance(stored, models.DateField):
        return day_check(stored)
    if isinstance(stored, models.JSONField):
        return functools.partial(json_fault, longest=longest_text(model, stored))
    if isinstance(stored, models.CharField | models.TextField):
        return text_check(longest_text(model, stored))
    limits = BaseDatabaseOperations.integer_field_ranges.get(number_type(field, stored))
    return number_check(*limits) if limits else None


def longest_text(model, field):
    """How long a text may be: what its column says, else, where people write, as long as a text of
    an item.
    """
    if field.max_length or not hasattr(model._meta, "simple_history_manager_attribute"):
        return field.max_length
    return LONGEST_TEXT


def number_type(field, stored):
    internal = stored.get_internal_type()
    if field.is_relation and internal.endswith("AutoField"):
        return "BigIntegerField"
    return internal


@functools.cache
def texts_of(model):
    """The attributes of a model that hold what people write."""
    attnames = []
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField)
        if is_text and not field.choices and field.name != "password":
            attnames.append(field.attname)
    return tuple(attnames)


def make_visible(objects):
    """Takes out of the texts of these objects what nobody sees, before they are compared and
    kept.
    """
    for o in objects:
        held = o.__dict__
        for name in texts_of(type(o)):
            text = held.get(name)
            if isinstance(text, str) and text:
                held[name] = visible(text)


def text_check(longest):
    def check(value):
        return text_fault(value, longest) if isinstance(value, str) else ""

    return check


def number_check(least, most):
    def check(value):
        return number_fault(value, least, most) if isinstance(value, int) else ""

    return check


def day_check(field):
    def check(value):
        if hasattr(value, "resolve_expression"):
            return ""
        try:
            return day_fault(field.to_python(value))
        except ValidationError:
            return "不是日期，请按 2026-01-31 的格式填写。"

    return check


def check_before_saving(sender, instance, raw, update_fields, **kwargs):
    """The door of rows without a history; tracked ones ask at their own doors, for what really
    changes.
    """
    if raw or not is_ours(sender) or hasattr(sender._meta, "simple_history_manager_attribute"):
        return
    names = None
    if update_fields is not None:
        names = {sender._meta.get_field(name).attname for name in update_fields}
    make_visible([instance])
    require_fitting([instance], names)


def install():
    """Asks before every single save of a model of ours; the bulk doors ask for themselves."""
    pre_save.connect(check_before_saving, dispatch_uid="history.limits")
    checks_of.cache_clear()
    texts_of.cache_clear()
