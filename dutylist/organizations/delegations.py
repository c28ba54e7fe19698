"""Acting for another (代行) as its pages show it: whose, until when, in which state,
and what one may hand over.
"""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from dutylist.history.days import day_words
from dutylist.history.models import Batch
from dutylist.history.paging import CursorPages
from dutylist.history.searching import search
from dutylist.organizations.models import Membership
from dutylist.organizations.roles import BUSINESS_ROLES, STAFFING_OFFICE, Role
from dutylist.organizations.services.delegations import (
    delegable,
    is_over,
    may_delegate,
    may_end_delegation,
)

MOST = 50
NAMED = ("user__first_name", "user__username", "region__name", "department__name")
PLACES = (
    "region__parent",
    "department__county",
    "delegated_from__user",
    "delegated_from__region",
    "delegated_from__department",
)


@dataclass
class Acting:
    """One delegation with its state in words; `tone` is the class of the mark beside it."""

    row: Membership
    state: str
    tone: str
    may_end: bool = False

    @property
    def place(self):
        return (self.row.department or self.row.region).name


def acting(row, user):
    state, tone = _state(row)
    return Acting(row, state, tone, not is_over(row) and may_end_delegation(row, user))


def _state(row):
    today = timezone.localdate()
    if row.ends_on and row.ends_on < row.starts_on:
        return "已撤回", "withdrawn"
    if is_over(row):
        return "已终止", "withdrawn"
    own = row.delegated_from
    if is_over(own) or not own.user.is_active:
        return "委托人已不任此职，代行无效", "withdrawn"
    if row.starts_on > today:
        return "尚未开始", "submitted"
    if row.ends_on == today:
        return "今天到期", "submitted"
    return "代行中", "applied"


@dataclass
class Section:
    title: str
    empty: str
    rows: list = field(default_factory=list)
    next: str = ""


def acted_in(user):
    """What this person sees of who acts for whom."""
    seen = Membership.objects.visible_to(user).delegations().distinct()
    return seen.select_related("user", *PLACES)


def sections_of(request, seen, words):
    """What one gave, what one was given, and what the people one answers for gave and were given: a
    page of these.
    """
    user = request.user
    mine, given = Q(user=user), Q(delegated_from__user=user)
    sections = [
        _own_section(user, "我委托的", "您没有委托他人代行职责。", seen.filter(given)),
        _own_section(user, "委托给我的", "没有人委托您代行职责。", seen.filter(mine)),
    ]
    if answered := answered_for(user):
        others = seen.filter(answered).exclude(mine | given)
        title = "本单位其他人员的"
        if _is_office(user):
            title = f"{words.get('whole_county', '')}其他人员的"
        pages = CursorPages(MOST, "-pk", "after")
        shown = [acting(row, user) for row in pages.rows_of(others, request)]
        sections.append(Section(title, "其他人员没有委托代行。", shown, pages.following))
    return sections


def _own_section(user, title, empty, rows):
    """A person's own, all of them: nobody gives or is given many."""
    return Section(title, empty, [acting(row, user) for row in rows.order_by("-pk")])


def _is_office(user):
    return user.standing().has(*STAFFING_OFFICE)


def answered_for(user):
    """The condition on memberships of the units a person leads or keeps; None for whoever answers
    for nobody else.
    """
    standing = user.standing()
    departments, townships = (
        standing.department_ids(Role.DEPARTMENT_LEAD),
        standing.township_ids(Role.TOWNSHIP_LEAD),
    )
    counties = standing.county_ids(*STAFFING_OFFICE)
    if not (departments or townships or counties):
        return None
    at_county = (
        Q(region__in=counties) | Q(region__parent__in=counties) | Q(department__county__in=counties)
    )
    return Q(department__in=departments) | Q(region__in=townships) | at_county


def offered_to(user, asked):
    """(one's own memberships, those of others one may hand over, whether these are only found by
    asking).
    """
    rows = Membership.objects.filter(delegable()).select_related("user", *PLACES[:2])
    own = list(rows.filter(user=user).order_by("role", "pk"))
    if (answered := answered_for(user)) is None:
        return own, [], False
    others = rows.filter(answered).exclude(user=user)
    if _is_office(user):
        others = search(others, NAMED, asked) if asked else others.none()
    ordered = others.order_by("department__name", "region__code", "user__first_name", "pk")
    return own, [held for held in ordered[:MOST] if may_delegate(held, user)], _is_office(user)


def story_of(delegation, reader):
    """[(batch, what was done)] of one delegation, oldest first; two queries."""
    rows = delegation.history.order_by("history_id")
    steps = list(rows.values_list("batch", "history_type", "ends_on"))
    batches = Batch.objects.readable_by(reader).in_bulk([batch for batch, _, _ in steps])
    story = []
    for key, sort, ends_on in steps:
        if batch := batches.get(key):
            story.append((batch, _done(batch, sort, ends_on)))
    return story


def _done(batch, sort, ends_on):
    if sort == "+":
        return "委托代行"
    if ends_on and ends_on < timezone.localdate(batch.at):
        return "立即终止"
    if ends_on:
        return f"改为到{day_words(ends_on)}为止"
    return "变更"


def takes_part(user):
    """Whether a person has anything to do with these pages: keepers of accounts and auditors have
    not.
    """
    return not user.standing().roles.isdisjoint(BUSINESS_ROLES)
