"""The public reads of the API: plain functions ahead of session and account, cached by digest."""

import datetime
from functools import wraps

import orjson
from django.db.models import Q
from django.utils import timezone

from dutylist.history.refusals import Invalid, NotFound, Refusal
from dutylist.history.texts import require_query, told
from dutylist.organizations.filters import PublicDepartmentFilters, RegionFilters
from dutylist.organizations.models import Department, Region
from dutylist.organizations.places_asked import code_of, require_county
from dutylist.rest.described import PAGED
from dutylist.rest.paging import address_from, limit_of, list_shape, rows_and_next, start_of
from dutylist.rest.parameters import filtered_by, require_declared
from dutylist.rest.problems import refused
from items.entry.entries import FILTERS, matches
from items.lookup.phrase_book import phrase_book, phrase_books
from items.models import Edition, EditionDocument, Entry, EntryDepartment, Revocation
from items.models.document_bytes import digest_of
from items.published.filters import PublicEditionFilters
from items.published.pages.conditional import answer, public_read

from . import answers as answering
from .department_names import all_names, names_by_county
from .finding import find, find_everywhere
from .lists import document_bytes, documents_of_county, in_force, lists_in_force
from .live_facts import cards_of

JSON = "application/json"


def reads(*names):
    """A public endpoint that takes these parameters: GET only, refusals as problem documents,
    readable from other sites' scripts.
    """

    def endpoint(view):
        @wraps(view)
        def read(request, *args, **kwargs):
            try:
                require_declared(request, names)
                response = view(request, *args, **kwargs)
            except Refusal as refusal:
                response = refused(refusal)
            response.headers["Access-Control-Allow-Origin"] = "*"
            return response

        read.parameters = names
        return public_read(read)

    return endpoint


def joined(rows, following, total):
    """The list shape around rows that are JSON bytes already."""
    tail = orjson.dumps({"next": following, "total": total, "capped": False})
    return b'{"results":[' + b",".join(rows) + b"]," + tail[1:]


def day_of(request):
    """The day asked for with `?on=`, or None for today."""
    text = request.GET.get("on", "")
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Invalid({"on": f"{told(text)}不是日期，请按 2026-01-31 的格式填写。"}) from None


def wanted_of(request):
    wanted = {name: request.GET.get(name, "") for name in FILTERS}
    if wanted["kind"] not in ("", "basic", "coordination", "reclaimed"):
        raise Invalid({"kind": "可填：basic、coordination、reclaimed。"})
    return wanted


@reads("township", "county", *FILTERS, "q", "on", *PAGED)
def entries(request):
    """The entries in force on a day: of a township (its numbers and wording), of a county, or of
    all that publish.

    Asked by no filter set: of a county they are no rows but the document in memory, searched with
    ranks and facets, and over all counties the same three words must mean the same.
    """
    township, county, on = code_of(request, "township"), code_of(request, "county"), day_of(request)
    if township:
        region = (
            Region.objects.filter(code=township, level="township").select_related("parent").first()
        )
        if region is None:
            raise Invalid({"township": f"没有代码为{township}的单位。"})
        county = region.parent.code
    if county:
        return county_entries(request, county, township, on)
    query = query_of(request).strip()
    if query or (on and on < timezone.localdate()):
        return entries_everywhere(request, query, on)
    return all_entries(request, on)


def county_entries(request, county, township, on):
    """From the document in force, in memory: any day, one character and more, the township's own
    numbers.
    """
    wanted, limit, cursor = wanted_of(request), limit_of(request), start_of(request)
    query = query_of(request)
    wanted["department"] = all_names(county, wanted["department"])
    day = on or timezone.localdate()
    document = in_force(documents_asked(county, township), day)
    published = document and document.read_on(day)

    def render():
        found = []
        if published:
            found = chosen(published, township, query, wanted)
        rows = [orjson.dumps(entry_json(entry)) for entry in found[cursor : cursor + limit]]
        more = len(found) > cursor + limit
        return joined(rows, address_from(request, cursor + limit) if more else None, len(found))

    seen = [published.digest if published else "", day, *sorted(wanted["department"])]
    if published and query:
        seen += [published.index.state, phrase_book(county).stamp]
    return answer(
        request,
        seen=seen,
        modified=document and document.published_at,
        render=render,
        content_type=JSON,
    )


def documents_asked(county, township):
    """The documents of a county, asked for itself or for a township of it; a county that there is
    not is refused.
    """
    documents = documents_of_county(county)
    if not (documents or township):
        require_county(county)
    return documents


def query_of(request):
    return require_query(request.GET.get("q", ""))


def chosen(published, township, query, wanted):
    place = None
    if township:
        place = published.township(township)
    if township and place is None:
        return []
    if query.strip():
        found = find(published, query, place, cards_of(published.county["code"])).entries
        return [entry for entry in found if matches(entry, **wanted)]
    return [entry for entry in published.entries_for(place) if matches(entry, **wanted)]


def entry_json(entry):
    """An entry as the API gives it: the integer id, and no list of every township's number."""
    given = {"id": int(entry["code"]), **entry}
    given.pop("numbers", None)
    return given


def all_entries(request, on):
    """From the projected rows, over every county: bytes are joined, not built. They are of what is
    in force or to come.
    """
    wanted, rows = wanted_of(request), Entry.objects.in_force(on)
    for name in FILTERS:
        if wanted[name]:
            rows = rows.filter(CONDITION_OF[name](wanted[name]))
    found, following = rows_and_next(request, rows.values("pk", "body", "document__public_digest"))
    return answer(
        request,
        seen=[following, *((row["document__public_digest"], row["pk"]) for row in found)],
        modified=None,
        render=lambda: joined([bytes(row["body"]) for row in found], following, None),
        content_type=JSON,
    )


def of_department(name):
    """The condition on rows that name a department, in a county that knows it by other names too
    under any of them.
    """
    named = Q(department=name)
    for county, names in names_by_county(name).items():
        named |= Q(entry__county=county, department__in=names)
    return Q(pk__in=EntryDepartment.objects.filter(named).values("entry"))


# What each filter asks of the entry rows, where all counties are asked at once.
CONDITION_OF = {
    "kind": lambda kind: Q(kind=kind),
    "category": lambda category: Q(category=category),
    "department": of_department,
}


def entries_asked(lists, query):
    """The entries of these lists that a question finds; all of them where none is asked."""
    if query:
        return [hit.entry for hit in find_everywhere(lists, query)]
    entries = []
    for published in lists:
        entries += published.entries
    return entries


def entries_everywhere(request, query, on):
    """What a question finds in every list in force, in the order in which each county finds it;
    without a question all that they hold, county by county.
    """
    wanted, limit, cursor = wanted_of(request), limit_of(request), start_of(request)
    if name := wanted["department"]:
        wanted["department"] = frozenset([name]).union(*names_by_county(name).values())
    lists = lists_in_force(on)
    books = phrase_books([published.county["code"] for published in lists])

    def render():
        found = [entry for entry in entries_asked(lists, query) if matches(entry, **wanted)]
        end = cursor + limit
        following = None
        if len(found) > end:
            following = address_from(request, end)
        rows = [orjson.dumps(entry_json(entry)) for entry in found[cursor:end]]
        return joined(rows, following, len(found))

    return answer(
        request,
        seen=[
            *sorted(wanted["department"]),
            *(seen_of(published, books) for published in lists),
        ],
        modified=None,
        render=render,
        content_type=JSON,
    )


def seen_of(published, books):
    """What the ranking of a list depends on."""
    stamp = books[published.county["code"]].stamp
    return (published.digest, published.index.state, stamp)


@filtered_by(PublicEditionFilters)
@reads("county", *PAGED)
def editions(request):
    """The published editions, newest first, each with its documents and their digests."""
    rows = Edition.objects.filter(documents__isnull=False).distinct().select_related("county")
    asked = PublicEditionFilters(request.GET, rows, request=request, names=("county",))
    return listed(request, asked, editions_json, "-pk")


def editions_json(shown):
    documents, revoked = documents_of(shown), revoked_of(shown)
    return [edition_json(row, documents[row.pk], revoked=row.pk in revoked) for row in shown]


@reads()
def edition(request, pk):
    row = (
        Edition.objects.filter(pk=pk, documents__isnull=False)
        .select_related("county")
        .distinct()
        .first()
    )
    if row is None:
        raise NotFound("没有这个版次，或者尚未公布。")
    revoked = row.pk in revoked_of([row])
    return give(request, edition_json(row, documents_of([row])[row.pk], revoked=revoked))


@reads()
def document(request, pk):
    """The canonical bytes of a public document: what its sha256 was taken of."""
    row = EditionDocument.objects.filter(pk=pk).without_bytes().first()
    if row is None:
        raise NotFound("没有这份文本。")
    return answer(
        request,
        seen=[row.public_digest],
        modified=row.published_at,
        render=lambda: document_bytes(row.pk),
        content_type=JSON,
    )


def documents_of(editions_shown):
    documents = {}
    rows = (
        EditionDocument.objects.filter(edition__in=editions_shown)
        .order_by("sequence")
        .without_bytes()
    )
    for row in rows:
        documents.setdefault(row.edition_id, []).append(row)
    return documents


def revoked_of(editions_shown):
    """The keys of those that were revoked."""
    rows = Revocation.objects.filter(edition__in=editions_shown)
    return set(rows.values_list("edition_id", flat=True))


def edition_json(row, documents, *, revoked):
    """A published edition, told by its documents; of its own row only the id and the county."""
    first = documents[0]
    return {
        "id": row.pk,
        "county": row.county.code,
        "number": first.number,
        "title": first.title,
        "state": "revoked" if revoked else "published",
        "documents": [document_json(one) for one in documents],
    }


def document_json(row):
    return {
        "id": row.pk,
        "sequence": row.sequence,
        "label": row.label,
        "document_number": row.document_number,
        "meeting": row.meeting,
        "decided_on": row.decided_on.isoformat(),
        "effective_on": row.effective_on.isoformat(),
        "published_at": row.published_at.isoformat(),
        "note": row.note,
        "counts": row.counts,
        "hidden": row.hidden,
        "changes": row.changes,
        "sha256": row.public_digest,
        "full_sha256": row.full_digest,
        "history_head": row.history_head,
        "document": f"/api/v1/documents/{row.pk}/",
    }


@filtered_by(RegionFilters)
@reads("within", "level", *PAGED)
def regions(request):
    """Regions below `within` (or all that are set up), of one `level` when named, in code order."""
    rows = Region.objects.select_related("parent", "policy")
    asked = RegionFilters(request.GET, rows, request=request, names=("within", "level"))
    return listed(request, asked, regions_json)


def regions_json(rows):
    return [region_json(row) for row in rows]


def region_json(row):
    return {
        "id": row.pk,
        "code": row.code,
        "name": row.name,
        "level": row.level,
        "kind": row.kind,
        "parent": row.parent and row.parent.code,
        "keeps_list": hasattr(row, "policy"),
        "valid_from": row.valid_from and row.valid_from.isoformat(),
        "valid_until": row.valid_until and row.valid_until.isoformat(),
    }


@filtered_by(PublicDepartmentFilters)
@reads("county", *PAGED)
def departments(request):
    """The public cards of a county's departments."""
    rows = Department.objects.valid().select_related("county")
    asked = PublicDepartmentFilters(request.GET, rows, request=request, names=("county",))
    return listed(request, asked, departments_json)


def departments_json(rows):
    return [department_json(row) for row in rows]


def department_json(row):
    return {
        "id": row.pk,
        "county": row.county.code,
        "name": row.name,
        "kind": row.kind,
        "ownership": row.ownership,
        "telephone": row.public_telephone,
        "address": row.address,
        "hours": row.hours,
    }


@reads("q", "township", "county", "on")
def answers(request):
    """The answer to "is this ours?" for a township or a county, in the shape of `lookup --json`."""
    township, county = code_of(request, "township"), code_of(request, "county")
    if not (township or county):
        raise Invalid({"township": "请指明区划（township 或 county）。"}, code="county_required")
    if township:
        region = (
            Region.objects.filter(code=township, level="township").select_related("parent").first()
        )
        if region is None:
            raise Invalid({"township": f"没有代码为{township}的单位。"})
        county = region.parent.code
    query, day = query_of(request), day_of(request) or timezone.localdate()
    if not query.strip():
        raise Invalid({"q": "请输入要查的事项。"})
    document = in_force(documents_asked(county, township), day)
    published = document and document.read_on(day)
    place = None
    if published and township:
        place = published.township(township)
    cards = cards_of(county)
    found = answering.answer_question(query, published, place, on=day, cards=cards)
    return give(request, answering.answer_json(found, cards))


def listed(request, asked, as_json, ordering="pk"):
    """One page of the rows that a filter set is asked for."""
    found, following = rows_and_next(request, asked.filtered(), ordering)
    return give(request, list_shape(as_json(found), following))


def give(request, body):
    """A small body made anew for each question, revalidated by its own bytes."""
    content = orjson.dumps(body)
    return answer(
        request, seen=[digest_of(content)], modified=None, render=lambda: content, content_type=JSON
    )
