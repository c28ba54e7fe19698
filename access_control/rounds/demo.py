"""What the demo county has of the revision: three draft changes, and a round in which some units
have answered and others have not. The texts in force stay as they are.
"""

from access_control.requests.demo import Demo
from items.entry.content import content_of
from items.models import Kind, Revision
from items.register.services.editing import change_items

from .services.answering import answer_opinion
from .services.asking import open_round
from .services.giving import give_opinion

REASON = "按年度评估情况集中修订"
TEXT = "请结合上半年履职评估情况研究，逐条反馈能不能承接、要不要修改。"
AGREE = {"stance": "agree", "capacity": {"body": True, "staff": True, "funds": True}}


def add_to_demo(county):
    """Drafts the changes and asks about them by the accounts of the demo: -> what to say of it."""
    demo = Demo(county)
    draft_changes(demo)
    revision = Revision.objects.filter(county=county).latest("number")
    row = open_round(revision, {"text": TEXT}, by=demo.people["clerk"], source="seed")
    first, *others = [sent["id"] for sent in row.sent_changes]
    lines = [{"change": first, "stance": "object", "text": "山区乡没有巡查车辆。"}]
    for number in others:
        lines.append({"change": number, "stance": "agree", "text": ""})
    objects = {
        "stance": "object",
        "text": "",
        "changes": lines,
        "capacity": {"body": True, "staff": False, "power": True, "funds": False},
        "willingness": "unable",
    }
    give_opinion(row, AGREE, by=demo.people["township"], source="seed")
    objection, _is_new = give_opinion(row, objects, by=demo.people["township2"], source="seed")
    answers = [{"change": first, "outcome": "adopted", "text": "适用范围改为沿河乡镇。"}]
    answer_opinion(objection, answers, by=demo.people["clerk"], source="seed")
    return "集中修订征求意见"


def draft_changes(demo):
    """A new item, one whose office is named, one that fewer townships have to do."""
    new = demo.new_item("河道垃圾线索发现上报")["item"]
    placed, narrower = demo.item(Kind.COORDINATION, 1), demo.item(Kind.COORDINATION, 2)
    departments = content_of(placed)["responsibilities"]
    departments[0] = {**departments[0], "internal_office": "综合股"}
    towns = [town.code for town in demo.towns]
    changes = [
        (None, new),
        (placed, {"responsibilities": departments}),
        (narrower, {"scope": "listed", "tags": [], "townships": towns}),
    ]
    clerk = demo.people["clerk"]
    change_items(demo.county, changes, by=clerk, reason=REASON, source="seed")
