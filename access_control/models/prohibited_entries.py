"""Prohibited entries (禁入事项): classes of work that may never be passed to a township."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Region

LONGEST_PHRASE = 60
MOST_PHRASES = 60


class ProhibitedEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the user's own counties: who applies, answers and reviews may read them."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(county__in=user.standing().own_county_ids())

    def in_force(self, on=None):
        """Those that hold on a day, today unless told otherwise; `until` is the last day."""
        day = on or timezone.localdate()
        begun = Q(since=None) | Q(since__lte=day)
        not_over = Q(until=None) | Q(until__gte=day)
        return self.filter(begun, not_over)


def check_phrases(phrases):
    """Refuses what is no list of short texts."""
    if not isinstance(phrases, list) or not all(isinstance(text, str) for text in phrases):
        raise ValidationError("典型表述应为文字的列表。")
    if len(phrases) > MOST_PHRASES:
        raise ValidationError(f"典型表述共{len(phrases)}条，最多{MOST_PHRASES}条。")
    for text in phrases:
        if len(text) > LONGEST_PHRASE:
            raise ValidationError(
                f"典型表述“{text[:10]}……”共{len(text)}字，最多{LONGEST_PHRASE}字。"
            )


def shown_phrases(phrases):
    return "、".join(phrases or [])


class ProhibitedEntry(Tracked):
    """One class of work: `phrases` are the ways in which it is usually written."""

    history_shown = {"phrases": shown_phrases}

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="prohibited_entries", verbose_name="所属区划"
    )
    name = models.CharField("名称", max_length=80)
    description = models.TextField("说明", max_length=1000, blank=True)
    phrases = models.JSONField("典型表述", default=list, blank=True, validators=[check_phrases])
    ground = models.CharField("依据", max_length=300, blank=True)
    since = models.DateField("起始日期", null=True, blank=True)
    until = models.DateField("截止日期", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    history = Recorded()
    objects = ProhibitedEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "禁入事项"
        ordering = ["county", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "name"],
                name="one_prohibited_entry_of_a_name",
                violation_error_message="已有同名的禁入事项。",
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="prohibited_entries_end_after_they_begin",
                violation_error_message="截止日期不能早于起始日期。",
            ),
        ]

    def __str__(self):
        return self.name
