"""A reform of departments or regions (机构变更) waits as a to-do for the second person of the
office; whoever asked is told what became of it.
"""

from django.urls import reverse

from dutylist.organizations.followers import follow_reorganizations
from dutylist.organizations.models import Membership, ReorganizationState
from dutylist.organizations.roles import Role

from .services import close_todos, open_todo, tell

FLOW = "reorganization"


@follow_reorganizations
def follow(row, *, by):
    if row.is_waiting:
        ask_second_person(row)
        return
    settled_by = by
    if row.state == ReorganizationState.TAKEN_BACK:
        settled_by = None  # nobody did what was asked
    close_todos(FLOW, row.pk, by=settled_by)
    if row.asked_by_id != by.pk:
        tell(
            row.asked_by,
            f"reorganization-{row.pk}-{row.state}",
            f"机构变更{row.get_state_display()}：{row.title}",
            body=row.decided_reason,
            url=address_of(row),
        )


def ask_second_person(row):
    open_todo(
        flow=FLOW,
        subject_id=row.pk,
        title=f"核准机构变更：{row.title}",
        url=address_of(row),
        role=role_asked(row),
        county_id=row.county_id,
        not_for=[row.asked_by_id],
    )


def role_asked(row):
    """The office lead's, as far as there is one beside whoever asked; else the clerk's."""
    held = Membership.objects.in_force().filter(role=Role.OFFICE_LEAD, region=row.county_id)
    if held.exclude(user=row.asked_by_id).exists():
        return Role.OFFICE_LEAD
    return Role.CLERK


def address_of(row):
    return reverse("admin:organizations_reorganization_change", args=[row.pk])
