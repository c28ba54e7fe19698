"""Bulk edit: one decision about many items, previewed as it would be written, one batch, refused
when they moved.
"""

from dataclasses import dataclass, field

from dutylist.history.digests import digest
from dutylist.history.recording import recording
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import Invalid, NotPossible, Stale
from items.entry.cleaning import clean_content
from items.entry.content import changed_fields
from items.entry.lookup import Lookup
from items.findings.registry import list_findings
from items.models import DutyItem, ProposedChange
from items.register.services.edit_conditions import require_editor

from .editing import change_items
from .proposals import edited_contents

WHOLE = (ProposedChange.Op.CANCEL, ProposedChange.Op.MERGE, ProposedChange.Op.SPLIT)
MOVED = "预览之后，所选事项或者清单已有变动，没有写入任何内容。请按新的预览再次确认。"


@dataclass
class BulkRow:
    """One item before and after; `errors` are the sentences that stand against the change."""

    item: DutyItem
    before: dict
    after: dict | None = None
    fields: list = field(default_factory=list)
    errors: list = field(default_factory=list)


@dataclass
class BulkPreview:
    changed: list
    same: list
    refused: list
    findings: list
    seen: str

    @property
    def total(self):
        return len(self.changed) + len(self.same) + len(self.refused)


@dataclass(frozen=True)
class BulkEdit:
    """What is set on every chosen item: `values` as in a content, and a department put in another's
    place.
    """

    values: dict = field(default_factory=dict)
    department: str = ""
    successor: str = ""

    def payload(self, content):
        """What this edit sets on one content."""
        payload = dict(self.values)
        if not self.department:
            return payload
        rows = [self._moved(row) for row in content["responsibilities"]]
        if rows != content["responsibilities"]:
            payload["responsibilities"] = rows
        return payload

    def _moved(self, row):
        if row["department"] == self.department:
            return {**row, "department": self.successor, "collective": False}
        return row


def preview(county, items, edit):
    """What the edit would do to these items, nothing written: -> `BulkPreview`."""
    items = list(items)
    lookup, bases = Lookup(county), edited_contents(items)
    rows = [_row(item, *bases[item.pk], edit, lookup) for item in items]
    changed, same, refused = [], [], []
    for row in rows:
        if row.errors:
            refused.append(row)
        elif row.fields:
            changed.append(row)
        else:
            same.append(row)
    return BulkPreview(
        changed=changed,
        same=same,
        refused=refused,
        findings=_new_findings(changed, lookup),
        seen=seen(county, bases),
    )


def seen(county, bases):
    """One value for all that a preview rests on: the list's version and what each item stands
    at.
    """
    version = CountyPolicy.objects.get(region=county).list_version
    starts = []
    for pk in sorted(bases):
        content, change = bases[pk]
        starts.append((pk, content, change and change.pk))
    return digest([version, starts])


def _row(item, before, change, edit, lookup):
    row = BulkRow(item, before)
    if item.cancelled_on:
        row.errors = ["已取消，不能修改。"]
    elif change and change.op in WHOLE:
        row.errors = [f"已提出{change.get_op_display()}，须先撤回。"]
    else:
        try:
            row.after = clean_content(edit.payload(before), lookup, before)
            row.fields = changed_fields(before, row.after)
        except Invalid as invalid:
            row.errors = list(invalid.errors.values())
    return row


def _new_findings(rows, lookup):
    """The findings that were not there before."""
    earlier = list_findings([(row.item.code, row.before) for row in rows], lookup)
    before = {(finding.entry, finding.rule) for finding in earlier}
    after = list_findings([(row.item.code, row.after) for row in rows], lookup)
    return [finding for finding in after if (finding.entry, finding.rule) not in before]


def bulk_edit(county, items, edit, *, expect, by, reason):
    """Writes the previewed edit as one batch: -> `Outcome`. Raises Stale when what was seen is no
    longer so.
    """
    require_editor(by, county)
    with recording(by=by, reason=reason, county=county.code):
        CountyPolicy.objects.locked(county)
        ids = [item.pk for item in items]
        rows = DutyItem.objects.filter(county=county, pk__in=ids).order_by("pk")
        outlook = preview(county, rows, edit)
        if outlook.seen != expect:
            raise Stale(MOVED)
        if outlook.refused:
            raise NotPossible(f"有{len(outlook.refused)}项不能这样修改，请调整选择后再确认。")
        if not outlook.changed:
            raise NotPossible("所选事项没有任何变化，无须修改。")
        pairs = [(row.item, edit.payload(row.before)) for row in outlook.changed]
        return change_items(county, pairs, by=by, reason=reason)
