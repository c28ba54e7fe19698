"""Proposed changes side by side: what stood then, what stands now, what is proposed, only where
something differs.
"""

from dataclasses import dataclass, field

from dutylist.history.models import Batch
from dutylist.history.reading import text_diff
from items.entry.content import changed_fields, contents_of
from items.entry.fields import EMPTY
from items.entry.wording import SCOPE, Wording
from items.models import DutyItem, ProposedChange
from items.permissions import may_read_register
from items.register.services.proposals import rebased

Result = ProposedChange.Outcome


@dataclass
class FieldCompared:
    """One field: `parts` is the proposed text marked up against what stands now."""

    label: str
    then: str
    now: str
    parts: list
    clash: bool = False


@dataclass
class Merged:
    """One of the items that a merge makes into one, with everything it says today where the reader
    reads the register.
    """

    code: str
    name: str
    pk: int
    facts: list


@dataclass
class Comparison:
    """One proposed change, ready to show."""

    change: ProposedChange
    blocks: list = field(default_factory=list)
    clashes: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    merged: list = field(default_factory=list)  # of a merge all its items, the first one first
    proposed: Batch | None = None  # by whom and when, as far as the reader may know it
    edited: Batch | None = None  # by whom it was changed last, while it is open

    @property
    def moved(self):
        """Whether the register has moved since, so that then and now differ."""
        for _title, lines in self.blocks:
            if any(line.then != line.now for line in lines):
                return True
        return False

    @property
    def kind(self):
        body = self.change.proposed
        if isinstance(body, list):
            body = body[0]
        return (body or self.change.then or EMPTY)["kind"]


def compare(changes, county, words, reader=None):
    """[Comparison] of changes of one county, in a number of queries that does not depend
    on how many they are. Who proposed them and who changed them last is said where this
    reader may read that batch.
    """
    changes = list(changes)
    wording = Wording(county, words)
    now = contents_of([change.item for change in changes if change.item_id])
    names = _names_of_sources(county, changes)
    merged = _merged(county, changes, wording, reader)
    proposed, edited = _batches_of(changes, reader)
    comparisons = []
    for change in changes:
        comparison = Comparison(
            change,
            blocks=_blocks(change, now.get(change.item_id), wording),
            clashes=_clashes(change, now, wording),
            sources=[(code, names.get(code, "")) for code in change.sources],
            merged=merged.get(change.pk, []),
            proposed=proposed.get(change.pk),
            edited=edited.get(change.pk),
        )
        comparisons.append(comparison)
    return comparisons


def _names_of_sources(county, changes):
    codes = set()
    for change in changes:
        codes.update(change.sources)
    if not codes:
        return {}
    rows = DutyItem.objects.filter(county=county, code__in=codes)
    return dict(rows.values_list("code", "name"))


def _merged(county, changes, wording, reader):
    """{change pk: [`Merged`]} of the merges among the changes; what the items say is for whoever
    reads the register.
    """
    merges = [change for change in changes if change.op == ProposedChange.Op.MERGE]
    codes = set()
    for change in merges:
        codes.update(change.starting_codes)
    if not codes:
        return {}
    items = {item.code: item for item in DutyItem.objects.filter(county=county, code__in=codes)}
    contents = {}
    if reader is not None and may_read_register(reader, county):
        contents = contents_of(items.values())
    merged = {}
    for change in merges:
        merged[change.pk] = []
        for code in change.starting_codes:
            if item := items.get(code):
                facts = []
                if item.pk in contents:
                    facts = _facts(contents[item.pk], wording)
                merged[change.pk].append(Merged(code, item.name, item.pk, facts))
    return merged


def _facts(content, wording):
    """[(label, text)] of everything a content says, the scope as one thing."""
    facts = {}
    for key in EMPTY:
        shown = _shown_as(key)
        text = wording.text(content, shown)
        if text and shown not in ("name", "position"):
            facts[wording.label(shown)] = text
    return list(facts.items())


def _batches_of(changes, reader):
    """({change pk: the batch that proposed it}, {change pk: the one that changed it last}); of one
    that is decided the last is the decision. What the reader may not read is left out.
    """
    open_ids = {change.pk for change in changes if _is_open(change)}
    ids = [change.pk for change in changes]
    rows = ProposedChange.history.filter(id__in=ids).order_by("history_id")
    first, last = {}, {}
    for change, batch in rows.values_list("id", "batch"):
        if first.setdefault(change, batch) != batch and change in open_ids:
            last[change] = batch
    wanted = {*first.values(), *last.values()}
    readable = Batch.objects.readable_by(reader).defer("body").in_bulk(wanted)
    return _read(first, readable), _read(last, readable)


def _read(batches, readable):
    return {change: readable[batch] for change, batch in batches.items() if batch in readable}


def _is_open(change):
    return change.outcome == Result.PENDING


def _clashes(change, now, wording):
    if not _is_open(change) or change.item_id is None or not isinstance(change.proposed, dict):
        return []
    _, keys = rebased(change, now[change.item_id])
    return list(dict.fromkeys(wording.label(_shown_as(key)) for key in keys))


def _shown_as(key):
    if key in SCOPE:
        return "scope"
    return key


def _blocks(change, now, wording):
    """[(title, lines)]: one block, or one for each item that a split makes."""
    then = change.then or EMPTY
    if not now or not _is_open(change):
        now = then
    if change.op == ProposedChange.Op.CANCEL:
        return [("", [_name_alone(then, now, wording)])]
    if not isinstance(change.proposed, list):
        return [("", _lines(then, now, change.proposed or EMPTY, wording))]
    blocks = []
    for number, proposed in enumerate(change.proposed, 1):
        blocks.append((f"拆分为第{number}项", _lines(then, now, proposed, wording)))
    return blocks


def _name_alone(then, now, wording):
    """What is cancelled is named; what it says goes with it and is no change of its own."""
    at_first, stands = wording.text(then, "name"), wording.text(now, "name")
    return FieldCompared(wording.label("name"), at_first, stands, text_diff(stands, ""))


def _lines(then, now, proposed, wording):
    keys = changed_fields(then, proposed)
    if not (then["kind"] and proposed["kind"]):  # a whole item comes or goes
        keys = [key for key in keys if key != "position"] + ["scope"]
    lines = []
    for key in dict.fromkeys(map(_shown_as, keys)):
        at_first = wording.text(then, key)
        stands = wording.text(now, key)
        wanted = wording.text(proposed, key)
        clash = stands not in (at_first, wanted)
        lines.append(
            FieldCompared(wording.label(key), at_first, stands, text_diff(stands, wanted), clash)
        )
    return lines
