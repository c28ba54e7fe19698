"""Reading the history: what each row changed, said in one Chinese sentence."""

import json
from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db import models
from django.utils import timezone

from .guard import history_of
from .names import label_field, names_of
from .snapshots import snapshots
from .text_diff import text_diff

__all__ = ["Change", "Difference", "by_batch", "changes", "read", "text_diff"]

LONG = 30
EMPTY = "（空）"
_made = ContextVar("what was made for the rows that are read together", default=None)
KINDS = {"+": "新增", "~": "修改", "-": "删除"}


@dataclass
class Difference:
    """One field before and after, as shown; `parts` is the marked-up text when the text is long."""

    name: str
    label: str
    before: str
    after: str
    parts: list = field(default_factory=list)
    single: bool = False  # of a new or removed object: there is no other side

    @property
    def whole(self):
        return f"{self.label}：{self.before or EMPTY} → {self.after or EMPTY}"

    @property
    def sentence(self):
        if self.single:
            return f"{self.label}：{self.after or self.before}"
        if not self.parts:
            return self.whole
        counts = dict.fromkeys(("del", "ins"), 0)
        for op, text in self.parts:
            if op in counts:
                counts[op] += len(text)
        sentences = []
        if counts["del"]:
            sentences.append(f"删去{counts['del']}字")
        if counts["ins"]:
            sentences.append(f"增加{counts['ins']}字")
        return f"{self.label}：{'，'.join(sentences)}"


@dataclass
class Change:
    """One history row, readable."""

    table: str
    history_id: int
    kind: str
    batch: UUID
    model: type
    object_id: object
    title: str
    differences: list

    @property
    def number(self):
        """The number of the row, as it is told; None where it would tell of other rows."""
        return self.history_id if self.model.numbers_told else None

    @property
    def kind_label(self):
        return KINDS[self.kind]

    @property
    def sentence(self):
        name = f"{self.model._meta.verbose_name}“{self.title}”"
        if self.kind == "~":
            sentences = "；".join(difference.sentence for difference in self.differences)
            return f"{name}：{sentences or '内容未变'}"
        return f"{self.kind_label}{name}"

    @property
    def full_sentence(self):
        """With the contents of what is new or was removed, and long texts whole: for files that
        stand alone.
        """
        if self.kind == "~":
            whole = "；".join(difference.whole for difference in self.differences)
            return f"{self.model._meta.verbose_name}“{self.title}”：{whole}"
        told = []
        for difference in self.differences:
            told.append(difference.sentence if difference.single else difference.whole)
        if not told:
            return self.sentence
        sentences = "；".join(told)
        return f"{self.sentence}（{sentences}）"


def read(keys, reader=None):
    """[Change] of these (history table, history_id), in their order; two queries, whatever their
    number. What is hidden from this reader (None: a stranger) is left out.
    """
    keys = [tuple(key) for key in keys]
    found = snapshots(keys, reader)
    names = names_of(_pointed_to(found.values()), reader)
    with reading_together():
        return [_change(key[0], found[key], names) for key in keys if key in found]


@contextmanager
def reading_together():
    token = _made.set({})
    try:
        yield
    finally:
        _made.reset(token)


def once_while_reading(make):
    """What a function without arguments gives is made once for all rows that are read together. A
    decorator.
    """

    def made():
        kept = _made.get()
        if kept is None:
            return make()
        if make not in kept:
            kept[make] = make()
        return kept[make]

    return made


def by_batch(rows, batches, reader):
    """[(batch, its changes)] of rows of an object (see `rows_of_object`), of these batches."""
    by_id = batches.defer("body").in_bulk({batch for _at, _table, _number, batch in rows})
    keys = [(table, number) for _at, table, number, _batch in rows]
    groups = []
    for batch, changes_of_batch in groupby(read(keys, reader), key=lambda change: change.batch):
        groups.append((by_id[batch], list(changes_of_batch)))
    return groups


def changes(rows, reader=None):
    """[Change] of history rows: a history queryset, or instances of any history models."""
    return read([(type(row)._meta.db_table, row.pk) for row in rows], reader)


def _pointed_to(snapshots_read):
    wanted = defaultdict(set)
    for snapshot in snapshots_read:
        for f in history_of(snapshot.model).tracked_fields:
            if f.is_relation:
                for values in (snapshot.before or {}, snapshot.after):
                    if values.get(f.attname):
                        wanted[f.related_model].add(values[f.attname])
    return wanted


def _change(table, snapshot, names):
    model, after = snapshot.model, snapshot.after
    shown = {}
    for f in history_of(model).tracked_fields:
        shown[f.name] = shown_value(f, after[f.attname], names, snapshot.at)
    key = after[model._meta.pk.attname]
    differences = []
    for f in _shown_fields(model, snapshot):
        compared = _compared(f, snapshot)
        if compared is not None:
            differences += compared
        elif f.name in model.history_told:
            differences += _told_differences(f, snapshot)
        else:
            differences.append(_difference(f, snapshot, shown, names))
    title = _title(model, shown)
    if not title and model.history_called:
        title = model.history_called(after)
    title = title or f"编号 {key}"
    return Change(
        table, snapshot.history_id, snapshot.kind, snapshot.batch, model, key, title, differences
    )


def _shown_fields(model, snapshot):
    """Those that differ; of a new or removed object those that say something."""
    fields = [f for f in history_of(model).tracked_fields if not f.primary_key]
    if snapshot.kind == "~" and snapshot.before is not None:
        changed = [f for f in fields if snapshot.before[f.attname] != snapshot.after[f.attname]]
        return [f for f in changed if f.editable] or changed
    return [f for f in fields if f.editable and snapshot.after[f.attname] not in (None, "", [], {})]


def _difference(f, snapshot, shown, names):
    label = f.model.history_labels.get(f.name, "{}").format(f.verbose_name, **shown)
    new = shown[f.name]
    if snapshot.kind != "~" or snapshot.before is None:
        sides = (new, "") if snapshot.kind == "-" else ("", new)
        return Difference(f.name, label, *sides, single=True)
    old = shown_value(f, snapshot.before[f.attname], names, snapshot.at)
    long = isinstance(f, models.TextField | models.JSONField) or max(len(old), len(new)) > LONG
    return Difference(f.name, label, old, new, text_diff(old, new) if long and old and new else [])


def _compared(f, snapshot):
    """The differences of a field that its model tells by comparing; None where it does not."""
    if f.model.history_compared is None or snapshot.kind == "-":
        return None
    before = snapshot.before if snapshot.kind == "~" else None
    rows = f.model.history_compared(f.name, before, snapshot.after)
    if rows is None:
        return None
    differences = []
    for label, old, new in rows:
        is_long = max(len(old), len(new)) > LONG and bool(old and new)
        parts = text_diff(old, new) if is_long else []
        differences.append(Difference(f.name, label, old, new, parts))
    return differences


def _told_differences(f, snapshot):
    """A field that holds many things: one difference for each of them that changed."""
    before, after = None, snapshot.after[f.attname]
    if snapshot.before is not None:
        before = snapshot.before[f.attname]
    if snapshot.kind == "-":
        before, after = after, None
    rows = f.model.history_told[f.name](before, after)
    single = snapshot.kind != "~"
    return [Difference(f.name, label, old, new, single=single) for label, old, new in rows]


def _title(model, shown):
    """What the reader calls the object: its pattern, its name, or what tells it from its
    neighbours.
    """
    if model.history_title:
        return model.history_title.format(**shown).strip("：、 ")
    if named := label_field(model):
        return shown.get(named.name)
    return "，".join(shown[f.name] for f in _telling_fields(model) if shown.get(f.name))


def _telling_fields(model):
    """What names an object without a name: where it points to except its item, else its first
    texts.
    """
    fields = [f for f in history_of(model).tracked_fields if not f.primary_key and f.name != "item"]
    pointing, texts = [], []
    for f in fields:
        if f.is_relation:
            pointing.append(f)
        elif isinstance(f, models.CharField | models.TextField | models.DateField):
            texts.append(f)
    return pointing[:2] or texts[:2]


def shown_value(f, value, names, at):
    """A stored value as its reader expects it: labels, former names, 是/否, 2025年3月1日."""
    if value is None or value == "":
        return ""
    if f.is_relation:
        return names.of(f.related_model, value, at) or f"编号 {value}"
    if show := f.model.history_shown.get(f.name):
        return show(value)
    if f.flatchoices:
        return str(dict(f.flatchoices).get(value, value))
    return _plain(value)


def _plain(value):
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return _day(timezone.localtime(value)) + f" {timezone.localtime(value):%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return str(value)


def _day(value):
    return f"{value.year}年{value.month}月{value.day}日"
