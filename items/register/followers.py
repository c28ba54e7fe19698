"""The register follows when regions and departments go over into others; called inside the change's
own batch.
"""

from dutylist.history.tracking import bulk_delete, bulk_save
from dutylist.organizations.followers import (
    follow_department_names,
    follow_departments,
    follow_regions,
)
from dutylist.organizations.services.moving import give_to
from items.models import (
    Category,
    ChangeSet,
    Correction,
    CorrectionStatus,
    DutyItem,
    LegalAct,
    MatterLink,
    Phrase,
    ProposedChange,
    Responsibility,
    Revision,
    ScopeTownship,
    Variant,
)

from .services.change_sets import save_for_owners

OF_A_COUNTY = (Category, LegalAct, DutyItem, Revision, Correction, Phrase, MatterLink)


@follow_regions
def scopes_follow(predecessor, successors, *, on, by, reason):
    """Scopes, wordings and pending proposals name the successors; a county's own revisions and
    corrections belong to its new row.
    """
    if predecessor.level == "township":
        for model in (ScopeTownship, Variant):
            move_parts(model, "township", predecessor, successors)
        move_codes(predecessor, successors, by=by, reason=reason)
    elif len(successors) == 1:
        for model in OF_A_COUNTY:
            rows = model.objects.filter(county=predecessor)
            give_to(successors[0], rows, by=by, reason=reason)
        change_sets = ChangeSet.objects.filter(county=predecessor)
        give_to(successors[0], change_sets, by=by, reason=reason, audience_of=audience_of_owner)


def audience_of_owner(change_set):
    """A set is called as its owner: of what is private to a unit, for its people alone."""
    return change_set.owner.record_audience


@follow_departments
def responsibilities_follow(predecessor, successors, *, on, by, reason):
    move_parts(Responsibility, "department", predecessor, successors[:1])


def move_parts(model, field, predecessor, successors):
    """Each row of the predecessor becomes one of every successor, unless the item has that
    already.
    """
    rows = list(model.objects.filter(**{field: predecessor}))
    theirs = model.objects.filter(**{f"{field}__in": successors})
    taken = set(theirs.values_list("item_id", f"{field}_id"))
    made = []
    for row in rows:
        for successor in successors:
            if (row.item_id, successor.pk) not in taken:
                made.append(copied(row, field, successor))
    if predecessor not in successors:
        bulk_delete(rows)
    bulk_save(made)
    raise_versions({row.item_id for row in rows})


def copied(row, field, successor):
    values = {}
    for column in row._meta.concrete_fields:
        if not column.primary_key:
            values[column.attname] = getattr(row, column.attname)
    values[f"{field}_id"] = successor.pk
    return type(row)(**values)


def raise_versions(item_ids):
    items = list(DutyItem.objects.filter(pk__in=item_ids))
    for item in items:
        item.version += 1
    bulk_save(items)


def move_codes(predecessor, successors, *, by, reason):
    """Township codes inside the proposals that are still pending; what is still private to a unit
    is recorded for its people.
    """
    pending = ProposedChange.objects.pending().filter(change_set__county=predecessor.parent_id)
    heirs = [successor.code for successor in successors]
    moved = []
    for change in pending.with_owners():
        then = replaced(change.then, predecessor.code, heirs)
        proposed = replaced(change.proposed, predecessor.code, heirs)
        if (then, proposed) != (change.then, change.proposed):
            change.then, change.proposed = then, proposed
            change.version += 1
            moved.append(change)
    save_for_owners(moved, by=by, reason=reason)


def replaced(value, code, heirs):
    """The JSON value with every list of township codes naming the heirs in the place of `code`."""
    if isinstance(value, list):
        return [replaced(inner, code, heirs) for inner in value]
    if not isinstance(value, dict):
        return value
    moved = {}
    for key, inner in value.items():
        if key == "townships" and isinstance(inner, list) and code in inner:
            others = set(inner) - {code}
            moved[key] = sorted(others.union(heirs))
        else:
            moved[key] = replaced(inner, code, heirs)
    return moved


@follow_department_names
def proposals_follow(county, former, name, *, by, reason):
    """What waits for a decision calls a department by its new name, on both sides: a new name is no
    other content, so nothing clashes.
    """
    moved = []
    for change in ProposedChange.objects.pending().filter(change_set__county=county).with_owners():
        texts = (change.then, change.proposed, change.final)
        renamed = tuple(in_new_name(text, former, name) for text in texts)
        if renamed != texts:
            change.then, change.proposed, change.final = renamed
            change.version += 1
            moved.append(change)
    save_for_owners(moved, by=by, reason=reason)
    waiting = Correction.objects.filter(county=county, department=former)
    corrections = list(waiting.filter(status=CorrectionStatus.SUBMITTED))
    for correction in corrections:
        correction.department = name
        correction.version += 1
    bulk_save(corrections)


def in_new_name(value, former, name):
    """A content, or those of a split, with a department under its new name; where the content has
    both, the former one's part goes, as it does in the register.
    """
    if isinstance(value, list):
        return [in_new_name(inner, former, name) for inner in value]
    if not isinstance(value, dict) or "responsibilities" not in value:
        return value
    rows = value["responsibilities"]
    has_both = any(row["department"] == name for row in rows)
    renamed = []
    for row in rows:
        if row["collective"] or row["department"] != former:
            renamed.append(row)
        elif not has_both:
            renamed.append({**row, "department": name})
    return {**value, "responsibilities": renamed}
