"""Consultation (征求意见): who is asked, what they answer, and how each objection is settled."""

from typing import NamedTuple

from django.utils import timezone

from access_control.models import ChangeRequest, Opinion, RequestStatus, Run, Stance, Willingness
from access_control.models.opinions import CAPACITY, NEEDS_WILLINGNESS
from access_control.requests.paths import after_consulting, policy_of, rule_of
from access_control.requests.policy_lines import ADVISORY, TWO_THIRDS
from dutylist.history.limits import list_fault
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_save
from dutylist.notices.services import tell
from dutylist.organizations.models import Department, Region
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role
from dutylist.rest.values import Wrong, as_bool, as_text
from dutylist.workflow.attached import attachment_keeper
from dutylist.workflow.calendar import deadline_words
from dutylist.workflow.facts import as_attachment
from dutylist.workflow.refusals import Invalid, NotAllowed, NotDue, NotPossible
from dutylist.workflow.turns import open_turn
from items.entry.cleaning import clean_content
from items.entry.lookup import Lookup
from items.models import ProposedChange, Scope

from .applicants import department_named, township_named
from .checking import keep_findings
from .telling import people_of_unit

Outcome = ProposedChange.Outcome
LEAVE_OUT, ASK_AGAIN, TO_SITTING, DROP = "leave_out", "ask_again", "to_sitting", "drop"
WAYS = {
    LEAVE_OUT: "退出适用范围",
    ASK_AGAIN: "修改文本后再征求意见",
    TO_SITTING: "作为分歧提请审定",
    DROP: "不再提出",
}
MEMBERS = ("unit", "paper", "stance", "text", "capacity", "willingness", "changes", "send")


class Owed(NamedTuple):
    """One change of which one unit has not consented: it is settled before the consultation ends."""

    change: ProposedChange
    opinion: Opinion


# ---- asking ----


def check_accept(request, facts):
    """Reads whom to ask beside those concerned, and how long they have."""
    least = policy_of(request).value("consult_least_days")
    days = facts.get("days")
    if days == "":  # a box left empty
        days = None
    if days is not None and days < least:
        raise Invalid({"days": f"征求意见的期限不得少于{least}个工作日。"})
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
    units = [*units_concerned(request), *others]
    known = {opinion.unit for opinion in request.opinions.all()}
    wanted = [unit for unit in dict.fromkeys(units) if unit not in {*known, request.unit}]
    opinions = [asked_now(request, unit, round=1) for unit in wanted]
    bulk_save(opinions)


def asked_now(request, unit, *, round):
    today, due_on = timezone.localdate(), request.due_on
    opinion = Opinion(request=request, round=round, asked_on=today, due_on=due_on)
    if isinstance(unit, Department):
        opinion.department = unit
    else:
        opinion.township = unit
    return opinion


def units_concerned(request):
    """The townships in the scope of a change, before or after it, and the departments it names."""
    lookup, codes, names = Lookup(request.county), set(), {}
    for change in request.changes.pending():
        before = [change.then] if change.then else []
        for content in [*before, *change.contents]:
            codes.update(lookup.in_scope(content))
        for content in change.contents:
            for row in content["responsibilities"]:
                if not row["collective"]:
                    names[row["department"]] = True
    townships = [lookup.townships[code] for code in sorted(codes)]
    departments = Department.objects.filter(county=request.county, name__in=names)
    return [*townships, *departments.order_by("pk")]


# ---- answering ----


def give_opinion(request, told, *, by, source="form"):
    """Saves what a unit says, and sends it where that is asked: -> (the `Opinion`, whether it is
    new to the unit's page).

    `told` has `MEMBERS`. The clerk records another's sealed paper with `unit` and `paper`.
    """
    require_members(told)
    with recording(by=by, source=source, county=request.county.code):
        request = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        opinion = opinion_of(request, told, by)
        if request.status != RequestStatus.CONSULTING:
            raise NotPossible(f"{request.number}{request.status_label}，不在征求意见。")
        if opinion.sent_at:
            raise NotPossible(f"{opinion.unit.name}已经反馈意见。", code="already_given")
        is_first = opinion.by_id is None
        write_opinion(opinion, request, told, by)
        if told.get("send", True):
            send(opinion, told, by)
            open_turn(request, by=by)
    return opinion, is_first


def require_members(told):
    if not isinstance(told, dict):
        raise Invalid({"": "内容应为一个 JSON 对象。"})
    if strangers := [name for name in told if name not in MEMBERS]:
        raise Invalid(dict.fromkeys(strangers, "没有这个字段。"))


def opinion_of(request, told, by):
    """The opinion of this round that this person gives: of his own unit, or recorded from paper."""
    rows = list(
        Opinion.objects.filter(request=request, round=last_round(request))
        .select_for_update(of=("self",))
        .select_related("department", "township")
    )
    if told.get("unit") is not None:
        return opinion_named(request, rows, told, by)
    own = [opinion for opinion in rows if is_of(opinion, by)]
    if not own:
        raise NotAllowed("本轮没有征求您单位的意见。", code="not_invited")
    if len(own) > 1:
        raise Invalid({"unit": "您在多个受征求意见的单位任职，请写明以哪个单位的名义反馈。"})
    return own[0]


def opinion_named(request, rows, told, by):
    unit = unit_named(told["unit"], request, "unit")
    found = next((opinion for opinion in rows if opinion.unit == unit), None)
    if found is None:
        raise NotAllowed(f"本轮没有征求{unit.name}的意见。", code="not_invited")
    is_clerk = by.standing().has(Role.CLERK, county=request.county)
    if not is_of(found, by) and not is_clerk:
        raise NotAllowed(f"您不是{unit.name}的人员。", code="role")
    return found


def unit_named(told, request, path):
    """The township or department of `{"township": code}` or `{"department": name}`."""
    if isinstance(told, dict) and len(told) == 1:
        [(kind, value)] = told.items()
        if kind == "township" and isinstance(value, str):
            return township_named(value, request.county, f"{path}.township")
        if kind == "department" and isinstance(value, str):
            return department_named(value, request.county, f"{path}.department")
    raise Invalid({path: "请写明一个单位：township（12位代码）或者 department（部门名称）。"})


def is_of(opinion, user):
    standing = user.standing()
    if opinion.department_id:
        return opinion.department_id in standing.department_ids(*DEPARTMENT_ROLES)
    return opinion.township_id in standing.township_ids(*TOWNSHIP_ROLES)


def last_round(request):
    last = request.opinions.order_by("-round").first()
    return last.round if last else 1


def write_opinion(opinion, request, told, by):
    """Writes what is told into the opinion; every fault of it at once."""
    errors = {}
    for name, read in READERS.items():
        if name not in told:
            continue
        try:
            setattr(opinion, name, read(told[name]))
        except Wrong as wrong:
            errors[name] = str(wrong)
    if "changes" in told:
        opinion.lines = lines_of(told["changes"], request, errors)
    if not isinstance(told.get("send", True), bool):
        errors["send"] = "应为 true 或 false。"
    if errors:
        raise Invalid(errors)
    opinion.by, opinion.by_name = by, by.get_full_name()
    opinion.version += 1
    opinion.save()


def as_stance(value):
    return one_of(value, Stance)


def as_willingness(value):
    return one_of(value, Willingness)


def one_of(value, choices):
    if value in (None, ""):
        return ""
    if value not in choices.values:
        raise Wrong(f"可填：{'、'.join(choices.values)}。")
    return value


def as_capacity(value):
    if not isinstance(value, dict) or set(value) - set(CAPACITY):
        raise Wrong(f"应为一个对象，可填：{'、'.join(CAPACITY)}。")
    return {name: None if answer is None else as_bool(answer) for name, answer in value.items()}


def as_words(value):
    return clean_text(as_text(value or ""))


READERS = {
    "stance": as_stance,
    "text": as_words,
    "capacity": as_capacity,
    "willingness": as_willingness,
}


def lines_of(value, request, errors):
    """What is said of single changes: [{"change", "stance", "text"}]."""
    if not isinstance(value, list):
        errors["changes"] = "应为列表。"
        return []
    if fault := list_fault(value):
        errors["changes"] = fault
        return []
    known = list(request.changes.pending().values_list("pk", flat=True))
    lines = []
    for number, row in enumerate(value):
        if not isinstance(row, dict) or row.get("change") not in known:
            errors[f"changes.{number}.change"] = "这一申请没有这条拟调整内容。"
            continue
        try:
            stance, text = as_stance(row.get("stance")), as_words(row.get("text"))
        except Wrong as wrong:
            errors[f"changes.{number}"] = str(wrong)
            continue
        lines.append({"change": row["change"], "stance": stance, "text": text})
    return lines


def send(opinion, told, by):
    """Sends it: by the unit's lead, by its staff or the clerk with the sealed paper."""
    require_sendable(opinion)
    paper = told.get("paper")
    is_lead = holds_lead(opinion, by)
    if (
        not is_lead
        and is_of(opinion, by)
        and not policy_of(opinion.request).value("paper_may_submit")
    ):
        raise NotAllowed("意见由本单位负责人反馈。", code="role")
    if not is_lead and paper is None:
        raise Invalid({"paper": "由经办人或者编办代录的，须附盖章原件扫描件。"})
    require_paper(opinion.request, paper)
    opinion.sent_at = timezone.now()
    opinion.paper = paper if isinstance(paper, int) else getattr(paper, "pk", None)
    opinion.on_paper = not is_of(opinion, by)
    opinion.save()
    if opinion.on_paper:
        tell_of_record(opinion)


def require_paper(request, paper):
    """The sealed scan is an attachment of this very request."""
    if paper is None:
        return
    try:
        fault = attachment_keeper().fault_of(request, as_attachment(paper))
    except Wrong as wrong:
        fault = str(wrong)
    if fault:
        raise Invalid({"paper": fault})


def tell_of_record(opinion):
    """A unit is told what was recorded for it, and until when it may contest that."""
    request = opinion.request
    until = deadline_words(opinion.contestable_until)
    key = f"opinion-{opinion.pk}-{opinion.version}"
    title = f"编办代录了贵单位对{request.number}的意见，有异议的请在{until}前提出"
    for user in people_of_unit(opinion.unit):
        tell(user, key, title, url=request.get_absolute_url())


def holds_lead(opinion, user):
    standing = user.standing()
    if opinion.department_id:
        return opinion.department_id in standing.department_ids(Role.DEPARTMENT_LEAD)
    return opinion.township_id in standing.township_ids(Role.TOWNSHIP_LEAD)


def require_sendable(opinion):
    errors = {}
    if not opinion.stance:
        errors["stance"] = "请选择意见。"
    if opinion.stance in NEEDS_WILLINGNESS and not opinion.text:
        errors["text"] = "请写明具体意见。"
    if opinion.stance in NEEDS_WILLINGNESS and opinion.township_id and not opinion.willingness:
        errors["willingness"] = "请选择承接意愿。"
    if errors:
        raise Invalid(errors)


# ---- reminding, contesting ----


def require_owed(request):
    if not request.opinions_owed().exists():
        raise NotDue("各单位均已反馈意见。")
    if request.opinions_owed().exclude(reminded_on=None).exists():
        raise NotDue("已经催办过一次。")


def apply_remind(request, facts):
    """Each unit that owes an opinion is given the days of the reminder, once."""
    opinions = list(request.opinions_owed())
    for opinion in opinions:
        opinion.reminded_on = timezone.localdate()
        opinion.due_on = request.due_on
    bulk_save(opinions)


def check_contest(request, facts):
    if not request.contestable():
        raise NotDue("没有可以提出异议的代录意见。")


def after_contest(request, decision, facts):
    """The opinion that was recorded for the unit is open again."""
    standing = decision.by.standing()
    for opinion in request.contestable():
        if opinion.unit_id_in(standing):
            opinion.sent_at, opinion.on_paper, opinion.paper = None, False, None
            opinion.save()
    open_turn(request, by=decision.by)


# ---- concluding ----


def require_answered(request):
    """The consultation ends when everybody answered, or was reminded in vain."""
    for opinion in request.opinions_owed():
        if opinion.reminded_on is None or opinion.due_on >= timezone.localdate():
            names = "、".join(request.units_owed())
            raise NotPossible(f"{names}尚未反馈意见，须催办期满后才能结束。", code="opinions_owed")


def owed_settlements(request):
    """[`Owed`] of every change and unit that has not consented, as the consent rule counts."""
    rule = rule_of(request, "consent_rule", ADVISORY)
    if rule == ADVISORY:
        return []
    policy = policy_of(request)
    lookup = Lookup(request.county)
    opinions = list(final_opinions(request))
    owed = []
    for change in request.changes.pending():
        concerned = [opinion for opinion in opinions if concerns(opinion, change, lookup)]
        against = [o for o in concerned if not consents(o, change, policy)]
        townships = [o for o in concerned if o.township_id]
        agreeing = [o for o in townships if o not in against]
        if rule == TWO_THIRDS and 3 * len(agreeing) >= 2 * len(townships):
            continue
        owed += [Owed(change, opinion) for opinion in against]
    return owed


def final_opinions(request):
    """The last opinion of each unit; one that was asked again counts in the place of the first."""
    last = {}
    for opinion in request.opinions.select_related("department", "township").order_by("round"):
        last[opinion.unit] = opinion
    return last.values()


def concerns(opinion, change, lookup):
    """A township is asked about what reaches it; a department about all."""
    if opinion.department_id:
        return not opinion.is_silent
    return any(opinion.township.code in lookup.in_scope(content) for content in change.contents)


def consents(opinion, change, policy):
    """Silence never does; no comment only where the county says so."""
    stance = opinion.stance_on(change)
    if stance == Stance.NO_COMMENT:
        return policy.value("no_comment_is_consent") or bool(opinion.department_id)
    return stance == Stance.AGREE


def check_conclude(request, facts):
    """Refuses while an objection or a silence that counts is not settled."""
    rows = settlement_rows(request, facts.get("settlements") or [])
    settled = {(row["change"].pk, row["unit"]) for row in rows}
    open_ones = [
        owed
        for owed in owed_settlements(request)
        if (owed.change.pk, owed.opinion.unit) not in settled
    ]
    if open_ones:
        names = "；".join(
            f"{owed.opinion.unit.name}对“{owed.change.title}”{owed.opinion.stance_label}"
            for owed in open_ones
        )
        raise Invalid({"settlements": f"{names}，须逐一写明如何处理。"}, code="unsettled")
    request.settling = rows


def settlement_rows(request, rows):
    """The settlements with their change and unit; every fault at its own path."""
    pending = {change.pk: change for change in request.changes.pending()}
    found, errors = [], {}
    for number, row in enumerate(rows):
        path = f"settlements.{number}"
        change = pending.get(row.get("change"))
        if change is None:
            errors[f"{path}.change"] = "这一申请没有这条拟调整内容。"
        elif row.get("way") not in WAYS:
            errors[f"{path}.way"] = f"可填：{'、'.join(WAYS)}。"
        else:
            found.append(settlement_row(request, row, change, path, errors))
    if errors:
        raise Invalid(errors)
    return found


def settlement_row(request, row, change, path, errors):
    settled = {"change": change, "way": row["way"], "text": row.get("text") or "", "unit": None}
    try:
        settled["unit"] = unit_named(row.get("unit"), request, f"{path}.unit")
        if row["way"] == ASK_AGAIN:
            lookup = Lookup(request.county)
            settled["content"] = clean_content(row.get("item") or {}, lookup, change.proposed)
        if row["way"] == LEAVE_OUT:
            settled["content"] = without_township(request, change, settled["unit"])
    except Invalid as refused:
        errors |= {
            key if key.startswith(path) else f"{path}.item.{key}": said
            for key, said in refused.errors.items()
        }
    return settled


def without_township(request, change, unit):
    """The content of a change that no longer reaches a township."""
    if not isinstance(unit, Region):
        raise Invalid({"unit": "只有乡镇（街道）可以退出适用范围。"})
    if not isinstance(change.proposed, dict):
        raise Invalid({"way": "合并、拆分和取消不能逐个单位退出。"})
    lookup = Lookup(request.county)
    codes = [code for code in lookup.in_scope(change.proposed) if code != unit.code]
    if not codes:
        raise Invalid({"way": "退出以后没有适用的单位，请改为不再提出。"})
    listed = {"scope": Scope.LISTED, "tags": [], "townships": codes}
    return clean_content(listed, lookup, change.proposed)


def concluded_to(request):
    """Where the request goes: back to be asked again, on, or nowhere where nothing is left."""
    rows = request.settling
    if any(row["way"] == ASK_AGAIN for row in rows):
        return RequestStatus.CONSULTING
    dropped = {row["change"].pk for row in rows if row["way"] == DROP}
    if not request.changes.pending().exclude(pk__in=dropped).exists():
        return RequestStatus.REFUSED
    return after_consulting(request)


def apply_conclude(request, facts):
    """Settles each objection; what was changed is asked of that unit alone in a new round."""
    changes, again = {}, {}
    for row in request.settling:
        change = changes.setdefault(row["change"].pk, row["change"])
        settle(change, row, request)
        if row["way"] == ASK_AGAIN:
            again[row["unit"]] = True
    bulk_save(list(changes.values()))
    if again:
        next_round = last_round(request) + 1
        bulk_save([asked_now(request, unit, round=next_round) for unit in again])


def after_conclude(request, decision, facts):
    if decision.target_status == RequestStatus.OFFICE_REVIEW:
        keep_findings(request, Run.REVIEW)


def settle(change, row, request):
    if row["way"] == LEAVE_OUT:
        change.proposed = without_township(request, change, row["unit"])
        change.version += 1
    elif row["way"] == ASK_AGAIN:
        change.proposed = row["content"]
        change.version += 1
    elif row["way"] == DROP:
        change.outcome, change.outcome_reason = Outcome.DROPPED, row["text"] or WAYS[DROP]
