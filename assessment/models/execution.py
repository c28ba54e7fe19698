"""What a township tells once a year of the items it carries (清单执行情况): the exceptions only."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Region
from dutylist.organizations.roles import TOWNSHIP_ROLES
from dutylist.organizations.standing import standing_of
from items.permissions import READERS


class HowCarried(models.TextChoices):
    NORMAL = "normal", "正常"
    DIFFICULT = "difficult", "有困难"
    UNABLE = "unable", "承接不了"


def shown_exceptions(rows):
    """The exceptions as the record tells them."""
    told = []
    for row in rows or ():
        told.append(f"{row['name']}（{HowCarried(row['state']).label}）：{row['text']}")
    return "；".join(told) or "全部正常"


class ExecutionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office and who looks into its papers read those of their counties, a township its
        own.
        """
        if user is None or not user.is_authenticated:
            return self.none()
        standing = standing_of(user)
        counties = standing.county_ids(*READERS)
        own = standing.township_ids(*TOWNSHIP_ROLES)
        return self.filter(Q(county__in=counties) | Q(township__in=own))


class ExecutionReport(Tracked):
    """One township in one year: sent once, never altered."""

    history_shown = {"rows": shown_exceptions}

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="+", verbose_name="所属区划", editable=False
    )
    township = models.ForeignKey(
        Region, models.PROTECT, related_name="execution_reports", verbose_name="单位"
    )
    year = models.PositiveSmallIntegerField("年度")
    list_label = models.CharField("所依据的清单", max_length=60)
    items = models.PositiveIntegerField("清单事项数")
    # [{"code", "name", "kind", "state", "text"}] of what is not carried as it should be.
    rows = models.JSONField("有困难、承接不了的事项", default=list)
    sent_at = models.DateTimeField("报送时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="报送人"
    )
    by_name = models.CharField("报送人姓名", max_length=150)
    history = Recorded()
    objects = ExecutionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "清单执行情况"
        ordering = ["-year", "township__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["township", "year"],
                name="a_township_reports_once_a_year",
                violation_error_message="本年度的执行情况已经报送。",
            )
        ]

    def __str__(self):
        return f"{self.township.name}{self.year}年清单执行情况"

    def count_of(self, state):
        """How many items are carried so."""
        if state == HowCarried.NORMAL:
            return self.items - len(self.rows)
        return sum(row["state"] == state for row in self.rows)
