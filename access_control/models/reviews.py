"""What the townships say half a year later (后评估): one line each, whether an item is carried and
whether the support that was promised came.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Region
from dutylist.organizations.roles import TOWNSHIP_ROLES, Role
from dutylist.organizations.standing import standing_of
from items.permissions import READERS

from .record_words import paper_words
from .recorded_answers import RecordedAnswer
from .request_readers import of_unit
from .requests import ChangeRequest

LONGEST_WORD = 200


class HowFar(models.TextChoices):
    YES = "yes", "是"
    PARTLY = "partly", "部分"
    NO = "no", "否"


class Conclusion(models.TextChoices):
    KEEP = "keep", "继续保留"
    AMEND = "amend", "修改完善"
    CANCEL = "cancel", "取消"


class ReviewAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office and the applicant see all of a request, a township its own."""
        standing = standing_of(user)
        own = Q(township__in=standing.township_ids(*TOWNSHIP_ROLES))
        office = Q(request__county__in=standing.county_ids(*READERS, Role.AUDITOR))
        applied = Q(request__in=ChangeRequest.objects.filter(of_unit(user)))
        return self.filter(own | office | applied)

    def owed(self):
        return self.filter(sent_at=None)


class ReviewAnswer(RecordedAnswer, Tracked):
    """What one township says of a request half a year after it came into force; asked once, sent
    once.
    """

    history_title = "{township}"
    history_shown = {"paper": paper_words}

    request = models.ForeignKey(
        ChangeRequest, models.PROTECT, related_name="review_answers", verbose_name="申请"
    )
    township = models.ForeignKey(
        Region, models.PROTECT, related_name="review_answers", verbose_name="单位"
    )
    asked_on = models.DateField("征求日期")
    due_on = models.DateField("反馈期限")
    reminded_on = models.DateField("催办日期", null=True)
    carried = models.CharField("承接情况", max_length=8, choices=HowFar, blank=True)
    support_kept = models.CharField("保障兑现情况", max_length=8, choices=HowFar, blank=True)
    text = models.CharField("说明", max_length=LONGEST_WORD, blank=True)
    sent_at = models.DateTimeField("反馈时间", null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="反馈人",
    )
    by_name = models.CharField("反馈人姓名", max_length=150, blank=True)
    on_paper = models.BooleanField("代录", default=False)
    paper = models.BigIntegerField("盖章原件", null=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    history = Recorded()
    objects = ReviewAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后评估反馈"
        ordering = ["request", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "township"],
                name="a_township_reviews_once",
                violation_error_message="已经请该单位反馈。",
            )
        ]

    def __str__(self):
        return f"{self.township.name}：{self.carried_label}"

    @property
    def unit(self):
        return self.township

    def is_of(self, user):
        """Whether this person works in the township."""
        return self.township_id in standing_of(user).township_ids(*TOWNSHIP_ROLES)

    def is_led_by(self, user):
        return self.township_id in standing_of(user).township_ids(Role.TOWNSHIP_LEAD)

    @property
    def is_silent(self):
        """Whether nothing was said: it is shown as silence."""
        return self.sent_at is None

    @property
    def carried_label(self):
        return "未反馈" if self.is_silent else self.get_carried_display()

    @property
    def support_label(self):
        if self.is_silent:
            return "未反馈"
        return self.get_support_kept_display() or "没有承诺保障"
