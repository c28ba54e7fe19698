"""A unit gives its opinion on the changes about which it was asked: in parts, sent once; from its
sealed paper by the clerk (代录).
"""

from access_control.models import RevisionRound, RoundOpinion, RoundStatus
from access_control.requests.services.opinions import (
    MEMBERS,
    asked_of,
    begin_anew,
    keep_unsent,
    seal,
    unit_named,
    write_opinion,
)
from access_control.requests.services.telling import people_of_unit
from dutylist.history.recording import recording
from dutylist.notices.services import tell
from dutylist.organizations.roles import Role
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.workflow.calendar import deadline_words
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from dutylist.workflow.turns import open_turn


def round_under_way(revision):
    """The round in which the units of a revision are asked now, or None."""
    return revision.rounds.filter(status=RoundStatus.OPEN).first()


def give_opinion(row, told, *, by, source="form"):
    """Saves what a unit says in a round, and sends it where that is asked: -> (the `RoundOpinion`,
    whether it is new to the unit's page).

    `told` is what the opinion on a request is told as.
    """
    require_members(told, MEMBERS)
    with recording(by=by, source=source, county=row.county.code):
        row = RevisionRound.objects.select_for_update(of=("self",)).get(pk=row.pk)
        opinion = opinion_of(row, told, by)
        if not row.is_open:
            raise NotPossible(f"{row}{row.status_label}，不能再反馈意见。")
        if opinion.sent_at:
            raise NotPossible(f"{opinion.unit.name}已经反馈意见。", code="already_given")
        is_first = opinion.by_id is None
        if not opinion.is_written_by(by):
            begin_anew(opinion)
        if told.get("send", True):
            write_opinion(opinion, opinion.asked_about, told, by)
            seal(opinion, told, by)
            tell_of_record(opinion)
            open_turn(row, by=by, done_in=[asked_of(opinion)])
        else:
            keep_unsent(opinion, opinion.asked_about, told, by=by, source=source)
    return opinion, is_first


def opinion_of(row, told, by):
    """The opinion that this person gives: of his own unit, or recorded from paper."""
    rows = list(
        RoundOpinion.objects.filter(round=row)
        .select_for_update(of=("self",))
        .select_related("department", "township", "round__revision")
    )
    if told.get("unit") is not None:
        return opinion_named(row, rows, told, by)
    own = [opinion for opinion in rows if opinion.is_of(by)]
    if not own:
        raise NotAllowed("本轮没有征求您单位的意见。", code="not_invited")
    if len(own) > 1:
        raise Invalid({"unit": "您在多个受征求意见的单位任职，请写明以哪个单位的名义反馈。"})
    return own[0]


def opinion_named(row, rows, told, by):
    """Whoever may not speak for the unit is refused before it is said whether it was asked."""
    unit = unit_named(told["unit"], row, "unit")
    is_clerk = by.standing().has(Role.CLERK, county=row.county)
    found = next((opinion for opinion in rows if opinion.unit == unit), None)
    if not is_clerk and (found is None or not found.is_of(by)):
        raise NotAllowed(f"您不能以{unit.name}的名义反馈意见。", code="role")
    if found is None:
        raise NotAllowed(f"本轮没有征求{unit.name}的意见。", code="not_invited")
    return found


def tell_of_record(opinion):
    """The people of a unit are told what the clerk recorded for it, and until when it may contest
    that.
    """
    if not opinion.on_paper:
        return
    row = opinion.round
    until = deadline_words(opinion.contestable_until)
    key = f"round-opinion-{opinion.pk}-{opinion.version}"
    title = f"{staffing_office_of(row.county)}代录了贵单位对{row}的意见，有异议的请在{until}前提出"
    for user in people_of_unit(opinion.unit):
        tell(user, key, title, url=row.opinion_url)
