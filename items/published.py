"""What is published and nothing else: which document is in force on a day, and its list, ready to read and search."""

import threading
from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

import orjson
import zstandard
from django.utils import timezone

from items.everyday_words import also_said
from items.models import EditionDocument
from items.search_text import fold, search_text, terms_of

KINDS = ("basic", "coordination", "reclaimed")
KEPT_LISTS = 64
ANSWERING_ROLES = {"lead", "joint", "receiver"}


@dataclass(frozen=True)
class Issue:
    """One frozen document of a county as the calendar sees it; its texts are read only when somebody asks for them."""

    id: int
    county_code: str
    number: int
    sequence: int
    effective_on: date
    published_at: datetime
    digest: str
    revoked_on: date | None = None

    def revoked(self, on):
        return self.revoked_on is not None and self.revoked_on <= on

    @property
    def slug(self):
        return f"v{self.number}.{self.sequence}" if self.sequence else f"v{self.number}"

    @property
    def label(self):
        return issue_words(self.number, self.sequence)

    @property
    def order(self):
        return (self.effective_on, self.number, self.sequence)

    def read(self):
        """Its list, whole, as printed."""
        return _lists.get(self.digest, lambda: document_bytes(self.id))

    def read_on(self, day):
        """Its list on a day: what is admitted for a time only is there from its first day to its last."""
        return self.read().on(day)


def issue_words(number, sequence=0):
    """第7版, or 第7版（含第2号增补）."""
    return f"第{number}版（含第{sequence}号增补）" if sequence else f"第{number}版"


def in_force(issues, on):
    """The document not revoked as of that day with the latest date of effect not after it; None when none."""
    return max(
        (issue for issue in issues if issue.effective_on <= on and not issue.revoked(on)),
        key=lambda issue: issue.order,
        default=None,
    )


def issues_of(county_code):
    """Every document ever published for a county, oldest first: one statement, no texts."""
    return _issues(edition__county__code=county_code)


def issues_by_county():
    """{county code: its documents, oldest first} for every county that has published."""
    found = {}
    for issue in _issues():
        found.setdefault(issue.county_code, []).append(issue)
    return found


def _issues(**conditions):
    rows = EditionDocument.objects.filter(**conditions).values_list(
        "id",
        "edition__county__code",
        "number",
        "sequence",
        "effective_on",
        "published_at",
        "public_digest",
        "edition__revocation__revoked_on",
    )
    return sorted((Issue(*row) for row in rows), key=lambda issue: issue.order)


def document_bytes(document_id):
    """The canonical JSON of a public document: the very bytes its digest was taken of."""
    blob = EditionDocument.objects.values_list("public", flat=True).get(pk=document_id)
    return zstandard.ZstdDecompressor().decompress(bytes(blob))


def county_list(county_code, on=None):
    """The public list of a county in force on a day (today unless told), or None."""
    issue = in_force(issues_of(county_code), on or timezone.localdate())
    return issue and issue.read_on(on or timezone.localdate())


class _Lists:
    """The last lists read, by digest: a document never changes, so neither does its parsed list."""

    def __init__(self, size):
        self.size, self.kept, self.lock = size, OrderedDict(), threading.Lock()

    def get(self, digest, load):
        with self.lock:
            if digest in self.kept:
                self.kept.move_to_end(digest)
                return self.kept[digest]
        fresh = PublishedList(orjson.loads(load()), digest)
        with self.lock:
            kept = self.kept.setdefault(digest, fresh)
            while len(self.kept) > self.size:
                self.kept.popitem(last=False)
        return kept


_lists = _Lists(KEPT_LISTS)


@dataclass(frozen=True)
class Township:
    """A township as frozen in a document: its name, the title of its list, the words of its place."""

    code: str
    name: str
    kind: str
    title: str
    words: dict


@dataclass(frozen=True)
class Hit:
    """One entry found: how well (0 is best), by which words (for the marks), and whether only its category has them."""

    entry: dict
    rank: int
    terms: tuple
    by_category: bool = False


@dataclass(frozen=True)
class Found:
    """The answer to a search: hits, best first, and the facets of all of them."""

    query: str
    hits: list
    terms: list

    @property
    def total(self):
        return len(self.hits)

    @cached_property
    def facets(self):
        return facets_of([hit.entry for hit in self.hits])

    def only(self, **wanted):
        return replace(self, hits=[hit for hit in self.hits if matches(hit.entry, **wanted)])


class PublishedList:
    """A county's public document, parsed once: entries as in the document, a township's own list, search in memory."""

    def __init__(self, document, digest=""):
        self.document, self.digest = document, digest
        self.meta, self.words, self.county = document["edition"], document["words"], document["county"]
        self.changes = document.get("changes", [])
        self.townships = [
            Township(row["code"], row["name"], row["kind"], row["title"], {**self.words, **row.get("words", {})})
            for row in document["townships"]
        ]
        self.entries = sorted(document["entries"], key=_list_order)
        self._by_code = {entry["code"]: entry for entry in self.entries}
        self._of_township, self._texts, self._on = {}, {}, {}

    def on(self, day):
        """This list without what has not begun or has lapsed by that day; itself when nothing is bounded."""
        text = day.isoformat()
        absent = frozenset(entry["code"] for entry in self.entries if not _running(entry, text))
        if not absent:
            return self
        if absent not in self._on:
            left = [entry for entry in self.entries if entry["code"] not in absent]
            mark = ",".join(sorted(absent))
            self._on[absent] = PublishedList({**self.document, "entries": left}, f"{self.digest}-{mark}")
        return self._on[absent]

    @property
    def label(self):
        return issue_words(self.meta["number"], self.meta.get("sequence") or 0)

    def township(self, code):
        return next((township for township in self.townships if township.code == code), None)

    def words_for(self, township=None):
        return township.words if township else self.words

    def for_township(self, code):
        """The entries in a township's scope, under its printed numbers and in its own wording where it has one."""
        if code not in self._of_township:
            own = [as_in_township(entry, code) for entry in self.entries if in_scope(entry, code)]
            self._of_township[code] = sorted(own, key=_list_order)
        return self._of_township[code]

    def entries_for(self, township=None):
        return self.for_township(township.code) if township else self.entries

    def find(self, code, township=None):
        """The entry with this code, in the township's wording if one is named; None when not (or not there) listed."""
        entry = self._by_code.get(code)
        if entry is None or township is None:
            return entry
        return as_in_township(entry, township.code) if in_scope(entry, township.code) else None

    def successor_of(self, code):
        """The code an old one leads to (merged, split), followed to its end; None when the document knows none."""
        redirects, seen = self.document.get("redirects") or {}, {code}
        while code in redirects and redirects[code] not in seen:
            code = redirects[code]
            seen.add(code)
        return code if len(seen) > 1 else None

    def search(self, query, township=None, **wanted):
        """Entries holding every term of the query (one character and more), hits in the name first."""
        terms = terms_of(query)
        if not terms:
            return Found(query, [], terms)
        ways = [(term, *also_said(term)) for term in terms]
        texts = self.folded(township)
        hits = [hit for row in texts if (hit := _hit(row, ways, "".join(terms)))]
        hits.sort(key=lambda hit: (hit.rank, hit.by_category, len(hit.entry["name"]), _list_order(hit.entry)))
        return Found(query, hits, terms).only(**wanted)

    def folded(self, township=None):
        """(entry, folded name, folded whole text) of every entry in reach: what search and ranking compare."""
        key = township.code if township else ""
        if key not in self._texts:
            self._texts[key] = [
                (entry, fold(entry["name"]), search_text(entry)) for entry in self.entries_for(township)
            ]
        return self._texts[key]


def _hit(row, ways, whole):
    """Rank 0 exact name, 1 every term in it, 2 some, 3 none; 4-6 the same when only another word for a term is there."""
    entry, name, text = row
    used = []
    for alternatives in ways:
        word = next((word for word in alternatives if word in text), None)
        if word is None:
            return None
        used.append(word)
    direct = all(word == alternatives[0] for word, alternatives in zip(used, ways, strict=True))
    in_name = [any(word in name for word in alternatives) for alternatives in ways]
    rank = 1 if all(in_name) else 2 if any(in_name) else 3
    if name.replace(" ", "") == whole:
        rank = 0
    shown = {word for alternatives in ways for word in alternatives if word in text}
    category = fold(entry["category"])
    by_category = all(word in category and text.count(word) == category.count(word) for word in used)
    return Hit(entry, rank if direct else rank + 3, tuple(sorted(shown, key=len, reverse=True)), by_category)


def _running(entry, day):
    return (entry.get("starts_on") or "") <= day <= (entry.get("ends_on") or "9999")


def _list_order(entry):
    return (KINDS.index(entry["kind"]), entry["number"] or 0)


def in_scope(entry, township_code):
    """Whether a township's list holds the entry: scope all, or named among its townships or printed numbers."""
    if entry["scope"] == "all":
        return True
    return township_code in entry.get("townships", ()) or township_code in entry.get("numbers", {})


def as_in_township(entry, code):
    """The entry as a township's list prints it: its own number, its own wording."""
    variant = next((row for row in entry.get("variants", []) if code in row["townships"]), {})
    own = {field: variant[field] for field in ("name", "township_duty") if variant.get(field)}
    return {**entry, **own, "number": entry.get("numbers", {}).get(code, entry["number"])}


def answering(entry):
    """The departments that answer for an entry, in printed order, each once."""
    parts = entry.get("responsibilities", [])
    chosen = [part["department"] for part in parts if part.get("role") in ANSWERING_ROLES]
    return list(dict.fromkeys(chosen or [part["department"] for part in parts]))


def matches(entry, *, kind="", category="", department=""):
    """Whether an entry passes the filters that are set."""
    if kind and entry["kind"] != kind:
        return False
    if category and entry["category"] != category:
        return False
    return not department or department in [part["department"] for part in entry.get("responsibilities", [])]


def facets_of(entries):
    """{kind, category, department: [(value, how many entries)]}; kinds and categories in list order."""
    departments = Counter(name for entry in entries for name in {*answering(entry)})
    return {
        "kind": [(kind, sum(entry["kind"] == kind for entry in entries)) for kind in KINDS],
        "category": list(Counter(entry["category"] for entry in entries).items()),
        "department": sorted(departments.items(), key=lambda pair: (-pair[1], pair[0])),
    }
