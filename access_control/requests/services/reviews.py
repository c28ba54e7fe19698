"""The review half a year after a request came into force (后评估): who is asked, what a township
says in one line, and what the office concludes from it.
"""

import calendar
from datetime import timedelta

from django.utils import timezone

from access_control.models import (
    ChangeRequest,
    Channel,
    Conclusion,
    HowFar,
    RequestAction,
    ReviewAnswer,
)
from access_control.models.request_states import TITLE_LENGTH
from access_control.models.request_turns import is_silence
from access_control.models.reviews import LONGEST_WORD
from access_control.requests.circumstances import circumstances_open
from access_control.requests.paths import policy_of
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_save
from dutylist.notices.services import AskedOf, tell
from dutylist.organizations.roles import TOWNSHIP_ROLES, Role
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_text
from dutylist.workflow.calendar import add_working_days, deadline_words
from dutylist.workflow.refusals import Invalid, NotAllowed, NotDue, NotPossible
from dutylist.workflow.turns import open_turn
from items.entry.content import content_of
from items.entry.lookup import Lookup
from items.models import Kind, ProposedChange

from .drafting import draft_of_the_office
from .ending import items_in_list
from .opinions import number_of_paper, require_paper, unit_named
from .telling import people_of_unit, tell_unit

MEMBERS = ("unit", "paper", "carried", "support_kept", "text")
ONE_DAY = timedelta(days=1)
Op = ProposedChange.Op


# ---- when it falls due ----


def is_to_be_reviewed(request):
    """An admission is reviewed, and an adjustment that added an item."""
    if request.channel == Channel.ADMISSION:
        return True
    added = request.changes.applied().filter(op=Op.ADD)
    return request.channel == Channel.ADJUSTMENT and added.exists()


def last_day_before_review(request):
    """The last day of the months after which the review falls due; None where there is none."""
    if not is_to_be_reviewed(request):
        return None
    since = request.in_force_on or timezone.localdate()
    return months_later(since, policy_of(request).value("review_months")) - ONE_DAY


def months_later(day, months):
    """The same day so many months later; the last of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, days_in(year, month)))


def days_in(year, month):
    return calendar.monthrange(year, month)[1]


def ends_first(request, day):
    """The clock of a request in force: it is stopped by its end where that comes sooner."""
    days = [one for one in (day, request.ends_on) if one]
    return min(days, default=None)


# ---- it is opened ----


def items_of(request):
    """The items in the list that came of the request, or were changed by it."""
    return items_in_list(request).exclude(kind=Kind.RECLAIMED).order_by("code")


def townships_to_ask(request):
    """The townships in the scope of these items today."""
    lookup, codes = Lookup(request.county), set()
    for item in items_of(request):
        codes.update(lookup.in_scope(content_of(item)))
    return [lookup.townships[code] for code in sorted(codes)]


def require_review_due(request):
    if not is_to_be_reviewed(request) or request.due_on == request.ends_on:
        raise NotDue("这一申请没有到期的后评估。")
    if request.review_answers.exists():
        raise NotDue("后评估已经开展。")
    if not townships_to_ask(request):
        raise NotDue("清单中已经没有这一申请的事项。")


def apply_open_review(request, facts):
    """Asks each township for its line; it is due with the request."""
    due_on, today = request.due_on, timezone.localdate()
    answers = []
    for township in townships_to_ask(request):
        answers.append(
            ReviewAnswer(request=request, township=township, asked_on=today, due_on=due_on)
        )
    bulk_save(answers)
    request.due_on = ends_first(request, due_on)


def require_review_owed(request):
    if not request.reviews_owed().exists():
        raise NotDue("没有待反馈的后评估。")
    if request.reviews_owed().exclude(reminded_on=None).exists():
        raise NotDue("已经催办过一次。")


def apply_remind_review(request, facts):
    """Each township that owes its line is given the days of the reminder, once."""
    answers = list(request.reviews_owed())
    for answer in answers:
        answer.reminded_on, answer.due_on = timezone.localdate(), request.due_on
    bulk_save(answers)
    request.due_on = ends_first(request, request.due_on)


def after_remind_review(request, decision, facts):
    """Tells the people of each township that was reminded until when its line is waited for."""
    for answer in request.reviews_owed():
        title = f"催办：请反馈{request}的后评估，{deadline_words(answer.due_on)}前"
        tell_unit(answer.township, request, f"reminded-{decision.pk}", title)


# ---- a township answers ----


def answer_review(request, told, *, by, source="form"):
    """Sends what a township says in one line, once: -> the `ReviewAnswer`.

    `told` has `MEMBERS`; the clerk records another's sealed paper with `unit` and `paper`.
    Raises Invalid, NotAllowed, NotPossible.
    """
    require_members(told, MEMBERS)
    with recording(by=by, source=source, county=request.county.code):
        request = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        answer = answer_of(request, told, by)
        if not request.is_reviewing:
            raise NotPossible(f"{request.number}{request.status_label}，不在开展后评估。")
        if answer.sent_at:
            raise NotPossible(f"{answer.township.name}已经反馈。", code="already_given")
        write_answer(answer, told, by)
        if answer.on_paper:
            tell_of_record(answer)
        done = AskedOf(Role.TOWNSHIP_LEAD, region_id=answer.township_id)
        open_turn(request, by=by, done_in=[done])
    return answer


def answer_of(request, told, by):
    """The line that this person gives: of the township that is named, or of his only one; the clerk
    gives that of any.
    """
    own = list(answers_of(request, by).select_for_update(of=("self",)))
    if told.get("unit") is not None:
        unit = unit_named(told["unit"], request, "unit")
        if is_recording(request, by):
            own = list(every_answer(request).select_for_update(of=("self",)))
        own = [answer for answer in own if answer.township == unit]
    if not own:
        raise NotAllowed("后评估没有请您单位反馈。", code="not_invited")
    if len(own) > 1:
        raise Invalid({"unit": "您在多个单位任职，请写明以哪个单位的名义反馈。"})
    return own[0]


def is_recording(request, user):
    """Whether this person records from paper what the townships say."""
    return user.standing().has(Role.CLERK, county=request.county)


def every_answer(request):
    rows = ReviewAnswer.objects.filter(request=request)
    return rows.select_related("township").order_by("pk")


def answers_of(request, user):
    """The lines of the townships this person works in."""
    townships = user.standing().township_ids(*TOWNSHIP_ROLES)
    return every_answer(request).filter(township__in=townships)


def write_answer(answer, told, by):
    """Writes what is told; every fault of it at once."""
    errors = {}
    for name in ("carried", "support_kept"):
        value = told.get(name) or ""
        if value and value not in HowFar.values:
            errors[name] = f"可填：{'、'.join(HowFar.values)}。"
        setattr(answer, name, value)
    if not answer.carried and "carried" not in errors:
        errors["carried"] = "请选择承接情况。"
    is_open = not answer.support_kept and "support_kept" not in errors
    if is_open and has_promises(answer.request):
        errors["support_kept"] = "请选择承诺的保障是否兑现。"
    answer.text = word_of(told, errors)
    is_own, paper = answer.is_of(by), told.get("paper")
    if not is_own and paper is None:
        errors["paper"] = (
            f"由{staffing_office_of(answer.request.county)}代录的，须附盖章原件扫描件。"
        )
    if errors:
        raise Invalid(errors)
    require_paper(answer.request, paper, by)
    answer.paper = number_of_paper(paper)
    answer.on_paper = not is_own
    answer.by, answer.by_name = by, by.get_full_name()
    answer.sent_at = timezone.now()
    answer.version += 1
    answer.save()


def tell_of_record(answer):
    """The people of a township are told what the clerk recorded for it, and until when it may
    contest that.
    """
    request, until = answer.request, deadline_words(answer.contestable_until)
    key = f"review-answer-{answer.pk}-{answer.version}"
    office = staffing_office_of(request.county)
    title = f"{office}代录了贵单位对{request.number}的后评估反馈，有异议的请在{until}前提出"
    for user in people_of_unit(answer.township):
        tell(user, key, title, url=request.get_absolute_url())


def after_contest_review(request, decision, facts):
    """The line that was recorded for the township is open again; it has the days of a reminder to
    speak itself, where the review leaves it no more.
    """
    days = request.clock_days("remind_days")
    due_on = add_working_days(timezone.localdate(), days)
    for answer in request.contestable():
        if answer.is_led_by(decision.by):
            answer.reopen(max(answer.due_on, due_on))
            answer.save()
    open_turn(request, by=decision.by)


def word_of(told, errors):
    try:
        text = clean_text(as_text(told.get("text") or ""))
    except Wrong as wrong:
        errors["text"] = str(wrong)
        return ""
    if len(text) > LONGEST_WORD:
        errors["text"] = f"最多{LONGEST_WORD}个字，现有{len(text)}个字。"
    return text


def has_promises(request):
    """Whether support was promised with the request or one of its items."""
    if request.support:
        return True
    return any(item.support.exists() for item in items_of(request))


# ---- the clerk concludes ----


def require_review_open(request):
    if not request.review_answers.exists():
        raise NotDue("后评估尚未开展：施行满规定的月数后自动开展。")


def reason_to_conclude(request):
    """A sentence where townships are cut off that have still to speak: a review is concluded
    without a reason when each has answered, or was reminded in vain.
    """
    owed = list(request.reviews_owed())
    if is_silence(owed):
        return ""
    names = "、".join(answer.township.name for answer in owed)
    until = deadline_words(max(answer.due_on for answer in owed))
    return f"{names}尚未反馈，反馈期限至{until}；现在就作出评估结论的，请写明理由。"


def check_review(request, facts):
    if facts["conclusion"] not in Conclusion.values:
        raise Invalid({"conclusion": f"可填：{'、'.join(Conclusion.values)}。"})


def apply_review(request, facts):
    request.due_on = request.ends_on


def after_review(request, decision, facts):
    """An item to be amended or cancelled goes back to the gate, as a draft of the office."""
    conclusion = Conclusion(facts["conclusion"])
    if conclusion == Conclusion.KEEP:
        return
    changes = []
    if conclusion == Conclusion.CANCEL:
        for item in items_of(request):
            changes.append({"op": Op.CANCEL.value, "code": item.code})
    told = {
        "county": request.county.code,
        "applicant": {"office": True},
        "channel": Channel.ADJUSTMENT.value,
        "circumstance": circumstance_after(request, facts),
        "title": f"后评估{conclusion.label}：{request.title}"[:TITLE_LENGTH],
        "reason": reason_after(request, facts),
        "follows": request.pk,
        "changes": changes,
    }
    draft_of_the_office(told, by=decision.by)


def circumstance_after(request, facts):
    """Of the office's own motion, or because the support did not come; open where the county's
    table has no such circumstance.
    """
    code = "support_failed" if facts.get("support_kept") is False else "own_motion"
    circumstance = circumstances_open(request.county).get(code)
    is_fitting = circumstance and Channel.ADJUSTMENT in circumstance.channels
    return code if is_fitting else ""


def reason_after(request, facts):
    """What the review found, in sentences."""
    label = Conclusion(facts["conclusion"]).label
    lines = [f"{request.number}施行后开展后评估，结论为“{label}”。"]
    if facts.get("text"):
        lines.append(facts["text"])
    # What each unit said stands at the request itself: others read the reason of this one.
    answers = list(request.review_answers.all())
    silent = sum(answer.is_silent for answer in answers)
    lines.append(f"征求{len(answers)}个单位，{len(answers) - silent}个反馈，{silent}个未反馈。")
    return "\n".join(lines)


def review_of(request):
    """What was concluded, or None."""
    decision = request.decisions.filter(action=RequestAction.REVIEW).last()
    if decision is None:
        return None
    unanswered = [answer.township.name for answer in request.reviews_owed()]
    return {
        "conclusion": decision.facts["conclusion"],
        "conclusion_label": Conclusion(decision.facts["conclusion"]).label,
        "support_kept": decision.facts.get("support_kept"),
        "text": decision.facts.get("text") or "",
        "unanswered": unanswered,
        "by": decision.by_name,
        "at": decision.at.isoformat(),
    }
