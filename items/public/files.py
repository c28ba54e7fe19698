"""Lists and items as files of the same address: JSON in the shape of an entry, CSV that opens in a spreadsheet."""

import csv
import io

import orjson

from items.answers import answer_sentence, citation, entry_line
from items.entries import answering
from items.public.conditional import answer
from items.public_card import cards_of

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADS = ("head_kind", "head_category", "head_number", "head_code", "head_name")
MORE_HEADS = ("head_department", "head_department_duty", "head_township_duty", "head_method")
BOM = "\ufeff"


def list_file(request, reading, form):
    entries = [
        entry
        for entry in reading.published.for_township(reading.township.code)
        if request.GET.get("kind", "") in ("", "all", entry["kind"])
    ]
    township = reading.township
    facts = {"township": {"code": township.code, "name": township.name, "title": township.title}}
    return _file(request, reading, form, entries, facts, f"{township.code}-{reading.issue.slug}")


def hits_file(request, reading, form, found):
    result = found()
    entries = [hit["entry"] for hit in result["hits"]]
    cards = cards_of(reading.county_code)
    near = [entry_line(entry, cards) for entry in result["near"]]
    return _file(request, reading, form, entries, {"query": result["query"], "near": near}, "search")


def item_file(request, reading, entry, cards, form):
    published, township = reading.published, reading.township
    facts = {
        "answer": answer_sentence(published, entry, township),
        "citation": citation(published, entry, township),
        "telephone": cards.first_telephone(answering(entry)),
    }
    return _file(request, reading, form, [entry], facts, entry["code"])


def _file(request, reading, form, entries, facts, name):
    def render():
        return as_csv(reading, entries) if form == "csv" else as_json(reading, entries, facts)

    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'} if form == "csv" else None
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
        "digest": reading.issue.digest,
        **facts,
        "entries": [{key: value for key, value in entry.items() if key != "numbers"} for entry in entries],
    }
    return orjson.dumps(body)


def as_csv(reading, entries):
    """One row an entry; departments and duties on lines of their own inside the cell, as printed; never a formula."""
    words = reading.published.words_for(reading.township)
    out = io.StringIO()
    out.write(BOM)
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([words[head] for head in (*HEADS, *MORE_HEADS)])
    for entry in entries:
        rows.writerow([plain_cell(value) for value in _row(words, entry)])
    return out.getvalue().encode()


def _row(words, entry):
    parts = entry.get("responsibilities", [])
    duties = [part.get("duty", "") for part in parts]
    methods = [part.get("method", "") for part in parts]
    return [
        words[f"kind_{entry['kind']}"],
        entry["category"],
        entry["number"],
        entry["code"],
        entry["name"],
        "、".join(answering(entry)),
        "\n".join(filter(None, dict.fromkeys(duties))),
        entry.get("township_duty", ""),
        "\n".join(filter(None, dict.fromkeys(methods))),
    ]


def plain_cell(value):
    """A cell that no spreadsheet takes for a formula."""
    text = str(value if value is not None else "")
    return f"'{text}" if text.startswith(FORMULA) else text
