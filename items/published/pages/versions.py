"""One item through its published wordings, each with its days, its decision and its permanent
address.
"""

from dataclasses import replace
from functools import partial

import orjson
from django.http import Http404
from django.urls import reverse

from items.entry.entries import answering
from items.published.live_facts import place, township_finder
from items.published.versions import versions_of

from .comparisons import line_json, step_json
from .conditional import answer, page, public_read
from .files import TYPES, without_numbers
from .item import county_of
from .reading import chrome


@public_read
def item_versions(request, code, form="html"):
    reading = county_of(code, None)
    place_in, where = None, request.GET.get("t", "")
    township = place(where)
    if township is not None and township.county_code == reading.county_code:
        place_in = township_finder(where)
    versions = versions_of(reading.documents, code, place_in)
    if not versions:
        raise Http404("没有这个编号的事项，或者这个地方的清单没有列入过。")
    listed = [version for version in versions if version.entry is not None]
    shown = reading.document or listed[-1].document
    reading = replace(reading, document=shown)
    if place_in is not None:
        reading = replace(reading, township=place_in(shown.read()))
    if form == "json":
        return answer(
            request,
            seen=[*reading.seen, form],
            modified=reading.modified,
            render=lambda: _as_json(code, versions),
            content_type=TYPES["json"],
        )
    return page(
        request,
        "public/versions.html",
        seen=reading.seen,
        modified=reading.modified,
        context=partial(_context, reading, code, versions, listed[-1].entry),
    )


def _context(reading, code, versions, entry):
    rows = []
    for version in reversed(versions):
        address = ""
        if version.entry is not None:
            address = reverse("item-edition", args=[code, version.document.slug])
        is_ahead = version.since > reading.today
        rows.append({"version": version, "address": address, "is_ahead": is_ahead})
    return {**chrome(reading), "code": code, "entry": entry, "rows": rows, "at_item": True}


def _as_json(code, versions):
    return orjson.dumps({"code": code, "versions": [version_json(row) for row in versions]})


def version_json(version):
    """One wording, or a time in which the item was not listed (`entry` null)."""
    entry = version.entry
    return {
        "edition": version.document.slug[1:],
        "since": version.since,
        "until": version.until,
        "entry": entry and without_numbers(entry),
        "departments": entry and answering(entry),
        "decision": step_json(version.step),
        "changes": [line_json(line) for line in version.lines],
    }
