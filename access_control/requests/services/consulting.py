"""Consultation (征求意见): who is asked, who is reminded, and what a unit contests."""

from django.db import transaction
from django.utils import timezone

from access_control.models import ChangeRequest, Opinion, RequestStatus
from access_control.models.request_deadlines import days_of_limit
from access_control.models.request_turns import concluding_todo, is_silence
from access_control.requests.paths import policy_of
from dutylist.history.tracking import bulk_save
from dutylist.organizations.models import Department, User
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.calendar import deadline_words
from dutylist.workflow.refusals import Invalid, NotDue
from dutylist.workflow.turns import open_turn
from items.entry.lookup import Lookup

from .applicants import department_named, township_named
from .opinions import last_round
from .telling import tell_unit


def check_accept(request, facts):
    """Reads whom to ask beside those concerned, and how long they have."""
    least = policy_of(request).value("consult_least_days")
    days = facts.get("days")
    if days == "":  # a box left empty
        days = None
    if days is not None and days < least:
        raise Invalid({"days": f"征求意见的期限不得少于{least}个工作日。"})
    left = days_of_limit(request)
    if days is not None and left is not None and days > max(left, least):
        sentence = f"这一情形有单独的办理时限，征求意见的期限不得超过{max(left, least)}个工作日。"
        raise Invalid({"days": sentence})
    request.asked_days = days
    invited_units(request, facts.get("invite") or [])


def apply_accept(request, facts):
    open_round(request, invited_units(request, facts.get("invite") or []))


def invited_units(request, rows):
    """The units that the clerk asks beside those concerned."""
    units = []
    for number, row in enumerate(rows):
        path = f"invite.{number}"
        if row.get("township") and not row.get("department"):
            units.append(township_named(row["township"], request.county, f"{path}.township"))
        elif row.get("department") and not row.get("township"):
            units.append(department_named(row["department"], request.county, f"{path}.department"))
        else:
            raise Invalid(
                {path: "请写明一个单位：township（12位代码）或者 department（部门名称）。"}
            )
    return units


def open_round(request, others=()):
    """Opens one opinion for every unit concerned, once, due with the request; the applicant is not
    asked.
    """
    units = [*units_concerned(request, request.changes.pending()), *others]
    known = {opinion.unit for opinion in request.opinions.all()}
    wanted = [unit for unit in dict.fromkeys(units) if unit not in {*known, request.unit}]
    present = last_round(request)
    opinions = [asked_now(request, unit, round=present) for unit in wanted]
    bulk_save(opinions)


def asked_now(request, unit, *, round):
    today, due_on = timezone.localdate(), request.due_on
    opinion = Opinion(request=request, round=round, asked_on=today, due_on=due_on)
    if isinstance(unit, Department):
        opinion.department = unit
    else:
        opinion.township = unit
    return opinion


def units_concerned(request, changes):
    """The townships in the scope of these changes, before or after them, and the departments that
    they name.
    """
    lookup, codes, names = Lookup(request.county), set(), {}
    for change in changes:
        before = [change.then] if change.then else []
        for content in [*before, *change.contents]:
            codes.update(lookup.in_scope(content))
        # What is struck out falls back to the departments that it names today.
        for content in change.contents or before:
            for row in content["responsibilities"]:
                if not row["collective"]:
                    names[row["department"]] = True
    townships = [lookup.townships[code] for code in sorted(codes)]
    departments = Department.objects.filter(county=request.county, name__in=names)
    return [*townships, *departments.order_by("pk")]


def changes_asked(opinion, changes, lookup):
    """Of which changes a unit is asked: a township of those that reach it, now or until now, and of
    all where none does, since the clerk asked it beside those concerned; a department of all.
    """
    if opinion.department_id:
        return list(changes)
    said = {line["change"] for line in opinion.lines}
    asked = []
    for change in changes:
        contents = [change.then] if change.then else []
        reached = {code for one in [*contents, *change.contents] for code in lookup.in_scope(one)}
        if opinion.township.code in reached or change.pk in said:
            asked.append(change)
    return asked or list(changes)


def require_owed(request):
    if not request.opinions_owed().exists():
        raise NotDue("各单位均已反馈意见。")
    if not request.opinions_owed().filter(reminded_on=None).exists():
        raise NotDue("已经催办过一次。")


def apply_remind(request, facts):
    """Each unit that owes an opinion is given the days of the reminder, once."""
    opinions = list(request.opinions_owed().filter(reminded_on=None))
    for opinion in opinions:
        opinion.reminded_on = timezone.localdate()
        opinion.due_on = request.due_on
    bulk_save(opinions)


def after_remind(request, decision, facts):
    """Tells the people of each unit that was reminded until when it is waited for."""
    until = deadline_words(request.due_on)
    title = f"催办：请对{request}反馈意见，{until}前"
    for opinion in request.opinions_owed().select_related("department", "township"):
        if opinion.reminded_on == timezone.localdate():
            tell_unit(opinion.unit, request, f"reminded-{decision.pk}", title)


def check_contest(request, facts):
    if not request.contestable():
        raise NotDue("没有可以提出异议的代录意见。")


def words_of_contests(subject, *, said="意见", step="结束征求意见"):
    """Until when units may contest what was recorded for them, in a sentence for the clerk who
    would go on before; "" where nobody may.
    """
    recorded = subject.contestable()
    if not recorded:
        return ""
    names = "、".join(opinion.unit.name for opinion in recorded)
    until = deadline_words(max(opinion.contestable_until for opinion in recorded))
    return (
        f"{names}的{said}由{staffing_office_of(subject.county)}代录，{until}前可以提出异议；"
        f"现在{step}的，以后不再受理对代录的异议。"
    )


def after_contest(request, decision, facts):
    """The opinion that was recorded for the unit is open again, in the round that is under way."""
    for opinion in request.contestable():
        if opinion.is_led_by(decision.by):
            opinion.reopen(request.due_on)
            opinion.round = last_round(request)
            opinion.save()
    open_turn(request, by=decision.by)


def hand_silence_to_clerk(now):
    """Where every unit that owes an opinion was reminded in vain, the clerk is asked to draw the
    line instead of them: -> how many requests there are.
    """
    day = timezone.localdate(now)
    waiting = ChangeRequest.objects.filter(status=RequestStatus.CONSULTING, due_on__lt=day)
    silent = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        silent += ask_clerk_to_conclude(pk, day, now)
    return silent


@transaction.atomic
def ask_clerk_to_conclude(pk, day, now):
    request = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=pk)
    owed = list(request.opinions_owed())
    if request.status != RequestStatus.CONSULTING or not owed or not is_silence(owed, day):
        return False
    open_turn(request, by=User.objects.system(), owed=[concluding_todo(request)], at=now)
    return True
