"""Who sees a request, and which items a person may name in one."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from dutylist.organizations.roles import (
    DEPARTMENT_ROLES,
    STAFFING_OFFICE,
    TOWNSHIP_ROLES,
    Role,
)
from dutylist.organizations.standing import standing_of
from dutylist.workflow.models import Decision
from items.models import DutyItem, Entry
from items.permissions import READERS

from .request_states import SUPERIORS, RequestAction, RequestStatus


def of_unit(user):
    """The condition on requests of the units this person works in: a department, a township, or
    the staffing office for what it asks of its own motion.
    """
    standing = standing_of(user)
    departments = standing.department_ids(*DEPARTMENT_ROLES)
    townships = standing.township_ids(*TOWNSHIP_ROLES)
    offices = standing.county_ids(*STAFFING_OFFICE)
    of_office = Q(department=None, township=None, county__in=offices)
    return Q(department__in=departments) | Q(township__in=townships) | of_office


class ChangeRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft is its unit's, the clerk's who drew it up and the auditor's; once submitted the
        county's office reads it, every unit that was asked, and whom it was reported to.
        """
        if user is None or not user.is_authenticated:
            return self.none()
        standing = standing_of(user)
        audited = Q(county__in=standing.county_ids(Role.AUDITOR))
        own = of_unit(user) | Q(drawn_up_by=user.pk) | audited
        submitted = Q(submitted_on__isnull=False)
        office = Q(county__in=standing.county_ids(*READERS))
        asked = Exists(opinions_asked_of(user, self.model).filter(request=OuterRef("pk")))
        reviewing = Exists(reviews_asked_of(user, self.model).filter(request=OuterRef("pk")))
        above = Q(reported_on__isnull=False) & reported_to(standing, self.model)
        return self.filter(own | submitted & (office | Q(asked) | Q(reviewing) | above))

    def of_applicant(self, user):
        """Those of the units this person works in."""
        return self.filter(of_unit(user))


def requests_read_whole(user, requests):
    """The requests whose opinions this person all reads: of his own unit, and of his office."""
    standing = standing_of(user)
    office = Q(county__in=standing.county_ids(*READERS, Role.AUDITOR))
    return requests.objects.filter(of_unit(user) | Q(drawn_up_by=user.pk) | office).values("pk")


def opinions_asked_of(user, requests):
    """The opinions asked of the units this person works in."""
    standing = standing_of(user)
    departments = standing.department_ids(*DEPARTMENT_ROLES)
    townships = standing.township_ids(*TOWNSHIP_ROLES)
    opinions = requests._meta.get_field("opinions").related_model.objects
    return opinions.filter(Q(department__in=departments) | Q(township__in=townships))


def reviews_asked_of(user, requests):
    """The reviews asked of the townships this person works in."""
    townships = standing_of(user).township_ids(*TOWNSHIP_ROLES)
    answers = requests._meta.get_field("review_answers").related_model.objects
    return answers.filter(township__in=townships)


def drafted_since_return(requests):
    """The condition on requests whose unit was left to itself last: returned, or taken back while
    they were.
    """
    taken_back = Decision.objects.filter(
        flow=requests.flow_name,
        subject_id=OuterRef("pk"),
        action=RequestAction.TAKE_BACK,
        source_status=RequestStatus.RETURNED,
    )
    was_returned = Q(status=RequestStatus.WITHDRAWN) & Q(Exists(taken_back))
    return Q(status=RequestStatus.RETURNED) | was_returned


def reported_to(standing, requests):
    """The condition on requests that were reported to the very superior this person answers for."""
    reported = Q(pk__in=())
    for superior, role in SUPERIORS.items():
        reports = Decision.objects.filter(
            flow=requests.flow_name,
            subject_id=OuterRef("pk"),
            action=RequestAction.REPORT,
            facts__to=superior,
        )
        reported |= Q(county__in=standing.county_ids(role)) & Q(Exists(reports))
    return reported


def known_items(user):
    """The condition on items that are published, or that this person sees in the register."""
    published = Entry.objects.values("code")
    return Q(code__in=published) | Q(pk__in=DutyItem.objects.visible_to(user).values("pk"))


def decisions_told_to(user, request):
    """The decisions on a request as this person may read them: a unit that does not read what the
    others said does not read how it was settled, what was answered to it, nor what one of them said
    of a record of its own.
    """
    decisions = list(request.decisions)
    if reads_all_opinions(user, request):
        return decisions
    for decision in decisions:
        if decision.action == RequestAction.CONCLUDE:
            decision.facts = facts_without(decision.facts, "settlements")
        elif decision.action == RequestAction.ANSWER:
            decision.facts = facts_without(decision.facts, "text")
        elif decision.action == RequestAction.CONTEST and decision.by_id != user.pk:
            decision.reason, decision.by_name, decision.for_name = "", "", ""
    return decisions


def reads_all_opinions(user, request):
    return request.opinions.count() == request.opinions.visible_to(user).count()


def facts_without(facts, key):
    return {name: told for name, told in facts.items() if name != key}
