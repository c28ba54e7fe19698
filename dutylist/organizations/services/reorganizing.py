"""Reforms of departments and regions by two people: asked for with a list of what they will move,
carried out by another person, taken back until then.
"""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible

from ..followers import reorganization_followers
from ..models import Department, Region, Reorganization, ReorganizationKind, ReorganizationState
from ..permissions import require
from . import departments, region_changes
from .texts import needed

Kind, State = ReorganizationKind, ReorganizationState
NAMED = 5  # rows of one sort by name
OF_DEPARTMENTS = (Kind.DEPARTMENT_MERGE, Kind.DEPARTMENT_END)


@dataclass
class Moved:
    """The rows of one sort that a reform changes, makes or removes."""

    label: str
    count: int
    names: list

    @property
    def words(self):
        named = "、".join(self.names)
        if self.count > len(self.names):
            named += "等"
        return f"{self.label}{self.count}处：{named}"


# ---- asking ----


def ask_to_merge_departments(sources, into, *, by, reason, on=None, source="form"):
    """-> `Reorganization`; refused as the merger itself would be."""
    named = "、".join(one.name for one in sources)
    facts = {"departments": pks(sources), "into": into.pk, "on": day_told(on)}
    title = f"{named}并入{into.name}"
    return ask(
        Kind.DEPARTMENT_MERGE, into.county, title, facts, [*sources, into], by, reason, source
    )


def ask_to_end_department(department, *, by, reason, on=None, source="form"):
    facts = {"department": department.pk, "on": day_told(on)}
    title = f"撤销{department.name}"
    county = department.county
    return ask(Kind.DEPARTMENT_END, county, title, facts, [department], by, reason, source)


def ask_to_merge_regions(regions, *, code, name, on, by, reason, source="form"):
    facts = {"regions": pks(regions), "code": code, "name": name, "on": day_told(on)}
    title = f"{'、'.join(one.name for one in regions)}合并为{name}"
    county = regions[0].county
    return ask(Kind.REGION_MERGE, county, title, facts, regions, by, reason, source)


def ask_to_split_region(region, parts, *, on, by, reason, source="form"):
    facts = {"region": region.pk, "parts": [list(part) for part in parts], "on": day_told(on)}
    title = f"{region.name}拆分为{'、'.join(name for _code, name in parts)}"
    return ask(Kind.REGION_SPLIT, region.county, title, facts, [region], by, reason, source)


def ask_to_convert_region(region, *, name, code="", on, by, reason, source="form"):
    facts = {"region": region.pk, "name": name, "code": code, "on": day_told(on)}
    title = f"{region.name}改设为{name}"
    return ask(Kind.REGION_CONVERT, region.county, title, facts, [region], by, reason, source)


def ask_to_recode_region(region, code, *, on, by, reason, source="form"):
    facts = {"region": region.pk, "code": code, "on": day_told(on)}
    title = f"{region.name}的代码变更为{code}"
    return ask(Kind.REGION_RECODE, region.county, title, facts, [region], by, reason, source)


def pks(rows):
    return [row.pk for row in rows]


def day_told(on):
    if on is None:
        return None
    return on.isoformat()


def ask(kind, county, title, facts, rows, by, reason, source):
    """Keeps what was asked for after a trial: what cannot be done is refused now."""
    require(by, right_of(kind), county)
    reason = needed(reason)
    row = Reorganization(
        county=county,
        kind=kind,
        title=title[:300],
        facts=facts,
        touched=[key_of(one) for one in rows],
        reason=reason,
        asked_by=by,
        asked_at=timezone.now(),
    )
    require_none_waiting(row)
    what_it_moves(row, by=by)
    with recording(by=by, reason=reason, source=source, county=county.code):
        row.save()
        tell_followers(row, by)
    return row


def tell_followers(row, by):
    for follower in reorganization_followers:
        follower(row, by=by)


def key_of(row):
    return f"{row._meta.model_name}:{row.pk}"


def right_of(kind):
    if kind in OF_DEPARTMENTS:
        return "change_department"
    return "change_region"


def waiting_of(county):
    return Reorganization.objects.filter(county=county, state=State.WAITING)


def require_none_waiting(row):
    for other in waiting_of(row.county):
        if set(other.touched) & set(row.touched):
            raise NotPossible(f"“{other.title}”正在等待核准，请先办结或者撤回。")


# ---- what it moves ----


def what_it_moves(row, *, by):
    """[`Moved`] of everything that the reform would change, found by carrying it out and taking it
    back: complete, because everything it writes is recorded.
    """
    with transaction.atomic():
        with recording(by=by, reason=row.reason, source="form", county=row.county.code) as batch:
            carry_out_verb(row, by)
        moved = moved_by(batch)
        transaction.set_rollback(True)
    return moved


def moved_by(batch):
    found = []
    for history in batch.models:
        names, count = [], 0
        model = history.instance_type
        for written in history.objects.filter(batch=batch.id).order_by("pk"):
            count += 1
            if len(names) < NAMED:
                names.append(str(written.instance))
        if count:
            found.append(Moved(str(model._meta.verbose_name), count, once_each(names)))
    return sorted(found, key=lambda moved: -moved.count)


def once_each(names):
    """The names without repetitions, in their order."""
    return list(Counter(names))


# ---- carrying out ----


def carry_out(row, *, by, reason="", source="form"):
    """A second person lets the reform happen: -> the row."""
    with deciding(row, by, reason, source) as row:
        require_other_person(row, by)
        carry_out_verb(row, by)
        settle(row, State.DONE, by, reason)
    return row


def decline(row, *, by, reason, source="form"):
    """A second person will not let it happen."""
    needed(reason)
    with deciding(row, by, reason, source) as row:
        require_other_person(row, by)
        settle(row, State.REFUSED, by, reason)
    return row


def take_back(row, *, by, reason, source="form"):
    """Whoever asked for it takes it back; nothing has happened."""
    needed(reason)
    with deciding(row, by, reason, source) as row:
        if row.asked_by_id != by.pk:
            raise NotAllowed("只有提请人可以撤回，其他人请选择不予办理。")
        settle(row, State.TAKEN_BACK, by, reason)
    return row


@contextmanager
def deciding(row, by, reason, source):
    """The row under a lock, in one batch; refuses what is settled and who may not."""
    require(by, right_of(row.kind), row.county)
    because = reason or row.reason
    with recording(by=by, reason=because, source=source, county=row.county.code):
        rows = Reorganization.objects.select_for_update(of=("self",)).select_related("county")
        row = rows.get(pk=row.pk)
        if not row.is_waiting:
            raise NotPossible(f"“{row.title}”{row.get_state_display()}，不能再办理。")
        yield row


def require_other_person(row, by):
    if row.asked_by_id == by.pk:
        raise NotAllowed("须由提请人以外的另一人核准。", "second_person")


def settle(row, state, by, reason):
    # What was carried out may have given the county another row.
    row.refresh_from_db(fields=["county"])
    row.state, row.decided_by, row.decided_at = state, by, timezone.now()
    row.decided_reason = reason
    row.save()
    tell_followers(row, by)


def carry_out_verb(row, by):
    """Calls the verb that the reform is about, in the recording that is open."""
    how = {"by": by, "reason": row.reason}
    told, on = row.facts, None
    if row.facts["on"]:
        on = date.fromisoformat(row.facts["on"])
    if row.kind == Kind.DEPARTMENT_MERGE:
        sources = list(Department.objects.filter(pk__in=told["departments"]).order_by("pk"))
        into = found(Department, told["into"])
        departments.merge_departments(sources, into, on=on, **how)
    elif row.kind == Kind.DEPARTMENT_END:
        departments.end_department(found(Department, told["department"]), on=on, **how)
    elif row.kind == Kind.REGION_MERGE:
        regions = list(Region.objects.filter(pk__in=told["regions"]))
        regions.sort(key=lambda region: told["regions"].index(region.pk))
        region_changes.merge_regions(regions, code=told["code"], name=told["name"], on=on, **how)
    else:
        change_region(row.kind, found(Region, told["region"]), told, on, how)


def change_region(kind, region, told, on, how):
    """The verbs about one region."""
    if kind == Kind.REGION_SPLIT:
        parts = [tuple(part) for part in told["parts"]]
        region_changes.split_region(region, parts, on=on, **how)
    elif kind == Kind.REGION_CONVERT:
        names = {"name": told["name"], "code": told["code"]}
        region_changes.convert_region(region, on=on, **names, **how)
    else:
        region_changes.recode_region(region, told["code"], on=on, **how)


def found(model, pk):
    row = model.objects.filter(pk=pk).first()
    if row is None:
        raise Invalid({"": "涉及的单位已经不在，请撤回后重新提请。"})
    return row
