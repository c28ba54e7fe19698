"""How a consultation ends: the clerk settles each objection, and each silence that counts."""

from typing import NamedTuple

from access_control.models import Opinion, RequestAction, RequestStatus, Run, Stance
from access_control.models.opinions import contested_among
from access_control.models.request_turns import is_silence
from access_control.models.rounds import last_of_each_unit
from access_control.requests.path_words import ADVISORY, TWO_THIRDS
from access_control.requests.paths import after_consulting, policy_of, rule_of
from dutylist.history.tracking import bulk_save
from dutylist.organizations.models import Department, Region
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.refusals import Invalid, NotPossible
from items.entry.cleaning import clean_content
from items.entry.lookup import Lookup
from items.models import ProposedChange, Scope

from .checking import keep_findings
from .consulting import asked_now
from .opinions import last_round, unit_asked

Outcome = ProposedChange.Outcome
LEAVE_OUT, ASK_AGAIN, TO_SITTING, DROP = "leave_out", "ask_again", "to_sitting", "drop"
WAYS = {
    LEAVE_OUT: "退出适用范围",
    ASK_AGAIN: "修改文本后再征求意见",
    TO_SITTING: "作为分歧提请审定",
    DROP: "不再提出",
}


class Owed(NamedTuple):
    """One change without the consent of a unit: it is settled before the consultation ends."""

    change: ProposedChange
    opinion: Opinion


def require_answered(request):
    """The consultation ends when everybody answered, or was reminded in vain."""
    owed = list(request.opinions_owed().select_related("department", "township"))
    if is_silence(owed):
        return
    contests = request.decisions.filter(action=RequestAction.CONTEST).select_related("by")
    told = words_of_owed(request, owed, contested_among(owed, contests))
    raise NotPossible(f"{told}，须催办期满后才能结束。", code="opinions_owed")


def words_of_owed(request, owed, contested):
    """Who has still to speak, those apart who contested what the clerk recorded for them."""
    told = []
    if contested:
        names = "、".join(opinion.unit.name for opinion in contested)
        office = staffing_office_of(request.county)
        told.append(f"{names}对{office}代录的意见提出异议，尚未重新反馈意见")
    others = [opinion for opinion in owed if opinion not in contested]
    if others:
        names = "、".join(opinion.unit.name for opinion in others)
        told.append(f"{names}尚未反馈意见")
    return "；".join(told)


def owed_settlements(request):
    """[`Owed`] of every change and unit that has not consented, as the consent rule counts."""
    rule = rule_of(request, "consent_rule", ADVISORY)
    if rule == ADVISORY:
        return []
    policy = policy_of(request)
    lookup = Lookup(request.county)
    opinions = final_opinions(request)
    owed = []
    for change in request.changes.pending():
        concerned = [opinion for opinion in opinions if concerns(opinion, change, lookup)]
        against = [opinion for opinion in concerned if not consents(opinion, change, policy)]
        if rule == TWO_THIRDS and two_thirds_agree(concerned, against):
            continue
        for opinion in against:
            owed.append(Owed(change, opinion))
    return owed


def two_thirds_agree(concerned, against):
    """Whether of the townships concerned at least two thirds consent."""
    townships = [opinion for opinion in concerned if opinion.township_id]
    agreeing = [opinion for opinion in townships if opinion not in against]
    return 3 * len(agreeing) >= 2 * len(townships)


def final_opinions(request):
    """The last opinion of each unit; one that was asked again counts in the place of the first."""
    rows = request.opinions.select_related("department", "township")
    return last_of_each_unit(rows.order_by("round", "pk"))


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
    unsettled = []
    for change, opinion in owed_settlements(request):
        if (change.pk, opinion.unit) not in settled:
            unsettled.append(f"{opinion.unit.name}对“{change.title}”{opinion.stance_label}")
    if unsettled:
        sentence = f"{'；'.join(unsettled)}，须逐一写明如何处理。"
        raise Invalid({"settlements": sentence}, code="unsettled")
    request.settling = rows


def settlement_rows(request, rows):
    """The settlements with their change and unit; every fault at its own path. Of several on one
    change each goes on from the text that those before it leave.
    """
    pending = {change.pk: change for change in request.changes.pending()}
    contents = {pk: change.proposed for pk, change in pending.items()}
    found = []
    errors = {}
    for number, row in enumerate(rows):
        path = f"settlements.{number}"
        change = pending.get(row.get("change"))
        if change is None:
            errors[f"{path}.change"] = "这一申请没有这条拟调整内容。"
        elif row.get("way") not in WAYS:
            errors[f"{path}.way"] = f"可填：{'、'.join(WAYS)}。"
        else:
            settled = settlement_row(request, row, change, contents[change.pk], path, errors)
            contents[change.pk] = settled["content"]
            found.append(settled)
    if errors:
        raise Invalid(errors)
    return found


def settlement_row(request, row, change, content, path, errors):
    """One settlement; its `content` is the text of the change with it."""
    settled = {"change": change, "way": row["way"], "text": row.get("text") or "", "unit": None}
    settled["content"] = content
    try:
        settled["unit"] = unit_asked(row.get("unit"), request, f"{path}.unit")
        if row["way"] == ASK_AGAIN:
            require_there(settled["unit"])
            lookup = Lookup(request.county)
            settled["content"] = clean_content(row.get("item") or {}, lookup, content)
        if row["way"] == LEAVE_OUT:
            settled["content"] = without_township(request, content, settled["unit"])
    except Invalid as refused:
        for key, said in refused.errors.items():
            if key in ("unit", "way"):
                key = f"{path}.{key}"
            elif not key.startswith(path):
                key = f"{path}.item.{key}"
            errors[key] = said
    return settled


def require_there(unit):
    """Refuses to ask a department that is no more: nobody would answer."""
    if isinstance(unit, Department) and unit.valid_until:
        sentence = f"{unit.name}已经并入其他部门或者撤销，不能再征求意见，请选择其他办法。"
        raise Invalid({"way": sentence})


def without_township(request, content, unit):
    """The content of a change that no longer reaches a township."""
    if not isinstance(unit, Region):
        raise Invalid({"unit": "只有乡镇（街道）可以退出适用范围。"})
    if not isinstance(content, dict):
        raise Invalid({"way": "合并、拆分和取消不能逐个单位退出。"})
    lookup = Lookup(request.county)
    codes = [code for code in lookup.in_scope(content) if code != unit.code]
    if not codes:
        raise Invalid({"way": "退出以后没有适用的单位，请改为不再提出。"})
    listed = {"scope": Scope.LISTED, "tags": [], "townships": codes}
    return clean_content(listed, lookup, content)


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
    changes = {}
    asked_again = []
    for row in request.settling:
        change = changes.setdefault(row["change"].pk, row["change"])
        settle(change, row)
        if row["way"] == ASK_AGAIN and row["unit"] not in asked_again:
            asked_again.append(row["unit"])
    bulk_save(list(changes.values()))
    if asked_again:
        next_round = last_round(request) + 1
        bulk_save([asked_now(request, unit, round=next_round) for unit in asked_again])


def after_conclude(request, decision, facts):
    if decision.target_status == RequestStatus.OFFICE_REVIEW:
        keep_findings(request, Run.REVIEW)


def settle(change, row):
    if row["way"] in (LEAVE_OUT, ASK_AGAIN):
        change.proposed = row["content"]
        change.version += 1
    elif row["way"] == DROP:
        # What was answered to the unit is told with the decision, to whoever reads its opinion.
        change.end(Outcome.DROPPED, WAYS[DROP])
