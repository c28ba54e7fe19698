"""How a scheme is handed in, returned, approved and taken back."""

from django.utils import timezone

from assessment.models import SchemeDocument, SchemeStatus
from assessment.schemes.document import document_of
from dutylist.history.tracking import bulk_save
from dutylist.history.witnessed import witness
from dutylist.notices.services import tell
from dutylist.organizations.models import Membership
from dutylist.organizations.roles import TOWNSHIP_ROLES
from dutylist.workflow.refusals import Invalid, NotPossible
from items.findings.registry import TOLD_TWICE
from items.models.document_bytes import canonical, digest_of

from .keeping import keep_findings


def require_indicators(scheme):
    if not scheme.indicators.exists():
        raise NotPossible("方案还没有指标，不能提交。")


def apply_submit(scheme, facts):
    scheme.submitted_on = scheme.submitted_on or timezone.localdate()


def after_submit(scheme, decision, facts):
    """The list may have changed since it was drawn up."""
    keep_findings(scheme)


# ---- approval ----


def check_approve(scheme, facts):
    """Every blocking finding of today is set aside with a reason."""
    scheme.overrides = overrides_told(scheme, facts.get("overrides") or [])


def overrides_told(scheme, rows):
    """[(finding, reason)] of the blocking findings that are kept with a reason; refuses while one
    is open.
    """
    findings = {row.pk: row for row in keep_findings(scheme)}
    told, errors = {}, {}
    for number, row in enumerate(rows):
        finding = findings.get(row.get("finding"))
        if finding is None:
            errors[f"overrides.{number}.finding"] = "没有这条审核提示。"
        elif finding.pk in told:
            errors[f"overrides.{number}.finding"] = TOLD_TWICE
        else:
            told[finding.pk] = (finding, row["reason"])
    if errors:
        raise Invalid(errors)
    open_ones = [row for row in findings.values() if row.blocks and row.pk not in told]
    if open_ones:
        places = "、".join(dict.fromkeys(row.place for row in open_ones))
        sentence = f"还有{len(open_ones)}处须先处理（{places}），请退回修改，或者逐处说明理由。"
        raise Invalid({"overrides": sentence}, "blocked")
    return list(told.values())


def apply_approve(scheme, facts):
    scheme.approved_on = timezone.localdate()


def after_approve(scheme, decision, facts):
    set_aside(scheme, decision)
    freeze(scheme, decision)
    tell_townships(scheme)


def set_aside(scheme, decision):
    rows = []
    for finding, reason in scheme.overrides:
        finding.override_reason = reason
        finding.overridden_by = decision.by
        finding.overridden_by_name = decision.by_name
        finding.overridden_at = decision.at
        rows.append(finding)
    bulk_save(rows)


def freeze(scheme, decision):
    """Keeps the approved text word for word; one that was withdrawn and is approved never again."""
    content = canonical(document_of(scheme))
    document = SchemeDocument(
        scheme=scheme,
        content=content.decode(),
        digest=digest_of(content),
        approved_at=decision.at,
        approved_by_name=decision.by_name,
    )
    document.save(force_insert=True)
    witness(document)


def tell_townships(scheme):
    """The people of the townships it measures are told once."""
    if scheme.measures_townships:
        url = scheme.get_absolute_url()
        for user in people_of_townships(scheme):
            tell(user, f"scheme-{scheme.pk}-approved", f"已批准：{scheme}", url=url)


def people_of_townships(scheme):
    held = Membership.objects.in_force().filter(
        role__in=TOWNSHIP_ROLES, region__parent=scheme.county_id
    )
    return {membership.user for membership in held.select_related("user")}


# ---- the end ----


def after_withdraw(scheme, decision, facts):
    """Townships that were bound by it are told that they no longer are."""
    if decision.source_status != SchemeStatus.APPROVED:
        return
    if scheme.measures_townships:
        for user in people_of_townships(scheme):
            tell(user, f"scheme-{scheme.pk}-withdrawn", f"已撤回，不再考核：{scheme}")


def after_return(scheme, decision, facts):
    """Who drew it up is told, beside the to-do of its unit's lead."""
    url = scheme.get_absolute_url()
    tell(scheme.drawn_up_by, f"scheme-{decision.pk}", f"退回修改：{scheme}", url=url)
