"""What changed between two published lists of a county, as a whole or as one township sees it:
added, transferred, revised, scope, cancelled, each with the number that decided it.
"""

from dataclasses import dataclass, replace
from functools import partial

import orjson
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from items.entry.entries import KINDS, answering, matches
from items.published.answers import answer_sentence
from items.published.comparing import (
    CANCEL,
    OP_NAMES,
    OPS,
    TRANSFER,
    PublicWording,
    altered,
    changes_between,
    counts_of,
    heirs_in,
    sources_of,
    steps_between,
)
from items.published.department_asked import department_asked, narrowed_by, seen_of
from items.published.live_facts import place, township_finder

from .conditional import answer, page, public_read
from .files import TYPES
from .page_numbers import page_of
from .reading import Banner, chrome, read_county
from .views import gone_elsewhere

CHANGES_A_PAGE = 30
NO_OTHER = "只公布过一版清单，还没有可以比较的版次。"


@dataclass(frozen=True)
class Compared:
    """The two documents side by side, with the township whose list is meant, or None; `changes` as
    the filters of the address leave them.
    """

    documents: list
    start: object
    end: object
    today: object
    place_in: object = None
    changes: tuple = ()

    @property
    def before(self):
        return self.start.read()

    @property
    def now(self):
        return self.end.read()

    @property
    def townships(self):
        """(the township in the earlier list, in the later one)."""
        if self.place_in is None:
            return None, None
        return self.place_in(self.before), self.place_in(self.now)

    @property
    def township(self):
        was, is_now = self.townships
        return is_now or was

    def all_changes(self):
        return changes_between(self.before, self.now, *self.townships)


# No filter set: both lists are documents in memory.
@public_read
def choose(request, county):
    """The form of two editions, answered with their address; without them, what the latest document
    changed.
    """
    reading = read_county(county)
    documents = reading.documents
    if not documents:
        return gone_elsewhere(request, county, "compare-choose")
    asked = [request.GET.get(name, "") for name in ("from", "to")]
    chosen = [_document(reading, slug) for slug in asked if slug]
    if len(chosen) == 1 or len(documents) == 1:
        raise Http404(NO_OTHER)
    if not chosen:
        chosen = _latest_two(reading)
    start, end = sorted(chosen, key=lambda document: document.order)
    address = _address(county, start, end)
    if township := request.GET.get("t", ""):
        address += f"?t={township}"
    return HttpResponseRedirect(address)


def _latest_two(reading):
    """The last document that is not revoked with the one before it; else the last two."""
    standing = [row for row in reading.documents if not row.revoked(reading.today)]
    if len(standing) < 2:
        standing = reading.documents
    return standing[-2:]


def _document(reading, slug):
    for document in reading.documents:
        if document.slug == f"v{slug}":
            return document
    raise Http404(f"没有第{slug[:12]}版清单。")


def _address(county, start, end):
    return reverse("compare", args=[county, start.slug[1:], end.slug[1:]])


@public_read
def comparison(request, county, start, end, form="html"):
    reading = read_county(county)
    if not reading.documents:
        raise Http404("没有这个地方的清单。")
    first, last = _document(reading, start), _document(reading, end)
    if first.order > last.order:
        return _in_order(request, county, first, last, form)
    compared = Compared(reading.documents, first, last, reading.today, _place_in(request, county))
    if request.GET.get("t") and compared.township is None:
        raise Http404("这两版清单里都没有这个地方。")
    banners = _banners(compared, reading)
    reading = replace(reading, document=last, township=compared.township, banners=banners)
    seen = [first.digest, *reading.seen, *seen_of(request, county)]
    if form == "json":
        return answer(
            request,
            seen=[*seen, form],
            modified=reading.modified,
            render=lambda: _as_json(request, compared),
            content_type=TYPES["json"],
        )
    return page(
        request,
        "public/compare.html",
        seen=seen,
        modified=reading.modified,
        context=partial(_context, request, reading, compared),
    )


def _in_order(request, county, first, last, form):
    """The later list before the earlier one is the same question."""
    address = _address(county, last, first)
    if form != "html":
        address = f"{address.rstrip('/')}.{form}"
    if query := request.GET.urlencode():
        address += f"?{query}"
    return HttpResponseRedirect(address)


def _place_in(request, county):
    """What finds the township of the address in a list; None where none is named."""
    code = request.GET.get("t", "")
    if not code:
        return None
    where = place(code)
    if where is None or where.county_code != county or where.level != "township":
        raise Http404("没有这个地方的清单。")
    return township_finder(code)


def _banners(compared, reading):
    banners = []
    for document in (compared.start, compared.end):
        if document.revoked(reading.today):
            banners.append(Banner("alarm", f"{document.label}已撤销，仅供查考。"))
    if compared.end.effective_on > reading.today:
        banners.append(Banner("note", f"{compared.end.label}已公布，尚未施行。"))
    return tuple(banners)


def _wanted(request):
    """The filters of the address; a change or a kind there is none of filters nothing."""
    wanted = {name: request.GET.get(name, "") for name in ("change", "kind", "department")}
    if wanted["change"] not in OPS:
        wanted["change"] = ""
    if wanted["kind"] not in KINDS:
        wanted["kind"] = ""
    return wanted


def _is_wanted(change, wanted):
    if wanted["change"] not in ("", change.op):
        return False
    asked = {"kind": wanted["kind"], "department": wanted["department"]}
    sides = [entry for entry in (change.before, change.now) if entry is not None]
    return any(matches(entry, **asked) for entry in sides)


def _context(request, reading, compared):
    every, wanted = compared.all_changes(), _wanted(request)
    asked = narrowed_by(reading.county_code, wanted)
    others = {**asked, "change": ""}
    counts = counts_of([change for change in every if _is_wanted(change, others)])
    shown = [change for change in every if _is_wanted(change, asked)]
    pages = page_of(request, shown, CHANGES_A_PAGE)
    township = compared.township
    kept = {**wanted, "t": township.code if township else ""}
    return {
        **chrome(reading),
        "start": compared.start,
        "end": compared.end,
        "numbers": [compared.start.slug[1:], compared.end.slug[1:]],
        "numbers_of_all": [(row.slug[1:], row.label) for row in compared.documents],
        "counts": [(op, OP_NAMES[op], count) for op, count in counts.items()],
        "total": sum(counts.values()),
        "sections": _sections(compared, every, pages.rows),
        "departments": _departments(every),
        "department_asked": department_asked(request, reading),
        "wanted": wanted,
        "kept": kept,
        "narrowed": any(wanted.values()),
        "pages": pages,
        "pages_kept": kept,
        "base": request.path,
        "file_base": request.path.rstrip("/"),
        "places": compared.now.townships,
    }


def _departments(changes):
    """The departments that any changed entry names, in the order of the list."""
    names = {}
    for change in changes:
        for entry in filter(None, (change.before, change.now)):
            names.update(dict.fromkeys(answering(entry)))
    return list(names)


def _sections(compared, every, changes):
    """[(op, its name, the rows)] of the changes of a page."""
    teller = Teller(compared, every)
    sections = {}
    for change in changes:
        sections.setdefault(change.op, []).append(teller.row(change))
    return [(op, OP_NAMES[op], rows) for op, rows in sections.items()]


class Teller:
    """Says of each change what a reader asks: from what to what, where it went, who decided it."""

    def __init__(self, compared, every):
        self.compared = compared
        self.before, self.now = compared.before, compared.now
        self.old_words = PublicWording(self.before)
        self.new_words = PublicWording(self.now)
        self.sources = sources_of(self.before, self.now, every)
        self.steps = steps_between(
            compared.documents,
            compared.start,
            compared.end,
            compared.today,
            compared.place_in,
        )

    def row(self, change):
        heir = None
        if change.now is None:
            heir = heirs_in(self.now, change.code)
        return {
            "change": change,
            "entry": change.entry,
            "document": self.compared.start if change.now is None else self.compared.end,
            "lines": altered(change, self.old_words, self.new_words),
            "sentence": self.sentence(change, heir),
            "heir": heir,
            "sources": self.sources.get(change.code, []),
            "steps": self.steps.get(change.code, []),
        }

    def sentence(self, change, heir):
        """Where the item stands now, or where it went."""
        words = self.now.words
        if change.op == CANCEL:
            if heir is not None:
                return f"并入或者拆分为“{heir['name']}”（{words['kind_' + heir['kind']]}）。"
            return "不再列入清单。"
        if change.now is None:
            return "不再适用于本单位。"
        if change.op == TRANSFER:
            return (
                f"由{self.before.words['kind_' + change.before['kind']]}"
                f"改列{words['kind_' + change.kind]}，{self._answer(change)}"
            )
        if change.before is None:
            return f"列入{words['kind_' + change.kind]}，{self._answer(change)}"
        return ""

    def _answer(self, change):
        return answer_sentence(self.now, change.now, self.compared.townships[1])


def _as_json(request, compared):
    wanted = narrowed_by(compared.now.county["code"], _wanted(request))
    every = compared.all_changes()
    changes = [change for change in every if _is_wanted(change, wanted)]
    teller = Teller(compared, every)
    body = {
        "county": compared.now.county,
        "from": _edition_json(compared.start),
        "to": _edition_json(compared.end),
        "counts": counts_of(changes),
        "changes": [change_json(teller.row(change)) for change in changes],
    }
    if compared.township:
        body["township"] = {"code": compared.township.code, "name": compared.township.name}
    return orjson.dumps(body)


def _edition_json(document):
    return {**document.read().meta, "digest": document.digest}


def change_json(row):
    """A change as the file gives it: `parts` are same, del and ins runs of the text."""
    change = row["change"]
    return {
        "change": change.op,
        "code": change.code,
        "name": change.entry["name"],
        "before": _stand(change.before),
        "now": _stand(change.now),
        "sentence": row["sentence"],
        "fields": [line_json(line) for line in row["lines"]],
        "heir": row["heir"] and row["heir"]["code"],
        "sources": [entry["code"] for entry in row["sources"]],
        "decisions": [step_json(step) for step in row["steps"]],
    }


def _stand(entry):
    if entry is None:
        return None
    return {
        "kind": entry["kind"],
        "number": entry["number"],
        "name": entry["name"],
        "departments": answering(entry),
    }


def line_json(line):
    return {
        "field": line.field,
        "label": line.label,
        "before": line.before,
        "now": line.now,
        "parts": line.parts,
    }


def step_json(step):
    return {
        "edition": step.document.slug[1:],
        "effective_on": step.document.effective_on,
        "document_number": step.document_number,
        "request": step.request,
    }
