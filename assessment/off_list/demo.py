"""What the demo county has of off-list reports: two who handle them, and one found true."""

from assessment.models import OffListAction
from dutylist.organizations.models import Region, User
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.engine import perform

from .services.reporting import report_off_list

HANDLERS = {"clerk": "clerk", "lead": "lead"}
REPORT = {
    "department": "县文化旅游局",
    "how": "app",
    "text": "要求各村下载应用，每日签到，按周通报活跃人数。",
    "document_number": "",
}


def add_to_demo(county):
    """-> what to say of it."""
    people = {user.username: user for user in User.objects.filter(username__in=ACCOUNTS)}
    set_policy(
        county,
        {"off_list_handlers": HANDLERS},
        by=people["lead"],
        reason="指定清单外反映的办理人",
        source="seed",
    )
    report, _receipt = report_off_list(REPORT, by=people["township"], source="seed")
    townships = Region.objects.valid().townships_of(county).count()
    perform(report, OffListAction.VERIFY, by=people["clerk"], recipients=townships)
    return "清单外交办反映"


ACCOUNTS = ("clerk", "lead", "township")
