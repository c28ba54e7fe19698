"""How the public reaches a township: the card of its service centre (便民服务中心)."""

from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked

from .regions import OfOwnCounties, Region

CARD_FIELDS = ("public_telephone", "address", "hours")


class TownshipCardQuerySet(OfOwnCounties):
    county_path = "township__parent"


class TownshipCard(Tracked):
    """One for each township that has told how it is reached; named as a department's card is."""

    township = models.OneToOneField(
        Region, models.PROTECT, related_name="card", verbose_name="基层单位"
    )
    public_telephone = models.CharField("公开电话", max_length=40, blank=True)
    address = models.CharField("办公地址", max_length=120, blank=True)
    hours = models.CharField("办公时间", max_length=60, blank=True)
    history_title = "{township}便民服务中心"
    history = Recorded()
    objects = TownshipCardQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "便民服务中心名片"
        ordering = ["township__code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(public_telephone="", address="", hours=""),
                name="township_cards_say_something",
                violation_error_message="电话、地址、时间至少填写一项。",
            ),
        ]

    def __str__(self):
        return f"{self.township}便民服务中心"
