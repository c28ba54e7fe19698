"""The departments: what they are called now and were called before, who they belong to, and how to
reach them.
"""

from django.db import models
from django.db.models import F, Q

from dutylist.history.tracking import Recorded, Tracked

from ..roles import DUTY_ROLES
from ..standing import standing_of
from ..uscc import validate_uscc
from .regions import OfOwnCounties, Region, valid_on


class Ownership(models.TextChoices):
    OWN = "own", "本级所属"
    DUAL = "dual", "双重管理"
    VERTICAL = "vertical", "垂直管理"
    CITY = "city", "市级所属"
    DISPATCHED = "dispatched", "派驻机构"


class DepartmentKind(models.TextChoices):
    PARTY = "party", "党委机构"
    GOVERNMENT = "government", "政府机构"
    MASS = "mass", "群团组织"
    INSTITUTION = "institution", "事业单位"


class DepartmentQuerySet(OfOwnCounties):
    def visible_to(self, user):
        """Departments of the user's own counties; those who open accounts and grant roles see all
        of them.
        """
        standing = standing_of(user)
        if standing.serves_everywhere():
            return self.all()
        kept = Region.objects.reached_by(user, *DUTY_ROLES).values("pk")
        return self.filter(Q(county__in=standing.own_county_ids()) | Q(county__in=kept))

    def valid(self, on=None):
        return self.filter(valid_on(on))


class Department(Tracked):
    county = models.ForeignKey(
        Region, models.PROTECT, related_name="departments", verbose_name="所属区划"
    )
    name = models.CharField("部门名称", max_length=80)
    ownership = models.CharField(
        "隶属关系", max_length=10, choices=Ownership.choices, default=Ownership.OWN
    )
    kind = models.CharField(
        "机构性质", max_length=12, choices=DepartmentKind.choices, default=DepartmentKind.GOVERNMENT
    )
    uscc = models.CharField(
        "统一社会信用代码", max_length=18, blank=True, validators=[validate_uscc]
    )
    public_telephone = models.CharField("公开电话", max_length=40, blank=True)
    address = models.CharField("办公地址", max_length=120, blank=True)
    hours = models.CharField("办公时间", max_length=60, blank=True)
    lead_name = models.CharField("负责人", max_length=40, blank=True)
    contact = models.CharField("联系人", max_length=80, blank=True)
    position = models.PositiveIntegerField("排序", default=0)
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_until = models.DateField("撤销日期", null=True, blank=True)
    history = Recorded()
    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "部门"
        ordering = ["county", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "name"],
                condition=Q(valid_until=None),
                name="departments_in_being_have_their_own_names",
                violation_error_message="同名的部门已经存在。",
            ),
            models.UniqueConstraint(
                fields=["county", "uscc"],
                condition=Q(valid_until=None) & ~Q(uscc=""),
                name="departments_in_being_have_their_own_uscc",
                violation_error_message="这一统一社会信用代码已用于另一个部门。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="departments_have_a_name",
                violation_error_message="部门名称不能为空。",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_from=None)
                | Q(valid_until__gte=F("valid_from")),
                name="departments_do_not_end_before_they_begin",
                violation_error_message="部门的撤销日期不能早于设立日期。",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_own(self):
        """Whether the county decides for it; others consent in writing when they are named in an
        item.
        """
        return self.ownership == Ownership.OWN


class OfDepartments(models.QuerySet):
    def visible_to(self, user):
        return self.filter(department__in=Department.objects.visible_to(user))


class DepartmentAlias(Tracked):
    """A name a department is also known by: an abbreviation, a second plate, or what it was called
    before.
    """

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="aliases", verbose_name="部门"
    )
    name = models.CharField("别名", max_length=80)
    history = Recorded()
    objects = OfDepartments.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "部门别名"
        constraints = [
            models.UniqueConstraint(
                fields=["department", "name"],
                name="departments_carry_an_alias_once",
                violation_error_message="该部门已有这一别名。",
            ),
        ]

    def __str__(self):
        return self.name


class DepartmentSuccessionQuerySet(OfOwnCounties):
    county_path = "successor__county"


class DepartmentSuccession(Tracked):
    """After a reform: what the predecessor answered for, the successor does from that day."""

    class Kind(models.TextChoices):
        MERGE = "merge", "并入"
        SPLIT = "split", "拆分"
        RENAME = "rename", "更名"

    predecessor = models.ForeignKey(
        Department, models.PROTECT, related_name="successions", verbose_name="原部门"
    )
    successor = models.ForeignKey(
        Department, models.PROTECT, related_name="precessions", verbose_name="承继部门"
    )
    happened_on = models.DateField("变更日期")
    kind = models.CharField("变更方式", max_length=10, choices=Kind.choices)
    former_name = models.CharField("原名称", max_length=80)
    history = Recorded()
    objects = DepartmentSuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "部门沿革"
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")) | Q(kind="rename"),
                name="only_renamed_departments_succeed_themselves",
                violation_error_message="部门不能并入自身。",
            ),
        ]

    def __str__(self):
        return f"{self.former_name} {self.get_kind_display()} {self.successor}"
