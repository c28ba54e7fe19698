"""A township's list: today, on a day, or of a stated edition; and the search over a county."""

from dataclasses import replace
from functools import partial

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from dutylist.history.cursors import position_of
from dutylist.history.refusals import Invalid
from dutylist.history.texts import LONGEST_QUERY, query_fault
from items.entry.entries import FILTERS, KINDS, facets_of, matches
from items.entry.words import hidden_words
from items.lookup.ranking import Why
from items.published.answers import (
    kind_counts,
    prohibited_of,
    prohibited_sentence,
    why_words,
)
from items.published.asking import note_search
from items.published.department_asked import department_asked, narrowed_by, seen_of
from items.published.finding import find
from items.published.interpreted import interpreted
from items.published.lists import only_county
from items.published.live_facts import (
    cards_of,
    heirs_of,
    is_region_code,
    place,
    township_card,
    townships_in,
)

from . import files
from .conditional import page, public_read
from .reading import chrome, parse_day, read_county
from .views import BAD_DAY, gone_elsewhere, no_such_day, nothing_in_force, topics_in
from .wording import Banner, banners_for

# No filter set: these pages show no rows of a table but the document in memory, searched with ranks
# and counted by facets, and they are the fast path.
AFTER = "after"
HITS_A_PAGE = 60
SEEN_BY_ITSELF = (Why.WORDS, Why.CATEGORY)  # the marks in the text say why
# (entries in a table, characters of a duty beside each): the longest table still stays under 150
# KB; what is to be printed shows duties whole
EXCERPTS = ((250, 60), (350, 30), (10_000, 18))


@public_read
def township_list(request, code, when="", slug="", form="html"):
    """The list in force today, on the day `when`, or of the edition `slug`."""
    if form == "html" and not when and request.GET.get("on"):
        return _to_day(request, code)
    day = None
    if when:
        day = parse_day(when)
        if day is None:
            return no_such_day(request, when, reverse("township", args=[code]))
    where = place(code)
    if where is None or where.level != "township" or not where.county_code:
        raise Http404("没有这个地方的清单。")
    reading = read_county(where.county_code, on=day, slug=slug)
    if where.ended and not (when or slug) and heirs_of(code):
        return gone_elsewhere(request, code, "township")
    if reading.document is None:
        return nothing_in_force(request, reading, where)
    return _show(request, reading, where, form)


def _to_day(request, code):
    """The date form of the page, answered with the address of that day."""
    text = request.GET["on"].strip()
    day = parse_day(text)
    if day is None:
        return no_such_day(request, text, reverse("township", args=[code]))
    return HttpResponseRedirect(reverse("township-on", args=[code, day.isoformat()]))


def _show(request, reading, where, form):
    township, note = place_in(reading, where)
    if township is None:
        return _merged_since(request, reading, where, form)
    current_url = reverse("township", args=[where.code])
    coming = reading.coming
    coming_url = ""
    if coming:
        coming_url = reverse("township-edition", args=[where.code, coming.slug])
    banners = banners_for(reading, current_url=current_url, coming_url=coming_url)
    reading = replace(reading, township=township, banners=(*banners, *note))
    if form != "html":
        return files.list_file(request, reading, form)
    card = township_card(where.code)
    context = partial(_list_with_card, request, reading, where, card)
    return page(
        request,
        "public/township.html",
        seen=[*reading.seen, card, *seen_of(request, where.county_code)],
        modified=reading.modified,
        context=context,
    )


def _list_with_card(request, reading, where, card):
    return {**list_context(request, reading, where), "card": card}


def place_in(reading, where):
    """(the township as the document knows it, banners that say what became of it since); None where
    it was several.
    """
    known = townships_in(reading.published, where.code)
    if not known or (known[0].code != where.code and len(known) > 1):
        return None, ()
    township, *others = known
    notes = []
    for other in others:
        notes.append(
            Banner("note", _merged(other, where), _as_printed(reading, other), "看原来的清单")
        )
    if township.name != where.name:
        notes.insert(0, Banner("note", f"清单印发时的名称为{township.name}，现为{where.name}。"))
    return township, tuple(notes)


def _merged(township, where):
    return (
        f"{township.name}已并入{where.name}。新的清单公布以前，{township.name}原来的清单仍可查看。"
    )


def _as_printed(reading, township):
    return reverse("township-edition", args=[township.code, reading.document.slug])


def _merged_since(request, reading, where, form):
    """A place made of several since the list was printed shows their lists until its own is
    published.
    """
    known = townships_in(reading.published, where.code)
    if not known or form != "html":
        raise Http404("这一版清单里没有这个地方。")
    links = [(_as_printed(reading, township), township.name) for township in known]
    facts = {**chrome(reading), "where": where, "links": links}
    return page(
        request,
        "public/forebears.html",
        seen=[*reading.seen, *links],
        modified=None,
        context=lambda: facts,
    )


def list_context(request, reading, where):
    """What the page of a township's list shows of a reading: its table, filtered as the address
    says.
    """
    published, township = reading.published, reading.township
    entries = published.for_township(township.code)
    counts = dict(kind_counts(published, township))
    kind = request.GET.get("kind", "")
    if kind not in (*KINDS, "all"):
        kind = next((name for name in KINDS if counts[name]), "basic")
    of_kind = entries
    if kind != "all":
        of_kind = [entry for entry in entries if entry["kind"] == kind]
    wanted = {name: request.GET.get(name, "") for name in ("category", "department")}
    asked = narrowed_by(reading.county_code, wanted)
    shown = [entry for entry in of_kind if matches(entry, **asked)]
    return {
        **chrome(reading),
        "department_asked": department_asked(request, reading),
        "where": where,
        "kind": kind,
        "whole": kind == "all",
        "counts": list(counts.items()),
        "hidden": hidden_words(published.hidden(township)),
        "facets": facets_of(of_kind),
        "wanted": wanted,
        "shown": len(shown),
        "filtered": _filtered(request, kind, wanted),
        "on_text": reading.on and reading.on.isoformat(),
        "excerpt": next(signs for size, signs in EXCERPTS if len(shown) <= size),
        "sections": sections(shown),
        "base": request.path,
        "as_of": reading.on,
        "item_day": _item_day(reading),
        "file_base": request.path.rstrip("/"),
        "at_list": True,
    }


def _filtered(request, kind, wanted):
    """The filters that the address of the page names, for the files that hold the same; empty where
    it names none.
    """
    if kind == "all" or not (request.GET.get("kind") or any(wanted.values())):
        return {name: value for name, value in wanted.items() if value}
    return {"kind": kind, **wanted}


def _item_day(reading):
    """The day for which the pages of the items are asked; empty where it is today."""
    if reading.on or reading.document == reading.current:
        return reading.on or ""
    return reading.document.effective_on


def sections(entries):
    """[{kind, category, entries}] as printed: kind by kind, a category's entries under one
    heading.
    """
    sections, number, key = [], 0, (None, None)
    for entry in entries:
        kind, category = entry["kind"], entry["category"]
        if (kind, category) != key:
            is_first = kind != key[0]
            if is_first:
                number = 0
            number += 1
            key = (kind, category)
            section = {"kind": kind, "category": category, "entries": []}
            sections.append({**section, "first": is_first, "place": number})
        sections[-1]["entries"].append(entry)
    return sections


@public_read
def search(request, form="html"):
    """P3 within a county: by township or whole, today or on a day; a miss offers the nearest and
    never says no.
    """
    text = request.GET.get("on", "").strip()
    day, error = None, _place_fault(request)
    if text:
        day = parse_day(text)
        if day is None:
            error = BAD_DAY.format(text[:20])
    where, county = _where(request)
    if not is_region_code(county):
        return HttpResponseRedirect(reverse("home"))
    reading = read_county(county, on=day)
    if not reading.documents:
        raise Http404("没有这个地方的清单。")
    if reading.document is None:
        return nothing_in_force(request, reading, where)
    township, note = None, ()
    if where and reading.published:
        township, note = place_in(reading, where)
    reading = replace(
        reading,
        township=township,
        banners=(*banners_for(reading, current_url="", coming_url=""), *note),
    )
    cards = cards_of(county)
    ranked = find(reading.published, _query(request), township, cards)
    found = partial(_found, request, reading, ranked, error)
    if form != "html":
        return files.hits_file(request, reading, form, found)
    beside = _beside(request, reading, ranked, error)
    seen = [
        *reading.seen,
        cards.shown,
        sorted(beside.items()),
        _shown(ranked),
        *seen_of(request, county),
    ]
    context = partial(_search_context, request, reading, found, cards, beside)
    status = 400 if error else 200
    return page(
        request,
        "public/search.html",
        seen=seen,
        modified=reading.modified,
        context=context,
        status=status,
    )


def _note_miss(request, reading, ranked, *, is_answered):
    """Counts a question of today that nothing answers."""
    if reading.on is None:
        county, query = reading.county_code, _query(request)
        note_search(request, county, query, ranked, is_answered=is_answered)


def _where(request):
    """(the township of the address, the code of its county); no township where none is named."""
    code = request.GET.get("t")
    if code and (township := place(code)):
        return township, township.county_code
    return None, request.GET.get("county", "") or only_county()


def _wanted(request):
    """The filters of the address; a kind there is none of filters nothing."""
    wanted = {name: request.GET.get(name, "") for name in FILTERS}
    if wanted["kind"] in KINDS:
        return wanted
    return {**wanted, "kind": ""}


def _query(request):
    return request.GET.get("q", "").strip()[:LONGEST_QUERY]


def _shown(ranked):
    """What the same question finds may change with what people say and with the model."""
    return [(hit.entry["code"], hit.why, hit.phrase) for hit in (*ranked.hits, *ranked.near)]


def _found(request, reading, ranked, error=""):
    """{query, hits, facets, near, loose, renamed, read_as}: the hits of a question, else what is
    near.
    """
    query, wanted = _query(request), narrowed_by(reading.county_code, _wanted(request))
    if not query:
        return _listed(reading.published, reading.township, wanted, error)
    hits = []
    for hit in ranked.hits:
        if matches(hit.entry, **wanted):
            why = "" if hit.why in SEEN_BY_ITSELF else why_words(hit)
            hits.append({"entry": hit.entry, "terms": hit.terms, "why": why})
    return {
        "query": query,
        "hits": hits,
        "facets": facets_of(ranked.entries),
        "near": [{"entry": hit.entry, "why": why_words(hit)} for hit in ranked.near],
        "loose": bool(ranked.hits) and not ranked.has_words,
        "renamed": ranked.now_called,
        "read_as": ranked.read_as,
    }


def _listed(published, township, wanted, error):
    """The same without a question: what the filters of the address leave of the whole list."""
    entries = []
    if any(wanted.values()) and not error:
        entries = published.entries_for(township)
    return {
        "query": "",
        "hits": _plain(entries, wanted),
        "facets": facets_of(entries),
        "near": [],
        "loose": False,
        "renamed": "",
        "read_as": "",
    }


def _plain(entries, wanted):
    return [
        {"entry": entry, "terms": (), "why": ""} for entry in entries if matches(entry, **wanted)
    ]


def _prohibited(request, reading, ranked):
    """What the answer is where no entry has the words of the question: a sentence, or ""."""
    query = _query(request)
    if not query or ranked.has_words or reading.published is None:
        return ""
    prohibited = prohibited_of(query, reading.county_code, reading.on)
    if not prohibited:
        return ""
    return prohibited_sentence(prohibited, reading.published.words)


def _beside(request, reading, ranked, error):
    """What stands beside the hits: what is wrong with the question, what may never be asked of a
    place like this, what the office confirmed of such a question. A question in vain is counted.
    """
    prohibited = _prohibited(request, reading, ranked)
    interpretations = _interpretations(request, reading)
    is_answered = any(told["answers"] for told in interpretations)
    if reading.published:
        _note_miss(request, reading, ranked, is_answered=is_answered or bool(prohibited))
    return {
        "error": error,
        "prohibited": prohibited,
        "interpretations": interpretations,
        "is_answered": is_answered,
    }


def _interpretations(request, reading):
    """What the office confirmed of such a question, each with the entry to which it puts it, and
    whether it answers that very question.
    """
    query = _query(request)
    if not query:
        return []
    shown = []
    for told, is_sure in interpreted(query, reading.published):
        entry = told["item"] and reading.published.find(told["item"], reading.township)
        shown.append({**told, "entry": entry, "answers": is_sure and bool(told["answer"])})
    return shown


def _search_context(request, reading, found, cards, beside):
    result = found()
    after = _after(request)
    total, hits = len(result["hits"]), result["hits"][after : after + HITS_A_PAGE]
    for hit in hits:
        hit["card"] = _first_card(cards, hit["entry"], reading.township)
        hit["line"] = passage(hit["entry"], hit["terms"])
    wanted = _wanted(request)
    return {
        **chrome(reading),
        **result,
        "department_asked": department_asked(request, reading),
        "hits": hits,
        "total": total,
        **_pages_beside(after, total),
        "wanted": wanted,
        "narrowed": any(wanted.values()),
        "topics": _topics(reading, result),
        **beside,
        "shortened": query_fault(request.GET.get("q", "").strip()),
        "on_text": request.GET.get("on", ""),
        "as_of": reading.on,
        "at_search": True,
    }


def _topics(reading, result):
    """Words this list can answer, for whoever found nothing."""
    if result["hits"] or reading.published is None:
        return []
    return topics_in(reading.published, reading.township)


def _pages_beside(after, total):
    """Where the page before and the page behind this one begin; None where there is none."""
    before, following = None, after + HITS_A_PAGE
    if after:
        before = max(0, after - HITS_A_PAGE)
    if following >= total:
        following = None
    return {"before": before, "following": following}


def _after(request):
    """How many hits were shown before this page; a place that no page has is the first page, which
    says so.
    """
    if _place_fault(request):
        return 0
    return position_of(request.GET.get(AFTER, ""), AFTER)


def _place_fault(request):
    """What is wrong with the place in the list that the address names, or ""."""
    try:
        position_of(request.GET.get(AFTER, ""), AFTER)
    except Invalid as refused:
        return refused.sentence
    return ""


def _first_card(cards, entry, township):
    for card in cards.reachable(entry, township):
        return card
    return None


def passage(entry, terms):
    """The text beside the name in which a term was found, so that a reader sees why the entry is
    here.
    """
    name = entry["name"].lower()
    if any(term in name for term in terms):
        return ""
    texts = [entry.get("township_duty", "")]
    for part in entry.get("responsibilities", []):
        texts += [part.get("duty", ""), part.get("method", "")]
    for text in texts:
        if any(term in text.lower() for term in terms):
            return text
    return ""
