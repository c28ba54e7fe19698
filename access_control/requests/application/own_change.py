"""The change that is drawn up on the application's own page: a new item, or what is to become of
one that is listed. What else is asked for in the same request has pages of its own.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from access_control.models import Channel
from dutylist.workflow.refusals import Invalid
from items.entry.cleaning import ROLES_OF_KIND, clean_content
from items.entry.content import changed_fields, content_of
from items.entry.fields import EMPTY
from items.models import Kind, ProposedChange, ResponsibilityRole, Scope
from items.register.services.proposals import SCOPE_FIELDS

Op = ProposedChange.Op
DIRECTLY = "由部门直接办理"
# The role of the department that answers for an item of each kind.
ANSWERING = {
    Kind.BASIC: ResponsibilityRole.SUPPORT,
    Kind.COORDINATION: ResponsibilityRole.LEAD,
    Kind.RECLAIMED: ResponsibilityRole.RECEIVER,
}


class Way(TextChoices):
    """What is to become of an item that is listed."""

    LEAVE = "leave", "本单位不再承担"
    TRANSFER = "transfer", "由部门收回，直接办理"
    REVISE = "revise", "改写名称、职责或者依据"
    CANCEL = "cancel", "不再列入清单"


OP_OF_WAY = {
    Way.LEAVE: Op.SCOPE,
    Way.TRANSFER: Op.TRANSFER,
    Way.REVISE: Op.REVISE,
    Way.CANCEL: Op.CANCEL,
}


@dataclass
class OwnChange:
    """A new item (`item` is None), or what a unit asks for an item that is listed; `change` is what
    the draft holds of it already.
    """

    lookup: object
    item: object = None
    change: object = None
    township: object = None
    way: str = ""
    begun: dict | None = None  # a new item as it is filled in beforehand
    department: object = None  # the one that applies

    @property
    def is_new_item(self):
        return self.item is None

    @property
    def listed(self):
        """The item as it stands."""
        if self.item is None:
            return EMPTY
        return self.change.then if self.change else content_of(self.item)

    @property
    def content(self):
        """What the boxes show at first."""
        if self.change and isinstance(self.change.proposed, dict):
            return self.change.proposed
        return self.begun or self.listed

    @property
    def to_be_rewritten(self):
        """The content that is rewritten: of a listed item as it stands, whatever was asked for it
        before.
        """
        if self.change and self.change.op not in (Op.ADD, Op.REVISE):
            return self.listed
        return self.content

    @property
    def ways(self):
        """[(way, what it means)] that may be asked for; only a township can leave a scope."""
        is_taken_back = self.listed["kind"] == Kind.RECLAIMED
        ways = []
        for way in Way:
            if way == Way.LEAVE and not self.township:
                continue
            if way in (Way.LEAVE, Way.TRANSFER) and is_taken_back:
                continue
            ways.append((way.value, way.label))
        return ways

    # ---- what is told to the services ----

    def told(self, typed):
        """The changes of the request as the services take them; None where it has none."""
        if self.is_new_item:
            return self.told_new_item(typed)
        way = self.way_told(typed)
        if way not in OP_OF_WAY:
            return None
        if way == Way.REVISE and self.is_as_listed(typed):
            return self.nothing_revised()
        one = {"op": OP_OF_WAY[way]}
        item = self.item_told(way, typed)
        if item is not None:
            one["item"] = item
        if self.change and self.change.op == one["op"]:
            return [one | {"id": self.change.pk}]
        return [one | {"code": self.item.code}]

    def way_told(self, typed):
        """The way chosen; where words were typed and none was chosen, they are to be rewritten."""
        if typed.get("way"):
            return typed["way"]
        return self.way if self.change else Way.REVISE

    def nothing_revised(self):
        """A revision is taken back; a change of another kind stays until something is rewritten."""
        if self.change and self.change.op == Op.REVISE:
            return []
        return None

    def told_new_item(self, typed):
        if not self.change and not says_anything(typed):
            return None
        item = {"kind": typed["item-kind"], "category": typed["item-category"]}
        item |= {"scope": typed["item-scope"] or Scope.LISTED}
        item["tags"] = typed["item-tags"] if item["scope"] == Scope.TAGGED else []
        item["townships"] = typed["item-townships"] if item["scope"] == Scope.LISTED else []
        item |= self.words_told(typed, item["kind"])
        one = {"op": Op.ADD, "item": item}
        if self.change:
            one["id"] = self.change.pk
        return [one]

    def item_told(self, way, typed):
        if way == Way.LEAVE:
            return scope_without(self.listed, self.township, self.lookup)
        if way == Way.TRANSFER:
            return self.handed_back(typed)
        if way == Way.REVISE:
            return self.words_told(typed, self.listed["kind"])
        return None

    def words_told(self, typed, kind):
        """The name, the duties and the bases."""
        return {
            "name": typed["item-name"],
            "township_duty": typed["item-township_duty"],
            "responsibilities": self.departments_told(typed, kind),
            "bases": self.bases_told(typed),
        }

    def departments_told(self, typed, kind):
        """The departments, with what is typed of the one that answers for the item."""
        role = ANSWERING.get(kind, ResponsibilityRole.LEAD)
        rows = self.to_be_rewritten["responsibilities"]
        rows = [row for row in rows if may_stand(row, kind)]
        own = next((row for row in rows if row["role"] == role), None)
        typed_row = {
            "department": typed["item-department"],
            "internal_office": typed["item-internal_office"],
            "duty": typed["item-duty"],
        }
        if own is None and not typed_row["department"]:
            rows, own = self.taken_by_applicant(rows, role)
        if own is None and not typed_row["department"]:
            return rows
        if own is None:
            own = {"role": role}
            rows = [own, *rows]
        place = rows.index(own)
        if typed_row["department"] and typed_row["department"] != own.get("department"):
            typed_row["collective"] = False
        if not typed_row["department"]:
            typed_row.pop("department")
        rows[place] = {**own, **typed_row}
        return rows

    def taken_by_applicant(self, rows, role):
        """(rows, the answering one): the department that applies for a new item answers for it,
        whatever its kind is changed to.
        """
        if not self.is_new_item or self.department is None:
            return rows, None
        name = self.department.name
        own = {"department": name, "collective": False, "role": role}
        return [own, *(row for row in rows if row["department"] != name)], own

    def bases_told(self, typed):
        """The bases typed, each with the number of its document: from the library, or as it was."""
        bases = self.to_be_rewritten["bases"]
        known = {row["act"]: row["document_number"] for row in bases}
        bases = []
        for row in typed["bases"]:
            title = row["act"].strip().strip("《》")
            act = self.lookup.acts.get(title)
            number = act.document_number if act else known.get(title, "")
            bases.append({**row, "document_number": number})
        return bases

    def handed_back(self, typed):
        """The item as a department takes it back."""
        kind, name = Kind.RECLAIMED, self.listed["category"]
        category = name if (kind, name) in self.lookup.categories else ""
        receiver = {
            "department": typed["item-department"],
            "role": ResponsibilityRole.RECEIVER,
            "internal_office": typed["item-internal_office"],
            "duty": typed["item-duty"],
            "method": DIRECTLY,
        }
        return {
            "kind": kind,
            "category": category,
            "township_duty": "",
            "variants": [],
            "responsibilities": [receiver] if receiver["department"] else [],
        }

    def is_as_listed(self, typed):
        """Whether nothing is typed otherwise than the item stands; what is faulty is something
        else.
        """
        told = self.words_told(typed, self.listed["kind"])
        try:
            content = clean_content(told, self.lookup, self.listed, is_draft=True)
        except Invalid:
            return False
        return not changed_fields(self.listed, content)


def may_stand(row, kind):
    """Whether an item of this kind knows the role of a department."""
    return kind not in ROLES_OF_KIND or row["role"] in ROLES_OF_KIND[kind]


def says_anything(typed):
    """Whether anything was typed of a new item that is not filled in for everybody."""
    names = ("item-name", "item-township_duty", "item-duty", "item-townships", "bases")
    return any(typed[name] for name in names)


def scope_without(content, township, lookup):
    """The scope of an item that one township leaves."""
    left = [code for code in lookup.in_scope(content) if code != township.code]
    return {"scope": Scope.LISTED, "tags": [], "townships": sorted(left)}


def way_of(change, township, lookup):
    """Which of the ways a change is; "" for one that is drawn up on a page of its own."""
    if change.op == Op.REVISE:
        return Way.REVISE
    if change.op == Op.CANCEL:
        return Way.CANCEL
    if change.op == Op.TRANSFER and change.proposed["kind"] == Kind.RECLAIMED:
        return Way.TRANSFER
    if change.op == Op.SCOPE and township:
        left = scope_without(change.then, township, lookup)
        if all(change.proposed[name] == left[name] for name in SCOPE_FIELDS):
            return Way.LEAVE
    return ""


def own_change_of(request, lookup, item=None, *, adds=False):
    """The `OwnChange` of a draft; None where its changes have pages of their own, or none is begun.

    `item` is the one that an adjustment begins with, as long as the draft holds nothing else.
    """
    changes = request.changes_in_order()
    units = {"township": request.township, "department": request.department}
    if len(changes) > 1 or request.channel == Channel.SUMMARY:
        return None
    if not changes:
        is_from_above = request.channel in (Channel.ADMISSION, Channel.TEMPORARY)
        if item or adds or is_from_above:
            return OwnChange(lookup, item=item, **units)
        return None
    [change] = changes
    if change.op == Op.ADD:
        return OwnChange(lookup, change=change, **units)
    way = way_of(change, request.township, lookup)
    if not way:
        return None
    return OwnChange(lookup, change.item, change, way=way, **units)
