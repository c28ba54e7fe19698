"""What the lists of feedback may be asked."""

from access_control.requests.filters import ItemCode
from assessment.models import Feedback, FeedbackChannel, FeedbackKind, FeedbackStatus
from assessment.models.feedback import SETTLED
from assessment.registers import parameters  # noqa: F401 (names them)
from assessment.whistles import filters  # noqa: F401 (names `open`)
from dutylist.history.filtering import Flag, ListFilter, ListFilters, OneOf, Words
from dutylist.organizations.filters import County, Place
from dutylist.rest.described import name_parameters

name_parameters(code="提交群众意见时给出的查询码")


class FeedbackFilters(ListFilters):
    county = County()
    status = OneOf(label="状态", choices=FeedbackStatus.choices)
    kind = OneOf(label="类型", choices=FeedbackKind.choices)
    channel = OneOf(label="来源", choices=FeedbackChannel.choices)
    department = ListFilter("department__name", label="答复部门")
    township = Place("assigned_township", label="答复单位")
    item = ItemCode("item_code", label="事项编码")
    open = Flag(method="only_open")
    q = Words(paths=("text", "answer"))

    class Meta:
        model = Feedback
        fields = ()

    def only_open(self, rows, _name, value):
        if value:
            return rows.exclude(status__in=SETTLED)
        return rows
