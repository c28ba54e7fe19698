"""The regions: who is whose ancestor, from when to when, what became of them, and how a county tags
its townships.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dutylist.history.tracking import Recorded, Tracked

from ..standing import standing_of


class Level(models.TextChoices):
    PROVINCE = "province", "省级"
    CITY = "city", "地级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


class Kind(models.TextChoices):
    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县"
    COUNTY_CITY = "county_city", "县级市"
    DISTRICT = "district", "市辖区"
    BANNER = "banner", "旗"
    TOWN = "town", "镇"
    XIANG = "xiang", "乡"
    ETHNIC_XIANG = "ethnic_xiang", "民族乡"
    SUBDISTRICT = "subdistrict", "街道"
    ZONE = "zone", "功能区"


def valid_on(day: date | None = None) -> Q:
    """Rows valid on a day (today when none is given); both ends belong to the validity."""
    day = day or timezone.localdate()
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (
        Q(valid_until=None) | Q(valid_until__gte=day)
    )


class RegionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The division of the country is public: everybody sees every region."""
        return self.all()

    def valid(self, on=None):
        return self.filter(valid_on(on))

    def keeping_list(self):
        """The counties (or cities without counties) that have been set up here and keep a list."""
        return self.filter(policy__isnull=False)

    def townships_of(self, county):
        return self.filter(parent=county, level=Level.TOWNSHIP).order_by("code")

    def within(self, region):
        """The region itself and everything below it, by the parents on record."""
        return self.filter(_within([region.pk]))

    def reached_by(self, user, *roles):
        """The regions for which this person holds one of the roles: there, above them, or for the
        whole site.
        """
        standing = standing_of(user)
        if standing.reaches(None, *roles):
            return self.all()
        held = set()
        for membership in standing.memberships:
            if membership.role in roles:
                held.add(membership.region_id)
        return self.filter(_within(held - {None}))


def _within(keys):
    """The condition on regions that are one of these or lie below one."""
    here = Q(pk__in=keys)
    for depth in ("parent", "parent__parent", "parent__parent__parent"):
        here |= Q(**{f"{depth}__in": keys})
    return here


class Region(Tracked):
    code = models.CharField("区划代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=10, choices=Level.choices)
    kind = models.CharField("类型", max_length=15, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="上级区划",
    )
    valid_from = models.DateField("有效期起", null=True, blank=True)
    valid_until = models.DateField("有效期止", null=True, blank=True)
    history = Recorded()
    reference_data = True
    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{12}$"),
                name="region_codes_have_twelve_digits",
                violation_error_message="区划代码应为12位数字。",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_from=None)
                | Q(valid_until__gte=F("valid_from")),
                name="regions_do_not_end_before_they_begin",
                violation_error_message="区划的有效期止不能早于有效期起。",
            ),
        ]
        indexes = [models.Index(fields=["level", "code"], name="region_level_code")]

    def __str__(self):
        return self.name

    @property
    def county(self):
        """The region that keeps this one's list: a township's parent, anything else itself."""
        if self.level == Level.TOWNSHIP:
            return self.parent
        return self

    @property
    def county_id(self):
        if self.level == Level.TOWNSHIP:
            return self.parent_id
        return self.pk

    def with_ancestors(self):
        """The region itself, and the ones above it up to the province."""
        region = self
        while region is not None:
            yield region
            region = region.parent

    def is_valid(self, on=None):
        day = on or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class SuccessionKind(models.TextChoices):
    MERGE = "merge", "合并"
    SPLIT = "split", "拆分"
    RENAME = "rename", "更名"
    CONVERT = "convert", "改设"
    RECODE = "recode", "代码变更"


class SuccessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What became of a region is public."""
        return self.all()

    def by(self, day):
        return self.filter(happened_on__lte=day)


class RegionSuccession(Tracked):
    """One region went over into another; where the code stays, both are the same row and the former
    name is kept.
    """

    predecessor = models.ForeignKey(
        Region, models.PROTECT, related_name="successions", verbose_name="原区划"
    )
    successor = models.ForeignKey(
        Region, models.PROTECT, related_name="precessions", verbose_name="新区划"
    )
    happened_on = models.DateField("变更日期")
    kind = models.CharField("变更方式", max_length=10, choices=SuccessionKind.choices)
    former_name = models.CharField("原名称", max_length=60)
    former_kind = models.CharField("原类型", max_length=15, choices=Kind.choices)
    history = Recorded()
    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "区划沿革"
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")) | Q(kind__in=["rename", "convert"]),
                name="only_renamed_regions_succeed_themselves",
                violation_error_message="合并、拆分或者变更代码的，原区划与新区划不能相同。",
            ),
        ]

    def __str__(self):
        return f"{self.former_name} {self.get_kind_display()} {self.successor}"


class OfOwnCounties(models.QuerySet):
    """Rows that belong to one county and concern only the people of that county."""

    county_path = "county"

    def visible_to(self, user):
        return self.filter(**{f"{self.county_path}__in": standing_of(user).own_county_ids()})


class RegionTag(Tracked):
    county = models.ForeignKey(
        Region, models.PROTECT, related_name="region_tags", verbose_name="所属区划"
    )
    name = models.CharField("区域类型", max_length=30)
    history = Recorded()
    objects = OfOwnCounties.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "区域类型"
        ordering = ["county", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "name"],
                name="region_tags_are_unique_within_a_county",
                violation_error_message="同名的区域类型已经存在。",
            ),
        ]

    def __str__(self):
        return self.name


class TaggingQuerySet(OfOwnCounties):
    county_path = "tag__county"


class RegionTagging(Tracked):
    tag = models.ForeignKey(
        RegionTag, models.PROTECT, related_name="taggings", verbose_name="区域类型"
    )
    township = models.ForeignKey(
        Region, models.PROTECT, related_name="taggings", verbose_name="基层单位"
    )
    history = Recorded()
    objects = TaggingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "区域类型标注"
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "township"],
                name="townships_carry_a_tag_once",
                violation_error_message="该单位已经标注了这一区域类型。",
            ),
        ]

    def __str__(self):
        return f"{self.township} {self.tag}"
