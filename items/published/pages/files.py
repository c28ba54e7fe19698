"""Lists and items as files of the same address: JSON in the shape of an entry, CSV that opens in a
spreadsheet.
"""

import csv
import hashlib
import io
from dataclasses import replace

import orjson
from django.http import Http404

from items.entry.entries import answering
from items.printed.files import file_of
from items.printed.plain import BOM, plain_cell
from items.printed.rows import CODE
from items.published.answers import answer_sentence, citation, entry_line
from items.published.listings import listing_of
from items.published.live_facts import cards_of

from .conditional import KEPT_SECONDS, answer, build, pages

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "xlsx": WORKBOOK}
HEADS = ("head_kind", "head_category", "head_number")
MORE_HEADS = (
    "head_name",
    "head_department",
    "head_department_duty",
    "head_township_duty",
    "head_method",
)


def list_file(request, reading, form):
    entries = []
    for entry in reading.published.for_township(reading.township.code):
        if request.GET.get("kind", "") in ("", "all", entry["kind"]):
            entries.append(entry)
    township = reading.township
    name = f"{township.code}-{reading.document.slug}"
    if form == "xlsx":
        return _workbook(request, reading, entries, name)
    facts = {"township": {"code": township.code, "name": township.name, "title": township.title}}
    hidden = reading.published.hidden(township)
    if hidden is not None:
        facts["hidden"] = hidden
    return _file(request, reading, form, entries, facts, name)


def county_file(request, reading):
    name = f"{reading.county_code}-{reading.document.slug}"
    return _workbook(request, reading, reading.published.entries, name)


def _workbook(request, reading, entries, name):
    """The list in the official layout, as the office prints it."""
    if not entries:
        raise Http404("这份清单里没有列入事项。")
    listing = replace(
        listing_of(reading.published, reading.township and reading.township.code), entries=entries
    )
    return answer(
        request,
        seen=[*reading.seen, "xlsx"],
        modified=reading.modified,
        render=lambda: _kept_workbook(request, listing),
        content_type=TYPES["xlsx"],
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def _kept_workbook(request, listing):
    """Made once for a list, whatever else stands in the address."""
    said = f"{build()[0]} {listing.digest} {listing.code} {request.GET.get('kind', '')}"
    key = hashlib.sha256(said.encode()).hexdigest()
    return pages.get_or_set(f"workbook:{key}", lambda: file_of(listing, "xlsx"), KEPT_SECONDS)


def hits_file(request, reading, form, found):
    result = found()
    entries = [hit["entry"] for hit in result["hits"]]
    cards = cards_of(reading.county_code)
    near = [entry_line(near["entry"], cards, reading.township) for near in result["near"]]
    return _file(
        request, reading, form, entries, {"query": result["query"], "near": near}, "search"
    )


def item_file(request, reading, entry, cards, form, interpretations):
    published, township = reading.published, reading.township
    facts = {
        "answer": answer_sentence(published, entry, township),
        "citation": citation(published, entry, township),
        "telephone": cards.telephone_of(entry, township),
        "interpretations": interpretations,
    }
    return _file(request, reading, form, [entry], facts, entry["code"])


def _file(request, reading, form, entries, facts, name):
    def render():
        if form == "csv":
            return as_csv(reading, entries)
        return as_json(reading, entries, facts)

    headers = None
    if form == "csv":
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return answer(
        request,
        seen=[*reading.seen, form],
        modified=reading.modified,
        render=render,
        content_type=TYPES[form],
        headers=headers,
    )


def as_json(reading, entries, facts):
    published = reading.published
    body = {
        "county": published.county,
        "edition": published.meta,
        "digest": reading.document.digest,
        **facts,
        "entries": [without_numbers(entry) for entry in entries],
    }
    return orjson.dumps(body)


def without_numbers(entry):
    """An entry without the list of every township's number."""
    entry = dict(entry)
    entry.pop("numbers", None)
    return entry


def as_csv(reading, entries):
    """One row an entry; departments and duties on lines of their own inside the cell, as printed;
    never a formula.
    """
    words = reading.published.words_for(reading.township)
    out = io.StringIO()
    out.write(BOM)
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([*(words[head] for head in HEADS), CODE, *(words[head] for head in MORE_HEADS)])
    for entry in entries:
        rows.writerow([plain_cell(value) for value in _row(words, entry)])
    return out.getvalue().encode()


def _row(words, entry):
    parts = entry.get("responsibilities", [])
    duties, methods = {}, {}
    for part in parts:
        duties[part.get("duty", "")] = methods[part.get("method", "")] = True
    return [
        words[f"kind_{entry['kind']}"],
        entry["category"],
        entry["number"],
        entry["code"],
        entry["name"],
        "、".join(answering(entry)),
        "\n".join(filter(None, duties)),
        entry.get("township_duty", ""),
        "\n".join(filter(None, methods)),
    ]
