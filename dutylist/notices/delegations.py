"""Tells whoever is concerned that somebody acts for another, or no longer does."""

from django.urls import reverse
from django.utils import timezone

from dutylist.history.days import day_words
from dutylist.organizations.followers import follow_delegations

from .services import tell


@follow_delegations
def tell_both(delegation, ended, *, by, reason):
    """The one who acts and the one acted for; whoever did it knows already."""
    holder, delegate = delegation.delegated_from.user, delegation.user
    if ended:
        sentence = _ended(delegation, by)
    else:
        sentence = _given(delegation, by)
    url = reverse("desk:delegation", args=[delegation.pk])
    moment = f"{timezone.now():%Y%m%d%H%M%S}"
    for person in {holder, delegate} - {by}:
        tell(
            person,
            f"delegation-{delegation.pk}-{moment}",
            sentence,
            body=f"理由：{reason}",
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
    return f"{by}委托{_what(delegation, by)}，{day_words(delegation.starts_on)}至{day_words(delegation.ends_on)}。"


def _ended(delegation, by):
    return f"{by}提前终止{_what(delegation, by)}，{until_words(delegation)}。"


def until_words(delegation):
    if delegation.ends_on < timezone.localdate():
        return "立即终止"
    return f"到{day_words(delegation.ends_on)}为止"
