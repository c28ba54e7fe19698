"""A township answers: its ballot is written without a trace in the record, and replaced until the
round ends.
"""

from django.db import transaction
from django.utils import timezone

from assessment.models import Answered, Ballot, SatisfactionRound
from dutylist.history.limits import list_fault, text_fault
from dutylist.history.texts import clean_text
from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.models import Ownership, Region
from dutylist.organizations.roles import Role
from dutylist.rest.members import require_members
from dutylist.workflow.calendar import deadline_words
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible

LONGEST_TEXT = 500
OF_BALLOT = ("ratings", "township")
OF_RATING = ("department", "answers", "text")


def township_of(row, user, code=None):
    """The township for which this person answers in a round. Raises NotAllowed, Invalid."""
    pks = user.standing().township_ids(Role.TOWNSHIP_LEAD)
    own = list(Region.objects.filter(pk__in=pks, parent=row.county_id).order_by("code"))
    if not own:
        raise NotAllowed("评价由基层单位负责人填写，您没有相应的角色。", code="role")
    if code in (None, ""):
        if len(own) > 1:
            raise Invalid({"township": "请写明以您任职的哪个基层单位评价（12位代码）。"})
        return own[0]
    for township in own:
        if township.code == code:
            return township
    raise Invalid({"township": "只能以您任职的基层单位评价。"})


def require_open(row):
    if not row.is_open:
        raise NotPossible(f"{row}{row.status_label}，不能再评价。")
    if row.closes_on < timezone.localdate():
        raise NotPossible(f"{row}已于{deadline_words(row.closes_on)}截止，不能再评价。")


def ballot_of(row, township, user):
    """The answers that the township gave so far; an empty ballot where it gave none."""
    found = Ballot.objects.visible_to(user).filter(round=row, township=township).first()
    return found or Ballot(round=row, township=township)


def ballot_json(row, ballot):
    """The departments to rate, with what this township answered so far."""
    departments = []
    for one in row.rated:
        given = ballot.ratings.get(str(one.department_id), {})
        departments.append(
            {
                "department": one.department.name,
                "dispatched": one.department.ownership == Ownership.DISPATCHED,
                "answers": given.get("answers", []),
                "text": given.get("text", ""),
            }
        )
    return {"dimensions": row.dimensions, "departments": departments}


def rate(row, told, *, by):
    """Writes the ballot of this person's township, whole; an earlier one is replaced.

    No recording, no decision, no to-do: see `Ballot`. The round is locked, so that none is written
    while it ends.
    """
    require_members(told, OF_BALLOT)
    with transaction.atomic():
        rows = SatisfactionRound.objects.select_for_update(of=("self",))
        row = rows.select_related("county").get(pk=row.pk)
        township = township_of(row, by, told.get("township"))
        require_open(row)
        keep_ballot(row, township, ratings_told(row, told))


def keep_ballot(row, township, ratings):
    """The one ballot of a township in a round, with these ratings in place of any before."""
    ballot = Ballot.objects.filter(round=row, township=township).first()
    ballot = ballot or Ballot(round=row, township=township)
    ballot.ratings = ratings
    ballot.save()


def ratings_told(row, told):
    """{number of a department as text: its rating}; every fault at once."""
    listed = told.get("ratings")
    if not isinstance(listed, list) or not listed:
        raise Invalid({"ratings": "请至少评价一个部门。"})
    if fault := list_fault(listed):
        raise Invalid({"ratings": fault})
    rated = set(row.departments.values_list("department", flat=True))
    lookup, ratings, errors = DepartmentLookup(row.county), {}, {}
    for number, rating in enumerate(listed):
        path = f"ratings.{number}"
        pk = department_rated(rating, lookup, rated, path, errors)
        if pk is None:
            continue
        if str(pk) in ratings:
            errors[f"{path}.department"] = "同一部门只评价一次。"
        ratings[str(pk)] = {
            "answers": answers_told(rating, row, path, errors),
            "text": text_told(rating, path, errors),
        }
    if errors:
        raise Invalid(errors)
    return ratings


def department_rated(rating, lookup, rated, path, errors):
    """The number of the department that is rated, or None with the fault named."""
    if not isinstance(rating, dict):
        errors[path] = f"每项应有{'、'.join(OF_RATING)}。"
        return None
    for name in rating:
        if name not in OF_RATING:
            errors[f"{path}.{str(name)[:24]}"] = "没有这个字段。"
    name = rating.get("department")
    found = lookup.find(name) if isinstance(name, str) and name.strip() else None
    if found is None or found.pk not in rated:
        errors[f"{path}.department"] = "这次评价没有这一部门。"
        return None
    return found.pk


def answers_told(rating, row, path, errors):
    answers = rating.get("answers")
    if not isinstance(answers, list) or len(answers) != len(row.dimensions):
        errors[f"{path}.answers"] = f"请按顺序填写{len(row.dimensions)}项评价。"
        return []
    for number, answer in enumerate(answers):
        if not isinstance(answer, str) or answer not in Answered.values:
            errors[f"{path}.answers.{number}"] = f"可填：{'、'.join(Answered.values)}。"
    return answers


def text_told(rating, path, errors):
    text = rating.get("text") or ""
    if not isinstance(text, str):
        errors[f"{path}.text"] = "应为文字。"
        return ""
    text = clean_text(text)
    if fault := text_fault(text, LONGEST_TEXT):
        errors[f"{path}.text"] = fault
    return text
