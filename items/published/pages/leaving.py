"""What left the townships within a year and where it went, per county."""

import csv
import io
from collections import Counter
from functools import partial

import orjson
from django.http import Http404

from items.entry.entries import answering
from items.entry.fields import LABELS
from items.printed.plain import BOM, plain_cell
from items.published.leaving import WAY_NAMES, departures_of, years_of

from .comparisons import step_json
from .conditional import answer, page, public_read
from .files import TYPES, kept_as
from .page_numbers import page_of
from .reading import chrome, read_county
from .views import gone_elsewhere

ROWS_A_PAGE = 150
HEADS = ("去向", "原类型", "编码", LABELS["name"], "现负责部门", "说明", "文号", "施行日期")


# No filter set: computed from documents in memory.
@public_read
def leaving(request, county, year="", form="html"):
    """This year unless one is named; a year before the first list is not there."""
    reading = read_county(county)
    if not reading.documents:
        return gone_elsewhere(request, county, "leaving")
    years = years_of(reading.documents, reading.today)
    if year:
        number = int(year)
    else:
        number = reading.today.year
    told = None
    if number in years:
        told = departures_of(reading.documents, number, reading.today)
    if told is None:
        raise Http404(f"{number}年还没有施行的清单。")
    seen = [*reading.seen, told.until]
    if form != "html":
        headers = None
        if form == "csv":
            words = chrome(reading)["county_words"]
            headers = kept_as(f"{words['townships']}不再承担的事项及其去向（{number}年）", form)
        return answer(
            request,
            seen=[*seen, form],
            modified=reading.modified,
            render=lambda: RENDER[form](told),
            content_type=TYPES[form],
            headers=headers,
        )
    return page(
        request,
        "public/leaving.html",
        seen=seen,
        modified=reading.modified,
        context=partial(_context, request, reading, told, years),
    )


def _context(request, reading, told, years):
    pages = page_of(request, numbered(told.rows), ROWS_A_PAGE)
    groups = {}
    for number, row in pages.rows:
        line = {"row": row, "number": number, "says": explanation(row)}
        groups.setdefault(row.way, []).append(line)
    counts = [(WAY_NAMES[way], count) for way, count in told.counts.items() if count]
    return {
        **chrome(reading),
        "told": told,
        "counts": counts,
        "groups": [(WAY_NAMES[way], told.counts[way], rows) for way, rows in groups.items()],
        "pages": pages,
        "pages_kept": {"t": request.GET.get("t", "")},
        "base": request.path,
        "years": years,
        "is_this_year": told.year == reading.today.year,
    }


def numbered(rows):
    """[(its number among those that went the same way, the row)]."""
    counted, pairs = Counter(), []
    for row in rows:
        counted[row.way] += 1
        pairs.append((counted[row.way], row))
    return pairs


def explanation(row):
    """Where the item is now, beside the department that has it."""
    if row.townships:
        return f"不再适用于{'、'.join(row.townships)}。"
    if row.heir is not None:
        return f"并入“{row.heir['name']}”。"
    texts = []
    if row.now is not None and row.now["kind"] == "reclaimed":
        for part in row.now.get("responsibilities", []):
            texts.append(part.get("method", ""))
    return "\n".join(dict.fromkeys(filter(None, texts)))


def departure_json(row):
    return {
        "way": row.way,
        "code": row.code,
        "name": row.entry["name"],
        "kind": row.before and row.before["kind"],
        "kind_now": row.now and row.now["kind"],
        "departments": list(row.departments),
        "townships": list(row.townships),
        "heir": row.heir and row.heir["code"],
        "explanation": explanation(row),
        "decisions": [step_json(step) for step in row.steps],
    }


def as_json(told):
    body = {
        "county": told.end.read().county,
        "year": told.year,
        "until": told.until,
        "from": told.start and told.start.read().meta,
        "to": told.end.read().meta,
        "total": told.total,
        "counts": told.counts,
        "items": [departure_json(row) for row in told.rows],
    }
    return orjson.dumps(body)


def as_csv(told):
    out, words = io.StringIO(), told.end.read().words
    out.write(BOM)
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(HEADS)
    for row in told.rows:
        rows.writerow([plain_cell(value) for value in _cells(row, words)])
    return out.getvalue().encode()


def _cells(row, words):
    kind = number = day = ""
    if row.before is not None:
        kind = words[f"kind_{row.before['kind']}"]
    for step in row.steps:
        number, day = step.document_number, step.document.effective_on
    departments = row.departments
    if not departments and row.now is not None:
        departments = answering(row.now)
    return [
        WAY_NAMES[row.way],
        kind,
        row.code,
        row.entry["name"],
        "、".join(departments),
        explanation(row),
        number,
        day,
    ]


RENDER = {"json": as_json, "csv": as_csv}
