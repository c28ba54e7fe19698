"""Two published lists side by side: what is new, transferred, revised, no longer there, or holds
elsewhere; of a county or as one township sees it. Told from the documents and from nothing else.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from dutylist.history.text_diff import text_diff
from items.editions.documents import NOT_TEXT, differing, text_of
from items.entry.entries import as_in_township, in_scope, list_order
from items.entry.fields import EMPTY, FIELD
from items.entry.types import Group, Rows
from items.entry.wording import PLAIN, SCOPE, Wording

ADD, TRANSFER, REVISE, MOVE, CANCEL = "add", "transfer", "revise", "scope", "cancel"
OPS = (ADD, TRANSFER, REVISE, MOVE, CANCEL)
OP_NAMES = {
    ADD: "新增",
    TRANSFER: "转列",
    REVISE: "调整",
    MOVE: "适用范围调整",
    CANCEL: "取消",
}
# What of an entry does not concern a township that is in its scope before and after.
OF_OTHER_TOWNSHIPS = {*SCOPE, "variants"}
KEPT_COMPARISONS = 32


@dataclass(frozen=True)
class Change:
    """What became of one item: `before` and `now` are its entries, None where it is not listed (in
    the place asked for).
    """

    op: str
    code: str
    before: dict | None
    now: dict | None
    fields: tuple = ()

    @property
    def entry(self):
        """The entry that names it: the present one, where there is one."""
        return self.now or self.before

    @property
    def kind(self):
        return self.entry["kind"]


@dataclass(frozen=True)
class Altered:
    """One field of a changed item: `parts` is the text of now marked up against that of before."""

    field: str
    label: str
    before: str
    now: str
    parts: list = field(default_factory=list)


def changes_between(before, now, before_place=None, now_place=None):
    """[Change] from one published list to another, in list order; the places are the one township,
    as each list knows it, whose list is meant, or None for the county's.

    `before` None is no list at all: everything is new.
    """
    old_code = new_code = ""
    if before_place:
        old_code = before_place.code
    if now_place:
        new_code = now_place.code
    return _changes(before, now, old_code, new_code)


@lru_cache(maxsize=KEPT_COMPARISONS)
def _changes(before, now, old_code, new_code):
    earlier = {}
    if before is not None:
        earlier = {entry["code"]: entry for entry in before.entries}
    changes = []
    for entry in now.entries:
        change = _change(earlier.pop(entry["code"], None), entry, old_code, new_code)
        if change is not None:
            changes.append(change)
    for entry in earlier.values():
        change = _change(entry, None, old_code, new_code)
        if change is not None:
            changes.append(change)
    return tuple(sorted(changes, key=lambda change: (OPS.index(change.op), *order_of(change))))


def order_of(change):
    return list_order(change.entry)


def _change(before, now, old_code, new_code):
    """What became of one item, or None where nothing did."""
    code = (now or before)["code"]
    if not (old_code or new_code):
        return _change_of_text(code, before, now, ignored=())
    was = _in_place(before, old_code)
    is_now = _in_place(now, new_code)
    if was is None and is_now is None:
        return None
    if was is None and before is not None:
        return Change(MOVE, code, None, is_now, ("scope",))
    if is_now is None and now is not None:
        return Change(MOVE, code, was, None, ("scope",))
    return _change_of_text(code, was, is_now, ignored=OF_OTHER_TOWNSHIPS)


def _in_place(entry, township_code):
    if entry is None or not township_code or not in_scope(entry, township_code):
        return None
    return as_in_township(entry, township_code)


def _change_of_text(code, before, now, ignored):
    if before is None:
        return Change(ADD, code, None, now)
    if now is None:
        return Change(CANCEL, code, before, None)
    if _is_same(before, now):
        return None
    names = differing(text_of(before), text_of(now)) - set(ignored)
    if not names:
        return None
    fields = fields_in_order(names)
    return Change(_op_of(fields), code, before, now, fields)


def _is_same(before, now):
    """Whether two entries are the same in every value: quicker than to compare what they say."""
    for key in before.keys() | now.keys():
        if key not in NOT_TEXT and before.get(key) != now.get(key):
            return False
    return True


def _op_of(fields):
    if "kind" in fields:
        return TRANSFER
    if fields == ("scope",):
        return MOVE
    return REVISE


def fields_in_order(names):
    """The names of fields in the order of the form; the three that say a scope are one."""
    fields = []
    for name in EMPTY:
        shown = name
        if name in SCOPE:
            shown = "scope"
        if name in names and shown not in fields:
            fields.append(shown)
    return tuple(fields)


def counts_of(changes):
    """{op: how many}, every op named."""
    counted = Counter(change.op for change in changes)
    return {op: counted[op] for op in OPS}


class PublicWording:
    """The fields of an entry as texts, in the words and with the townships of one document."""

    def __init__(self, published):
        self.words = published.words
        self._wording = Wording(None, {**PLAIN, **published.words})
        self._wording.names = {place.code: place.name for place in published.townships}

    def text(self, entry, name):
        return self._wording.text(entry | {name: whole(name, entry)}, name)

    def label(self, name):
        return FIELD[name].word(self.words)


def whole(name, entry):
    """The value of a field with every member it has today; a document may be older than one."""
    kind, value = FIELD[name].type, FIELD[name].said_in(entry)
    if not value or not isinstance(kind, (Rows, Group)):
        return value
    empty = {member.name: member.type.empty for member in kind.members}
    if isinstance(kind, Rows):
        return [empty | row for row in value]
    return empty | value


def altered(change, before_wording, now_wording):
    """[Altered] of the fields in which a changed item differs to a reader: a township under a new
    code has the same name.
    """
    lines = []
    if change.before is None or change.now is None:
        return lines
    for name in change.fields:
        old = before_wording.text(change.before, name)
        new = now_wording.text(change.now, name)
        if old != new:
            lines.append(Altered(name, now_wording.label(name), old, new, text_diff(old, new)))
    return lines


@dataclass(frozen=True)
class Step:
    """The document that made a change, and what decided it: number and title of the decision, those
    of the document where the item has none of its own.
    """

    document: object
    document_number: str
    request: str = ""


def steps_between(documents, start, end, today, place_in=None):
    """{code: [Step]}: which of the documents after `start` up to `end` changed an item; those
    revoked by today count only where they are the end itself.

    `place_in(published)` gives the township, as that list knows it, whose list is meant.
    """
    steps, before = {}, start
    for document in documents:
        if not _is_between(document, start, end, today):
            continue
        for change in changes_of_document(before, document, place_in):
            steps.setdefault(change.code, []).append(step_of(change, document))
        before = document
    return steps


def _is_between(document, start, end, today):
    if document.order > end.order or (start and document.order <= start.order):
        return False
    return document == end or not document.revoked(today)


def changes_of_document(before, document, place_in=None):
    """The changes from the document before (None: no list) to this one."""
    old, new = None, document.read()
    if before is not None:
        old = before.read()
    if place_in is None:
        return changes_between(old, new)
    old_place = None
    if old is not None:
        old_place = place_in(old)
    new_place = place_in(new)
    if old_place is None and new_place is None:
        return ()
    return changes_between(old, new, old_place, new_place)


def step_of(change, document):
    """What decided a change that a document made."""
    decision = (change.now or {}).get("decision")
    earlier = (change.before or {}).get("decision")
    if decision and decision != earlier and decision.get("document_number"):
        return Step(document, decision["document_number"], decision.get("request", ""))
    return Step(document, document.read().meta.get("document_number", ""))


def heirs_in(published, code):
    """The entry that an item, gone from this list, was merged or split into; None where the list
    knows none.
    """
    heir = published.successor_of(code)
    if heir is None:
        return None
    return published.find(heir)


def sources_of(before, now, changes):
    """{code of an entry that is new: [entries that went into it]}."""
    sources = {}
    for change in changes:
        if change.op == CANCEL:
            heir = now.successor_of(change.code)
            if heir:
                sources.setdefault(heir, []).append(change.before)
    return sources
