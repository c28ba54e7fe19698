"""Which requests a list is asked for; the same for pages and API."""

from django.db.models import Q

from access_control.models import ChangeRequest, Channel, RequestStatus
from dutylist.history.refusals import Invalid
from dutylist.history.searching import search
from dutylist.history.texts import require_query
from dutylist.notices.models import ToDo
from dutylist.rest.described import name_parameters
from dutylist.rest.parameters import flag_of, one_of

name_parameters(
    channel="办理渠道",
    applicant="申请部门名称，或者申请单位的12位代码",
    item="涉及事项的编码",
    mine="只看本单位提出的",
    waiting="只看待本人办理的",
)


def requests_asked(http, rows):
    """The rows that the parameters of a list name; a wrong one is refused with its sentence."""
    given = http.GET
    if channel := given.get("channel"):
        rows = rows.filter(channel=one_of("channel", channel, Channel.values))
    if status := given.get("status"):
        rows = rows.filter(status=one_of("status", status, RequestStatus.values))
    if applicant := given.get("applicant"):
        rows = rows.filter(Q(department__name=applicant) | Q(township__code=applicant))
    if code := given.get("item"):
        rows = rows.filter(concerns(code))
    if query := given.get("q"):
        rows = search(rows, ("title", "number"), require_query(query))
    if flag_of(http, "mine"):
        rows = rows.of_applicant(http.user)
    if flag_of(http, "waiting"):
        waiting = ToDo.objects.visible_to(http.user).open()
        flow = ChangeRequest.flow_name
        rows = rows.filter(pk__in=waiting.filter(flow=flow).values("subject_id"))
    return rows


def concerns(code):
    """The condition that a request would change the item of this code."""
    if len(code) != 11 or not code.isascii() or not code.isdigit():
        raise Invalid({"item": "应为11位事项编码。"})
    return Q(change_set__changes__item__code=code, change_set__changes__outcome="pending")
