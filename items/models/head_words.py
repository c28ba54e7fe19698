"""Head words (表头用语): what a county writes over its columns and which field it means by it."""

from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Region


class HeadWordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The shared words and those of the user's own counties; none for a visitor."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(county=None) | Q(county__in=user.standing().own_county_ids()))

    def for_county(self, county):
        return self.filter(Q(county=None) | Q(county=county))


class HeadWord(Tracked):
    """One word over a column: a county's own goes before a shared one, and that before the words
    that come along.
    """

    county = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="head_words",
        verbose_name="适用区划（空为通用）",
    )
    word = models.CharField("比对用语", max_length=80, editable=False)  # as two heads are compared
    written = models.CharField("表头用语", max_length=80)
    field = models.CharField("读作", max_length=24, blank=True)  # blank: the column is not read in
    history = Recorded()
    objects = HeadWordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "表头用语"
        ordering = ["written", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "word"],
                name="one_meaning_of_a_head_in_a_county",
                violation_error_message="该表头用语已经登记。",
            ),
            models.UniqueConstraint(
                fields=["word"],
                condition=Q(county=None),
                name="one_shared_meaning_of_a_head",
                violation_error_message="该表头用语已经登记。",
            ),
        ]

    def __str__(self):
        return self.written
