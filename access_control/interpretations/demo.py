"""What the demo county has of interpretations: one that is confirmed and stands beside its item,
one that says what is not listed, one that waits for its answer.
"""

from access_control.models import InterpretationAction as Action
from dutylist.organizations.models import User
from dutylist.workflow.engine import perform
from items.published.lists import county_list

from . import moves  # noqa: F401 (names the flow)
from .services.asking import ask_interpretation


def add_to_demo(county):
    """Asks, answers and confirms by the accounts of the demo: -> what to say of it."""
    demo = Demo(county)
    demo.confirmed_of_an_item()
    demo.confirmed_not_listed()
    demo.waiting()
    return "清单释义"


class Demo:
    """The interpretations of the demo county."""

    def __init__(self, county):
        self.county = county
        self.people = {user.username: user for user in User.objects.exclude(username="system")}
        self.published = county_list(county.code)

    def item_like(self, words):
        """The item of the list whose name begins with these words; the first of all where none
        does.
        """
        for entry in self.published.entries:
            if entry["name"].startswith(words):
                return entry
        return self.published.entries[0]

    def ask(self, username, question, item=None):
        told = {"question": question, "item": item and item["code"]}
        return ask_interpretation(told, by=self.people[username], source="seed")

    def confirm(self, interpretation, **answer):
        perform(interpretation, Action.ANSWER, by=self.people["clerk"], **answer)
        perform(interpretation, Action.CONFIRM, by=self.people["lead"])

    def confirmed_of_an_item(self):
        item = self.item_like("落实河湖长制")
        asked = self.ask("township", "河道里的水葫芦由谁打捞？", item)
        self.confirm(
            asked,
            text="零散的水葫芦在日常巡查保洁中随时清除；成片蔓延、需要专业设备打捞的，"
            "及时上报，由水行政主管部门组织打捞。",
            kind="ours",
        )

    def confirmed_not_listed(self):
        asked = self.ask("township2", "彩票站点兑奖纠纷要不要由基层出面调处？")
        self.confirm(
            asked,
            text="彩票站点的兑奖纠纷不在清单内，由彩票销售机构处理，可以拨打彩票销售机构的客服电话。",
            kind="not_listed",
            question="彩票兑奖有纠纷找谁？",
        )

    def waiting(self):
        item = self.item_like("消防安全")
        self.ask("township3", "电动自行车在楼道充电的，劝阻不听由谁处理？", item)
