"""How far a request has come: the stages of its path with who passed each and when, and what each
stage said of every change.
"""

from dataclasses import dataclass, field

from django.utils import timezone

from access_control.models import (
    ChangeResult,
    RequestAction,
    RequestStatus,
    ResultOutcome,
    Stage,
    Stance,
)
from access_control.models.request_roles import legal_reviewer
from access_control.requests.path_words import BODIES, CONSULTING, LEGAL
from access_control.requests.paths import is_reported, stages_of
from access_control.requests.services.bodies import (
    PASSING,
    bodies_deciding,
    bodies_waited_for,
    undecided,
)
from access_control.requests.services.consulting import changes_asked
from dutylist.organizations.roles import Role
from items.entry.lookup import Lookup
from items.models import ProposedChange

Action, Status = RequestAction, RequestStatus
Outcome = ProposedChange.Outcome
DONE, NOW, TO_COME = "done", "now", ""
# {stage: (its name, the moves that end it, the states in which it is under way)}
STAGES = {
    "submit": ("提交", (Action.SUBMIT,), (Status.DRAFT, Status.RETURNED)),
    "accept": ("受理", (Action.ACCEPT, Action.DECLINE, Action.JOIN), (Status.SUBMITTED,)),
    "consulting": ("征求意见", (Action.CONCLUDE,), (Status.CONSULTING,)),
    "legal": (
        "合法性审查",
        (Action.PASS, Action.PASS_AMENDED, Action.FAIL),
        (Status.LEGAL_REVIEW,),
    ),
    "office": ("编办审核", (Action.ENDORSE, Action.REFUSE), (Status.OFFICE_REVIEW,)),
    "sitting": ("会议审定", (Action.APPROVE, Action.REJECT), (Status.AWAITING_SITTING,)),
    "reporting": ("上级审核", (Action.CLEAR,), (Status.REPORTED,)),
    "publishing": (
        "印发施行",
        (Action.COME_INTO_FORCE,),
        (Status.APPROVED, Status.CLEARED),
    ),
}
STANDING = (Outcome.PENDING, Outcome.APPLIED)
OVER = (Status.REFUSED, Status.JOINED, Status.WITHDRAWN)
# The step of the path at which a request stands is told by the order of its states.
MARKS = {
    "pass": "yes",
    "pass_amended": "part",
    "fail": "out",
    "reject": "out",
    "defer": "hold",
}


@dataclass
class PathStage:
    """One stage of the path; `notes` are lines below its name."""

    name: str
    state: str
    notes: list = field(default_factory=list)


def path_of(request, decisions, opinions):
    """[`PathStage`] of what this request goes through, as far as it was not left out."""
    steps = []
    stages = stages_on_path(request)
    for stage in stages:
        name, ending, under_way = STAGES[stage]
        last = last_of(decisions, ending)
        if request.status in under_way:
            steps.append(PathStage(name, NOW, notes_now(request, stage, opinions)))
        elif last and is_behind(request, stage, stages):
            steps.append(PathStage(name, DONE, notes_done(last, stage, opinions)))
        elif request.status not in OVER:
            steps.append(PathStage(name, TO_COME, notes_to_come(request, stage)))
    return steps


def stages_on_path(request):
    kept = stages_of(request)
    left_out = set()
    if CONSULTING not in kept:
        left_out |= {"accept", "consulting"}
    if LEGAL not in kept:
        left_out.add("legal")
    if not is_reported(request):
        left_out.add("reporting")
    if request.channel == "temporary":
        left_out.add("accept")
    if request.channel == "summary":
        left_out.add("sitting")
    return [stage for stage in STAGES if stage not in left_out]


def is_behind(request, stage, stages):
    """Whether the request has passed the stage: one that was returned has it before it again."""
    if request.status in OVER:
        return True
    for number, one in enumerate(stages):
        if request.status in STAGES[one][2]:
            return stages.index(stage) < number
    return True


def last_of(decisions, actions):
    for decision in reversed(decisions):
        if decision.action in actions:
            return decision
    return None


def notes_done(decision, stage, opinions):
    on = timezone.localdate(decision.at)
    notes = [f"{on.month}月{on.day}日", f"{decision.by_name}{decision.for_name}"]
    if stage == "consulting" and opinions:
        silent = sum(opinion.is_silent for opinion in opinions)
        notes[1] = f"{len(opinions)}家"
        if silent:
            notes[1] += f"，{silent}家未反馈"
    return notes


def notes_now(request, stage, opinions):
    notes = []
    if request.due_on:
        notes.append(f"{request.due_on.month}月{request.due_on.day}日前")
    if stage == "consulting":
        given = sum(not opinion.is_silent for opinion in opinions)
        notes.append(f"{len(opinions)}家中{given}家已反馈")
        return notes
    if stage == "sitting":
        return ["、".join(BODIES[body] for body in bodies_waited_for(request))]
    notes += notes_to_come(request, stage)
    return notes


def notes_to_come(request, stage):
    if stage == "sitting":
        return ["、".join(BODIES[body] for body in bodies_deciding(request))]
    if stage == "publishing":
        return ["随下一版次或者增补页"]
    if stage == "legal":
        return [legal_reviewer(request).label]
    return [WHO.get(stage, request.unit_name)]


WHO = {
    "accept": Role.CLERK.label,
    "consulting": Role.CLERK.label,
    "office": Role.OFFICE_LEAD.label,
    "reporting": "上级",
}


# ---- every change at every stage ----

WITH_RESULTS = ("consulting", "legal", "office", "sitting", "reporting")


@dataclass
class Mark:
    """What a stage says of a change, in a word and with its shape."""

    words: str
    tone: str = "todo"


@dataclass
class ChangeProgress:
    change: object
    named: list  # [(the name of a column, its `Mark`)]
    left: int = 0  # how many columns it does not come to


def columns_of(request):
    """The stages at which every change has a result of its own."""
    return [stage for stage in stages_on_path(request) if stage in WITH_RESULTS]


def progress_of(request, changes, opinions, findings, *, sees_all):
    """([the names of the columns], [`ChangeProgress`] of every change). Whoever does not see the
    opinions of all units is told his own.
    """
    columns = columns_of(request)
    asked = opinions_on(request, changes, opinions)
    results = {}
    for result in ChangeResult.objects.filter(request=request).order_by("pk"):
        results[result.change_id, result.stage] = result
    rows = []
    for change in changes:
        row = ChangeProgress(change, [])
        for stage in columns:
            if stage == "consulting" and opinions and not sees_all:
                mark = mark_of_own(change, asked[change.pk])
            else:
                mark = mark_of(request, change, stage, results, asked[change.pk], findings)
            row.named.append((STAGES[stage][0], mark))
            if mark.tone == "out":
                break
        row.left = len(columns) - len(row.named)
        rows.append(row)
    return [STAGES[stage][0] for stage in columns], rows


def opinions_on(request, changes, opinions):
    """{change pk: the opinions of the units that were asked of it}"""
    asked = {change.pk: [] for change in changes}
    if not opinions:
        return asked
    lookup = Lookup(request.county)
    for opinion in opinions:
        for change in changes_asked(opinion, changes, lookup):
            asked[change.pk].append(opinion)
    return asked


def mark_of(request, change, stage, results, opinions, findings):
    if stage == "consulting":
        return mark_of_consulting(request, change, opinions)
    if stage == "office":
        return mark_of_office(request, change, findings)
    kept = {"legal": Stage.LEGAL, "sitting": Stage.SITTING, "reporting": Stage.CLEARING}[stage]
    result = results.get((change.pk, kept))
    if result is None:
        return waiting_mark(request, change, stage)
    if change.outcome in STANDING and (words := words_of_standing(request, result, stage)):
        return Mark(words, "hold")
    words = result.get_outcome_display()
    tone = MARKS[result.outcome]
    if tone == "out":
        words += "，已退出"
    return Mark(words, tone)


def words_of_standing(request, result, stage):
    """What the last result of a change that is not out means, where it is not the last
    word: another body decides still, the legal officer looks once more, the superior
    does not agree; else "".
    """
    if result.is_returned:
        return "改动后再审查"
    if stage == "reporting" and result.outcome == ResultOutcome.FAIL:
        return "上级不同意"
    if stage != "sitting" or result.outcome not in PASSING:
        return ""
    left = undecided(request).get(result.change, ())
    if not left:
        return ""
    if result.body:
        return f"{BODIES[result.body]}通过，待{BODIES[left[0]]}"
    return "待重新审定"


def waiting_mark(request, change, stage):
    if change.outcome not in (Outcome.PENDING, Outcome.APPLIED):
        return Mark(change.get_outcome_display(), "out")
    if request.status in STAGES[stage][2]:
        return Mark("待办理", "wait")
    return Mark("未到")


def mark_of_consulting(request, change, opinions):
    """How many units said what else than that they agree, and how many nothing: what one says of
    the change, else of the whole.
    """
    if not opinions:
        return waiting_mark(request, change, "consulting")
    stances = [opinion.stance_on(change) for opinion in opinions]
    counted = []
    for stance in (Stance.OBJECT, Stance.AGREE_IF, Stance.NO_COMMENT, ""):
        if count := stances.count(stance):
            counted.append(f"{count}家{STANCE_WORDS[stance]}")
    if not counted:
        return Mark("都同意", "yes")
    return Mark("、".join(counted), tone_of(request, stances))


def tone_of(request, stances):
    """The sign of what is said of a change: the strictest word that was said of it."""
    if Stance.OBJECT in stances:
        return "no"
    is_open = request.status == Status.CONSULTING
    said = set(stances) - {"", Stance.AGREE}
    return "wait" if is_open and not said else "part"


# "" is the stance of a unit that has not answered.
STANCE_WORDS = {"": "未反馈"} | {stance.value: stance.label for stance in Stance}
OWN_TONES = {
    "": "wait",
    Stance.AGREE: "yes",
    Stance.NO_COMMENT: "none",
    Stance.AGREE_IF: "part",
    Stance.OBJECT: "no",
}


def mark_of_own(change, opinions):
    """What the reader's own unit says of a change; one that does not reach it is not its own."""
    if not opinions:
        return Mark("不涉及本单位", "none")
    stances = [opinion.stance_on(change) for opinion in opinions]
    words = []
    for stance in dict.fromkeys(stances):
        words.append(STANCE_WORDS[stance])
    return Mark(f"本单位{'、'.join(words)}", OWN_TONES[stances[0]])


def mark_of_office(request, change, findings):
    """The office has no result of its own: what it set aside or has still to settle."""
    blocking = 0
    for finding in findings:
        is_blocking = finding.severity == "blocking" and finding.is_open
        if finding.change_id == change.pk and is_blocking:
            blocking += 1
    if request.status == Status.OFFICE_REVIEW and blocking:
        return Mark(f"须先处理{blocking}处", "late")
    if request.status in (Status.DRAFT, Status.RETURNED, *STAGES["accept"][2]):
        return waiting_mark(request, change, "office")
    if request.status in (Status.CONSULTING, Status.LEGAL_REVIEW, Status.OFFICE_REVIEW):
        return waiting_mark(request, change, "office")
    if change.outcome == Outcome.DROPPED or request.status == Status.WITHDRAWN:
        return Mark(change.get_outcome_display(), "out")
    if request.status == Status.REFUSED and not request.meeting:
        return Mark(request.status_label, "out")
    return Mark("审核同意", "yes")
