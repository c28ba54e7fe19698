"""What every change of the register asks first: who, why, of which version, and whether it is
written or proposed.
"""

from dataclasses import dataclass, field

from dutylist.history.texts import clean_text
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible, Stale
from items.entry.cleaning import clean_content
from items.models import (
    DutyItem,
    Edition,
    EditionDocument,
    EditionStatus,
    ProposedChange,
    Revision,
)
from items.permissions import may_edit


@dataclass
class Outcome:
    """What became of a change: rows written, or changes proposed to the open revision."""

    created: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    same: list = field(default_factory=list)
    proposed: list = field(default_factory=list)
    batch: object = None


def is_published(county):
    """Whether a list of the county's stands: then the register changes by decision only.

    Where every edition was revoked nothing is approved any more, and the clerk prepares the list as
    before the first.
    """
    return EditionDocument.objects.filter(edition__county=county, edition__revocation=None).exists()


def clean_all(pairs, lookup, bases):
    """The checked contents in order; the faults of all rows at once."""
    contents, errors = [], {}
    for n, (item, payload) in enumerate(pairs):
        base = None
        if item:
            base = bases.get(item.pk)
        try:
            contents.append(clean_content(payload, lookup, base))
        except Invalid as invalid:
            # Where one content was handed in, its faults stand at its own fields.
            if len(pairs) == 1:
                raise
            errors |= invalid.errors_below(n)
    if errors:
        raise Invalid(errors)
    return contents


def fresh_items(county, items):
    """The items as they stand under the lock; a cancelled or foreign one is refused."""
    ids = {item.pk for item in items}
    rows = {row.pk: row for row in DutyItem.objects.current().filter(county=county, pk__in=ids)}
    if missing := ids - set(rows):
        names = "、".join(item.name for item in items if item.pk in missing)
        raise NotPossible(f"“{names}”已不在清单中，不能修改。")
    return rows


def require_editor(user, county):
    if not may_edit(user, county):
        raise NotAllowed(f"只有{county.name}的{staffing_office_of(county)}经办人可以修改事项。")


REASON_MISSING = {"reason": "请填写理由：已公布事项的修改须说明原因。"}


def require_reason(reason, *, published):
    if published and not clean_text(reason):
        raise Invalid(REASON_MISSING, code="reason_required")


def require_version(pairs, items, expect):
    """`expect` is an item's version, or its `seen_version`, which also knows the change that is
    pending.
    """
    if expect is None or len(pairs) != 1 or pairs[0][0] is None:
        return
    item = items[pairs[0][0].pk]
    stands = item.version
    if isinstance(expect, str):
        stands = seen_versions([item])[item.pk]
    if stands != expect:
        raise Stale("该事项刚刚被他人修改过，请刷新后再改。")


def seen_versions(items):
    """{item pk: "version", or "version.change.version" while the revision has a change of it}: what
    an editor has seen.
    """
    changes = ProposedChange.objects.pending().filter(item__in=items)
    changes = changes.filter(change_set__owner_kind=Revision.owner_kind)
    pending = {change.item_id: change for change in changes}
    versions = {}
    for item in items:
        versions[item.pk] = str(item.version)
        if change := pending.get(item.pk):
            versions[item.pk] = f"{item.version}.{change.pk}.{change.version}"
    return versions


def require_not_submitted(county):
    """Until the first edition is out, the register stands still while it is being decided."""
    if waiting := before_the_county(county):
        raise NotPossible(before_the_county_words(waiting))


def before_the_county(county):
    """The edition on which the county is deciding, or None."""
    states = (EditionStatus.AWAITING_SITTING, EditionStatus.APPROVED)
    return Edition.objects.filter(county=county, status__in=states).first()


def before_the_county_words(edition):
    return f"第{edition.number}版正在“{edition.status_label}”，暂不能直接修改事项；如需修改，请先退回。"


def with_the_sitting_words(revision):
    return f"{revision.title}正在提请审定，暂不能提出新的调整；如需修改，请先撤回或退回该版次。"
