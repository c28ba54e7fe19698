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
from items.register.services.proposals import rebased

Result = ProposedChange.Outcome


@dataclass
class Line:
    """One field: `parts` is the proposed text marked up against what stands now."""

    label: str
    then: str
    now: str
    parts: list
    clash: bool = False


@dataclass
class Comparison:
    """One proposed change, ready to show."""

    change: ProposedChange
    blocks: list = field(default_factory=list)
    clashes: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    batch: Batch | None = None

    @property
    def moved(self):
        """Whether the register has moved since, so that then and now differ."""
        return any(line.then != line.now for _, lines in self.blocks for line in lines)

    @property
    def kind(self):
        body = (
            self.change.proposed[0]
            if isinstance(self.change.proposed, list)
            else self.change.proposed
        )
        return (body or self.change.then or EMPTY)["kind"]


def compare(changes, county, words, reader=None):
    """[Comparison] of changes of one county, in a number of queries that does not depend on how
    many they are. Who wrote them last is said where this reader may read that batch.
    """
    changes = list(changes)
    wording = Wording(county, words)
    now = contents_of([change.item for change in changes if change.item_id])
    names = _names_of_sources(county, changes)
    batches = _batches_of(changes, reader)
    return [
        Comparison(
            change,
            blocks=_blocks(change, now.get(change.item_id), wording),
            clashes=_clashes(change, now, wording),
            sources=[(code, names.get(code, "")) for code in change.sources],
            batch=batches.get(change.pk),
        )
        for change in changes
    ]


def _names_of_sources(county, changes):
    codes = {code for change in changes for code in change.sources}
    return (
        dict(DutyItem.objects.filter(county=county, code__in=codes).values_list("code", "name"))
        if codes
        else {}
    )


def _batches_of(changes, reader):
    """{change pk: the batch that wrote it last, or None where the reader may not read it}."""
    rows = ProposedChange.history.filter(id__in=[change.pk for change in changes]).order_by(
        "history_id"
    )
    last = dict(rows.values_list("id", "batch"))
    found = Batch.objects.readable_by(reader).defer("body").in_bulk(set(last.values()))
    return {change: found.get(batch) for change, batch in last.items()}


def _is_open(change):
    return change.outcome == Result.PENDING


def _clashes(change, now, wording):
    if not _is_open(change) or change.item_id is None or not isinstance(change.proposed, dict):
        return []
    _, keys = rebased(change, now[change.item_id])
    return list(dict.fromkeys(wording.label(_shown_as(key)) for key in keys))


def _shown_as(key):
    return "scope" if key in SCOPE else key


def _blocks(change, now, wording):
    """[(title, lines)]: one block, or one for each item that a split makes."""
    then = change.then or EMPTY
    now = now if now and _is_open(change) else then
    if isinstance(change.proposed, list):
        return [
            (f"拆分为第{number}项", _lines(then, now, proposed, wording))
            for number, proposed in enumerate(change.proposed, 1)
        ]
    return [("", _lines(then, now, change.proposed or EMPTY, wording))]


def _lines(then, now, proposed, wording):
    keys = changed_fields(then, proposed)
    if not (then["kind"] and proposed["kind"]):  # a whole item comes or goes
        keys = [key for key in keys if key != "position"] + ["scope"]
    lines = []
    for key in dict.fromkeys(map(_shown_as, keys)):
        at_first, stands, wanted = (wording.text(content, key) for content in (then, now, proposed))
        clash = stands not in (at_first, wanted)
        lines.append(Line(wording.label(key), at_first, stands, text_diff(stands, wanted), clash))
    return lines
