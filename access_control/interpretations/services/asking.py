"""A department or a township asks what the list means, of an item or of none."""

from django.utils import timezone

from access_control.models import Interpretation
from access_control.models.interpretations import LONGEST_QUESTION
from access_control.models.request_readers import known_items
from access_control.requests.services.applicants import OFFICE, applicant_of, units_of
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.models import Region
from dutylist.organizations.places_asked import county_among
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_text
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.engine import begin
from dutylist.workflow.refusals import Invalid, NotAllowed
from items.models import DutyItem

MEMBERS = ("county", "applicant", "item", "question")
UNITS = (*DEPARTMENT_ROLES, *TOWNSHIP_ROLES)
ONLY_UNITS = "清单释义由部门和基层单位提请，您没有相应的角色。"


def ask_interpretation(told, *, by, source="form"):
    """Puts a question to the office of what is told (`MEMBERS`): -> the `Interpretation`.

    Every fault is named at once, at its own path. Raises Invalid, NotAllowed.
    """
    if not may_ask(by):
        raise NotAllowed(ONLY_UNITS, code="role")
    require_members(told, MEMBERS)
    county = county_among(told, counties_to_ask(by))
    applicant = asking_unit(told.get("applicant"), county, by)
    question, item = read_told(told, county, by)
    interpretation = Interpretation(
        county=county,
        department=applicant.department,
        township=applicant.township,
        item=item,
        question=question,
        asked_by=by,
        asked_by_name=by.get_full_name(),
        asked_on=timezone.localdate(),
    )
    days = interpretation.clock_days("interpretation_answer_days")
    interpretation.due_on = add_working_days(interpretation.asked_on, days)
    with recording(by=by, source=source, county=county.code):
        return begin(interpretation, by=by, source=source)


def may_ask(user):
    return user.standing().has(*UNITS)


def counties_to_ask(user):
    """The counties with a list of their own in which this person works in a unit."""
    ids = user.standing().county_ids(*UNITS)
    return Region.objects.filter(pk__in=ids).keeping_list()


def units_to_ask_for(user, county):
    """Every department and township of the county in whose name this person asks."""
    return [unit for unit in units_of(user, county) if unit.kind != OFFICE]


def asking_unit(told, county, user):
    """The unit that is told, or the only one of this person; never another's."""
    own = units_to_ask_for(user, county)
    if told is None and len(own) == 1:
        return own[0]
    if told is None:
        raise Invalid(
            {
                "applicant": "您在多个单位任职，请写明以哪个单位提问："
                "department（部门名称）或者 township（12位代码）。"
            }
        )
    named = applicant_of(told, county, user)
    if named not in own:
        raise NotAllowed("您不是这一单位的人员，不能以其名义提问。", code="role")
    return named


def read_told(told, county, user):
    """(the question, the item or None); Invalid names every fault."""
    faults = {}
    question = read_question(told.get("question"), faults)
    item = None
    code = told.get("item")
    if code not in (None, ""):
        item = item_known(code, county, user)
        if item is None:
            faults["item"] = (
                f"{county.name}的清单里没有这一编码的事项，应为11位事项编码；不问某一事项的，不填。"
            )
    if faults:
        raise Invalid(faults)
    return question, item


def read_question(value, faults):
    if value is None:
        faults["question"] = "请写明要问什么。"
        return ""
    try:
        question = clean_text(as_text(value))
    except Wrong as wrong:
        faults["question"] = str(wrong)
        return ""
    if not question:
        faults["question"] = "请写明要问什么。"
    elif len(question) > LONGEST_QUESTION:
        faults["question"] = f"共{len(question)}字，最多{LONGEST_QUESTION}字。"
    return question


def item_known(code, county, user):
    """An item of the county's list that this person knows; None for anything else."""
    if not isinstance(code, str):
        return None
    rows = DutyItem.objects.filter(known_items(user)).current().of_county(county)
    return rows.filter(code=code).first()
