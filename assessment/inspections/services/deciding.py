"""An inspection is approved, merged into another, held or given up."""

from django.utils import timezone

from assessment.models import HOLDING, LIVE, Inspection, InspectionStatus
from assessment.registers.findings import require_set_aside
from assessment.registers.services.writing import bear_on
from assessment.registers.telling import (
    address_for_townships,
    tell_owner,
    tell_some,
    tell_townships,
    tell_unit,
)
from dutylist.workflow.facts import key_told
from dutylist.workflow.refusals import Invalid, NotPossible

from ..findings import findings_of

# ---- approved ----


def check_approve(row, facts):
    require_set_aside(findings_of(row), facts)


def approved_to(row, facts):
    """Outside the plan it needs a second approval, by another body."""
    return InspectionStatus.APPROVED if row.in_plan else InspectionStatus.APPROVED_ONCE


def apply_approve(row, facts):
    """Its owner then tells how it went, until its last day."""
    if row.status == InspectionStatus.APPROVED:
        row.due_on = row.ends_on


def after_approve(row, decision, facts):
    tell_owner(row, decision)
    if row.status == InspectionStatus.APPROVED:
        tell_townships(row, decision)


def after_refuse(row, decision, facts):
    tell_owner(row, decision)


# ---- merged ----


def require_not_joined(row):
    """What others were merged into stays."""
    if row.merged.exists():
        raise NotPossible(f"已有其他检查并入《{row}》，不能再并入别的。")


def merged_into(facts):
    return key_told(facts, "into")


def check_merge(row, facts):
    """The other one stands, and has not been merged itself."""
    target = Inspection.objects.filter(county=row.county_id, pk=facts["into"]).first()
    if target is None or target.pk == row.pk or target.status == InspectionStatus.DRAFT:
        raise Invalid({"into": "没有这一编号的其他督查检查考核。"})
    if target.status not in LIVE or target.status == InspectionStatus.HELD:
        raise Invalid({"into": f"《{target}》{target.status_label}，不能再并入。"})


def apply_merge(row, facts):
    row.into_id = facts["into"]


def after_merge(row, decision, facts):
    """The other one looks into the townships of both; its owner is told who comes along."""
    rows = Inspection.objects.select_for_update(of=("self",)).with_units()
    target = rows.get(pk=row.into_id)
    known = {township.pk for township in target.townships}
    added = [township for township in row.townships if township.pk not in known]
    bear_on(target, [*target.townships, *added])
    target.version += 1
    target.save()
    tell_owner(row, decision)
    tell_townships_of_merge(row, target, added, decision)
    title = f"{row.department.name}的《{row}》已并入您单位的《{target}》，请联合开展"
    tell_unit(target, target.department, decision, title)


def tell_townships_of_merge(row, target, added, decision):
    """Those that had it before them read that it comes with the other one; those that the other one
    now bears on, that it does.
    """
    if decision.source_status == InspectionStatus.APPROVED:
        title = f"{row._meta.verbose_name}《{row}》已并入《{target}》，不再单独开展"
        for township in row.townships:
            tell_unit(row, township, decision, title, url=address_for_townships(target))
    elif target.status in HOLDING:
        tell_some(target, added, decision)


# ---- held, given up ----


def check_hold(row, facts):
    """On a day that is not to come, in townships that it was approved for; all of them where none
    is named.
    """
    errors = {}
    facts["held_on"] = facts.get("held_on") or timezone.localdate()
    if facts["held_on"] > timezone.localdate():
        errors["held_on"] = "开展日期不能晚于今天。"
    known = {}
    for township in row.townships:
        known[township.code] = known[township.name] = township.code
    codes = []
    for number, named in enumerate(facts.get("townships") or sorted(known_codes(row))):
        if named.strip() not in known:
            errors[f"townships.{number}"] = "不在同意开展的单位之内。"
        codes.append(known.get(named.strip()))
    if errors:
        raise Invalid(errors)
    facts["townships"] = list(dict.fromkeys(codes))


def known_codes(row):
    return [township.code for township in row.townships]


def apply_hold(row, facts):
    row.held_on, row.held_at = facts["held_on"], facts["townships"]


def after_cancel(row, decision, facts):
    """The townships that had it before them are told that it does not come."""
    tell_owner(row, decision)
    if decision.source_status == InspectionStatus.APPROVED:
        tell_townships(row, decision)
