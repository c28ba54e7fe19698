"""Tells whoever is concerned that somebody acts for another, or no longer does; and answers which
steps are handed over with a role.
"""

from django.urls import reverse
from django.utils import timezone

from dutylist.history.days import day_words
from dutylist.organizations.followers import follow_delegations
from dutylist.organizations.open_turns import OpenTurn, ask_about_open_turns, open_turns_of
from dutylist.organizations.standing import Standing

from .models import ToDo
from .services import tell


@follow_delegations
def tell_both(delegation, ended, *, by, reason):
    """The one who acts and the one acted for; whoever did it knows already."""
    holder, delegate = delegation.delegated_from.user, delegation.user
    body = f"理由：{reason}"
    if ended:
        sentence = _ended(delegation, by)
    else:
        sentence = _given(delegation, by)
        body += _handed_over(delegation)
    url = reverse("desk:delegation", args=[delegation.pk])
    moment = f"{timezone.now():%Y%m%d%H%M%S}"
    for person in {holder, delegate} - {by}:
        tell(
            person,
            f"delegation-{delegation.pk}-{moment}",
            sentence,
            body=body,
            url=url,
        )


def _what(delegation, by):
    place = (delegation.department or delegation.region).name
    if by == delegation.delegated_from.user:
        holder = "其"
    else:
        holder = delegation.for_name
    return f"{delegation.user}代{holder}行使{place}{delegation.get_role_display()}职责"


def _given(delegation, by):
    return (
        f"{by}委托{_what(delegation, by)}，"
        f"{day_words(delegation.starts_on)}至{day_words(delegation.ends_on)}。"
    )


def _ended(delegation, by):
    return f"{by}提前终止{_what(delegation, by)}，{until_words(delegation)}。"


def until_words(delegation):
    if delegation.ends_on < timezone.localdate():
        return "立即终止"
    return f"到{day_words(delegation.ends_on)}为止"


def _handed_over(delegation):
    """What waits now and goes with it, in a sentence; nothing where nothing does."""
    turns, barred = open_turns_of(delegation.delegated_from, delegation.user)
    told = ""
    if turns:
        told += f"。随之移交待办{len(turns)}件"
    if barred:
        told += f"。另有{len(barred)}件须由其他人办理"
    return told


@ask_about_open_turns
def open_turns(membership):
    """The steps that wait for the role of this membership at its own place, whatever else the
    person holds. What is a unit's own for now stays out: the office may look here too.
    """
    todos = ToDo.objects.open().filter(role=membership.role, user=None, is_private=False)
    if membership.department_id:
        todos = todos.filter(department=membership.department_id)
    elif membership.region and membership.region.level == "township":
        todos = todos.filter(region=membership.region_id)
    else:
        counties = Standing(memberships=[membership]).county_ids()
        todos = todos.filter(department=None, region=None, county__in=counties)
    return [OpenTurn(todo.title, todo.url, todo.due_on, todo.barred_ids) for todo in todos]
