"""What the lists of whistles may be asked."""

from access_control.requests.filters import ItemCode
from assessment.models import Urgency, Whistle, WhistleStatus
from assessment.models.whistles import OPEN
from assessment.registers.filters import Year
from dutylist.history.filtering import Flag, ListFilter, ListFilters, OneOf, Words
from dutylist.notices.models import ToDo
from dutylist.organizations.filters import County, Place
from dutylist.rest.described import name_parameters

name_parameters(
    department="部门名称",
    level="紧急程度",
    open="true 时只看没有办完的",
)


class WhistleFilters(ListFilters):
    county = County()
    township = Place("township", label="吹哨单位")
    department = ListFilter("lead__name", label="办理部门")
    item = ItemCode("item_code", label="事项编码")
    level = OneOf(label="紧急程度", choices=Urgency.choices)
    status = OneOf(label="状态", choices=WhistleStatus.choices)
    year = Year(label="年份")
    open = Flag(method="only_open")
    waiting = Flag(method="only_waiting")
    q = Words(paths=("text", "number", "place", "item_name"))

    class Meta:
        model = Whistle
        fields = ()

    def only_open(self, rows, _name, value):
        if value:
            return rows.filter(status__in=OPEN)
        return rows

    def only_waiting(self, rows, _name, value):
        if not value:
            return rows
        todos = ToDo.objects.for_user(self.request.user).filter(flow=Whistle.flow_name)
        return rows.filter(pk__in=todos.values("subject_id"))
