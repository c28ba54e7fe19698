"""The library of legal acts (法律法规和政策文件) that items rest on."""

import datetime

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from dutylist.history.guard import history_of
from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Region


class LegalActQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The shared acts and those of the user's own counties; none for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(county=None) | Q(county__in=user.standing().own_county_ids()))

    def with_version(self):
        """Each with its `version`: how often it was written."""
        written = history_of(LegalAct).objects.filter(id=OuterRef("pk")).order_by().values("id")
        times = written.annotate(times=Count("pk")).values("times")
        return self.annotate(version=Coalesce(Subquery(times), 1))

    def with_item_count(self, counties):
        """Each with its `item_count`: how many items in the registers of these counties rest on
        it.
        """
        bases = LegalAct.bases.rel.related_model._base_manager.filter(
            act=OuterRef("pk"), item__cancelled_on=None, item__county__in=counties
        )
        per_act = bases.order_by().values("act").annotate(count=Count("item", distinct=True))
        return self.annotate(item_count=Coalesce(Subquery(per_act.values("count")), 0))

    def for_county(self, county):
        return self.filter(Q(county=None) | Q(county=county))


class LegalAct(Tracked):
    class Rank(models.TextChoices):
        LAW = "law", "法律"
        REGULATION = "regulation", "行政法规"
        LOCAL_REGULATION = "local_regulation", "地方性法规"
        RULE = "rule", "规章"
        PARTY = "party", "党内法规"
        POLICY = "policy", "政策文件"

    county = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="legal_acts",
        verbose_name="适用区划（空为通用）",
    )
    title = models.CharField("名称", max_length=200)
    document_number = models.CharField("文号", max_length=80, blank=True)
    rank = models.CharField("效力层级", max_length=20, choices=Rank, default=Rank.LAW)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="被何文件替代",
    )
    note = models.TextField("备注", blank=True)
    history = Recorded()
    objects = LegalActQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "法律法规和政策文件"
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "title", "document_number"],
                name="one_act_of_a_title_in_a_county",
                violation_error_message="库中已有同名同文号的文件。",
            ),
            models.UniqueConstraint(
                fields=["title", "document_number"],
                condition=Q(county=None),
                name="one_shared_act_of_a_title",
                violation_error_message="库中已有同名同文号的文件。",
            ),
            models.CheckConstraint(
                condition=Q(repealed_on=None)
                | Q(effective_on=None)
                | Q(repealed_on__gt=F("effective_on")),
                name="acts_end_after_they_begin",
                violation_error_message="废止日期应晚于施行日期。",
            ),
        ]

    def __str__(self):
        return f"《{self.title}》"

    def is_repealed(self, on: datetime.date | None = None):
        return self.repealed_on is not None and self.repealed_on <= (on or timezone.localdate())
