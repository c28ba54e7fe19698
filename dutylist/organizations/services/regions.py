"""Setting up a county with its townships from the shipped table, and its zones, tags and words."""

from django.db import transaction

from dutylist.history.recording import current, migrating, recording
from dutylist.history.refusals import Invalid, NotPossible, Stale
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_delete, bulk_save

from .. import reference
from ..models import CountyPolicy, Kind, Level, PlaceWord, Region, RegionTag, RegionTagging
from ..permissions import require
from ..place_words import all_keys
from ..policies import faults_of, faults_of_change, ruled
from .region_changes import (
    convert_region,
    merge_regions,
    recode_region,
    rename_region,
    split_region,
)
from .texts import needed, refuse_invalid

__all__ = [
    "add_zone",
    "convert_region",
    "merge_regions",
    "recode_region",
    "rename_region",
    "set_office_contact",
    "set_policy",
    "set_word",
    "setup_county",
    "split_region",
    "tag_townships",
]


def setup_county(code, *, by, reason, source="command"):
    """The county (or city without counties) with its ancestors, townships and policy; -> Region.
    Safe to run again.
    """
    require(by, "setup_county", None)
    above, own, below = reference.branch(code)
    if own is None or (own.level != Level.COUNTY and not below):
        raise Invalid({"": _no_county(code, own)}, code="no_such_county")
    _load([*above, own, *below], reason)
    county = Region.objects.get(code=code)
    with recording(by=by, reason=reason, source=source, county=code):
        if not CountyPolicy.objects.filter(region=county).exists():
            CountyPolicy.objects.create(region=county)
    return county


def _no_county(code, own):
    named = "、".join(f"{row.name}（{row.code}）" for row in reference.near_keepers(code))
    what = f"没有代码为{code}的县级区划"
    if own:
        what = f"代码{code}是{own.name}，不是县级区划"
    return f"{what}；相近的有{named}。"


def _load(rows, reason):
    """Reference rows are no change anybody made: they come in without history, unless a recording
    is under way.
    """
    if current():
        _save_new(rows)
        return
    with migrating(reason), transaction.atomic():
        _save_new(rows)


def _save_new(rows):
    known = {}
    for region in Region.objects.filter(code__in=[row.code for row in rows]):
        known[region.code] = region
    for level in Level:
        new = [_region(row, known) for row in rows if row.level == level and row.code not in known]
        bulk_save(new)
        for region in new:
            known[region.code] = region


def _region(row, known):
    parent = known.get(reference.nearest(row.code, known))
    kind = reference.kind_of(row.code, row.name, row.level)
    return Region(code=row.code, name=row.name, level=row.level, kind=kind, parent=parent)


def add_zone(county, code, name, *, by, reason, on=None, source="form"):
    """A functional zone (开发区、园区、农场) with a local code: a township-level
    unit of its own; -> Region.

    Asking again for the same code and name changes nothing.
    """
    require(by, "change_region", county)
    if len(code) != 12 or code[:6] != county.code[:6] or not code.isdecimal() or code[9:] != "000":
        raise Invalid({"code": f"功能区代码应为12位数字，前6位为{county.code[:6]}，末3位为000。"})
    if int(code[6:9]) not in reference.ZONES:
        raise Invalid({"code": "功能区使用本地代码，第7至9位应在900至999之间。"})
    if existing := Region.objects.filter(code=code).first():
        if existing.name == clean_text(name):
            return existing
        raise NotPossible(f"代码{code}已经用于{existing.name}。")
    with recording(by=by, reason=needed(reason), source=source, county=county.code):
        return Region.objects.create(
            code=code,
            name=needed(name, "name"),
            level=Level.TOWNSHIP,
            kind=Kind.ZONE,
            parent=county,
            valid_from=on,
        )


def tag_townships(county, name, townships, *, by, reason, source="form"):
    """The townships that carry this region tag (区域类型) from now on, no others; -> RegionTag."""
    require(by, "change_region", county)
    if any(township.parent_id != county.pk for township in townships):
        raise Invalid({"townships": f"只能标注{county.name}所属的单位。"})
    with recording(by=by, reason=needed(reason), source=source, county=county.code):
        tag, _ = RegionTag.objects.get_or_create(county=county, name=needed(name, "name"))
        carried = {tagging.township_id: tagging for tagging in tag.taggings.all()}
        wanted = {township.pk for township in townships}
        gone = carried.keys() - wanted
        bulk_delete([carried[pk] for pk in sorted(gone)])
        bulk_save(RegionTagging(tag=tag, township_id=pk) for pk in sorted(wanted - set(carried)))
    return tag


def set_word(county, key, text, *, by, reason, place_kind="", source="form"):
    """The county's own word in place of the shipped one; an empty text takes the shipped one
    back.
    """
    require(by, "change_words", county)
    if key not in all_keys():
        raise Invalid({"key": f"没有名为{key}的用词。"})
    with recording(by=by, reason=needed(reason), source=source, county=county.code):
        word = PlaceWord.objects.filter(county=county, place_kind=place_kind, key=key).first()
        if not text:
            return word and word.delete() and None
        word = word or PlaceWord(county=county, place_kind=place_kind, key=key)
        word.text = text
        word.save()
    return word


def set_policy(county, values, *, by, reason, source="form", expect=None):
    """Sets some of the county's own rules, {key: value}; None takes the default back. `expect` is
    the mark of the rules that the person saw.
    """
    require(by, "change_policy", county)
    if faults := faults_of(values):
        raise Invalid(faults)
    with recording(by=by, reason=needed(reason), source=source, county=county.code):
        policy = CountyPolicy.objects.locked(county)
        if expect not in (None, policy.mark_of_values):
            raise Stale("本地规则在您打开页面之后已有变动，请重新打开后再修改。")
        after = ruled(policy.values, values)
        if faults := faults_of_change(county, policy.values, after):
            raise Invalid(faults)
        policy.values = after
        policy.save()
    return policy


def set_office_contact(county, *, by, reason, source="form", **contact):
    """How the public reaches the office that keeps the list: office_telephone, office_address,
    office_email.
    """
    require(by, "change_words", county)
    with recording(by=by, reason=needed(reason), source=source, county=county.code):
        policy = CountyPolicy.objects.locked(county)
        for name in ("office_telephone", "office_address", "office_email"):
            setattr(policy, name, contact.get(name, getattr(policy, name)).strip())
        refuse_invalid(policy)
        policy.save()
    return policy
