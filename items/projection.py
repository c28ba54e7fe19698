"""Entry rows: projected from the public documents in force or to come, rebuilt from them at any time."""

from itertools import pairwise

import orjson
from django.utils import timezone

from .documents import unpacked
from .models import EditionDocument, Entry, EntryDepartment, EntryTownship
from .search_text import search_text
from .writing import parse_day

TOKENISER = 1


def reindex(county, on=None):
    """Makes the entry rows of one county anew from its documents: -> how many rows there are now."""
    on = on or timezone.localdate()
    Entry.objects.filter(document__edition__county=county).delete()
    spans = [span for span in timeline(county) if span[2] is None or span[2] > on]
    return sum(project(county, document, start, end) for document, start, end in spans)


def timeline(county):
    """[(document, from, until or None)]: which document is the list when, revoked ones left out."""
    rows = EditionDocument.objects.filter(edition__county=county, edition__revocation=None).defer("full", "public")
    documents = list(rows.order_by("effective_on", "number", "sequence"))
    return [
        (document, document.effective_on, later and later.effective_on)
        for document, later in pairwise([*documents, None])
        if later is None or later.effective_on > document.effective_on
    ]


def project(county, document, start, end):
    """Writes the rows of one document under the county's present code: -> how many."""
    public = unpacked(EditionDocument.objects.values_list("public", flat=True).get(pk=document.pk))
    entries = public["entries"]
    rows = [entry_row(county, document, entry, start, end) for entry in entries]
    Entry.objects.bulk_create(rows, batch_size=500)
    EntryTownship.objects.bulk_create(
        [
            EntryTownship(entry=row, township=code)
            for row, entry in zip(rows, entries, strict=True)
            for code in entry["townships"]
        ],
        batch_size=1000,
    )
    EntryDepartment.objects.bulk_create(
        [
            EntryDepartment(entry=row, department=name)
            for row, entry in zip(rows, entries, strict=True)
            for name in dict.fromkeys(part["department"] for part in entry["responsibilities"])
        ],
        batch_size=1000,
    )
    return len(rows)


def entry_row(county, document, entry, start, end):
    body = {"id": int(entry["code"]), **{key: value for key, value in entry.items() if key != "numbers"}}
    return Entry(
        document=document,
        county=county,
        code=entry["code"],
        kind=entry["kind"],
        name=entry["name"],
        category=entry["category"],
        number=entry["number"],
        search_text=search_text(entry),
        body=orjson.dumps(body, option=orjson.OPT_SORT_KEYS),
        scope=entry["scope"],
        effective_from=start,
        effective_until=end,
        starts_on=parse_day(entry["starts_on"]),
        ends_on=parse_day(entry["ends_on"]),
    )
