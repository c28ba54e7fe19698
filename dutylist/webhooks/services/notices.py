"""Who is told that a subscriber does not take what is sent: its keepers by a to-do, the office by a
message.
"""

from django.urls import reverse
from django.utils import timezone

from dutylist.notices.services import open_todo, tell
from dutylist.organizations.models import Membership
from dutylist.organizations.roles import STAFFING_OFFICE, Role

FLOW = "webhook"


def page_of(webhook):
    return reverse("desk:webhook", args=[webhook.pk])


def say_disabled(webhook, because):
    """A to-do for the operators of the place, a message for its office."""
    title = f"外部系统“{webhook.name}”已自动停用，请处理"
    open_todo(
        flow=FLOW,
        subject_id=webhook.pk,
        title=title,
        role=Role.SYSTEM_ADMIN,
        url=page_of(webhook),
        county_id=webhook.county_id,
    )
    key = f"webhook:{webhook.pk}:disabled:{timezone.now():%Y%m%d%H%M%S}"
    for person in office_of(webhook.county):
        tell(person, key, title, body=because)


def say_given_up(webhook, delivery, now):
    """One message for each delivery that is given up."""
    title = f"外部系统“{webhook.name}”未收到{delivery.message_id}，已不再投递"
    body = f"投递{delivery.attempts}次未成功。系统管理员可以在“外部系统”中重发。"
    key = f"webhook:{webhook.pk}:{delivery.pk}:{now:%Y%m%d%H%M%S}"
    for person in office_of(webhook.county):
        tell(person, key, title, body=body)


def office_of(county):
    """The clerks and leads of the office, each once."""
    held = Membership.objects.in_force().filter(role__in=STAFFING_OFFICE, region=county)
    return {membership.user for membership in held.select_related("user")}
