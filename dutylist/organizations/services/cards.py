"""How the public reaches a county's departments and townships: changed one by one or in one table,
and a whole change taken back.
"""

import hashlib
from dataclasses import dataclass, field

from django.db.models import ProtectedError, Q

from dutylist.history.models import Batch
from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid, NotPossible, Stale
from dutylist.history.snapshots import snapshots
from dutylist.history.tracking import bulk_delete

from ..models import (
    CARD_FIELDS,
    CountyPolicy,
    Department,
    DepartmentAlias,
    Level,
    Region,
    TownshipCard,
)
from ..permissions import require
from ..telephones import telephone_fault
from .departments import create_department
from .texts import needed, refuse_invalid

DEPARTMENT, TOWNSHIP = "department", "township"
ELSEWHERE = "{names}在您打开页面之后已由他人修改。下面的表格保留了您填写的内容，并列出现在的内容，请核对后再保存。"
NOTHING = "没有改动。"
TOUCHED = "“{name}”在此之后又有修改，不能整批撤销；请在表中逐项修改。"
IN_USE = "“{name}”已经用于事项或者任职，不能撤销登记。"
NOT_CARDS = "这一批变更不是公开电话的修改，不能在这里撤销。"
HISTORIES = (TownshipCard, DepartmentAlias, Department)  # what points to others goes first


@dataclass(frozen=True)
class ToldCard:
    """What one row of the table says: of which unit, the mark of what the person saw of it, and the
    texts. A row without a unit sets up a department of this name.
    """

    path: str  # by which a fault is told: "d12"
    kind: str
    texts: dict
    pk: int | None = None
    seen: str = ""
    name: str = ""
    founding: dict = field(default_factory=dict)  # ownership, kind, aliases of a new department


@dataclass
class SavedCards:
    """The names of the units whose cards changed, and of the departments set up."""

    changed: list
    made: list


def card_of(row):
    """{field: text} of a department or of a township's card; empty texts where there is none."""
    return {name: getattr(row, name, "") for name in CARD_FIELDS}


def mark_of_card(texts):
    """Another one as soon as any text of the card differs."""
    joined = "\x1f".join(texts[name] for name in CARD_FIELDS)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def townships_with_cards(county):
    """The townships of a county today, each with its card under `card` where it has one."""
    return Region.objects.valid().townships_of(county).select_related("card")


def set_township_card(township, *, by, reason, source="form", **texts):
    """The card of one township; all texts empty take it away. -> TownshipCard or None"""
    require(by, "change_card", township.county)
    if township.level != Level.TOWNSHIP or not township.is_valid():
        raise NotPossible(f"{township.name}不是现行的基层单位，不登记便民服务中心。")
    how = {"by": by, "reason": needed(reason), "source": source}
    with recording(county=township.county.code, **how):
        Region.objects.select_for_update().get(pk=township.pk)
        card = TownshipCard.objects.filter(township=township).first()
        kept = {**card_of(card), **texts}
        return _write_card(card, township, kept)


def save_cards(county, told, *, by, reason, source="form"):
    """Everything that a table says, [ToldCard], in one batch. Raises Invalid with each fault at its
    path, Stale where a row is another by now, NotPossible where nothing differs. -> SavedCards
    """
    require(by, "change_card", county)
    with recording(by=by, reason=needed(reason), source=source, county=county.code):
        CountyPolicy.objects.locked(county)
        departments = Department.objects.filter(county=county, valid_until=None)
        departments = {row.pk: row for row in departments.select_for_update(of=("self",))}
        townships = {row.pk: row for row in townships_with_cards(county)}
        table = Table(county, departments, townships)
        saved = table.save(told, {"by": by, "reason": reason, "source": source})
        if not (saved.changed or saved.made):
            raise NotPossible(NOTHING)
    return saved


class Table:
    """The units of a county as they stand, under a lock, and the rows that are told of them."""

    def __init__(self, county, departments, townships):
        self.county, self.departments, self.townships = county, departments, townships

    def save(self, told, how):
        """Every row that differs is written; raises Invalid, Stale."""
        self.refuse_faults(told)
        differing = [row for row in told if row.pk and row.texts != self.texts_of(row)]
        self.refuse_stale(differing)
        saved, errors = SavedCards([], []), {}
        for row in differing:
            try:
                self.write(row)
            except Invalid as refused:
                errors |= at_row(row, refused)
            saved.changed.append(self.unit(row).name)
        for row in told:
            if row.pk:
                continue
            try:
                create_department(self.county, row.name, **row.founding, **row.texts, **how)
            except Invalid as refused:
                errors |= at_row(row, refused)
            saved.made.append(row.name)
        if errors:
            raise Invalid(errors)
        return saved

    def unit(self, row):
        """The department or township that a row is about; None where it is not of this county."""
        if row.kind == DEPARTMENT:
            return self.departments.get(row.pk)
        return self.townships.get(row.pk)

    def texts_of(self, row):
        unit = self.unit(row)
        if row.kind == TOWNSHIP:
            unit = getattr(unit, "card", None)
        return card_of(unit)

    def refuse_faults(self, told):
        errors = {}
        for row in told:
            if row.pk and self.unit(row) is None:
                errors[f"{row.path}.public_telephone"] = "本地区没有这一单位，或者已经撤销。"
            elif fault := telephone_fault(row.texts["public_telephone"]):
                errors[f"{row.path}.public_telephone"] = fault
        if errors:
            raise Invalid(errors)

    def refuse_stale(self, differing):
        changed = []
        for row in differing:
            if row.seen and row.seen != mark_of_card(self.texts_of(row)):
                changed.append(self.unit(row).name)
        if changed:
            raise Stale(ELSEWHERE.format(names="、".join(changed)))

    def write(self, row):
        unit = self.unit(row)
        if row.kind == TOWNSHIP:
            _write_card(getattr(unit, "card", None), unit, row.texts)
            return
        for name, text in row.texts.items():
            setattr(unit, name, text)
        refuse_invalid(unit)
        unit.save()


def at_row(row, refused):
    """The faults of one row at its boxes."""
    return {f"{row.path}.{name}": sentence for name, sentence in refused.errors.items()}


def _write_card(card, township, texts):
    """Saves what is told of a township; a card that says nothing is taken away."""
    if not any(texts.values()):
        if card:
            card.delete()
        return None
    if fault := telephone_fault(texts["public_telephone"]):
        raise Invalid({"public_telephone": fault})
    card = card or TownshipCard(township=township)
    for name, text in texts.items():
        setattr(card, name, text)
    refuse_invalid(card)
    card.save()
    return card


# ---- taking a change back ----


def tables_of_cards():
    return [model.history.model._meta.db_table for model in HISTORIES]


def batches_of_cards(county, user):
    """The batches of a county that changed a card, or set up departments with one, newest first."""
    telephones = Q()
    for model in (TownshipCard, Department):
        table = model.history.model._meta.db_table
        telephones |= Q(summary__counts__has_key=table)
    return Batch.objects.readable_by(user).for_counties([county.code]).filter(telephones)


def why_not_taken_back(batch):
    """The sentence that taking a batch back would be refused with as things are, else ""."""
    try:
        _steps_back(batch)
    except NotPossible as refused:
        return refused.sentence
    return ""


def take_back_cards(county, batch, *, by, reason, source="form"):
    """Puts back what stood before a batch, where nobody changed it since; raises
    NotPossible. -> how many rows
    """
    require(by, "change_card", county)
    with recording(by=by, reason=needed(reason), source=source, county=county.code):
        CountyPolicy.objects.locked(county)
        steps = _steps_back(batch)
        for model in HISTORIES:
            _remove_made(model, steps)
        for model in reversed(HISTORIES):
            _put_back(model, steps)
    return len(steps)


def _steps_back(batch):
    """The snapshots of a batch, each row still as it left it."""
    if not batch.body or set(batch.body) - set(tables_of_cards()):
        raise NotPossible(NOT_CARDS)
    steps = list(snapshots(batch.row_keys).values())
    for step in steps:
        if step.model is Department and step.before and not _only_the_card(step):
            raise NotPossible(NOT_CARDS)
        present = step.model.objects.filter(pk=step.after["id"]).values().first()
        left = None if step.kind == "-" else step.after
        if _shared(present, step) != left:
            raise NotPossible(TOUCHED.format(name=_name_of(step)))
    return steps


def _only_the_card(step):
    changed = {name for name, value in step.after.items() if value != step.before[name]}
    return changed <= set(CARD_FIELDS)


def _shared(present, step):
    """What stands, in the columns that the history keeps; None where there is no such row."""
    if present is None:
        return None
    return {name: present[name] for name in step.after}


def _name_of(step):
    if name := step.after.get("name"):
        return name
    return Region.objects.get(pk=step.after["township_id"]).name


def _remove_made(model, steps):
    made = [step for step in steps if step.model is model and step.kind == "+"]
    try:
        bulk_delete(model.objects.filter(pk__in=[step.after["id"] for step in made]))
    except ProtectedError:
        names = "、".join(_name_of(step) for step in made)
        raise NotPossible(IN_USE.format(name=names)) from None


def _put_back(model, steps):
    """What was changed or removed stands again as before, under its own number."""
    for step in steps:
        if step.model is not model or step.kind == "+":
            continue
        values, row = step.after, model()
        if step.kind == "~":
            values, row = step.before, model.objects.get(pk=step.after["id"])
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
