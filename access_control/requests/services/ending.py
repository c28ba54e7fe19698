"""What was admitted for a time ends: by its date, or sooner by the office's lead. It leaves the
register, and the next supplement tells of it.
"""

from django.utils import timezone

from access_control.models import RequestStatus
from dutylist.history.tracking import bulk_save
from dutylist.notices.services import tell
from dutylist.organizations.models import Membership, User
from dutylist.organizations.roles import STAFFING_OFFICE
from dutylist.workflow.calendar import add_working_days, deadline_words
from dutylist.workflow.refusals import NotDue
from items.editions.services.lapsing import end_items, lapse_items
from items.entry.content import content_of
from items.entry.lookup import Lookup
from items.models import DutyItem, ProposedChange
from items.register.register_followers import tell_register_followers

from .telling import people_of, people_of_unit

Outcome = ProposedChange.Outcome
IN_THE_LIST = (RequestStatus.IN_FORCE, RequestStatus.REVIEWED)


def require_at_end(request):
    """The clock of the request is that of its end, not that of a review."""
    if request.ends_on is None or request.due_on != request.ends_on:
        raise NotDue("这一申请没有到期。")


def require_temporary(request):
    if request.ends_on is None:
        raise NotDue("没有终止日期的事项不能提前结束，需要取消的，请提出动态调整申请。")


def codes_made_by(change):
    """The codes of the items that a change brought into the list, or gave an end."""
    return change.made or [change.item.code]


def items_in_list(request):
    """The items of the register that its changes brought or changed."""
    codes = []
    for change in request.changes.applied().select_related("item"):
        codes += codes_made_by(change)
    return DutyItem.objects.of_county(request.county).current().filter(code__in=codes)


def temporary_items(request):
    return items_in_list(request).filter(ends_on__isnull=False).order_by("code")


def after_lapse(request, decision, facts):
    """Its items leave the register under the clock's decision; one that waits for another decision
    leaves later.
    """
    day = timezone.localdate(decision.at)
    items = list(temporary_items(request))
    codes = [item.code for item in items]
    lapse_items(request.county, by=decision.by, on=day, codes=codes)
    mark_over(request, decision.reason)
    tell_of_end(request, "lapsed", f"{request}期满自动退出，请随下一增补页公布")
    waiting = set(temporary_items(request).values_list("code", flat=True))
    over = [item for item in items if item.code not in waiting]
    tell_townships(request, "lapsed", over, "期满自动退出清单")


def after_end(request, decision, facts):
    """Its items leave the register today."""
    day = timezone.localdate(decision.at)
    items = list(temporary_items(request))
    end_items(request.county, items, by=decision.by, on=day, reason=decision.reason)
    tell_register_followers(request.county)
    mark_over(request, decision.reason)
    tell_of_end(request, "ended", f"{request}提前结束，请随下一增补页公布")
    tell_townships(request, "ended", items, "提前结束，退出清单")


def mark_over(request, reason):
    """The changes of which every item has left the list; the others hold on."""
    standing = set(items_in_list(request).values_list("code", flat=True))
    over = []
    for change in request.changes.applied().select_related("item"):
        if standing.isdisjoint(codes_made_by(change)):
            change.end(Outcome.LAPSED, reason)
            over.append(change)
    bulk_save(over)


def tell_of_end(request, occasion, title):
    """The office, which publishes the next supplement, and whoever applied."""
    for user in concerned(request):
        tell(user, f"{occasion}-{request.pk}", title, url=request.get_absolute_url())


def tell_townships(request, occasion, items, what):
    """Tells the people of the townships in whose lists these items stand: -> how many were not told
    before.
    """
    lookup, new = Lookup(request.county), 0
    for item in items:
        title = f"“{item.name}”{what}"
        key = f"{occasion}-{request.pk}-{item.code}"
        content = content_of(item)
        url = f"/i/{item.code}/" if content["public"] else ""
        for code in sorted(lookup.in_scope(content)):
            for user in people_of_unit(lookup.townships[code]):
                new += tell(user, key, title, url=url)
    return new


def concerned(request):
    """The people of the unit that applied, and of the staffing office, each once."""
    office = Membership.objects.in_force().filter(
        region=request.county_id, role__in=sorted(STAFFING_OFFICE)
    )
    of_office = User.objects.filter(is_active=True, pk__in=office.values("user"))
    return list(dict.fromkeys([*people_of(request), *of_office]))


# ---- asked for anew ----

NOT_AGAIN = ("position", "secrecy_review", "starts_on", "ends_on")


def changes_again(request):
    """What a new request asks for that goes on from this one: the items it brought, without their
    days and without what the office completes.
    """
    asked = []
    for change in request.changes_in_order():
        if change.op == ProposedChange.Op.ADD and change.made:
            content = change.final or change.proposed
            item = {name: value for name, value in content.items() if name not in NOT_AGAIN}
            asked.append({"op": "add", "item": item})
    return asked


# ---- said beforehand ----


def requests_ending(model, on):
    """The requests in force whose end is so near that it is said; those that are over are left to
    the clock.
    """
    rows = model.objects.filter(status__in=IN_THE_LIST, ends_on__gte=on)
    ending, last_days = [], {}
    for request in rows.select_related("county", "department", "township").order_by("pk"):
        county = request.county_id
        if county not in last_days:
            days = request.clock_days("end_notice_days")
            last_days[county] = add_working_days(on, days)
        if request.ends_on <= last_days[county]:
            ending.append(request)
    return ending


def say_end_beforehand(request):
    """Tells everybody concerned once: -> how many had not been told."""
    until = deadline_words(request.ends_on)
    title = f"{request}的事项有效期至{until}，期满自动退出；需要继续的，请另行提出申请"
    occasion = f"ends-{request.ends_on.isoformat()}"
    key = f"ends-{request.pk}-{request.ends_on.isoformat()}"
    url = request.get_absolute_url()
    new = sum(tell(user, key, title, url=url) for user in concerned(request))
    items = temporary_items(request)
    return new + tell_townships(request, occasion, items, f"有效期至{until}，期满自动退出清单")
