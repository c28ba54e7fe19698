"""A department's own list (部门清单): today, on a day, or of a stated edition; and the list of the
departments that a county's list names.
"""

from collections import Counter
from dataclasses import replace
from functools import partial

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from items.entry.entries import matches
from items.published.department_lists import (
    PART_NAMES,
    PART_WORDS,
    DepartmentList,
    departments_of,
    was_printed,
)
from items.published.department_names import DepartmentBook
from items.published.live_facts import heirs_of

from . import department_files
from .conditional import page, public_read
from .page_numbers import page_of
from .reading import Banner, chrome, parse_day, read_county
from .views import no_such_day, nothing_in_force
from .wording import banners_for

WHOLE = "all"
ROWS_A_PAGE = 100
# (rows on a page, characters of a duty beside each): a page stays under 150 KB; what is to be
# printed shows duties whole
EXCERPTS = ((30, 240), (60, 120), (100, 60), (10_000, 24))
NO_DEPARTMENT = "没有这个部门，可能是名称不同，请从部门清单的目录里选择。"


# No filter set: as the lists of the townships, these pages show the document in memory.
@public_read
def department_list(request, county, key, when="", slug="", form="html"):
    """What a department leads, supports and took back, by the list in force today, on the day
    `when`, or by the edition `slug`.
    """
    if form == "html" and not (when or slug) and request.GET.get("on"):
        return _to_day(request, county, key)
    day = None
    if when:
        day = parse_day(when)
        if day is None:
            return no_such_day(request, when, reverse("department", args=[county, key]))
    reading = read_county(county, on=day, slug=slug)
    if not reading.documents:
        return _moved_county(request, county, key)
    department = _department(reading, DepartmentBook(county), key)
    if department.key != key:
        return _to_its_own(request, department, county, key)
    if reading.document is None:
        return nothing_in_force(request, reading)
    listed = DepartmentList(reading.published, department)
    reading = replace(
        reading,
        banners=_banners(reading, listed, county),
        seen_beside=tuple(department.seen),
    )
    if form != "html":
        return department_files.list_file(request, reading, listed, form)
    return page(
        request,
        "public/department.html",
        seen=reading.seen,
        modified=reading.modified,
        context=partial(_context, request, reading, listed),
    )


def _to_day(request, county, key):
    """The date form of the page, answered with the address of that day."""
    text = request.GET["on"].strip()
    day = parse_day(text)
    if day is None:
        return no_such_day(request, text, reverse("department", args=[county, key]))
    address = reverse("department-on", args=[county, key, day.isoformat()])
    return HttpResponseRedirect(with_township(request, address))


def with_township(request, address):
    """The address with the township that the reader chose."""
    if township := request.GET.get("t", ""):
        return f"{address}?{urlencode({'t': township})}"
    return address


def _moved_county(request, county, key=""):
    """A county code that is no longer in use leads to the county that took it over."""
    heirs = [heir for heir, _name in heirs_of(county)]
    if len(heirs) != 1:
        raise Http404("没有这个地方的清单。")
    old, new = f"/{county}", f"/{heirs[0]}"
    address = request.path.replace(old, new, 1)
    if query := request.GET.urlencode():
        address += f"?{query}"
    return HttpResponseRedirect(address)


def _department(reading, book, key):
    """The department an address names, by the number of its card or by any name it ever had."""
    if key.isascii() and key.isdigit():
        department = book.of_id(int(key))
    else:
        department = book.meant(key).known
    if department is None:
        raise Http404(NO_DEPARTMENT)
    in_being = department.id is not None and not department.ended
    if in_being or was_printed(reading.documents, department.names):
        return department
    raise Http404(NO_DEPARTMENT)


def _to_its_own(request, department, county, key):
    """From a former name, an alias or the number of one that was merged to the address that
    stays.
    """
    before, after = reverse("departments", args=[county]), request.path
    rest = after.removeprefix(before).removeprefix(key)
    address = f"{reverse('department', args=[county, department.key]).rstrip('/')}{rest}"
    if query := request.GET.urlencode():
        address += f"?{query}"
    return HttpResponseRedirect(address)


def _banners(reading, listed, county):
    """Which list this is, where it is not simply the one in force, and what became of the
    department.
    """
    key = listed.department.key
    coming_url = ""
    if reading.coming:
        coming_url = reverse("department-edition", args=[county, key, reading.coming.slug])
    current_url = reverse("department", args=[county, key])
    banners = [*banners_for(reading, current_url=current_url, coming_url=coming_url)]
    department = listed.department
    if listed.printed_names and listed.printed_names != [department.name]:
        printed = "、".join(name for name in listed.printed_names if name != department.name)
        banners.append(Banner("note", f"清单印发时的名称为{printed}，现为{department.name}。"))
    if department.ended:
        banners.extend(_of_the_ended(department, county))
    return tuple(banners)


def _of_the_ended(department, county):
    if not department.heirs:
        return [Banner("note", f"{department.name}已撤销，以下仅供查考。")]
    banners = []
    for heir in department.heirs:
        text = f"{department.name}已撤销，原来的职责由{heir.name}等承继，以印发的清单为准。"
        link = reverse("department", args=[county, str(heir.id)])
        banners.append(Banner("note", text, link, f"看{heir.name}的清单"))
    return banners


def _context(request, reading, listed):
    counts = listed.counts
    part = request.GET.get("part", "")
    if part not in (*PART_NAMES, WHOLE):
        part = next((name for name in PART_NAMES if counts[name]), "lead")
    rows = listed.parts.get(part, [])
    wanted = {name: request.GET.get(name, "") for name in ("category", "kind")}
    shown = [row for row in rows if matches(row.entry, **wanted)]
    pages = page_of(request, shown, ROWS_A_PAGE)
    return {
        **chrome(reading),
        "listed": listed,
        "department": listed.department,
        "card": listed.department.card,
        "part": part,
        "part_name": PART_NAMES.get(part, ""),
        "parts": [(name, PART_WORDS[name], count) for name, count in counts.items()],
        "whole": part == WHOLE,
        "sections": _sections(listed, part, pages),
        "categories": _counted(rows, "category"),
        "kinds": _counted(rows, "kind"),
        "wanted": wanted,
        "narrowed": any(wanted.values()),
        "shown": len(shown),
        "excerpt": next(signs for size, signs in EXCERPTS if len(pages.rows) <= size),
        "pages": pages,
        "pages_kept": {"part": part, **wanted, "t": request.GET.get("t", "")},
        "base": request.path,
        "file_base": request.path.rstrip("/"),
        "as_of": reading.on,
        "item_day": _item_day(reading),
        "at_departments": True,
    }


def _counted(rows, field):
    """[(value, how many rows)] in list order."""
    return list(Counter(row.entry[field] for row in rows).items())


def _sections(listed, part, pages):
    """[(part, its name, its rows)]: the rows of the page, or all of every part to be printed."""
    if part != WHOLE:
        return [(part, PART_NAMES[part], pages.rows)]
    return [(name, PART_NAMES[name], rows) for name, rows in listed.parts.items() if rows]


def _item_day(reading):
    """The day for which the pages of the items are asked; empty where it is today."""
    if reading.on or reading.document == reading.current:
        return reading.on or ""
    return reading.document.effective_on


@public_read
def departments(request, county, when="", slug="", form="html"):
    """The departments that the list names, each with how much it leads, supports and took back; a
    name that is asked for leads to its list.
    """
    day = None
    if when:
        day = parse_day(when)
        if day is None:
            return no_such_day(request, when, reverse("departments", args=[county]))
    reading = read_county(county, on=day, slug=slug)
    if not reading.documents:
        return _moved_county(request, county)
    book = DepartmentBook(county)
    if name := request.GET.get("department", ""):
        department = _department(reading, book, name)
        address = reverse("department", args=[county, department.key])
        return HttpResponseRedirect(with_township(request, address))
    if reading.document is None:
        return nothing_in_force(request, reading)
    lists = departments_of(reading.published, book)
    reading = replace(
        reading,
        banners=banners_for(
            reading, current_url=reverse("departments", args=[county]), coming_url=""
        ),
        seen_beside=([(one.department.key, one.department.name) for one in lists],),
    )
    if form != "html":
        return department_files.index_file(request, reading, lists)
    return page(
        request,
        "public/departments.html",
        seen=reading.seen,
        modified=reading.modified,
        context=lambda: {
            **chrome(reading),
            "rows": _index_rows(county, lists, when, slug),
            "part_words": list(PART_WORDS.values()),
            "as_of": reading.on,
            "at_departments": True,
        },
    )


def _index_rows(county, lists, when, slug):
    """[{listed, address, counts}]: each department with the address of its list of that day or
    edition.
    """
    name, rest = "department", []
    if when:
        name, rest = "department-on", [when]
    elif slug:
        name, rest = "department-edition", [slug]
    rows = []
    for listed in lists:
        counts = [(PART_WORDS[part], count) for part, count in listed.counts.items()]
        address = reverse(name, args=[county, listed.department.key, *rest])
        rows.append({"listed": listed, "address": address, "counts": counts})
    return rows
