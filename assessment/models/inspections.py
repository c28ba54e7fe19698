"""Inspections (督查检查考核): what a department plans to look into in a year, where and
when, and what became of it.
"""

from django.db import models
from django.db.models import F, Q

from dutylist.history.tracking import Recorded
from dutylist.organizations.roles import DEPARTMENT_ROLES, Role
from dutylist.organizations.standing import standing_of

from .owned import SUPERVISORS, Bearing, BearingQuerySet, OwnedQuerySet, OwnedSubject


class InspectionKind(models.TextChoices):
    COMPREHENSIVE = "comprehensive", "综合性"
    SPECIAL = "special", "专项"


class InspectionStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交待审核"
    APPROVED_ONCE = "approved_once", "计划外待再次审定"
    APPROVED = "approved", "已同意"
    REFUSED = "refused", "不予同意"
    MERGED = "merged", "已合并"
    HELD = "held", "已开展"
    CANCELLED = "cancelled", "已取消"


class InspectionAction(models.TextChoices):
    SUBMIT = "submit", "提交"
    APPROVE = "approve", "同意"
    APPROVE_SECOND = "approve_second", "登记再次审定同意"
    REFUSE = "refuse", "不予同意"
    MERGE = "merge", "合并"
    HOLD = "hold", "登记开展情况"
    CANCEL = "cancel", "取消"


# What stands, or may come to stand: what others are held against.
LIVE = (
    InspectionStatus.SUBMITTED,
    InspectionStatus.APPROVED_ONCE,
    InspectionStatus.APPROVED,
    InspectionStatus.HELD,
)
HOLDING = (InspectionStatus.APPROVED, InspectionStatus.HELD)


class InspectionQuerySet(OwnedQuerySet):
    def visible_to(self, user):
        """Beside those of every register: the one into which an inspection of the own department
        was merged, for it is carried out together.
        """
        seen = super().visible_to(user)
        if user is None or not user.is_authenticated:
            return seen
        own = standing_of(user).department_ids(*DEPARTMENT_ROLES)
        merged = Inspection.objects.filter(department__in=own).exclude(into=None)
        return seen | self.filter(pk__in=merged.order_by().values("into"))

    def live(self):
        return self.filter(status__in=LIVE)

    def holding(self):
        """Those that townships really have: approved, or held already."""
        return self.filter(status__in=HOLDING)


class Inspection(OwnedSubject):
    flow_name = "inspection"
    supervisors = (*SUPERVISORS, Role.RECORDER)
    drafts = (InspectionStatus.DRAFT,)
    told_to_townships = HOLDING
    amendable = (InspectionStatus.DRAFT,)

    status = models.CharField(
        "状态", max_length=14, choices=InspectionStatus, default=InspectionStatus.DRAFT
    )
    year = models.PositiveSmallIntegerField("年度")
    subject = models.CharField("检查内容", max_length=100)
    kind = models.CharField("类别", max_length=14, choices=InspectionKind)
    basis = models.TextField("依据", blank=True)
    items = models.JSONField("涉及事项", default=list, blank=True)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    days = models.PositiveSmallIntegerField("天数", default=1)
    in_plan = models.BooleanField("列入年度计划", default=True)
    into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name="并入的检查",
    )
    held_on = models.DateField("开展日期", null=True, blank=True)
    held_at = models.JSONField("到过的单位", default=list, blank=True)  # their codes
    history = Recorded()
    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督查检查考核"
        ordering = ["-id"]
        indexes = [models.Index(fields=["county", "year", "status"], name="inspections_of_a_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="an_inspection_does_not_end_before_it_begins",
                violation_error_message="结束日期不能早于开始日期。",
            )
        ]

    def get_absolute_url(self):
        return f"/desk/inspections/{self.pk}/"

    @property
    def is_live(self):
        return self.status in (InspectionStatus.DRAFT, *LIVE)

    @property
    def is_comprehensive(self):
        return self.kind == InspectionKind.COMPREHENSIVE

    def joined(self):
        """Those that were merged into it, with their owners; a township that reads it reads who
        comes along.
        """
        return list(self.merged.select_related("department", "county").order_by("pk"))

    def told_members(self):
        return {
            "year": self.year,
            "subject": self.subject,
            "kind": self.kind,
            "basis": self.basis,
            "items": self.items,
            "from": self.starts_on.isoformat(),
            "to": self.ends_on.isoformat(),
            "days": self.days,
            "in_plan": self.in_plan,
            "into": self.into_id,
            "held_on": self.held_on and self.held_on.isoformat(),
            "held_at": self.held_at,
        }


class InspectedTownship(Bearing):
    subject = models.ForeignKey(
        Inspection, models.PROTECT, related_name="bearing", verbose_name="督查检查考核"
    )
    history = Recorded(indexed=("subject",))
    objects = BearingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督查检查考核涉及单位"
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "township"],
                name="an_inspection_names_a_township_once",
                violation_error_message="同一单位只列一次。",
            )
        ]
