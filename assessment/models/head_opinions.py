"""What townships say of the head of a department or dispatched office
(主要负责同志任免听取乡镇意见): for those who appoint, and for nobody else.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dutylist.history.audiences import NOT_EVEN_AUDITORS
from dutylist.history.random_keys import random_number
from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import CountyPolicy, Department, Region
from dutylist.organizations.record_readers import key_of_role, key_of_unit
from dutylist.organizations.roles import DEPARTMENT_ROLES, Role
from dutylist.organizations.standing import standing_of
from dutylist.organizations.successors import with_merged

ORGANIZATION = "organization_department"  # the policy line that names it
ENDING = "组织部"


class Occasion(models.TextChoices):
    ASSESSMENT = "assessment", "考核"
    APPOINTMENT = "appointment", "任免"


def organization_department(county):
    """The department that appoints (组织部): the one that the county's policy names, by what it is
    called today or was called before, else the one that is called so; None where there is none.
    """
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    departments = Department.objects.filter(county=county).valid()
    if name := policy.value(ORGANIZATION):
        named = departments.filter(Q(name=name) | Q(aliases__name=name))
        return named.order_by("position", "pk").first()
    return departments.filter(name__endswith=ENDING).order_by("position", "pk").first()


class HeadOpinionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office lead and the people of 组织部, but for opinions of their own department."""
        if user is None or not user.is_authenticated:
            return self.none()
        standing = standing_of(user)
        counties = set(standing.county_ids(Role.OFFICE_LEAD))
        own = standing.department_ids(*DEPARTMENT_ROLES)
        for department in Department.objects.filter(pk__in=own).select_related("county"):
            if organization_department(department.county) == department:
                counties.add(department.county_id)
        return self.filter(Q(county__in=counties)).exclude(department__in=with_merged(own))


class HeadOpinion(Tracked):
    history_title = "对主要负责同志的意见"

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属区划")
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name="部门"
    )
    township = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="单位")
    occasion = models.CharField("用于", max_length=12, choices=Occasion)
    text = models.TextField("意见")
    made_on = models.DateField("日期", default=timezone.localdate)
    history = Recorded()
    objects = HeadOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "对主要负责同志的意见"
        ordering = ["-made_on", "id"]

    def __str__(self):
        return "对主要负责同志的意见"

    def audience(self):
        """The keys of those who alone read what is recorded of it."""
        keys = [key_of_role(Role.OFFICE_LEAD, self.county), NOT_EVEN_AUDITORS]
        department = organization_department(self.county)
        if department is not None and department.pk != self.department_id:
            keys.append(key_of_unit(department))
        return tuple(keys)
