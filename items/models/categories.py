"""Categories (类别): the ordered section rows of the three published tables."""

from django.db import models

from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Region
from items.permissions import READERS

from .duty_items import Kind


class CategoryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The categories of the counties whose register this user may read."""
        return self.filter(
            county__in=user.standing().own_county_ids() | user.standing().county_ids(*READERS)
        )


class Category(Tracked):
    """One section of one table; the published tables order the same names differently, so each kind
    has its own.
    """

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="categories", verbose_name="所属区划"
    )
    kind = models.CharField("事项类型", max_length=16, choices=Kind)
    name = models.CharField("类别名称", max_length=60)
    position = models.PositiveIntegerField("顺序", default=0)
    retired_on = models.DateField("停用日期", null=True, blank=True)
    history = Recorded()
    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "类别"
        ordering = ["county", "kind", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "kind", "name"],
                name="one_category_of_a_name",
                violation_error_message="该类型下已有同名类别。",
            ),
        ]

    def __str__(self):
        return self.name
