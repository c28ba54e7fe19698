"""The county's list as an import meets it: what stands and what is already proposed, found by code
and by name.

What is to be merged or split stands as it is today, and beside it stands what it is to become; both
are held: a file may speak of either, and nothing of the proposal is changed by it.
"""

from dataclasses import dataclass
from functools import cached_property

from items.entry.content import contents_of
from items.imports.reading.issues import CUT
from items.models import DutyItem, ProposedChange
from items.register.services.edit_conditions import is_published
from items.register.services.proposals import open_revision, reshaping

from .comparing import essence, plain


@dataclass(eq=False)
class PlannedItem:
    """One item of the county's list as it is to be after what is already proposed, and after the
    files so far.
    """

    content: dict
    item: object = None
    change: object = None  # the pending change of the open revision that makes it so
    held: object = None  # the merge or split that decides its fate, or of which it is a part
    revived: bool = False  # met again by a file although its cancelling is proposed
    original: dict | None = None  # the content before the files

    def __post_init__(self):
        if self.item or self.change:
            self.original = self.content

    @property
    def code(self):
        if self.item:
            return self.item.code
        return ""

    @property
    def only_proposed(self):
        """Whether it is no item yet and waits as a proposal to add it."""
        return bool(self.change and not self.item)

    @property
    def cancelling(self):
        """Whether its cancelling is proposed."""
        return self.change is not None and self.change.op == ProposedChange.Op.CANCEL

    @property
    def is_new(self):
        return self.original is None

    @property
    def is_touched(self):
        return self.revived or self.content != self.original


class Register:
    """The county's list with the pending changes of its open revision, found by code and by name.

    `follow` lets it stand as a row leaves it, so that the next file is matched with what the ones
    before it make.
    """

    def __init__(self, county):
        items = list(DutyItem.objects.current().of_county(county).in_print_order())
        contents = contents_of(items)
        changes = []
        self.waiting = None
        if is_published(county):
            changes = pending_changes(county)
            self.waiting = versions_of(changes)
        self.planned_items = list(planned_items(items, contents, changes))
        self.by_code = {planned.code: planned for planned in self.planned_items if planned.item}
        self.by_name, self.by_essence = {}, {}
        for planned in self.planned_items:
            self.index(planned)

    def index(self, planned):
        kind, name = planned.content["kind"], planned.content["name"]
        self.by_name.setdefault((kind, plain(name)), []).append(planned)
        self.by_essence.setdefault((kind, essence(name)), []).append(planned)

    def says(self, value):
        """Whether a text, as a message repeats it, is a name, a category or a duty of the list; of
        one that the message cuts, whether one begins so.
        """
        begins, cut, _length = value.partition(CUT)
        if cut:
            return any(text.startswith(plain(begins)) for text in self.texts)
        return plain(value) in self.texts

    @cached_property
    def texts(self):
        """The names, categories, duties and ways of working of the list, without blanks."""
        found = set()
        for planned in self.planned_items:
            shares = planned.content.get("responsibilities", ())
            duties = [one[field] for one in shares for field in ("duty", "method")]
            for text in (planned.content["name"], planned.content.get("category", ""), *duties):
                found.add(plain(text))
        return found

    def of_kind(self, kind):
        return [planned for planned in self.planned_items if planned.content["kind"] == kind]

    def follow(self, match):
        """Takes over what a row makes of its entry; a new entry is known from here on."""
        if match.outcome == "new":
            match.planned = PlannedItem(match.payload)
            self.planned_items.append(match.planned)
            self.index(match.planned)
        elif match.outcome == "changed":
            match.planned.content = match.payload
            match.planned.revived = match.planned.cancelling


def pending_changes(county):
    """What waits in the open revision, oldest first."""
    revision = open_revision(county)
    if revision is None:
        return []
    return list(revision.changes.pending().select_related("change_set", "item").order_by("pk"))


def waiting_now(county):
    """What `Register.waiting` was read as: None before a list stands, else each pending change with
    its version.
    """
    if is_published(county):
        return versions_of(pending_changes(county))
    return None


def versions_of(changes):
    return [(change.pk, change.version) for change in changes]


def planned_items(items, contents, changes):
    """The items of the register as they are to be, then what the pending changes add to them."""
    by_item = {change.item_id: change for change in changes}
    fates = reshaping(changes)
    for item in items:
        yield standing_of(item, contents[item.pk], by_item.get(item.pk), fates.get(item.code))
    for change in changes:
        yield from to_come(change)


def standing_of(item, content, change, held):
    """An item of the register: as it is to be revised, or as it is while its cancelling, merge or
    split waits.
    """
    if held:
        return PlannedItem(content, item, held=held)
    if change and change.op != ProposedChange.Op.CANCEL:
        content = change.proposed
    return PlannedItem(content, item, change)


def to_come(change):
    """The entries a pending change adds to the list: a new one, or what several or one are to
    become.
    """
    if change.op == ProposedChange.Op.ADD:
        yield PlannedItem(change.proposed, change=change)
    elif change.op in (ProposedChange.Op.MERGE, ProposedChange.Op.SPLIT):
        for content in change.contents:
            yield PlannedItem(content, change=change, held=change)
