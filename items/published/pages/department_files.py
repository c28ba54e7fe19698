"""A department's list as a file of the same address: JSON in the shape of an entry, CSV, Excel."""

import hashlib
import io

import orjson
from django.http import Http404

from items.entry.entries import matches
from items.printed.department_rows import write_department_csv, write_department_workbook
from items.published.department_lists import (
    PART_NAMES,
    PARTS,
    DepartmentListing,
    roles_in,
)

from .conditional import KEPT_SECONDS, answer, build, pages
from .files import TYPES, file_name, kept_as, without_numbers

NO_ROWS = "这份清单里没有该部门的事项。"


def list_file(request, reading, listed, form):
    listed = narrowed(request, listed)
    headers = None
    if form != "json":
        headers = kept_as(file_name(reading, listed.title), form)
    if form == "xlsx" and not any(listed.counts.values()):
        raise Http404(NO_ROWS)
    return answer(
        request,
        seen=[*reading.seen, form],
        modified=reading.modified,
        render=lambda: RENDER[form](reading, listed),
        content_type=TYPES[form],
        headers=headers,
    )


def narrowed(request, listed):
    """The list with what `?part=`, `?category=` and `?kind=` leave of it."""
    wanted = {name: request.GET.get(name, "") for name in ("category", "kind")}
    part_wanted = request.GET.get("part", "")
    if part_wanted not in PARTS:
        part_wanted = ""

    def keeps(part, entry):
        return part_wanted in ("", part) and matches(entry, **wanted)

    return listed.narrowed(keeps)


def as_json(reading, listed):
    department = listed.department
    entries = {}
    for rows in listed.parts.values():
        for row in rows:
            entries[row.entry["code"]] = row.entry
    body = {
        "county": reading.published.county,
        "edition": reading.published.meta,
        "digest": reading.document.digest,
        "department": {
            "id": department.id,
            "name": department.name,
            "printed_names": listed.printed_names,
            "telephone": department.card.telephone,
        },
        "title": listed.title,
        "counts": listed.counts,
        "entries": [entry_with_roles(entry, department) for entry in entries.values()],
    }
    return orjson.dumps(body)


def entry_with_roles(entry, department):
    """An entry in its one shape, with the roles of the department in it."""
    return {**without_numbers(entry), "roles": roles_in(entry, department.names)}


def as_csv(reading, listed):
    out = io.BytesIO()
    write_department_csv(out, DepartmentListing(listed), PART_NAMES)
    return out.getvalue()


def as_workbook(reading, listed):
    return workbook_of(listed)


def workbook_of(listed):
    """The bytes of the workbook of a department's list, made once for a list."""
    rows = [(part, row.entry["code"]) for part, rows in listed.parts.items() for row in rows]
    said = f"{build()[0]} {listed.published.digest} {listed.department.seen} {rows}"
    key = hashlib.sha256(said.encode()).hexdigest()
    return pages.get_or_set(f"department:{key}", lambda: _written(listed), KEPT_SECONDS)


def _written(listed):
    out = io.BytesIO()
    write_department_workbook(out, DepartmentListing(listed), PART_NAMES)
    return out.getvalue()


RENDER = {"json": as_json, "csv": as_csv, "xlsx": as_workbook}


def index_file(request, reading, lists):
    """The departments that a list names, with the numbers of their entries."""

    def render():
        body = {
            "county": reading.published.county,
            "edition": reading.published.meta,
            "digest": reading.document.digest,
            "departments": [index_line(listed) for listed in lists],
        }
        return orjson.dumps(body)

    return answer(
        request,
        seen=[*reading.seen, "json"],
        modified=reading.modified,
        render=render,
        content_type=TYPES["json"],
    )


def index_line(listed):
    """One department as lists of departments' lists give it."""
    return {
        "id": listed.department.id,
        "name": listed.department.name,
        "printed_names": listed.printed_names,
        "title": listed.title,
        "counts": listed.role_counts,
    }
