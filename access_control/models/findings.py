"""Findings on a request (审核提示): kept with the run that found them, and with the reason for
which one was set aside.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.standing import standing_of
from items.models import DutyItem, ProposedChange
from items.permissions import READERS

from .record_words import entry_words, list_words
from .request_readers import known_items
from .requests import ChangeRequest
from .results import OfRequestQuerySet


class Run(models.TextChoices):
    SUBMIT = "submit", "提交时"
    REVIEW = "review", "编办审核时"
    APPLY = "apply", "写入清单前"


class RequestFindingQuerySet(OfRequestQuerySet):
    def known_to(self, user):
        """Those that name no item beside what this person knows; the office reads all."""
        office = Q(request__county__in=standing_of(user).county_ids(*READERS))
        known = DutyItem.objects.filter(known_items(user)).values("code")
        return self.filter(office | Q(entry="") | Q(entry__in=known))


class RequestFinding(Tracked):
    """One finding of one run. What no longer holds stays, with the day on which it ceased to."""

    request = models.ForeignKey(
        ChangeRequest, models.PROTECT, related_name="findings", verbose_name="申请"
    )
    change = models.ForeignKey(
        ProposedChange,
        models.PROTECT,
        null=True,
        related_name="findings",
        verbose_name="拟调整内容",
    )
    run = models.CharField("检查时点", max_length=8, choices=Run)
    rule = models.CharField("规则", max_length=40)
    severity = models.CharField("等级", max_length=10)
    sentence = models.TextField("提示")
    place = models.CharField("位置", max_length=60, blank=True)
    remedy = models.TextField("处理办法", blank=True)
    ground = models.TextField("依据", blank=True)
    entry = models.CharField("相关事项编码", max_length=11, blank=True)
    prohibited = models.JSONField("禁入事项", null=True, blank=True)
    # The words of the proposed text that gave it away.
    words = models.JSONField("提示文字", default=list, blank=True)
    ceased_on = models.DateField("已处理日期", null=True, blank=True)
    override_reason = models.TextField("保留理由", blank=True)
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="保留人"
    )
    overridden_by_name = models.CharField("保留人姓名", max_length=150, blank=True)
    overridden_at = models.DateTimeField("保留时间", null=True)
    history_shown = {"prohibited": entry_words, "words": list_words}
    history = Recorded()
    objects = RequestFindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核提示"
        ordering = ["request", "id"]

    def __str__(self):
        return self.sentence

    @property
    def key(self):
        """What makes a finding of a later run the same one."""
        return self.rule, self.change_id, self.sentence

    @property
    def is_open(self):
        """Whether it holds and nobody has set it aside."""
        return self.ceased_on is None and not self.override_reason
