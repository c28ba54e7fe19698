"""Phrases (群众说法): how the people of a county say what an item is, which common matters it is
about, and what was asked, counted.
"""

from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.history.unproved import unproved
from dutylist.organizations.models import Region
from items.permissions import EDITORS

from .duty_items import DutyItem
from .revisions import CountyPaperQuerySet

LONGEST_PHRASE = 60
LEAST_ASKED = 3  # below that a question is told to nobody


class PhraseStanding(models.TextChoices):
    OWN = "own", "自拟"
    ADOPTED = "adopted", "采纳"
    STRUCK = "struck", "停用"


class PhraseQuerySet(CountyPaperQuerySet):
    def counted(self):
        """Those by which an item is found; the others say which shipped ones are not counted."""
        return self.exclude(standing=PhraseStanding.STRUCK)

    def struck(self):
        return self.filter(standing=PhraseStanding.STRUCK)


class Phrase(Tracked):
    """One way in which people ask for an item. One that is `struck` was shipped with the library of
    common matters, and is not counted for this item.
    """

    history_title = "{text}"

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="phrases", verbose_name="所属区划"
    )
    item = models.ForeignKey(DutyItem, models.PROTECT, related_name="phrases", verbose_name="事项")
    text = models.CharField("说法", max_length=LONGEST_PHRASE)
    folded = models.CharField("比对用文字", max_length=LONGEST_PHRASE, editable=False)
    standing = models.CharField(
        "来源", max_length=8, choices=PhraseStanding, default=PhraseStanding.OWN
    )
    history = Recorded(indexed=("item", "county"))
    objects = PhraseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "群众说法"
        ordering = ["item", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "folded"],
                name="one_phrase_of_a_text_for_an_item",
                violation_error_message="该事项已有这一说法。",
            ),
            models.UniqueConstraint(
                fields=["county", "folded"],
                condition=~Q(standing="struck"),
                name="a_phrase_means_one_item_of_a_county",
                violation_error_message="另一事项已有这一说法。",
            ),
        ]

    def __str__(self):
        return self.text


class MatterLink(Tracked):
    """What the clerk says of an item and a common matter (常见事项) of the library: that it is
    about it, or that it is not. `name` is what the library called the matter then.
    """

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="matter_links", verbose_name="所属区划"
    )
    item = models.ForeignKey(
        DutyItem, models.PROTECT, related_name="matter_links", verbose_name="事项"
    )
    matter = models.CharField("常见事项编号", max_length=8)
    name = models.CharField("常见事项", max_length=120)
    is_linked = models.BooleanField("对应")
    history = Recorded(indexed=("item", "county"))
    objects = CountyPaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "常见事项的对应"
        ordering = ["item", "matter"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "matter"],
                name="one_word_on_a_matter_and_an_item",
                violation_error_message="该事项与这一常见事项的关系已经登记。",
            ),
        ]

    def __str__(self):
        return self.name


class AskedOutcome(models.TextChoices):
    MISSED = "missed", "没有查到"
    CHOSEN = "chosen", "查后打开"


class AskedCountQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is asked of the counties whose phrases this person keeps."""
        return self.filter(county__in=user.standing().county_ids(*EDITORS))

    def offered(self):
        """What is told to the clerk: asked often enough to be nobody's own question, and not yet
        put aside.
        """
        return self.filter(count__gte=LEAST_ASKED, is_dismissed=False)


@unproved("只有次数，不记何人查询，一年无人再问即清除")
class AskedCount(models.Model):
    """How often a question was asked and nothing was found, or an item was opened from what was
    found. It holds the question without its wrapping, a number and a day; never who asked.
    """

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="asked_counts", verbose_name="所属区划"
    )
    folded = models.CharField("问法", max_length=LONGEST_PHRASE)
    outcome = models.CharField("结果", max_length=8, choices=AskedOutcome)
    item = models.ForeignKey(
        DutyItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="asked_counts",
        verbose_name="打开的事项",
    )
    count = models.PositiveIntegerField("次数", default=0)
    last_on = models.DateField("最近一次")
    is_dismissed = models.BooleanField("不采纳", default=False)
    objects = AskedCountQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "群众的问法"
        default_permissions = ()
        ordering = ["county", "-count", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "folded"],
                condition=Q(item=None),
                name="one_count_of_a_missed_question",
            ),
            models.UniqueConstraint(
                fields=["county", "folded", "item"],
                condition=Q(item__isnull=False),
                name="one_count_of_a_question_and_an_item",
            ),
            models.CheckConstraint(
                condition=Q(outcome="missed", item=None) | Q(outcome="chosen", item__isnull=False),
                name="what_is_chosen_is_an_item",
            ),
        ]

    def __str__(self):
        return self.folded
