"""查一查: before anything is filled in, whether what a unit has in mind is in the list already, was
taken back by a department, or may never be put on a township.
"""

from dataclasses import dataclass, field

from access_control.findings.near_items import near_items
from access_control.findings.rules import RECLAIMED_RETURN
from access_control.models.request_readers import known_items
from access_control.prohibited.findings import marked_pieces
from access_control.prohibited.trial import try_text
from items.entry.entries import answering
from items.entry.fields import EMPTY
from items.models import DutyItem, Kind
from items.published.answers import department_words, lookup
from items.published.lists import county_list

MOST_NEAR = 5


@dataclass
class Similar:
    """One item: its name cut at the words it has in common with the question, and what it is."""

    code: str
    kind: str
    pieces: list
    departments: str = ""
    is_reclaimed: bool = False


@dataclass
class Looked:
    """What was found for a question, the most telling first; `note` says why by words alone."""

    question: str
    prohibited: list = field(default_factory=list)
    same: list = field(default_factory=list)
    listed: list = field(default_factory=list)
    near: list = field(default_factory=list)
    note: str = ""

    @property
    def is_nothing(self):
        return not (self.prohibited or self.same or self.listed)


def look_up(question, county, user):
    """-> `Looked`. Nothing of it is kept, and no item is named that this person does not know."""
    trial = try_text(question, county)
    looked = Looked(question, prohibited=trial.hits)
    same, why_words_only = same_work(question, county, user)
    looked.same = same
    answer = lookup(question, county_list(county.code))
    told = {similar.code for similar in same}
    looked.listed = similar_ones(answer.entries, told, question)
    looked.near = similar_ones(answer.near, told, question)
    looked.note = trial.note or why_words_only
    return looked


def same_work(question, county, user):
    """([Similar] of what is the same work as far as known, why it was judged by words only)."""
    content = {**EMPTY, "kind": Kind.COORDINATION, "name": question}
    least = county.policy.value("near_duplicate_least")
    near = near_items([content], county, name_least=least)
    [hits] = near.of_contents
    rows = DutyItem.objects.of_county(county).filter(known_items(user))
    known = dict(rows.filter(code__in=[hit.code for hit in hits]).values_list("code", "kind"))
    found = []
    for hit in hits:
        if hit.code in known:
            pieces = marked_pieces(hit.their_text, within(hit.their_spans, len(hit.name)))
            is_reclaimed = hit.rule is RECLAIMED_RETURN
            kind = Kind.RECLAIMED if is_reclaimed else known[hit.code]
            name = cut(pieces, len(hit.name))
            found.append(Similar(hit.code, kind, name, is_reclaimed=is_reclaimed))
    return found, near.why_words_only


def within(spans, length):
    return [(start, min(end, length)) for start, end in spans if start < length]


def cut(pieces, length):
    """The pieces of the first signs of a text: the name that it begins with."""
    kept = []
    for piece, is_marked in pieces:
        if length > 0:
            kept.append((piece[:length], is_marked))
        length -= len(piece)
    return kept


def similar_ones(entries, told, question):
    """[Similar] of these entries, without those that were told already."""
    return [similar_of(entry, question) for entry in entries if entry["code"] not in told]


def similar_of(entry, question):
    pieces = pieces_in_common(entry["name"], question)
    return Similar(entry["code"], entry["kind"], pieces, department_words(answering(entry)))


def pieces_in_common(name, question):
    """The name as (piece, is marked) pairs: marked are pairs of signs that the question has too."""
    marks = [False] * len(name)
    for start in range(len(name) - 1):
        if name[start : start + 2] in question:
            marks[start] = marks[start + 1] = True
    pieces = []
    for sign, is_marked in zip(name, marks, strict=True):
        if pieces and pieces[-1][1] == is_marked:
            pieces[-1] = (pieces[-1][0] + sign, is_marked)
        else:
            pieces.append((sign, is_marked))
    return pieces
