"""A township says what it thinks of the head of a department, for those who appoint."""

from assessment.models import HeadOpinion, Occasion
from dutylist.history.limits import LONGEST_TEXT, text_fault
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.models import Region
from dutylist.organizations.roles import Role
from dutylist.rest.members import require_members
from dutylist.workflow.refusals import Invalid, NotAllowed

MEMBERS = ("department", "occasion", "text", "township")


def give_head_opinion(told, *, by, source="form"):
    """Keeps the opinion for its readers alone: -> the `HeadOpinion`."""
    require_members(told, MEMBERS)
    township = township_of(told, by)
    errors = {}
    opinion = HeadOpinion(county=township.county, township=township)
    opinion.department_id = department_told(told, township.county, errors)
    opinion.occasion = occasion_told(told, errors)
    opinion.text = text_told(told, errors)
    if errors:
        raise Invalid(errors)
    options = {"county": opinion.county.code, "audience": opinion.audience()}
    with recording(by=by, source=source, **options):
        opinion.save()
    return opinion


def townships_led_by(user):
    pks = user.standing().township_ids(Role.TOWNSHIP_LEAD)
    return Region.objects.filter(pk__in=pks).select_related("parent").order_by("code")


def township_of(told, by):
    own = list(townships_led_by(by))
    if not own:
        raise NotAllowed("由基层单位负责人提出，您没有相应的角色。", code="role")
    code = told.get("township")
    if code in (None, "") and len(own) == 1:
        return own[0]
    for township in own:
        if township.code == code:
            return township
    raise Invalid({"township": "请写明以您任职的哪个基层单位提出（12位代码）。"})


def department_told(told, county, errors):
    name = told.get("department")
    if not isinstance(name, str) or not name.strip():
        errors["department"] = "请写明是哪个部门。"
        return None
    found = DepartmentLookup(county).find(name)
    if found is None:
        errors["department"] = f"{county.name}没有这一部门。"
        return None
    return found.pk


def occasion_told(told, errors):
    occasion = told.get("occasion")
    if not isinstance(occasion, str) or occasion not in Occasion.values:
        errors["occasion"] = f"可填：{'、'.join(Occasion.values)}。"
    return occasion


def text_told(told, errors):
    text = told.get("text")
    if not isinstance(text, str) or not clean_text(text):
        errors["text"] = "请填写意见。"
        return ""
    text = clean_text(text)
    if fault := text_fault(text, LONGEST_TEXT):
        errors["text"] = fault
    return text
