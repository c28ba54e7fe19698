"""Entry rows: projected from the public documents in force or to come, rebuilt from them at any
time.
"""

from itertools import pairwise

import orjson
from django.db.models import Exists, OuterRef
from django.utils import timezone

from dutylist.history.served import ServedDifference, compares
from dutylist.organizations.models import Region
from items.entry.values import parse_day
from items.models import EditionDocument, Entry, EntryDepartment, EntryTownship
from items.models.document_bytes import unpacked
from items.search.text import search_text

TOKENISER = 1
REMEDY = "请运行 manage.py reindex 重新生成"
COMPARED = [field.attname for field in Entry._meta.concrete_fields if not field.primary_key]


def reindex(county, on=None):
    """Makes the entry rows of one county anew from its documents: -> how many rows there are
    now.
    """
    on = on or timezone.localdate()
    Entry.objects.filter(document__edition__county=county).only("pk").delete()
    spans = [span for span in timeline(county) if span[2] is None or span[2] > on]
    return sum(project(county, document, start, end) for document, start, end in spans)


def timeline(county):
    """[(document, from, until or None)]: which document is the list when, revoked ones left out."""
    rows = EditionDocument.objects.filter(edition__county=county, edition__revocation=None)
    rows = rows.defer("full", "public")
    documents = list(rows.order_by("effective_on", "number", "sequence"))
    spans = []
    for document, later in pairwise([*documents, None]):
        until = later and later.effective_on
        # One that was overtaken before it took effect was never the list.
        if until is None or until > document.effective_on:
            spans.append((document, document.effective_on, until))
    return spans


def project(county, document, start, end):
    """Writes the rows of one document under the county's present code: -> how many."""
    projected = list(projection_of(county, document, start, end))
    Entry.objects.bulk_create([row for row, _townships, _departments in projected], batch_size=500)
    townships, departments = [], []
    for row, codes, names in projected:
        townships += [EntryTownship(entry=row, township=code) for code in codes]
        departments += [EntryDepartment(entry=row, department=name) for name in names]
    EntryTownship.objects.bulk_create(townships, batch_size=1000)
    EntryDepartment.objects.bulk_create(departments, batch_size=1000)
    return len(projected)


def projection_of(county, document, start, end):
    """(row, township codes, department names) of each entry in order; nothing is written."""
    public = unpacked(EditionDocument.objects.values_list("public", flat=True).get(pk=document.pk))
    for entry in public["entries"]:
        row = entry_row(county, document, entry, start, end)
        departments = dict.fromkeys(part["department"] for part in entry["responsibilities"])
        yield row, list(entry["townships"]), list(departments)


def entry_row(county, document, entry, start, end):
    body = {"id": int(entry["code"]), **entry}
    body.pop("numbers", None)
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


def publishing_counties():
    """The regions whose documents these are today: a county's papers belong to its newest row."""
    publishing = EditionDocument.objects.order_by().values("edition__county")
    return Region.objects.filter(pk__in=publishing).order_by("code")


@compares(Entry, EntryTownship, EntryDepartment)
def differences(on=None):
    """What of the entry rows is not as in the public documents; those of a past one may be gone."""
    on, projected = on or timezone.localdate(), set()
    for county in publishing_counties():
        for document, start, end in timeline(county):
            rows = stored_rows(document)
            past = end is not None and end <= on
            if rows or not past:
                projected.add(document.pk)
                yield from differences_of(county, document, start, end, rows)
    yield from strays(projected)


def differences_of(county, document, start, end, rows):
    """The rows of one document against what its text makes: in its order, column by column."""
    keys = [row["id"] for row in rows]
    townships = parts_of(EntryTownship, "township", keys)
    departments = parts_of(EntryDepartment, "department", keys)
    expected = list(projection_of(county, document, start, end))
    for stored, (row, codes, names) in zip(rows, expected, strict=False):
        key = stored["id"]
        for column in COMPARED:
            if plain(stored[column]) != getattr(row, column):
                yield difference(Entry, key, document, row.code, column)
        if sorted(townships.get(key, [])) != sorted(codes):
            yield difference(EntryTownship, key, document, row.code, "township")
        if sorted(departments.get(key, [])) != sorted(names):
            yield difference(EntryDepartment, key, document, row.code, "department")
    if len(rows) != len(expected):
        sentence = f"{document.county.name}{document.label}应有{len(expected)}个清单条目，现有{len(rows)}个"
        yield ServedDifference(Entry._meta.db_table, None, f"{sentence}，{REMEDY}")


def stored_rows(document):
    return list(Entry.objects.filter(document=document).order_by("pk").values("id", *COMPARED))


def parts_of(model, column, keys):
    """{entry: the values of its parts}; what is there twice stands twice."""
    parts = {}
    for entry, value in model.objects.filter(entry__in=keys).values_list("entry_id", column):
        parts.setdefault(entry, []).append(value)
    return parts


def plain(value):
    if isinstance(value, memoryview):
        return bytes(value)
    return value


def difference(model, key, document, code, column):
    what = f"{document.county.name}{document.label}的清单条目{code}与公布的文本不符（{column}）"
    return ServedDifference(model._meta.db_table, key, f"{what}，{REMEDY}")


def strays(projected):
    """Rows of a document that is no list of any day, and parts of an entry that is not there."""
    documents = Entry.objects.order_by("document").values_list("document", flat=True).distinct()
    for document in documents:
        if document not in projected:
            key = Entry.objects.filter(document=document).order_by("pk").first().pk
            yield ServedDifference(
                Entry._meta.db_table, key, f"清单条目不属于任何现行或者将要施行的文本，{REMEDY}"
            )
    for model in (EntryTownship, EntryDepartment):
        for part in orphans(model)[:1]:
            yield ServedDifference(
                model._meta.db_table, part.pk, f"所属的清单条目已不存在，{REMEDY}"
            )


def orphans(model):
    return model.objects.exclude(Exists(Entry.objects.filter(pk=OuterRef("entry")))).order_by("pk")


def remove_strays():
    """Takes away rows of no document or entry, which making a county's rows anew does not meet."""
    documents = EditionDocument.objects.filter(pk=OuterRef("document"))
    Entry.objects.exclude(Exists(documents)).only("pk").delete()
    for model in (EntryTownship, EntryDepartment):
        orphans(model).delete()
