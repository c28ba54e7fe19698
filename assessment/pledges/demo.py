"""What the demo county has of pledges: one with ground, and one without, which was refused."""

from assessment.models import PledgeAction
from assessment.registers.demo_people import people_of_demo
from assessment.registers.services.writing import make_row
from dutylist.workflow.engine import perform

from .registers import PLEDGES, VETOES


def add_to_demo(county):
    """Registers and decides them by the accounts of the demo: -> what to say of it."""
    people = people_of_demo()

    def registered(register, by, **told):
        told["county"] = county.code
        return make_row(register, told, by=people[by], source="seed")

    grounded = registered(
        PLEDGES,
        "department",
        title="耕地保护目标责任书",
        issuer_level="central",
        document_number="中办发〔2024〕3号",
    )
    perform(grounded, PledgeAction.APPROVE, by=people["lead"])
    groundless = registered(
        PLEDGES, "department2", title="夏季治安整治工作责任状", issuer_level="county"
    )
    reason = "没有中央、省级文件作为依据，不得要求乡镇（街道）签订。"
    perform(groundless, PledgeAction.REFUSE, by=people["lead"], reason=reason)
    registered(
        VETOES,
        "organization",
        title="年度考核“一票否决”：党风廉政建设",
        issuer_level="province",
        document_number="示省委发〔2025〕6号",
    )
    return "责任状和“一票否决”事项"
