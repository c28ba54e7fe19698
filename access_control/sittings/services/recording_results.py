"""The results of a sitting are recorded once, all or nothing: each request and the edition of its
agenda are decided by their own flows, in the same transaction.
"""

from typing import NamedTuple

from django.utils import timezone

from access_control.models import (
    AgendaLine,
    ChangeRequest,
    Channel,
    RequestAction,
    RequestStatus,
    ResultOutcome,
    SittingStatus,
)
from access_control.requests.services.bodies import before_bodies
from access_control.requests.services.reviewing import (
    SITTING_OUTCOMES,
    results_told,
    unnamed_words,
)
from dutylist.history.tracking import bulk_save
from dutylist.workflow.engine import perform
from dutylist.workflow.refusals import Invalid, NotPossible
from items.models import Edition, EditionAction

MOST_TOLD = 200
TOLD = ("change", "outcome", "text", "article", "item")
# What the office decided in the summary channel, whether or not it is published by now.
DECIDED_BY_OFFICE = (
    RequestStatus.APPROVED,
    RequestStatus.REPORTED,
    RequestStatus.CLEARED,
    RequestStatus.IN_FORCE,
)


class Matter(NamedTuple):
    """One request of an agenda with the changes on which the body decides."""

    line: AgendaLine
    changes: list


def matters_of(sitting):
    """[`Matter`] of the requests on which this sitting decides, in the order of its agenda."""
    lines = list(sitting.agenda.filter(is_open=True))
    before = before_bodies([line.request for line in lines])
    matters = []
    for line in lines:
        if changes := before[line.request_id].get(sitting.body):
            matters.append(Matter(line, changes))
    return matters


def require_agenda(sitting):
    if not sitting.requests_before_it() and not sitting.has_edition_to_decide:
        raise NotPossible("会议没有待审定的议题，请先列入申请或者版次。")


def check_results(sitting, facts):
    """Refuses, with everything that is wrong at once, where not every change has its result."""
    lock_agenda(sitting)
    errors = {}
    if facts["held_on"] > timezone.localdate():
        errors["held_on"] = "召开日期不能晚于今天。"
    matters = matters_of(sitting)
    rows = rows_by_request(sitting, matters, facts.get("results") or [], errors)
    unnamed = []
    for matter in matters:
        numbered = rows.get(matter.line.request_id, [])
        unnamed += check_matter(matter, numbered, errors)
    if unnamed:
        errors["results"] = unnamed_words(unnamed)
    if sitting.has_edition_to_decide and sitting.edition_id not in rows["editions"]:
        said = errors.get("results", "")
        errors["results"] = f"{said}{sitting.edition}还没有结果，请一并登记。"
    if errors:
        raise Invalid(errors)
    sitting.to_record = [
        (matter, [told_row(row) for _number, row in rows[matter.line.request_id]])
        for matter in matters
    ]


def lock_agenda(sitting):
    """Locks what is decided in one order, so that two sittings do not wait for each other."""
    keys = sitting.agenda.filter(is_open=True).values("request_id")
    rows = ChangeRequest.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    list(rows.order_by("pk"))
    if sitting.edition_id:
        editions = Edition.objects.select_for_update(of=("self",))
        sitting.edition = editions.get(pk=sitting.edition_id)


def rows_by_request(sitting, matters, rows, errors):
    """{number of the request: [(place of the row, row)]}; "editions" are those that are passed."""
    known = {matter.line.request_id for matter in matters}
    sorted_rows = {"editions": set()}
    for number, row in enumerate(rows):
        if row.get("edition"):
            if fault := fault_of_edition(sitting, row):
                errors[f"results.{number}.{fault[0]}"] = fault[1]
            else:
                sorted_rows["editions"].add(row["edition"])
        elif row.get("request") not in known:
            errors[f"results.{number}.request"] = "这件申请不在本次会议待审定的议题中。"
        else:
            sorted_rows.setdefault(row["request"], []).append((number, row))
    return sorted_rows


def fault_of_edition(sitting, row):
    """(column, sentence) of what is wrong with the result of an edition, or None."""
    if row["edition"] != sitting.edition_id or not sitting.has_edition_to_decide:
        return "edition", "这一版次不在本次会议待审定的议题中。"
    if row["outcome"] != ResultOutcome.PASS:
        return "outcome", "版次只能登记为通过（pass）；没有通过的，先从议题中移出再登记。"
    return None


def check_matter(matter, numbered, errors):
    """The changes of a request that have no result; the faults of the others at their own rows."""
    rows = [told_row(row) for _number, row in numbered]
    named = {row.get("change") for row in rows}
    here = [change for change in matter.changes if change.pk in named]
    try:
        results_told(matter.line.request, rows, here, usual=None, allowed=SITTING_OUTCOMES)
    except Invalid as refused:
        for path, sentence in refused.errors.items():
            _results, number, *rest = path.split(".")
            place = numbered[int(number)][0]
            errors[".".join(["results", str(place), *rest])] = sentence
    return [change for change in matter.changes if change.pk not in named]


def told_row(row):
    return {name: row[name] for name in TOLD if row.get(name) is not None}


def recorded_to(sitting, facts):
    if facts.get("document_number"):
        return SittingStatus.ISSUED
    return SittingStatus.MINUTED


def apply_results(sitting, facts):
    sitting.held_on = facts["held_on"]
    sitting.minutes_number = facts.get("minutes_number") or ""
    sitting.document_number = facts.get("document_number") or ""
    paper = facts.get("paper")
    sitting.paper = getattr(paper, "pk", paper) or None  # a box left empty is none


def after_results(sitting, decision, facts):
    """Decides each request of the agenda, then the edition, with the facts of the sitting."""
    close_lines(sitting)
    told = facts_of_decision(sitting)
    for matter, rows in sitting.to_record:
        request = matter.line.request
        request.body_sitting = sitting.body
        matter.line.decision = perform(
            request,
            RequestAction.APPROVE,
            by=decision.by,
            at=decision.at,
            results=rows,
            **told,
        )
        matter.line.is_open = False
        matter.line.save()
    if sitting.has_edition_to_decide:
        perform(sitting.edition, EditionAction.APPROVE, by=decision.by, at=decision.at, **told)
    tell_of_summaries(sitting)


def close_lines(sitting):
    """The agenda is over; what was on it may stand on another one."""
    lines = list(sitting.agenda.filter(is_open=True))
    for line in lines:
        line.is_open = False
    bulk_save(lines)


def facts_of_decision(sitting):
    """What each decision of the sitting is told with."""
    told = {"meeting": sitting.title, "decided_on": sitting.held_on}
    for name in ("minutes_number", "document_number"):
        if value := getattr(sitting, name):
            told[name] = value
    return told


def summaries_to_tell(county):
    """The simple adjustments that the office decided and no sitting was told of yet."""
    rows = ChangeRequest.objects.filter(
        county=county, channel=Channel.SUMMARY, status__in=DECIDED_BY_OFFICE
    )
    rows = rows.exclude(agenda_lines__for_information=True)
    return rows.select_related("county", "department", "township").order_by("pk")


def tell_of_summaries(sitting):
    """What the office decided by itself since the last sitting stands in this one's record."""
    lines = []
    for position, request in enumerate(summaries_to_tell(sitting.county)[:MOST_TOLD], 1):
        lines.append(
            AgendaLine(
                sitting=sitting,
                request=request,
                position=position,
                body=sitting.body,
                is_open=False,
                for_information=True,
            )
        )
    bulk_save(lines)
