"""Duty items (事项): the register's records, equal to what the county has approved."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Region
from items.permissions import APPROVED_READERS

NAME_LENGTH = 200
TEXT_LENGTH = 4000
LAST_POSITION = 99_999


class Kind(models.TextChoices):
    BASIC = "basic", "基本履职"
    COORDINATION = "coordination", "配合履职"
    RECLAIMED = "reclaimed", "上级部门收回"


class Scope(models.TextChoices):
    ALL = "all", "全部"
    TAGGED = "tagged", "按区域类型"
    LISTED = "listed", "指定"


class Publicness(models.TextChoices):
    PUBLIC = "public", "主动公开"
    INTERNAL = "internal", "不予公开"


def part_rows(relation):
    """The rows of a part, by its name on the item: the parts' own module stands on this one."""
    return DutyItem._meta.get_field(relation).related_model.objects


class DutyItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows of the counties this user reads whole, and those naming their department or reaching
        their township.
        """
        standing = user.standing()
        departments, townships = standing.department_ids(), standing.township_ids()
        mine = Q(county__in=standing.county_ids(*APPROVED_READERS))
        if departments:
            named = part_rows("responsibilities").filter(
                item=OuterRef("pk"), department__in=departments
            )
            mine |= Q(Exists(named))
        if townships:
            counties = Region.objects.filter(pk__in=townships).values("parent")
            listed = part_rows("scope_townships").filter(
                item=OuterRef("pk"), township__in=townships
            )
            tagged = part_rows("scope_tags").filter(
                item=OuterRef("pk"), tag__taggings__township__in=townships
            )
            mine |= Q(county__in=counties) & (
                Q(scope=Scope.ALL) | Q(Exists(listed)) | Q(Exists(tagged))
            )
        return self.filter(mine)

    def current(self):
        """What the register holds: not cancelled."""
        return self.filter(cancelled_on=None)

    def of_county(self, county):
        return self.filter(county=county)

    def in_print_order(self):
        """By kind, category and place in it; without a category first, on every database."""
        category = [F(name).asc(nulls_first=True) for name in ("category__position", "category_id")]
        return self.order_by("kind", *category, "position", "id")


class DutyItem(Tracked):
    county = models.ForeignKey(
        Region, models.PROTECT, related_name="items", verbose_name="所属区划"
    )
    code = models.CharField("事项编码", max_length=11, unique=True)
    kind = models.CharField("事项类型", max_length=16, choices=Kind)
    name = models.CharField("事项名称", max_length=NAME_LENGTH)
    category = models.ForeignKey(
        "items.Category",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name="类别",
    )
    position = models.PositiveIntegerField("类别内顺序", default=0)
    township_duty = models.TextField("配合职责", blank=True)
    publicness = models.CharField(
        "公开属性", max_length=8, choices=Publicness, default=Publicness.PUBLIC
    )
    secrecy_reviewer = models.CharField("保密审查人", max_length=60, blank=True)
    secrecy_reviewed_on = models.DateField("保密审查日期", null=True, blank=True)
    secrecy_result = models.CharField("保密审查结论", max_length=200, blank=True)
    scope = models.CharField("适用范围", max_length=8, choices=Scope, default=Scope.ALL)
    directory_entry = models.CharField("对应上级指导目录", max_length=80, blank=True)
    work_standard = models.TextField("工作标准", blank=True, default="")
    starts_on = models.DateField("起始日期", null=True, blank=True)
    ends_on = models.DateField("终止日期", null=True, blank=True)
    cancelled_on = models.DateField("取消日期", null=True, blank=True)
    version = models.PositiveIntegerField("修订次数", default=0, editable=False)
    history = Recorded()
    objects = DutyItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事项"
        ordering = ["county", "code"]
        indexes = [models.Index(fields=["county", "kind", "cancelled_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="items_are_of_three_kinds",
                violation_error_message="事项类型只能是基本履职、配合履职或上级部门收回。",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=Scope.values),
                name="scope_is_all_tagged_or_listed",
                violation_error_message="适用范围只能是全部、按区域类型或指定。",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.COORDINATION) | Q(township_duty=""),
                name="only_coordination_carries_a_township_duty",
                violation_error_message="只有配合履职事项填写配合职责。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="items_have_a_name",
                violation_error_message="事项名称不能为空。",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
                name="items_end_after_they_begin",
                violation_error_message="终止日期不得早于起始日期。",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"


class LineageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A line names both its items: it is read by those who may read both."""
        items = DutyItem.objects.visible_to(user)
        return self.filter(source__in=items, target__in=items)


class Lineage(Tracked):
    """An item that was merged into or split into another: the old code redirects to the new one."""

    class Op(models.TextChoices):
        MERGE = "merge", "合并"
        SPLIT = "split", "拆分"

    source = models.ForeignKey(
        DutyItem, models.PROTECT, related_name="heirs", verbose_name="原事项"
    )
    target = models.ForeignKey(
        DutyItem, models.PROTECT, related_name="ancestors", verbose_name="新事项"
    )
    op = models.CharField("方式", max_length=8, choices=Op)
    happened_on = models.DateField("日期")
    history = Recorded()
    objects = LineageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事项沿革"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target"],
                name="one_line_between_two_items",
                violation_error_message="沿革已登记。",
            ),
        ]

    def __str__(self):
        return f"{self.source_id} → {self.target_id}"
