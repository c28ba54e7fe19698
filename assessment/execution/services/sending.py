"""A township sends its report of a year, once: the exceptions, a sentence for each. What it can not
carry becomes a draft of an adjustment that is its own to hand in.
"""

from django.utils import timezone

from access_control.models import ChangeRequest, Channel
from access_control.models.request_states import TITLE_LENGTH, UNDECIDED
from access_control.requests.application.own_change import scope_without
from access_control.requests.services.drafting import create_request
from assessment.models import ExecutionReport, HowCarried, Problem, ProblemSource
from assessment.problems.services.registering import enter
from dutylist.history.limits import LONGEST_TEXT, list_fault, text_fault
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.notices.services import queue_event
from dutylist.organizations.models import CountyPolicy, Region
from dutylist.organizations.roles import Role
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_text
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from items.entry.content import content_of
from items.entry.lookup import Lookup
from items.models import DutyItem, Kind, ProposedChange

from .drafting import list_of

MEMBERS = ("county", "township", "year", "rows")
OF_ROW = ("code", "state", "text")


def send_report(told, *, by, source="form"):
    """Keeps what a township tells of this year: -> (the `ExecutionReport`, the drafts of
    adjustments).

    `told` has `MEMBERS`; items that no row names are carried as they should be. Raises Invalid with
    a path to every fault, NotAllowed, NotPossible (told before, no list in force).
    """
    require_members(told, MEMBERS)
    township = township_told(told, by)
    county, now = township.parent, timezone.now()
    with recording(by=by, reason="报送清单执行情况", source=source, county=county.code):
        CountyPolicy.objects.locked(county)
        require_first(township, told.get("year"))
        carried = list_of(township)
        report = ExecutionReport(
            county=county,
            township=township,
            year=timezone.localdate(now).year,
            list_label=carried.label,
            items=len(carried.entries),
            rows=rows_told(told.get("rows"), carried),
            sent_at=now,
            by=by,
            by_name=by.get_full_name(),
        )
        report.save()
        facts = {"township": township.code, "year": report.year, "exceptions": len(report.rows)}
        queue_event("execution.sent", facts, county)
        enter_problems(report, by=by, source=source)
        drafts = adjustments_of(report, by=by, source=source)
    return report, drafts


# ---- who, and when ----


def own_townships(user):
    """The townships in whose name this person sends."""
    ids = user.standing().township_ids(Role.TOWNSHIP_LEAD)
    return Region.objects.filter(pk__in=ids, parent__policy__isnull=False).order_by("code")


def township_told(told, by):
    """The township that is named, or the only one whose lead this person is."""
    own, code = own_townships(by), told.get("township")
    if code is None and len(own) == 1:
        return own[0]
    if not isinstance(code, str):
        raise Invalid({"township": "请指明单位（12位代码）。"})
    for township in own:
        if township.code == code:
            return township
    if not Region.objects.filter(code=code, parent__policy__isnull=False).exists():
        raise Invalid({"township": f"没有代码为“{code[:20]}”的单位。"})
    raise NotAllowed("执行情况由本单位负责人报送。", code="role")


def require_first(township, year):
    this_year = timezone.localdate().year
    if year is not None and (year != this_year or isinstance(year, bool)):
        raise Invalid({"year": f"只报送本年度（{this_year}）的执行情况。"})
    sent = ExecutionReport.objects.filter(township=township, year=this_year).first()
    if sent:
        day = timezone.localdate(sent.sent_at)
        raise NotPossible(
            f"{sent.by_name}已于{day.year}年{day.month}月{day.day}日报送本年度的执行情况，每年只报送一次。",
            code="already_sent",
        )


# ---- the exceptions ----


def rows_told(told, carried):
    """The exceptions with their items' names, in the order of the list; every fault at once."""
    errors, found = {}, {}
    for number, row in enumerate(require_list(told)):
        path = f"rows.{number}"
        read = row_told(row, path, carried.codes(), errors)
        if read and read["code"] in found:
            errors[f"{path}.code"] = "这一事项填了不止一次。"
        elif read:
            found[read["code"]] = read
    if errors:
        raise Invalid(errors)
    rows = []
    for entry in carried.entries:
        read = found.get(entry["code"])
        if read and read["state"] != HowCarried.NORMAL:
            rows.append({"name": entry["name"], "kind": entry["kind"], **read})
    return rows


def require_list(told):
    rows = told or []
    fault = "应为列表。"
    if isinstance(rows, list):
        fault = list_fault(rows)
    if fault:
        raise Invalid({"rows": fault})
    return rows


def row_told(row, path, codes, errors):
    """{"code", "state", "text"} of one row, or None where something is wrong with it."""
    if not isinstance(row, dict):
        errors[path] = "应为对象：code、state、text。"
        return None
    faults = {}
    for name in row.keys() - set(OF_ROW):
        faults[name] = f"没有这一项；可填：{'、'.join(OF_ROW)}。"
    code, state = row.get("code"), row.get("state")
    if not isinstance(code, str) or code not in codes:
        faults["code"] = "本单位的现行清单里没有这一编码的事项。"
    if state not in HowCarried.values:
        faults["state"] = f"可填：{'、'.join(HowCarried.values)}。"
    text = sentence_told(row, faults)
    if "text" not in faults and (fault := fault_of_sentence(state, text)):
        faults["text"] = fault
    for name, fault in faults.items():
        errors[f"{path}.{name}"] = fault
    if faults:
        return None
    return {"code": code, "state": state, "text": text}


def fault_of_sentence(state, text):
    """What is wrong with a sentence beside the state it explains; "" for nothing."""
    if state == HowCarried.NORMAL and text:
        return "正常的不必说明；有情况要说的，请选“有困难”或者“承接不了”。"
    if state in (HowCarried.DIFFICULT, HowCarried.UNABLE) and not text:
        return "请用一句话写明情况。"
    return ""


def sentence_told(row, faults):
    """The sentence of a row; "" where it is none."""
    try:
        text = clean_text(as_text(row.get("text") or ""))
    except Wrong as wrong:
        faults["text"] = str(wrong)
        return ""
    if fault := text_fault(text, LONGEST_TEXT):
        faults["text"] = fault
    return text


# ---- what follows ----


def enter_problems(report, *, by, source):
    """Each exception stands in the register of problems, for the office to have it answered."""
    codes = [row["code"] for row in report.rows]
    items = {item.code: item for item in items_of(report.county, codes)}
    for row in report.rows:
        problem = Problem(
            county=report.county,
            source=ProblemSource.EXECUTION,
            found_on=timezone.localdate(report.sent_at),
            text=f"{row['name']}：{row['text']}",
            item=items.get(row["code"]),
            township=report.township,
        )
        enter(problem, by=by, source=source)


def items_of(county, codes):
    return DutyItem.objects.current().filter(county=county, code__in=codes)


def adjustments_of(report, *, by, source):
    """A draft of an adjustment for each item that it can not carry, unless its own is under way;
    drafts are the township's own, to hand in or to put aside: -> [ChangeRequest].
    """
    drafts, lookup = [], Lookup(report.county)
    for row in report.rows:
        if row["state"] != HowCarried.UNABLE or row["kind"] == Kind.RECLAIMED:
            continue
        item = items_of(report.county, [row["code"]]).first()
        if item is None or is_under_way(report.township, item):
            continue
        told = adjustment_told(report, row, item, lookup)
        drafts.append(create_request(told, by=by, source=source))
    return drafts


def is_under_way(township, item):
    changes = ProposedChange.objects.pending().filter(item=item).values("change_set")
    own = ChangeRequest.objects.filter(township=township, status__in=UNDECIDED)
    return own.filter(change_set__in=changes).exists()


def adjustment_told(report, row, item, lookup):
    """What is told to the gate of an item that is to leave this township's list."""
    return {
        "county": report.county.code,
        "applicant": {"township": report.township.code},
        "channel": Channel.ADJUSTMENT,
        "circumstance": "township_unable",
        "title": f"请求调整“{row['name']}”"[:TITLE_LENGTH],
        "reason": row["text"],
        "changes": [change_told(report.township, item, lookup)],
    }


def change_told(township, item, lookup):
    """The township leaves the scope; an item that nobody else carries is no longer listed."""
    scope = scope_without(content_of(item), township, lookup)
    if scope["townships"]:
        return {"op": ProposedChange.Op.SCOPE, "code": item.code, "item": scope}
    return {"op": ProposedChange.Op.CANCEL, "code": item.code}
