"""What is published and nothing else: which document is in force on a day, and its list, ready to
read and search.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import orjson
import zstandard
from django.utils import timezone

from items.entry.entries import as_in_township, in_scope, list_order
from items.lookup.list_index import ListIndex, rows_of
from items.models import EditionDocument

KEPT_LISTS = 128  # a province has about a hundred counties
KEPT_WHOLE = 8  # asked for by the office of one county, of a few years


@dataclass(frozen=True)
class PublishedDocument:
    """One frozen document of a county as the calendar sees it; its texts are read only when
    somebody asks for them.
    """

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
        if self.sequence:
            return f"v{self.number}.{self.sequence}"
        return f"v{self.number}"

    @property
    def label(self):
        return document_words(self.number, self.sequence)

    @property
    def order(self):
        return (self.effective_on, self.number, self.sequence)

    def read(self):
        """Its list, whole, as printed."""
        return _lists.get(self.digest, lambda: document_bytes(self.id))

    def read_on(self, day):
        """Its list on a day: what is admitted for a time only is there from its first day to its
        last.
        """
        return self.read().on(day)


def document_words(number, sequence=0):
    """第7版, or 第7版（含第2号增补）."""
    if sequence:
        return f"第{number}版（含第{sequence}号增补）"
    return f"第{number}版"


def in_force(documents, on):
    """The document not revoked as of that day with the latest date of effect not after it; None
    when none.
    """
    begun = [
        document
        for document in documents
        if document.effective_on <= on and not document.revoked(on)
    ]
    return max(begun, key=lambda document: document.order, default=None)


def documents_of_county(county_code):
    """Every document ever published for a county, oldest first: one statement, no texts."""
    return _documents(edition__county__code=county_code)


def lists_in_force(on=None):
    """The public list of every county that has one in force on a day, today unless told, by the
    code of the county: one statement, and one for each list that was not read yet.
    """
    day, of_counties = on or timezone.localdate(), {}
    for document in _documents():
        of_counties.setdefault(document.county_code, []).append(document)
    lists = []
    for code in sorted(of_counties):
        if document := in_force(of_counties[code], day):
            lists.append(document.read_on(day))
    return lists


def counties_published():
    """[(code, name)] of every county that has published, by code: one statement, no texts."""
    rows = EditionDocument.objects.order_by("county__code").values_list(
        "county__code", "county__name"
    )
    return list(rows.distinct())


def only_county():
    """The code of the one county that publishes here; empty when there is none or a choice."""
    codes = (
        EditionDocument.objects.order_by("county__code")
        .values_list("county__code", flat=True)
        .distinct()[:2]
    )
    if len(codes) == 1:
        return codes[0]
    return ""


def _documents(**conditions):
    rows = EditionDocument.objects.filter(**conditions).order_by()
    rows = rows.values_list(
        "id",
        "edition__county__code",
        "number",
        "sequence",
        "effective_on",
        "published_at",
        "public_digest",
        "edition__revocation__revoked_on",
    )
    return sorted((PublishedDocument(*row) for row in rows), key=lambda document: document.order)


def document_bytes(document_id, part="public"):
    """The canonical JSON of a document, its public part or the full one: the very bytes its digest
    was taken of.
    """
    blob = EditionDocument.objects.values_list(part, flat=True).get(pk=document_id)
    return zstandard.ZstdDecompressor().decompress(bytes(blob))


def county_list(county_code, on=None):
    """The public list of a county in force on a day (today unless told), or None."""
    document = in_force(documents_of_county(county_code), on or timezone.localdate())
    return document and document.read_on(on or timezone.localdate())


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
_whole_lists = _Lists(KEPT_WHOLE)


def whole_list(published):
    """The full document behind a public one, with what is not for the public: for the office
    only.
    """
    number, sequence = published.meta["number"], published.meta.get("sequence") or 0
    rows = EditionDocument.objects.filter(
        county__code=published.county["code"], number=number, sequence=sequence
    )
    pk, digest = rows.values_list("pk", "full_digest").get()
    return _whole_lists.get(digest, lambda: document_bytes(pk, "full"))


@dataclass(frozen=True)
class Township:
    """A township as frozen in a document: its name, the title of its list, the words of its
    place.
    """

    code: str
    name: str
    kind: str
    title: str
    words: dict


class PublishedList:
    """A county's public document, parsed once: entries as in the document, a township's own list,
    search in memory.
    """

    def __init__(self, document, digest=""):
        self.document, self.digest = document, digest
        self.meta, self.county = document["edition"], document["county"]
        self.words = document["words"]
        self.changes = document.get("changes", [])
        self.townships = [
            Township(
                row["code"],
                row["name"],
                row["kind"],
                row["title"],
                {**self.words, **row.get("words", {})},
            )
            for row in document["townships"]
        ]
        self.places = (self.county["name"], *(place.name for place in self.townships))
        self.tags = {tag for place in document["townships"] for tag in place.get("tags", ())}
        self.entries = sorted(document["entries"], key=list_order)
        self._by_code = {entry["code"]: entry for entry in self.entries}
        self._bounded = [
            entry for entry in self.entries if entry.get("starts_on") or entry.get("ends_on")
        ]
        self._of_township, self._rows_within, self._on = {}, {}, {}
        self._of_department = None

    def on(self, day):
        """This list without what has not begun or has lapsed by that day; itself when nothing is
        bounded.
        """
        text = day.isoformat()
        absent = frozenset(entry["code"] for entry in self._bounded if not _running(entry, text))
        if not absent:
            return self
        if absent not in self._on:
            left = [entry for entry in self.entries if entry["code"] not in absent]
            mark = ",".join(sorted(absent))
            self._on[absent] = PublishedList(
                {**self.document, "entries": left}, f"{self.digest}-{mark}"
            )
        return self._on[absent]

    @property
    def label(self):
        return document_words(self.meta["number"], self.meta.get("sequence") or 0)

    def township(self, code):
        for township in self.townships:
            if township.code == code:
                return township
        return None

    def hidden(self, township=None):
        """How many items were 不予公开 when it was frozen, there or in the whole county;
        None where it is not told.
        """
        numbers = self.document.get("hidden")
        if numbers is None:
            return None
        if township:
            return numbers["townships"].get(township.code, 0)
        return numbers["county"]

    def words_for(self, township=None):
        if township:
            return township.words
        return self.words

    def for_township(self, code):
        """The entries in a township's scope, under its printed numbers and in its own wording where
        it has one.
        """
        if code not in self._of_township:
            own = [as_in_township(entry, code) for entry in self.entries if in_scope(entry, code)]
            self._of_township[code] = sorted(own, key=list_order)
        return self._of_township[code]

    def entries_for(self, township=None):
        if township:
            return self.for_township(township.code)
        return self.entries

    def by_department(self):
        """{department as printed: the entries that name it}, both in list order."""
        if self._of_department is None:
            named = {}
            for entry in self.entries:
                parts = entry.get("responsibilities", [])
                for name in dict.fromkeys(part["department"] for part in parts):
                    named.setdefault(name, []).append(entry)
            self._of_department = named
        return self._of_department

    def find(self, code, township=None):
        """The entry with this code, in the township's wording if one is named; None when not (or
        not there) listed.
        """
        entry = self._by_code.get(code)
        if entry is None or township is None:
            return entry
        if in_scope(entry, township.code):
            return as_in_township(entry, township.code)
        return None

    def successor_of(self, code):
        """The code an old one leads to (merged, split), followed to its end; None when the document
        knows none.
        """
        redirects, seen = self.document.get("redirects") or {}, {code}
        while code in redirects and redirects[code] not in seen:
            code = redirects[code]
            seen.add(code)
        if len(seen) > 1:
            return code
        return None

    @cached_property
    def index(self):
        """The list as the look-up holds it."""
        return ListIndex(rows_of(self.entries))

    def rows_within(self, township=None):
        """Which rows of the index are looked at: of a township its own wording of what it has."""
        key = ""
        if township:
            key = township.code
        if key not in self._rows_within:
            self._rows_within[key] = self.index.rows_within(key)
        return self._rows_within[key]


def _running(entry, day):
    return (entry.get("starts_on") or "") <= day <= (entry.get("ends_on") or "9999")
