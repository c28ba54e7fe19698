"""What the demo county has of whistles: some in each state, one that a bureau refused wrongly and
that was passed on, and three on one item that became an adjustment.
"""

from assessment.models import WhistleAction as Action
from dutylist.organizations.models import Membership, Region, User
from dutylist.organizations.roles import DEPARTMENT_ROLES
from dutylist.workflow.engine import perform

from . import moves  # noqa: F401 (names the flow)
from .services.raising import raise_whistle
from .services.routing import Routing

ANSWERING = {
    "990121100000": "township",
    "990121101000": "township2",
    "990121102000": "township3",
}


def add_to_demo(county):
    """Calls and moves by the accounts of the demo: -> what to say of it."""
    demo = Demo(county)
    demo.three_that_became_an_adjustment()
    demo.refused_and_passed_on()
    demo.underway()
    return "吹哨"


class Demo:
    """The whistles of the demo county."""

    def __init__(self, county):
        self.county = county
        self.people = {user.username: user for user in User.objects.exclude(username="system")}
        self.routing = Routing(county)
        self.bureau = self.department_of("department")
        towns = Region.objects.valid().filter(code__in=ANSWERING).order_by("code")
        self.towns = list(towns)

    def department_of(self, username):
        held = Membership.objects.in_force().filter(user=self.people[username])
        held = held.filter(role__in=DEPARTMENT_ROLES, department__isnull=False)
        return held.select_related("department").first().department

    def items_of_bureau(self):
        """The codes of the items in the first town's list that the bureau with an account leads."""
        codes = []
        for entry in self.routing.entries_for(self.towns[0]):
            if self.routing.route(entry).lead == self.bureau:
                codes.append(entry["code"])
        return codes

    def call(self, town, text, **fields):
        told = {"township": town.code, "level": "enforcement", "text": text, **fields}
        by = self.people[ANSWERING[town.code]]
        whistle, _is_new = raise_whistle(told, by=by, source="seed")
        return whistle

    def move(self, whistle, action, by, reason="", **facts):
        perform(whistle, action, by=self.people[by], reason=reason, **facts)
        return whistle

    def handled(self, whistle, result, text):
        self.move(whistle, Action.ACCEPT, "department")
        self.move(whistle, Action.FINISH, "department", result=result, text=text)

    def three_that_became_an_adjustment(self):
        code = self.items_of_bureau()[0]
        town = self.towns[0]
        first = self.call(town, "有人夜间在基本农田内回填渣土，村干部劝阻后仍在施工。", item=code)
        self.handled(first, "solved", "已制止，责令恢复原状。")
        self.move(first, Action.CONFIRM, "township", rating="satisfied")
        second = self.call(town, "同一地块旁又有渣土车倾倒，约半亩。", item=code)
        self.handled(second, "partly", "渣土已停运，清运预计下月完成。")
        self.move(second, Action.CONFIRM, "township", rating="mostly")
        third = self.call(
            town,
            "南关村三组夜间在基本农田回填渣土，约2亩，有两台铲车。",
            item=code,
            place="南关村三组，乡道旁砖厂东侧",
            contact="吴城关 0000-0000101",
        )
        self.move(third, Action.ACCEPT, "department")

    def refused_and_passed_on(self):
        """The bureau names a department that answers for another item; the office passes it on."""
        department, code = self.led_by_another()
        whistle = self.call(self.towns[0], "河堤内侧有人堆放建筑垃圾，汛期前须清走。")
        self.move(whistle, Action.DISPATCH, "clerk", department=self.bureau.name)
        self.move(
            whistle,
            Action.REFUSE,
            "department",
            right_department=department.name,
            right_item=code,
        )
        self.move(whistle, Action.REROUTE, "clerk", "经核对清单", department=self.bureau.name)
        self.handled(whistle, "solved", "已清走。")

    def led_by_another(self):
        """(a department beside the bureau, the code of an item it leads in the first town)."""
        found = []
        for entry in self.routing.entries_for(self.towns[0]):
            lead = self.routing.route(entry).lead
            if lead is not None and lead != self.bureau:
                found.append((lead, entry["code"]))
        return found[0]

    def underway(self):
        codes = self.items_of_bureau()
        self.call(self.towns[0], "采石场边坡落石，下方有住户。", item=codes[-1], level="emergency")
        last = self.call(self.towns[1], "路边广告牌松动，不知归谁管。", level="ordinary")
        self.move(last, Action.ESCALATE, "township2")
