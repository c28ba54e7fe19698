"""What the lists of interpretations may be asked."""

from access_control.models import Interpretation, InterpretationStatus
from access_control.requests.filters import ItemCode
from dutylist.history.filtering import Flag, ListFilters, OneOf, Words
from dutylist.notices.models import ToDo
from dutylist.organizations.filters import County


class InterpretationFilters(ListFilters):
    county = County()
    item = ItemCode("item__code", label="事项编码")
    status = OneOf(label="状态", choices=InterpretationStatus.choices)
    waiting = Flag(method="only_waiting")
    q = Words(paths=("question", "text", "item__name"))

    class Meta:
        model = Interpretation
        fields = ()

    def only_waiting(self, rows, _name, value):
        if not value:
            return rows
        todos = ToDo.objects.for_user(self.request.user).filter(flow=Interpretation.flow_name)
        return rows.filter(pk__in=todos.values("subject_id"))
