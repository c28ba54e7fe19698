"""What the registers of supervision have in common: a department owns each row, it bears on
townships, and who reads it follows from how far it has come.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Tracked
from dutylist.organizations.models import Department, Region
from dutylist.organizations.record_readers import key_of_unit
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.models import WorkflowSubject

# Who supervises in a county: the staffing office, and whoever looks into how the list is kept.
SUPERVISORS = (Role.CLERK, Role.OFFICE_LEAD, Role.INSPECTOR, Role.COUNTY_SECRETARY)
TITLE_LENGTH = 200
NUMBER_LENGTH = 80


class OwnedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft is its owner's and the auditor's; once it is handed in the supervisors read it,
        and the townships it bears on once it holds for them.
        """
        if user is None or not user.is_authenticated:
            return self.none()
        standing = standing_of(user)
        own = Q(department__in=standing.department_ids(*DEPARTMENT_ROLES))
        audited = Q(county__in=standing.county_ids(Role.AUDITOR))
        office = Q(county__in=standing.county_ids(*self.model.supervisors))
        office &= ~Q(status__in=self.model.drafts)
        borne = self.borne_by(standing.township_ids(*TOWNSHIP_ROLES))
        borne &= Q(status__in=self.model.told_to_townships)
        return self.filter(own | audited | office | borne)

    def borne_by(self, townships):
        """The condition on rows that bear on one of these townships (their ids)."""
        rows = self.model._meta.get_field("bearing").related_model.objects
        return Q(pk__in=rows.filter(township__in=townships).values("subject"))

    def of_township(self, township):
        return self.filter(self.borne_by([township.pk]))

    def with_units(self):
        """With what a list tells of each: its county, owner and townships."""
        rows = self.select_related("county__parent", "department")
        return rows.prefetch_related("bearing__township")


class OwnedSubject(WorkflowSubject):
    """One row of a register. `drafts` are the states in which nobody but its owner knows of it,
    `told_to_townships` those in which the townships read it, `amendable` those in which it may be
    changed; `townships_member` is how the API calls the townships.
    """

    related_to_show = ("county", "department")
    supervisors = SUPERVISORS
    drafts = ()
    told_to_townships = ()
    amendable = ()
    townships_member = "townships"

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name="提出部门"
    )
    title = models.CharField("名称", max_length=TITLE_LENGTH)
    document_number = models.CharField("文号", max_length=NUMBER_LENGTH, blank=True)
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="登记人",
    )
    drawn_up_by_name = models.CharField("登记人姓名", max_length=150, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @property
    def townships(self):
        """The townships it bears on, in the order of their codes."""
        rows = [row.township for row in self.bearing.all()]
        return sorted(rows, key=lambda township: township.code)

    @property
    def is_private(self):
        return self.status in self.drafts

    # ---- whose it is ----

    def acting_departments(self, action):
        return (self.department_id,)

    def interested_departments(self):
        return (self.department_id,)

    def author_ids(self):
        return (self.drawn_up_by_id,)

    @classmethod
    def belonging_to(cls, user):
        return Q(department__in=standing_of(user).department_ids(*DEPARTMENT_ROLES))

    def is_judged_by(self, user):
        """Whether this person reads it as its owner, or as one who supervises."""
        standing = standing_of(user)
        if self.department_id in standing.department_ids(*DEPARTMENT_ROLES):
            return True
        return standing.has(*self.supervisors, Role.AUDITOR, county=self.county_id)

    def draft_audience(self):
        """The keys of those who alone read the record of a draft."""
        return (key_of_unit(self.department),) if self.is_private else ()

    def audience_of_attachments(self):
        return self.draft_audience()

    @property
    def lets_amend(self):
        return self.status in self.amendable

    # ---- what it says ----

    def own_state(self):
        codes = [township.code for township in self.townships]
        return {
            "owner": {"department": self.department.name},
            self.townships_member: codes,
            "document_number": self.document_number,
            **self.told_members(),
        }

    def told_members(self):
        """What such a row tells beside its owner, its townships and its document number."""
        return {}


class BearingQuerySet(models.QuerySet):
    def visible_to(self, user):
        subjects = self.model._meta.get_field("subject").related_model.objects
        return self.filter(subject__in=subjects.visible_to(user))


class Bearing(Tracked):
    """One township on which a row of a register bears."""

    history_title = "{township}"

    township = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="涉及单位")

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.township)
