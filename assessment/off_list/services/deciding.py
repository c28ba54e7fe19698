"""What the moves of an off-list report ask and keep. An order to stop is given only where it can
not single out one township.
"""

from datetime import timedelta

from access_control.models import ChangeRequest
from assessment.models import OffListReport, OffListStatus, ReferredTo
from dutylist.history.openings import distinct_facts
from dutylist.organizations.models import Region
from dutylist.workflow.refusals import Invalid, NotPossible

from .sealing import CODE

LEAST = 3  # townships among which one is not singled out
DAYS_LOOKED_BACK = 365
WOULD_REVEAL = "would_reveal"
INSTEAD = "叫停会让人看出是哪里反映的，不能办理。可以转准入（调整）申请，或者移送监督。"


def townships_that_reported(report):
    """How many townships reported the same department within a year, those found untrue aside."""
    since = report.reported_on - timedelta(days=DAYS_LOOKED_BACK)
    reports = OffListReport.objects.filter(department=report.department_id, reported_on__gte=since)
    reports = reports.exclude(status=OffListStatus.DISMISSED)
    made = OffListReport.history.filter(history_type="+", id__in=reports.values("pk"))
    return distinct_facts(made.values("batch"), CODE)


def require_cover(report):
    """Refuses an order that would single out the reporter, as far as it is known without the facts
    of the order.
    """
    if townships_that_reported(report) < LEAST:
        raise NotPossible(f"反映该部门的基层单位不满三个，{INSTEAD}", WOULD_REVEAL)
    if report.recipients is not None and report.recipients < LEAST:
        raise NotPossible(f"这一要求只发给{report.recipients}个基层单位，{INSTEAD}", WOULD_REVEAL)


def check_stop(report, facts):
    sent_to = number_told(facts, "sent_to")
    if sent_to is None:
        sent_to = Region.objects.valid().townships_of(report.county).count()
    if sent_to < LEAST:
        raise NotPossible(f"叫停文件发给的基层单位不满三个，{INSTEAD}", WOULD_REVEAL)
    require_short(facts, "document_number", 60)


def number_told(facts, name):
    """A number that may be left out; a form sends nothing as an empty text."""
    value = facts.get(name)
    return value if isinstance(value, int) else None


def require_short(facts, name, longest):
    if len(facts[name]) > longest:
        raise Invalid({name: f"共{len(facts[name])}字，最多{longest}字。"})


def apply_stop(report, facts):
    report.order_number = facts["document_number"]


def check_verify(report, facts):
    if facts.get("recipients") == 0:
        raise Invalid({"recipients": "至少发给一个基层单位，不知道的留空。"})


def apply_verify(report, facts):
    report.recipients = number_told(facts, "recipients")


def check_request(report, facts):
    """A request is named by its number, never drawn up from here: its draft would carry the report
    before other eyes.
    """
    number = number_told(facts, "request")
    if number is None:
        return
    if not ChangeRequest.objects.filter(county=report.county_id, pk=number).exists():
        raise Invalid({"request": f"本县没有编号为{number}的申请。"})


def apply_request(report, facts):
    report.request_number = number_told(facts, "request")


def check_refer(report, facts):
    if facts["to"] not in ReferredTo.values:
        raise Invalid({"to": f"可填：{'、'.join(ReferredTo.values)}。"})


def apply_refer(report, facts):
    report.referred_to = facts["to"]


def apply_close(report, facts):
    report.result = facts["result"]
