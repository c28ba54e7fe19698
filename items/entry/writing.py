"""Writes contents into items and their parts, in bulk: the only code that assigns an item's fields.

The number of queries does not depend on the number of items; an item that does not change is not
written.
"""

import dataclasses

from dutylist.history.tracking import bulk_delete, bulk_save
from items.models import DutyItem

from .content import FIELD_COLUMNS, GROUPED, PARTS, PLAIN
from .fields import EMPTY, FIELD
from .types import Group, Texts


@dataclasses.dataclass
class Written:
    created: list = dataclasses.field(default_factory=list)
    changed: list = dataclasses.field(default_factory=list)
    same: list = dataclasses.field(default_factory=list)


def write_contents(county, pairs, lookup, policy):
    """Writes [(item or None, checked content)] inside an open recording, under the register's lock:
    -> `Written`.

    `policy` is the county's locked row, which hands out the numbers of new items.
    """
    pairs = with_new_items(county, pairs, policy)
    known = [item for item, _ in pairs if item.pk]
    stored = {part.name: stored_parts(part.type, known) for part in PARTS}
    before = row_values(pairs)
    plans = [(item, content, plan_parts(item, content, stored, lookup)) for item, content in pairs]
    written = Written()
    for item, content, plan in plans:
        assign_row(item, content, lookup)
        sort_out(written, item, changed=any(plan) or before.get(item.pk) != values_of(item))
    for item in (*written.created, *written.changed):
        item.version += 1
    bulk_save([*written.created, *written.changed])
    save_parts(plans)
    return written


def with_new_items(county, pairs, policy):
    """The pairs with whole contents, and with an unsaved item where there was none: the county's
    six digits and five never used again.
    """
    missing = [content for item, content in pairs if item is None]
    number = 0
    if missing:
        number = policy.take_numbers(len(missing))
    filled = []
    for item, content in pairs:
        if item is None:
            item = DutyItem(county=county, code=f"{county.code[:6]}{number:05d}")
            number += 1
        filled.append((item, {**EMPTY, **content}))
    return filled


def sort_out(written, item, *, changed):
    if item.pk is None:
        written.created.append(item)
    elif changed:
        written.changed.append(item)
    else:
        written.same.append(item)


ROW_FIELDS = ("category_id", "cancelled_on", *FIELD_COLUMNS)


def values_of(item):
    return tuple(getattr(item, name) for name in ROW_FIELDS)


def row_values(pairs):
    ids = [item.pk for item, _ in pairs if item.pk]
    rows = DutyItem.objects.filter(pk__in=ids).values_list("pk", *ROW_FIELDS)
    return {pk: tuple(values) for pk, *values in rows}


def assign_row(item, content, lookup):
    item.category = lookup.categories.get((content["kind"], content["category"]))
    for field in PLAIN:
        setattr(item, field.kept_in, field.type.stored(content[field.name]))
    for field in GROUPED:
        group = content[field.name] or {}
        for member in field.type.members:
            value = group.get(member.name) or member.type.empty
            setattr(item, member.kept_in, member.type.stored(value))


def stored_parts(kind, items):
    """{item pk: {identity: row}} in one query."""
    by_item = {}
    for row in kind.model.objects.filter(item__in=items):
        identity = tuple(getattr(row, name) for name in kind.identity)
        by_item.setdefault(row.item_id, {})[identity] = row
    return by_item


def plan_parts(item, content, stored, lookup):
    """(rows to save, rows to delete) that make the stored parts of one item equal to its
    content.
    """
    to_save, to_delete = [], []
    for part in PARTS:
        have = dict(stored[part.name].get(item.pk, ()))
        if not (have or content[part.name]):
            continue
        rows, kind = part_rows(part, content[part.name], lookup), part.type
        if not have:
            to_save += [kind.model(**values) for values in rows]
            continue
        for values in rows:
            row = have.pop(tuple(values[name] for name in kind.identity), None)
            if row is None:
                to_save.append(kind.model(**values))
            elif differs(row, values):
                to_save.append(row)
        to_delete.extend(have.values())
    return to_save, to_delete


def differs(row, values):
    """Assigns the values and says whether any of them was another."""
    changed = False
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed = True
    return changed


def save_parts(plans):
    saves, deletes = {}, {}
    for item, _, (to_save, to_delete) in plans:
        for row in to_save:
            row.item_id = item.pk
            saves.setdefault(type(row), []).append(row)
        for row in to_delete:
            deletes.setdefault(type(row), []).append(row)
    for rows in deletes.values():
        bulk_delete(rows)
    for rows in saves.values():
        bulk_save(rows)


def part_rows(part, value, lookup):
    """The columns of each row that a part's value becomes."""
    if part.name in RESOLVED:
        return list(RESOLVED[part.name](value, lookup))
    if isinstance(part.type, Texts):
        return [{"position": n, part.type.reads: text} for n, text in enumerate(value)]
    if isinstance(part.type, Group):
        return [columns_of(part, value)] if value else []
    return [{**columns_of(part, row), "position": n} for n, row in enumerate(value)]


def columns_of(part, row):
    """The members of one row that are its columns."""
    return {
        member.kept_in: member.type.stored(row[member.name])
        for member in part.type.members
        if not member.resolved
    }


def responsibility_rows(rows, lookup):
    for n, row in enumerate(rows):
        department = None
        if not row["collective"]:
            department = lookup.departments.find(row["department"])
        values = columns_of(FIELD["responsibilities"], row)
        if department:
            named = {"department_id": department.pk, "collective_name": ""}
        else:
            named = {"department_id": None, "collective_name": row["department"]}
        yield {**values, "position": n, **named}


def basis_rows(rows, lookup):
    for n, row in enumerate(rows):
        act = lookup.acts.get(row["act"])
        yield {
            **columns_of(FIELD["bases"], row),
            "position": n,
            "act_id": act and act.pk,
        }


def variant_rows(variants, lookup):
    for variant in variants:
        wording = columns_of(FIELD["variants"], variant)
        for code in variant["townships"]:
            yield {**wording, "township_id": lookup.townships[code].pk}


def tag_rows(tags, lookup):
    for tag in tags:
        yield {"tag_id": lookup.tags[tag].pk}


def township_rows(codes, lookup):
    for code in codes:
        yield {"township_id": lookup.townships[code].pk}


# Parts that name something of the county's registers.
RESOLVED = {
    "responsibilities": responsibility_rows,
    "bases": basis_rows,
    "variants": variant_rows,
    "tags": tag_rows,
    "townships": township_rows,
}
