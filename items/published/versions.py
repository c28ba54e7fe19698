"""One item through its published wordings: each from when to when, by which document and decision,
with what it changed. Told from the documents and from nothing else.
"""

import datetime
from dataclasses import dataclass, field

from items.editions.documents import differing, text_of
from items.entry.entries import as_in_township, in_scope

from .comparing import (
    ADD,
    CANCEL,
    OF_OTHER_TOWNSHIPS,
    REVISE,
    Change,
    PublicWording,
    altered,
    fields_in_order,
    step_of,
)
from .lists import in_force

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Version:
    """One wording of an item, or the time in which it was not listed (`entry` None): from its first
    to its last day; `until` is None while nothing is known to follow.
    """

    document: object
    entry: dict | None
    since: datetime.date
    until: datetime.date | None = None
    step: object = None
    lines: list = field(default_factory=list)
    is_back: bool = False  # an earlier document is in force again, for a later one was revoked
    has_lapsed: bool = False  # its own end has come, no document took it out


def versions_of(documents, code, place_in=None):
    """[Version], the oldest first, from the day the item was first listed.

    `place_in(published)` gives the township, as that list knows it, whose wording is meant; None
    where it had no such township.
    """
    spans = []
    for day in _days_of_change(documents, code):
        document = in_force(documents, day)
        if document is None:
            continue
        entry = _entry_on(document, day, code, place_in)
        if not spans and entry is None:
            continue
        if spans and _is_same(spans[-1][1], entry, place_in):
            continue
        spans.append((document, entry, day))
    return _told(spans, code, place_in)


def _days_of_change(documents, code):
    """The days on which the item's text in force may become another, in order."""
    days = set()
    for document in documents:
        days.add(document.effective_on)
        if document.revoked_on:
            days.add(document.revoked_on)
        entry = document.read().find(code)
        if entry and entry.get("starts_on"):
            days.add(datetime.date.fromisoformat(entry["starts_on"]))
        if entry and entry.get("ends_on"):
            days.add(datetime.date.fromisoformat(entry["ends_on"]) + ONE_DAY)
    return sorted(days)


def _entry_on(document, day, code, place_in):
    published = document.read_on(day)
    entry = published.find(code)
    if entry is None or place_in is None:
        return entry
    place = place_in(published)
    if place is None or not in_scope(entry, place.code):
        return None
    return as_in_township(entry, place.code)


def _is_same(before, now, place_in):
    if before is None or now is None:
        return before is now
    return not _differing(before, now, place_in)


def _differing(before, now, place_in):
    names = differing(text_of(before), text_of(now))
    if place_in is not None:
        names -= OF_OTHER_TOWNSHIPS
    return names


def _told(spans, code, place_in):
    versions, before, before_document = [], None, None
    for place, (document, entry, since) in enumerate(spans):
        until = None
        if place + 1 < len(spans):
            until = spans[place + 1][2] - ONE_DAY
        change = _change(code, before, entry, place_in)
        lines = []
        if change.op == REVISE:
            old, new = PublicWording(before_document.read()), PublicWording(document.read())
            lines = altered(change, old, new)
        is_back = before_document is not None and document.order < before_document.order
        has_lapsed = entry is None and document.read().find(code) is not None
        version = Version(
            document,
            entry,
            since,
            until,
            step=step_of(change, document),
            lines=lines,
            is_back=is_back,
            has_lapsed=has_lapsed and place_in is None,
        )
        versions.append(version)
        before, before_document = entry, document
    return versions


def _change(code, before, now, place_in):
    if before is None:
        return Change(ADD, code, None, now)
    if now is None:
        return Change(CANCEL, code, before, None)
    fields = fields_in_order(_differing(before, now, place_in))
    return Change(REVISE, code, before, now, fields)
