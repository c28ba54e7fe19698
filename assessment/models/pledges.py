"""Pledges (责任状) and veto items (“一票否决”事项): what a department has townships sign
for, and on what ground.
"""

from django.db import models

from dutylist.history.tracking import Recorded

from .owned import Bearing, BearingQuerySet, OwnedQuerySet, OwnedSubject


class IssuerLevel(models.TextChoices):
    CENTRAL = "central", "中央"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "本级"


class PledgeStatus(models.TextChoices):
    SUBMITTED = "submitted", "已提交待审核"
    APPROVED = "approved", "已同意"
    REFUSED = "refused", "不予同意"
    ENDED = "ended", "已终止"


class PledgeAction(models.TextChoices):
    APPROVE = "approve", "同意"
    REFUSE = "refuse", "不予同意"
    END = "end", "终止"


class Commitment(OwnedSubject):
    """What a pledge and a veto item have in common."""

    told_to_townships = (PledgeStatus.APPROVED, PledgeStatus.ENDED)
    amendable = (PledgeStatus.SUBMITTED,)
    townships_member = "bearers"

    status = models.CharField(
        "状态", max_length=12, choices=PledgeStatus, default=PledgeStatus.SUBMITTED
    )
    issuer_level = models.CharField("依据的发文层级", max_length=12, choices=IssuerLevel)
    until = models.DateField("有效期至", null=True, blank=True)
    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    def told_members(self):
        return {
            "issuer_level": self.issuer_level,
            "until": self.until and self.until.isoformat(),
        }

    def reason_of_clock(self, action):
        return "有效期已满，按登记的日期自动终止。"


class Pledge(Commitment):
    flow_name = "pledge"

    history = Recorded()

    class Meta:
        verbose_name = verbose_name_plural = "责任状"
        ordering = ["-id"]
        indexes = [models.Index(fields=["county", "status"], name="pledges_of_a_county")]

    def get_absolute_url(self):
        return f"/desk/pledges/{self.pk}/"


class VetoItem(Commitment):
    flow_name = "veto"

    history = Recorded()

    class Meta:
        verbose_name = verbose_name_plural = "“一票否决”事项"
        ordering = ["-id"]
        indexes = [models.Index(fields=["county", "status"], name="vetoes_of_a_county")]

    def get_absolute_url(self):
        return f"/desk/vetoes/{self.pk}/"


class PledgeBearer(Bearing):
    subject = models.ForeignKey(
        Pledge, models.PROTECT, related_name="bearing", verbose_name="责任状"
    )
    history = Recorded(indexed=("subject",))
    objects = BearingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "责任状签订单位"
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "township"],
                name="a_pledge_names_a_township_once",
                violation_error_message="同一单位只列一次。",
            )
        ]


class VetoBearer(Bearing):
    subject = models.ForeignKey(
        VetoItem, models.PROTECT, related_name="bearing", verbose_name="“一票否决”事项"
    )
    history = Recorded(indexed=("subject",))
    objects = BearingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "“一票否决”事项适用单位"
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "township"],
                name="a_veto_item_names_a_township_once",
                violation_error_message="同一单位只列一次。",
            )
        ]
