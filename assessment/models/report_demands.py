"""Reports and ledgers asked of townships (报表台账): who asks for what, how often, by
which basis and until when.
"""

from django.db import models

from dutylist.history.tracking import Recorded

from .owned import Bearing, BearingQuerySet, OwnedQuerySet, OwnedSubject


class DemandStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交待审核"
    APPROVED = "approved", "已同意"
    REFUSED = "refused", "不予同意"
    ENDED = "ended", "已终止"


class DemandAction(models.TextChoices):
    SUBMIT = "submit", "提交"
    APPROVE = "approve", "同意"
    REFUSE = "refuse", "不予同意"
    END = "end", "终止"


# What stands, or may come to stand: what others are held against.
STANDING = (DemandStatus.SUBMITTED, DemandStatus.APPROVED)
# What was refused a township is told too: it need not be answered.
NOT_TO_ANSWER = (DemandStatus.REFUSED, DemandStatus.ENDED)


class ReportDemand(OwnedSubject):
    flow_name = "report_demand"
    drafts = (DemandStatus.DRAFT,)
    told_to_townships = (DemandStatus.APPROVED, *NOT_TO_ANSWER)
    amendable = (DemandStatus.DRAFT,)

    status = models.CharField(
        "状态", max_length=12, choices=DemandStatus, default=DemandStatus.DRAFT
    )
    frequency = models.CharField("报送频次", max_length=60)
    basis = models.TextField("依据", blank=True)
    until = models.DateField("有效期至", null=True, blank=True)
    history = Recorded()
    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报表台账"
        ordering = ["-id"]
        indexes = [models.Index(fields=["county", "status"], name="demands_of_a_county")]

    def get_absolute_url(self):
        return f"/desk/report-demands/{self.pk}/"

    @property
    def is_standing(self):
        return self.status in (DemandStatus.DRAFT, *STANDING)

    def told_members(self):
        return {
            "frequency": self.frequency,
            "basis": self.basis,
            "until": self.until and self.until.isoformat(),
        }

    def reason_of_clock(self, action):
        return "有效期已满，按登记的日期自动终止。"


class AskedTownship(Bearing):
    subject = models.ForeignKey(
        ReportDemand, models.PROTECT, related_name="bearing", verbose_name="报表台账"
    )
    history = Recorded(indexed=("subject",))
    objects = BearingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报表台账报送单位"
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "township"],
                name="a_demand_names_a_township_once",
                violation_error_message="同一单位只列一次。",
            )
        ]
