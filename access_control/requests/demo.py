"""What the demo county has of requests: one in each state before the county decides, and one that
was admitted for a time, with a supplement of its own. The first edition's texts stay as they are.
"""

from django.utils import timezone

from access_control.models import RequestAction as Action
from dutylist.organizations.models import Region, User
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.engine import perform
from items.editions.services.editions import issue_supplement
from items.models import Category, DutyItem, Edition, Kind

from .services.drafting import create_request
from .services.opinions import give_opinion

REVIEW = {"reviewer": "李主任", "result": "不涉密，可以公开"}
MINUTES = "〔2026〕6号"
LAST = 99  # in the last category: the items of the first edition keep their numbers
DAYS_BEFORE_THE_END = 6  # working days: within those in which an end is said beforehand
# The townships that have an account in the demo.
ANSWERING = {
    "990121100000": "township",
    "990121101000": "township2",
    "990121102000": "township3",
}
SUPPORT = [
    {"kind": "funding", "promise": "按村拨付工作经费", "amount": "每村2000元"},
    {"kind": "training", "promise": "年内组织业务培训2次"},
]


def add_to_demo(county):
    """Draws up and moves the requests by the accounts of the demo: -> what to say of it."""
    demo = Demo(county)
    demo.draft()
    demo.submitted()
    demo.returned()
    demo.joined_pair()
    demo.consulting()
    demo.in_legal_review()
    demo.awaiting_sitting()
    demo.adjustment_of_a_township()
    demo.about_to_lapse()
    return "准入和调整申请"


class Demo:
    """The requests of the demo county, each brought as far as its name says."""

    def __init__(self, county):
        self.county = county
        self.people = {user.username: user for user in User.objects.exclude(username="system")}
        towns = Region.objects.valid().townships_of(county).order_by("code")
        self.towns = list(towns.filter(code__in=ANSWERING))
        names = Category.objects.filter(county=county, kind=Kind.COORDINATION)
        self.category = names.order_by("position").first().name
        self.last_category = names.order_by("position").last().name

    # ---- the steps ----

    def applied(self, by, title, *changes, **fields):
        told = {
            "county": self.county.code,
            "channel": "admission",
            "circumstance": "superior",
            "title": title,
            "reason": "省级主管部门部署专项工作，需要基层提供线索。",
            "necessity": "线索分散在村组，只有乡镇（街道）能够及时发现。",
            "support": SUPPORT,
            "changes": list(changes),
        }
        return create_request(told | fields, by=self.people[by], source="seed")

    def handed_in(self, by, title, *changes, **fields):
        request = self.applied(by, title, *changes, **fields)
        return self.move(request, Action.SUBMIT, by)

    def move(self, request, action, by, reason="", **facts):
        perform(request, action, by=self.people[by], reason=reason, **facts)
        return request

    def accepted(self, title, name):
        request = self.handed_in("department", title, self.new_item(name))
        return self.move(request, Action.ACCEPT, "clerk", complete=self.completed(request))

    def completed(self, request):
        """The secrecy review that the clerk records for each change."""
        review = REVIEW | {"on": timezone.localdate().isoformat()}
        return [
            {"change": change.pk, "secrecy_review": review} for change in request.changes_in_order()
        ]

    def answered(self, request, *usernames):
        said = {"stance": "agree", "capacity": {"body": True, "staff": True, "funds": True}}
        for username in usernames:
            give_opinion(request, said, by=self.people[username], source="seed")
        return request

    def new_item(self, name, **fields):
        item = {
            "kind": "coordination",
            "category": self.category,
            "name": name,
            "township_duty": "1.开展宣传；\n2.日常巡查，发现线索及时上报。",
            "scope": "listed",
            "townships": [town.code for town in self.towns],
            "responsibilities": [
                {
                    "department": "县自然资源局",
                    "role": "lead",
                    "internal_office": "执法监察股",
                    "duty": "1.制定方案，组织培训；\n2.核实线索，依法查处。",
                }
            ],
            "bases": [{"act": "中华人民共和国土地管理法", "article": "第六十七条"}],
            **fields,
        }
        return {"op": "add", "item": item}

    def item(self, kind, number=0):
        return DutyItem.objects.of_county(self.county).current().filter(kind=kind)[number]

    # ---- the requests ----

    def draft(self):
        self.applied("department", "请求将矿山越界线索上报纳入配合履职清单")

    def submitted(self):
        duty = "1.落实属地管理责任；\n2.与各村签订责任状。"
        change = self.new_item("临时用地恢复情况巡查上报", township_duty=duty)
        self.handed_in("department", "请求将临时用地巡查纳入配合履职清单", change)

    def returned(self):
        change = self.new_item("测量标志保护巡查")
        request = self.handed_in("department", "请求将测量标志保护纳入配合履职清单", change)
        missing = ["补充经费测算", "写明每年巡查的次数"]
        self.move(request, Action.RETURN, "clerk", "材料不全，请一次补齐。", missing=missing)

    def joined_pair(self):
        first = self.handed_in(
            "department",
            "请求将地质灾害隐患点巡查纳入配合履职清单",
            self.new_item("地质灾害隐患点日常巡查"),
        )
        second = self.handed_in(
            "department",
            "请求将切坡建房隐患巡查纳入配合履职清单",
            self.new_item("切坡建房隐患巡查上报"),
        )
        self.move(second, Action.JOIN, "lead", "同属地质灾害防治，合并办理。", into=first.pk)

    def consulting(self):
        request = self.accepted("请求将农田撂荒线索上报纳入配合履职清单", "农田撂荒线索发现上报")
        self.answered(request, "township")
        objection = {
            "stance": "object",
            "text": "辖区山地多，没有专业人员和交通工具。",
            "capacity": {"body": True, "staff": False, "power": False, "funds": False},
            "willingness": "unable",
        }
        give_opinion(request, objection, by=self.people["township2"], source="seed")

    def concluded(self, title, name):
        request = self.accepted(title, name)
        owed = [opinion.township for opinion in request.opinions_owed() if opinion.township_id]
        self.answered(request, *(ANSWERING[town.code] for town in owed))
        request.refresh_from_db()
        return self.move(request, Action.CONCLUDE, "clerk")

    def in_legal_review(self):
        self.concluded("请求将河道采砂线索上报纳入配合履职清单", "非法采砂线索发现上报")

    def awaiting_sitting(self):
        title = "请求将不动产登记政策宣传纳入配合履职清单"
        request = self.concluded(title, "不动产登记政策宣传")
        self.move(request, Action.PASS, "legal")
        self.move(request, Action.ENDORSE, "lead")

    def about_to_lapse(self):
        """Admitted for a time that is over in a few days: in the list by the first supplement."""
        today = timezone.localdate()
        request = self.handed_in(
            "department",
            "请求临时开展汛期在建工地安全提醒",
            self.new_item("汛期在建工地安全提醒", category=self.last_category),
            channel="temporary",
            ends_on=add_working_days(today, DAYS_BEFORE_THE_END).isoformat(),
        )
        owed = [opinion.township for opinion in request.opinions_owed() if opinion.township_id]
        self.answered(request, *(ANSWERING[town.code] for town in owed))
        request.refresh_from_db()
        complete = [row | {"position": LAST} for row in self.completed(request)]
        self.move(request, Action.CONCLUDE, "clerk", complete=complete)
        self.move(request, Action.ENDORSE, "lead")
        decided = {"meeting": "示例县委编委会", "decided_on": today, "minutes_number": MINUTES}
        self.move(request, Action.APPROVE, "approver", **decided)
        issue_supplement(
            Edition.objects.filter(county=self.county).latest("number"),
            requested_by=self.people["clerk"],
            by=self.people["lead"],
            document_number=f"示编发〔{today.year}〕9号",
            effective_on=today,
            note="增补临时准入的事项。",
            reason="增补临时准入的事项",
        )

    def adjustment_of_a_township(self):
        change = {"op": "cancel", "code": self.item(Kind.COORDINATION).code}
        self.handed_in(
            "township2",
            "请求取消无力承接的事项",
            change,
            channel="adjustment",
            circumstance="township_unable",
            reason="没有专业人员和执法资格，多次商请主管部门派员未果。",
            necessity="",
            support=[],
        )
