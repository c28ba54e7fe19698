"""What happens to regions: renamed, merged, split, converted, given a new code; people, tags and
scopes follow.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from dutylist.history.days import day_words
from dutylist.history.limits import require_day
from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid, NotPossible

from .. import reference
from ..followers import region_followers
from ..models import Level, Region, RegionSuccession, SuccessionKind, User
from ..permissions import require
from .moving import move_card, move_county, move_memberships, move_tags
from .region_names import refuse_code, refuse_conversion, refuse_name, refuse_parts, refuse_rename
from .texts import needed


@dataclass(frozen=True)
class RegionChange:
    kind: str
    on: date
    by: User
    reason: str


def rename_region(region, name, *, by, reason, on, source="form"):
    """The region keeps its code and row; the former name stays on record. -> Region"""
    change = RegionChange(SuccessionKind.RENAME, on, by, needed(reason))
    with _changing([region], change, source) as (region,):
        refuse_rename(region, name := needed(name, "name"))
        _rewrite(region, change, name, region.kind)
    return region


def convert_region(region, *, name, by, reason, on, code="", source="form"):
    """乡 becomes 镇, 镇 becomes 街道, 县 becomes 市辖区; a new code makes a new row.
    -> the region from then on
    """
    change = RegionChange(SuccessionKind.CONVERT, on, by, needed(reason))
    code = code or region.code
    with _changing([region], change, source) as (region,):
        kind = refuse_conversion(region, code, name := needed(name, "name"))
        if code != region.code:
            return _replace(region, change, code, name, kind)
        _rewrite(region, change, name, kind)
    return region


def recode_region(region, code, *, by, reason, on, source="form"):
    """A new code; for a county new codes for all its townships too. -> the new row"""
    change = RegionChange(SuccessionKind.RECODE, on, by, needed(reason))
    with _changing([region], change, source) as (region,):
        return _replace(region, change, code, region.name, region.kind)


def merge_regions(regions, *, code, name, by, reason, on, source="form"):
    """Several townships of one county become one, a new one or (by its code) one of them. -> the
    one that remains
    """
    change = RegionChange(SuccessionKind.MERGE, on, by, needed(reason))
    if len({region.pk for region in regions}) < 2:
        raise Invalid({"regions": "合并至少需要两个单位。"})
    with _changing(regions, change, source) as regions:
        _refuse_counties(regions)
        refuse_name(code, name, regions, path="name")
        kept = {region.code: region for region in regions}.get(code)
        if kept and kept.name != name:
            kind = reference.kind_of(code, name, kept.level)
            _rewrite(kept, change, name, kind, kind=SuccessionKind.RENAME)
        kept = kept or _new(regions[0], change, code, name)
        for region in regions:
            if region != kept:
                _succeed(region, [kept], change)
    return kept


def split_region(region, parts, *, by, reason, on, source="form"):
    """One township becomes several, given as (code, name); it lives on where one part keeps its
    code. -> the parts
    """
    change = RegionChange(SuccessionKind.SPLIT, on, by, needed(reason))
    if len({code for code, _name in parts}) < 2:
        raise Invalid({"parts": "拆分后至少应有两个单位。"})
    with _changing([region], change, source) as (region,):
        _refuse_counties([region])
        refuse_parts(region, parts)
        made = []
        for code, name in parts:
            if code == region.code:
                made.append(region)
            else:
                made.append(_new(region, change, code, name))
        names = dict(parts)
        if region in made and names[region.code] != region.name:
            kind = reference.kind_of(region.code, names[region.code], region.level)
            _rewrite(region, change, names[region.code], kind, kind=SuccessionKind.RENAME)
        _succeed(region, made, change)
    return made


@contextmanager
def _changing(regions, change, source):
    """The regions under a lock, in one batch; refuses what is over, what is yet to come, and who
    may not.
    """
    county = regions[0].county
    require(change.by, "change_region", county)
    require_day(change.on, "on")
    if change.on > timezone.localdate():
        raise Invalid({"on": "变更日期不能晚于今天，请在生效当日办理。"})
    if any(region.county_id != county.pk for region in regions):
        raise Invalid({"regions": "只能在同一地区之内变更。"})
    with recording(by=change.by, reason=change.reason, source=source, county=county.code):
        keys = [region.pk for region in regions]
        locked = {}
        for region in Region.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
            locked[region.pk] = region
        _refuse_untimely(locked.values(), change.on)
        yield [locked[key] for key in keys]


def _refuse_untimely(regions, on):
    for region in regions:
        if region.valid_until:
            raise NotPossible(
                f"{region.name}（{region.code}）已于{day_words(region.valid_until)}终止，不能再变更。"
            )
        if region.valid_from and on <= region.valid_from:
            raise Invalid(
                {"on": f"变更日期须晚于{region.name}的设立日期{day_words(region.valid_from)}。"}
            )
        last = RegionSuccession.objects.filter(predecessor=region).aggregate(on=Max("happened_on"))[
            "on"
        ]
        if last and on < last:
            raise Invalid(
                {"on": f"{region.name}在{day_words(last)}已有变更，变更日期不能早于这一天。"}
            )


def _refuse_counties(regions):
    if any(region.level != Level.TOWNSHIP for region in regions):
        raise NotPossible(
            "整个地区的合并、拆分涉及整部清单，请先设立新的地区，再逐个变更所属单位。"
        )


def _rewrite(region, change, name, new_kind, *, kind=None):
    """The same row under another name or of another type."""
    _remember(region, region, change, kind)
    region.name, region.kind = name, new_kind
    region.save()


def _remember(predecessor, successor, change, kind=None):
    RegionSuccession.objects.create(
        predecessor=predecessor,
        successor=successor,
        happened_on=change.on,
        kind=kind or change.kind,
        former_name=predecessor.name,
        former_kind=predecessor.kind,
    )


def _new(region, change, code, name, *, kind="", parent=None):
    """The row that takes over from `region`, valid from the day of the change."""
    parent = parent or _parent(region, code)
    refuse_code(code)
    if region.level == Level.TOWNSHIP and code[:6] != parent.code[:6]:
        raise Invalid({"code": f"{parent.name}所属单位的代码应以{parent.code[:6]}开头。"})
    if Region.objects.filter(code=code).exists():
        raise NotPossible(f"代码{code}已经使用，用过的代码不再分配。")
    return Region.objects.create(
        code=code,
        name=needed(name, "name"),
        level=region.level,
        kind=kind or reference.kind_of(code, name, region.level),
        parent=parent,
        valid_from=change.on,
    )


def _parent(region, code):
    if region.level == Level.TOWNSHIP:
        return region.parent
    known = {}
    for found in Region.objects.valid().filter(code__in=reference.ancestor_codes(code)):
        known[found.code] = found
    return known.get(reference.nearest(code, known), region.parent)


def _replace(region, change, code, name, kind, *, parent=None):
    """A new row in place of the old one; what lies below a county gets new rows too, with its own
    last six digits.
    """
    successor = _new(region, change, code, name, kind=kind, parent=parent)
    for child in list(region.children.valid().order_by("code")):
        below = RegionChange(SuccessionKind.RECODE, change.on, change.by, change.reason)
        _replace(child, below, code[:6] + child.code[6:], child.name, child.kind, parent=successor)
    _succeed(region, [successor], change)
    return successor


def _succeed(predecessor, successors, change):
    """Ends the predecessor, unless it lives on, and lets everything follow that belongs to it."""
    for successor in successors:
        if successor != predecessor:
            _remember(predecessor, successor, change)
    if predecessor not in successors:
        predecessor.valid_until = change.on - timedelta(days=1)
        predecessor.save()
    move_tags(predecessor, successors)
    move_card(predecessor, successors)
    move_memberships(predecessor, successors, change.on)
    if predecessor.level != Level.TOWNSHIP:
        move_county(predecessor, successors[0])
    for follower in region_followers:
        follower(predecessor, successors, on=change.on, by=change.by, reason=change.reason)
