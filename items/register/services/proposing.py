"""What a person proposes, in one shape for every owner of a change set, checked and put into it.

The shape is `{"op", "code" or "codes", "item" or "items"}`; what is wrong with it is said at the
path where it was handed in (`item.responsibilities.0.department`).
"""

import contextlib

from dutylist.history.limits import MOST_ROWS
from dutylist.history.recording import recording
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import Invalid, NotPossible
from items.entry.cleaning import clean_content
from items.entry.content import changed_fields, content_of
from items.entry.lookup import Lookup
from items.models import ProposedChange

from .change_sets import changing, with_reason
from .edit_conditions import is_published, require_editor
from .proposals import (
    SCOPE_FIELDS,
    merging,
    opened_revision,
    operation,
    propose_whole,
    require_none_pending,
    require_not_reshaped,
    splitting,
)

Op = ProposedChange.Op
MEMBERS = {
    Op.ADD: ("item",),
    Op.REVISE: ("code", "item"),
    Op.CANCEL: ("code",),
    Op.TRANSFER: ("code", "item"),
    Op.MERGE: ("codes", "item"),
    Op.SPLIT: ("code", "items"),
    Op.SCOPE: ("code", "item"),
}
NO_FIELD = "没有这个字段。"
NOT_PUBLISHED = "首次公布以前，事项可以直接修改，不需要提出拟调整内容。"


def propose_change(owner, asked, *, by, reason="", source="form"):
    """Puts one change into the owner's set: -> the change."""
    with changing(owner.change_set, by=by, reason=reason, source=source) as fresh:
        fresh.require_taking_changes()
        with with_reason(fresh, reason):
            return Proposing(fresh, by, reason).propose(asked)


def propose_changes(owner, asked, *, by, reason="", source="form"):
    """Puts several into it, all or none, their faults at once at `changes.<n>`: -> the changes."""
    with changing(owner.change_set, by=by, reason=reason, source=source) as fresh:
        fresh.require_taking_changes()
        with with_reason(fresh, reason):
            return _propose_each(Proposing(fresh, by, reason), asked)


def _propose_each(proposing, asked):
    changes, errors = [], {}
    for number, one in enumerate(asked):
        try:
            with faults_at(f"changes.{number}"):
                changes.append(proposing.propose(one))
        except Invalid as refused:
            errors |= refused.errors
    if errors:
        raise Invalid(errors)
    return changes


def propose_in_revision(county, asked, *, by, reason, source="form"):
    """Puts one change into the county's revision, opened now if none is open: -> the change."""
    require_editor(by, county)
    with recording(by=by, reason=reason, source=source, county=county.code):
        CountyPolicy.objects.locked(county)
        if not is_published(county):
            raise NotPossible(NOT_PUBLISHED)
        revision = opened_revision(county, by=by)
        return propose_change(revision, asked, by=by, reason=reason, source=source)


@contextlib.contextmanager
def faults_at(place, *, but=()):
    """Names the faults of what is checked inside by the path at which it was handed in.

    `but` are paths that were handed in beside it.
    """
    try:
        yield
    except Invalid as refused:
        errors = {}
        for path, sentence in refused.errors.items():
            if path not in but:
                path = f"{place}.{path}" if path else place
            errors[path] = sentence
        raise Invalid(errors, refused.code) from refused


class Proposing:
    """Puts changes into the set of a locked owner, inside an open recording."""

    def __init__(self, owner, by, reason):
        self.owner, self.by, self.reason = owner, by, reason
        self.lookup = Lookup(owner.county)
        self.ways = {
            Op.ADD: self.add,
            Op.REVISE: self.change,
            Op.TRANSFER: self.change,
            Op.SCOPE: self.change,
            Op.CANCEL: self.cancel,
            Op.MERGE: self.merge,
            Op.SPLIT: self.split,
        }

    def propose(self, asked):
        require_shape(asked)
        return self.ways[asked["op"]](asked)

    def add(self, asked):
        with faults_at("item"):
            content = self.cleaned(asked["item"])
        return self.saved(op=Op.ADD, proposed=content)

    def change(self, asked):
        item = self.item(asked)
        now = content_of(item)
        with faults_at("item"):
            content = self.cleaned(asked["item"], now)
            require_as_asked(asked["op"], changed_fields(now, content))
        return self.saved(op=operation(now, content), item=item, then=now, proposed=content)

    def cancel(self, asked):
        item = self.item(asked)
        return self.saved(op=Op.CANCEL, item=item, then=content_of(item))

    def merge(self, asked):
        items = self.items(asked["codes"], "codes")
        with faults_at("item"):
            change = merging(self.owner, items, asked["item"], self.lookup)
        return propose_whole(self.owner, change, reason=self.reason)

    def split(self, asked):
        [item] = self.items([asked["code"]], "code")
        with faults_at("items"):
            change = splitting(self.owner, item, asked["items"], self.lookup)
        return propose_whole(self.owner, change, reason=self.reason)

    def cleaned(self, payload, base=None):
        return clean_content(payload, self.lookup, base, is_draft=self.owner.is_draft)

    def item(self, asked):
        """The item that is named, of which the owner proposes nothing yet."""
        [item] = self.items([asked["code"]], "code")
        require_not_reshaped(self.owner, [item])
        require_none_pending(self.owner, [item.code])
        return item

    def items(self, codes, path):
        rows = self.owner.items_named_by(self.by).current()
        rows = rows.filter(county=self.owner.county, code__in=codes)
        items = {row.code: row for row in rows}
        if missing := [code for code in codes if code not in items]:
            raise Invalid({path: f"没有编码为“{'、'.join(missing)}”的事项。"})
        return [items[code] for code in codes]

    def saved(self, **fields):
        change = ProposedChange(change_set=self.owner.change_set, reason=self.reason, **fields)
        change.save()
        return change


def require_shape(asked):
    """Refuses what is not one of the shapes, each fault at its member."""
    if not isinstance(asked, dict):
        raise Invalid({"": "内容应为一个 JSON 对象。"})
    op = asked.get("op")
    is_known = isinstance(op, str) and op in MEMBERS
    members = tuple(FAULTS)
    if is_known:
        members = MEMBERS[op]
    unknown = [name for name in asked if name not in ("op", *members)]
    errors = dict.fromkeys(unknown, NO_FIELD)
    if not is_known:
        raise Invalid({"op": f"可填：{'、'.join(MEMBERS)}。", **errors})
    for name in members:
        if fault := FAULTS[name](asked.get(name)):
            errors[name] = fault
    if errors:
        raise Invalid(errors)


def fault_of_code(value):
    if isinstance(value, str) and value:
        return ""
    return "请填写事项编码。"


def fault_of_codes(value):
    is_list = isinstance(value, list) and all(isinstance(code, str) for code in value)
    if not is_list or len(value) > MOST_ROWS:
        return f"应为事项编码的列表，最多{MOST_ROWS}个。"
    if len(value) < 2 or len(set(value)) < len(value):
        return "合并至少需要两个不同的事项。"
    return ""


def fault_of_item(value):
    if isinstance(value, dict):
        return ""
    return "内容应为一个 JSON 对象。"


def fault_of_items(value):
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        return f"应为事项内容的列表，最多{MOST_ROWS}项。"
    if len(value) < 2:
        return "拆分后至少应有两个事项。"
    return ""


FAULTS = {
    "code": fault_of_code,
    "codes": fault_of_codes,
    "item": fault_of_item,
    "items": fault_of_items,
}


def require_as_asked(op, fields):
    """Refuses a change of these fields that is none, or another kind of change than was asked."""
    if not fields:
        raise Invalid({"": "拟调整内容与现行内容一致，无须提出。"})
    if op == Op.TRANSFER and "kind" not in fields:
        raise Invalid({"kind": "转列须改变事项类型。"})
    if op == Op.REVISE and "kind" in fields:
        raise Invalid({"kind": "改变事项类型的，请用转列（transfer）。"})
    if op == Op.SCOPE and (other := set(fields) - SCOPE_FIELDS):
        raise Invalid(dict.fromkeys(sorted(other), "调整适用范围（scope）不改其他内容。"))
