"""Departments' own lists (部门清单) over HTTP: mirrored from the published one, for anybody."""

import orjson
from django.utils import timezone

from dutylist.history.refusals import Invalid, NotFound
from dutylist.organizations.models import Department
from dutylist.organizations.places_asked import code_of, require_county
from dutylist.rest.described import PAGED
from dutylist.rest.paging import address_from, limit_of, start_of
from items.entry.entries import matches

from .api import JSON, day_of, entry_json, joined, reads, wanted_of
from .department_lists import ROLES, DepartmentList, departments_of, roles_in, was_printed
from .department_names import DepartmentBook
from .lists import documents_of_county, in_force
from .pages.conditional import answer

WHICH_LIST = ("on", "edition")
ONE_OF_BOTH = "on、edition 只能填一个。"


# No filter sets: both lists are the document in memory, by the names of departments.
@reads("county", *WHICH_LIST, *PAGED)
def department_lists(request):
    """The departments that a county's list names, each with the codes of its entries by role."""
    county, piece = code_of(request, "county"), piece_asked(request)
    if not county:
        raise Invalid({"county": "请指明区划（county）。"}, code="county_required")
    documents = documents_of_county(county)
    if not documents:
        require_county(county)
    document, day = document_asked(request, documents)
    lists = []
    published = list_of(document, day)
    if published:
        lists = departments_of(published, DepartmentBook(county))
    return rows_given(request, piece, published, lists, lambda listed: list_json(county, listed))


@reads("role", "kind", "category", *WHICH_LIST, *PAGED)
def department_entries(request, pk):
    """The entries of one department in the list of its county, each with the department's roles."""
    row = Department.objects.filter(pk=pk).select_related("county").first()
    if row is None:
        raise NotFound("没有这个部门。")
    county = row.county.code
    documents = documents_of_county(county)
    department = DepartmentBook(county).of_id(pk)
    if department.ended and not was_printed(documents, department.names):
        raise NotFound("没有这个部门。")
    wanted, role, piece = wanted_of(request), role_of(request), piece_asked(request)
    document, day = document_asked(request, documents)
    entries, published = [], list_of(document, day)
    if published:
        for entry in DepartmentList(published, department).entries:
            roles = roles_in(entry, department.names)
            if role in ("", *roles) and matches(entry, **wanted):
                entries.append({**entry_json(entry), "roles": roles})
    return rows_given(request, piece, published, entries, dict, department.seen)


def document_asked(request, documents):
    """(the document asked for or None, the day it is read for or None): of an edition, else the one
    in force on the day, today unless told.
    """
    day, number = day_of(request), request.GET.get("edition", "").removeprefix("v")
    if day and number:
        raise Invalid(dict.fromkeys(WHICH_LIST, ONE_OF_BOTH))
    if not number:
        day = day or timezone.localdate()
        return in_force(documents, day), day
    for document in documents:
        if document.slug == f"v{number}":
            return document, None
    raise Invalid({"edition": f"没有第{number[:12]}版清单。"})


def list_of(document, day):
    if document is None:
        return None
    if day is None:
        return document.read()
    return document.read_on(day)


def role_of(request):
    role = request.GET.get("role", "")
    if role not in ("", *ROLES):
        raise Invalid({"role": f"可填：{'、'.join(ROLES)}。"})
    return role


def list_json(county, listed):
    """One department's list: `id` is that of its card, null for a name that only lists have."""
    department, codes = listed.department, {role: [] for role in ROLES}
    for entry in listed.entries:
        for role in roles_in(entry, department.names):
            codes[role].append(entry["code"])
    return {
        "id": department.id,
        "county": county,
        "name": department.name,
        "printed_names": listed.printed_names,
        "title": listed.title,
        "counts": listed.role_counts,
        **codes,
        "page": f"/d/{county}/{department.key}/",
    }


def piece_asked(request):
    """(where the page begins, how many rows it has): refused before anything else is asked."""
    return start_of(request), limit_of(request)


def rows_given(request, piece, published, rows, as_json, seen=()):
    """One page of rows of a list in memory, in the list shape of the API."""
    start, limit = piece
    following = None
    if len(rows) > start + limit:
        following = address_from(request, start + limit)
    pieces = [orjson.dumps(as_json(row)) for row in rows[start : start + limit]]
    content = joined(pieces, following, len(rows))
    digest = ""
    if published:
        digest = published.digest
    return answer(
        request,
        seen=[digest, *seen, content],
        modified=None,
        render=lambda: content,
        content_type=JSON,
    )
