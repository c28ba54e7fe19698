"""A round begins and ends: its results are worked out once, then, and appear together."""

from django.utils import timezone

from assessment.satisfaction.scoring import write_results
from dutylist.history.recording import recording
from dutylist.history.tracking import bulk_save
from dutylist.notices.services import tell
from dutylist.organizations.models import Membership, User
from dutylist.organizations.record_readers import key_of_role
from dutylist.organizations.roles import STAFFING_OFFICE, Role
from dutylist.workflow.calendar import deadline_words
from dutylist.workflow.refusals import NotPossible


def require_days_left(row):
    if row.closes_on < timezone.localdate():
        raise NotPossible(f"截止日期{deadline_words(row.closes_on)}已过，不能开始评价。")


def apply_open(row, facts):
    row.due_on = row.closes_on


def after_close(row, decision, facts):
    """Who reads the results in the record is who reads them on the page."""
    audience = [key_of_role(role, row.county) for role in STAFFING_OFFICE]
    options = {"source": "decision", "decision": decision, "county": row.county.code}
    with recording(by=decision.by, audience=audience, **options):
        bulk_save(write_results(row))


def after_publish(row, decision, facts):
    """The leads of the rated departments are told that there is something to read."""
    rated = row.departments.values("department")
    held = Membership.objects.in_force().filter(role=Role.DEPARTMENT_LEAD, department__in=rated)
    for user in User.objects.filter(pk__in=held.values("user")):
        title = f"{row}的结果已经公布，可以查看本部门的得分"
        tell(user, f"satisfaction-{row.pk}", title, url=row.get_absolute_url())
