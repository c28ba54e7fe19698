"""Lists and items as files of the same address: JSON in the shape of an entry, CSV that opens in a
spreadsheet.
"""

import csv
import hashlib
import io
from dataclasses import replace

import orjson
from django.http import Http404
from django.utils.http import content_disposition_header

from dutylist.history.days import day_words
from items.entry.entries import FILTERS, answering, matches
from items.printed.files import file_of, plain_name
from items.printed.plain import BOM, plain_cell
from items.printed.rows import CODE
from items.published.answers import answer_sentence, citation, entry_line
from items.published.department_asked import narrowed_by
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
    """A township's list, or what the filters of the page leave of it."""
    township, wanted = reading.township, filters_of(request)
    entries = reading.published.for_township(township.code)
    asked = narrowed_by(reading.county_code, wanted)
    entries = [entry for entry in entries if matches(entry, **asked)]
    name = file_name(reading, township.title, told_filters(township.words, wanted))
    if form == "xlsx":
        return _workbook(request, reading, entries, name)
    facts = {"township": {"code": township.code, "name": township.name, "title": township.title}}
    hidden = reading.published.hidden(township)
    if hidden is not None:
        facts["hidden"] = hidden
    return _file(request, reading, form, entries, facts, name)


def filters_of(request):
    """{filter: value} of the address; `kind=all` filters nothing."""
    wanted = {name: request.GET.get(name, "") for name in FILTERS}
    if wanted["kind"] == "all":
        wanted["kind"] = ""
    return wanted


def told_filters(words, wanted):
    """What a list was filtered by, as the name of its file says it."""
    kind = words.get(f"kind_{wanted['kind']}_short", "")
    return [text for text in (kind, wanted["category"], wanted["department"]) if text]


def file_name(reading, title, further=()):
    """城关镇履行职责事项清单（第7版，基本履职）: what a file is called, before its ending."""
    said = [reading.document.label, *further]
    if reading.on and reading.on != reading.document.effective_on:
        said.append(day_words(reading.on))
    return f"{title}（{'，'.join(said)}）"


def kept_as(name, form):
    """The headers of a file that the reader keeps under its own name."""
    disposition = content_disposition_header(
        as_attachment=True, filename=f"{plain_name(name)}.{form}"
    )
    return {"Content-Disposition": disposition}


def county_file(request, reading):
    name = file_name(reading, reading.published.words["list_title"])
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
        render=lambda: _kept_workbook(listing),
        content_type=TYPES["xlsx"],
        headers=kept_as(name, "xlsx"),
    )


def _kept_workbook(listing):
    """Made once for a list, whatever else stands in the address."""
    codes = ",".join(entry["code"] for entry in listing.entries)
    said = f"{build()[0]} {listing.digest} {listing.code} {codes}"
    key = hashlib.sha256(said.encode()).hexdigest()
    return pages.get_or_set(f"workbook:{key}", lambda: file_of(listing, "xlsx"), KEPT_SECONDS)


def hits_file(request, reading, form, found):
    result = found()
    entries = [hit["entry"] for hit in result["hits"]]
    cards = cards_of(reading.county_code)
    near = [entry_line(near["entry"], cards, reading.township) for near in result["near"]]
    facts = {"query": result["query"], "near": near}
    title = reading.published.words["list_title"]
    if reading.township:
        title = reading.township.title
    further = [f"查询{result['query']}"] if result["query"] else []
    name = file_name(reading, title, further)
    return _file(request, reading, form, entries, facts, name)


def item_file(request, reading, entry, cards, form, interpretations):
    published, township = reading.published, reading.township
    if township and not published.find(entry["code"], township):
        township = None
    reading = replace(reading, township=township)
    name = file_name(reading, f"{entry['code']}{entry['name']}")
    if form == "xlsx":
        return _workbook(request, reading, [entry], name)
    facts = {
        "answer": answer_sentence(published, entry, township),
        "citation": citation(published, entry, township),
        "telephone": cards.telephone_of(entry, township),
        "interpretations": interpretations,
    }
    return _file(request, reading, form, [entry], facts, name)


def _file(request, reading, form, entries, facts, name):
    def render():
        if form == "csv":
            return as_csv(reading, entries)
        return as_json(reading, entries, facts)

    headers = None
    if form == "csv":
        headers = kept_as(name, form)
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
