"""Writes contents into items and their parts, in bulk: the only code that assigns an item's fields.

The number of queries does not depend on the number of items; an item that does not change is not
written.
"""

import datetime
from dataclasses import dataclass, field

from dutylist.history.tracking import bulk_delete, bulk_save
from items.models import (
    Basis,
    DutyItem,
    Power,
    ProcedureStep,
    Publicness,
    Responsibility,
    ScopeTag,
    ScopeTownship,
    SupportPromise,
    Variant,
)


@dataclass
class Written:
    created: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    same: list = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """How one kind of part is told apart (`identity`) and built (`build(content, lookup)` -> field
    dicts).
    """

    model: type
    identity: tuple
    build: object


def parse_day(value):
    return datetime.date.fromisoformat(value) if value else None


def write_contents(county, pairs, lookup, policy):
    """Writes [(item or None, checked content)] inside an open recording, under the register's lock:
    -> `Written`.

    `policy` is the county's locked row, which hands out the numbers of new items.
    """
    pairs = with_new_items(county, pairs, policy)
    stored = {part: stored_parts(part, [item for item, _ in pairs if item.pk]) for part in PARTS}
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
    """The pairs with an unsaved item where there was none: the county's six digits and five never
    used again.
    """
    missing = sum(item is None for item, _ in pairs)
    number = policy.take_numbers(missing) if missing else 0
    filled = []
    for item, content in pairs:
        if item is None:
            item = DutyItem(county=county, code=f"{county.code[:6]}{number:05d}")
            number += 1
        filled.append((item, content))
    return filled


def sort_out(written, item, *, changed):
    if item.pk is None:
        written.created.append(item)
    else:
        (written.changed if changed else written.same).append(item)


ROW_FIELDS = (
    "kind",
    "name",
    "category_id",
    "position",
    "township_duty",
    "publicness",
    "secrecy_reviewer",
    "secrecy_reviewed_on",
    "secrecy_result",
    "scope",
    "directory_entry",
    "starts_on",
    "ends_on",
    "cancelled_on",
)


def values_of(item):
    return tuple(getattr(item, name) for name in ROW_FIELDS)


def row_values(pairs):
    ids = [item.pk for item, _ in pairs if item.pk]
    rows = DutyItem.objects.filter(pk__in=ids).values_list("pk", *ROW_FIELDS)
    return {pk: tuple(values) for pk, *values in rows}


def assign_row(item, content, lookup):
    review = content["secrecy_review"] or {}
    item.kind = content["kind"]
    item.name = content["name"]
    item.category = lookup.categories.get((content["kind"], content["category"]))
    item.position = content["position"]
    item.township_duty = content["township_duty"]
    item.publicness = Publicness.PUBLIC if content["public"] else Publicness.INTERNAL
    item.secrecy_reviewer = review.get("reviewer") or ""
    item.secrecy_reviewed_on = parse_day(review.get("on"))
    item.secrecy_result = review.get("result") or ""
    item.scope = content["scope"]
    item.directory_entry = content["directory_entry"]
    item.starts_on = parse_day(content["starts_on"])
    item.ends_on = parse_day(content["ends_on"])


def stored_parts(part, items):
    """{item pk: {identity: row}} in one query."""
    found = {}
    for row in part.model.objects.filter(item__in=items):
        found.setdefault(row.item_id, {})[tuple(getattr(row, name) for name in part.identity)] = row
    return found


def plan_parts(item, content, stored, lookup):
    """(rows to save, rows to delete) that make the stored parts of one item equal to its content."""
    to_save, to_delete = [], []
    for part in PARTS:
        if not (have := dict(stored[part].get(item.pk, {}))):
            to_save += [part.model(**values) for values in part.build(content, lookup)]
            continue
        for values in part.build(content, lookup):
            row = have.pop(tuple(values[name] for name in part.identity), None)
            if row is None:
                to_save.append(part.model(**values))
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


def responsibility_rows(content, lookup):
    for n, row in enumerate(content["responsibilities"]):
        department = None if row["collective"] else lookup.departments.find(row["department"])
        yield {
            "position": n,
            "department_id": department.pk if department else None,
            "collective_name": "" if department else row["department"],
            "role": row["role"],
            "internal_office": row["internal_office"],
            "duty": row["duty"],
            "method": row["method"],
            "transition_on": parse_day(row["transition_on"]),
        }


def basis_rows(content, lookup):
    for n, row in enumerate(content["bases"]):
        act = lookup.acts.get(row["act"])
        yield {
            "position": n,
            "act_id": act.pk if act else None,
            "act_title": row["act"],
            "document_number": row["document_number"],
            "article": row["article"],
        }


def power_rows(content, lookup):
    if power := content["power"]:
        yield {**power, "until": parse_day(power["until"])}


def support_rows(content, lookup):
    for n, row in enumerate(content["support"]):
        yield {**row, "position": n, "due_on": parse_day(row["due_on"])}


def variant_rows(content, lookup):
    for variant in content["variants"]:
        for code in variant["townships"]:
            yield {
                "township_id": lookup.townships[code].pk,
                "name": variant["name"],
                "township_duty": variant["township_duty"],
            }


PARTS = (
    Part(Responsibility, ("department_id", "collective_name", "role"), responsibility_rows),
    Part(Basis, ("position",), basis_rows),
    Part(Power, (), power_rows),
    Part(SupportPromise, ("position",), support_rows),
    Part(
        ProcedureStep,
        ("position",),
        lambda content, lookup: (
            {"position": n, "text": step} for n, step in enumerate(content["procedure"])
        ),
    ),
    Part(Variant, ("township_id",), variant_rows),
    Part(
        ScopeTag,
        ("tag_id",),
        lambda content, lookup: ({"tag_id": lookup.tags[tag].pk} for tag in content["tags"]),
    ),
    Part(
        ScopeTownship,
        ("township_id",),
        lambda content, lookup: (
            {"township_id": lookup.townships[code].pk} for code in content["townships"]
        ),
    ),
)
