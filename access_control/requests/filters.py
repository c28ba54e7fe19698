"""What the lists of requests and opinions may be asked."""

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from access_control.models import (
    ChangeRequest,
    Channel,
    HowFar,
    Opinion,
    RequestStatus,
    ReviewAnswer,
    Stance,
)
from dutylist.history.filtering import Flag, ListFilter, ListFilters, OneOf, Reader, Words
from dutylist.notices.models import ToDo
from dutylist.organizations.filters import County
from dutylist.rest.described import name_parameters
from items.models import ProposedChange

Outcome = ProposedChange.Outcome

name_parameters(
    channel="办理渠道",
    applicant="申请部门名称，或者申请单位的12位代码",
    item="涉及事项的编码",
    mine="只看本单位提出的",
    waiting="只看待本人办理的",
    request="申请的编号",
)


class ItemCodeField(Reader):
    def read(self, code):
        if code and not (len(code) == 11 and code.isascii() and code.isdigit()):
            raise ValueError("应为11位事项编码。")
        return code


class ItemCode(ListFilter):
    """The code of an item that a request would change, changed or made."""

    field_class = ItemCodeField


class RequestFilters(ListFilters):
    county = County()
    channel = OneOf(label="办理渠道", choices=Channel.choices)
    status = OneOf(label="状态", choices=RequestStatus.choices)
    applicant = ListFilter(label="申请单位", method="of_applicant")
    item = ItemCode(label="涉及事项", method="concerning")
    q = Words(paths=("title", "number"))
    mine = Flag(method="only_mine")
    waiting = Flag(method="only_waiting")

    class Meta:
        model = ChangeRequest
        fields = ()

    def of_applicant(self, rows, _name, applicant):
        return rows.filter(Q(department__name=applicant) | Q(township__code=applicant))

    def concerning(self, rows, _name, code):
        """Those that would change the item of this code, changed it or made it, as far as this
        person knows.
        """
        standing = ProposedChange.objects.filter(outcome__in=(Outcome.PENDING, Outcome.APPLIED))
        codes = Cast("made", TextField())
        named = standing.annotate(codes=codes).filter(
            Q(item__code=code) | Q(codes__contains=f'"{code}"')
        )
        known = Q(pk__in=ChangeRequest.changes_visible_to(self.request.user).values("pk"))
        return rows.filter(known, change_set__in=named.values("change_set"))

    def only_mine(self, rows, _name, value):
        if value:
            return rows.of_applicant(self.request.user)
        return rows

    def only_waiting(self, rows, _name, value):
        if not value:
            return rows
        todos = ToDo.objects.for_user(self.request.user)
        of_requests = todos.filter(flow=ChangeRequest.flow_name)
        return rows.filter(pk__in=of_requests.values("subject_id"))


class OpinionFilters(ListFilters):
    stance = OneOf(label="意见", choices=Stance.choices, method="said")

    class Meta:
        model = Opinion
        fields = ()

    def said(self, rows, _name, stance):
        """What is written and not sent is said by nobody yet."""
        return rows.sent().filter(stance=stance)


class ReviewAnswerFilters(ListFilters):
    carried = OneOf(label="承接情况", choices=HowFar.choices)

    class Meta:
        model = ReviewAnswer
        fields = ()
