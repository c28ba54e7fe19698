"""The parts of an item: child rows with a history, compared and written with the item."""

from django.db import models
from django.db.models import Q

from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Department, Region, RegionTag

from .acts import LegalAct
from .duty_items import DutyItem


class PartQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The parts of the items this user may see."""
        return self.filter(item__in=DutyItem.objects.visible_to(user))


class Part(Tracked):
    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True


class ResponsibilityRole(models.TextChoices):
    LEAD = "lead", "牵头"
    JOINT = "joint", "共同"
    SUPPORT = "support", "配合"
    RECEIVER = "receiver", "承接"


class Responsibility(Part):
    """What one department answers for, in which role; a collective name (县直有关部门) never."""

    item = models.ForeignKey(
        DutyItem, models.PROTECT, related_name="responsibilities", verbose_name="事项"
    )
    position = models.PositiveSmallIntegerField("顺序", default=0)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name="部门",
    )
    collective_name = models.CharField("统称", max_length=60, blank=True)
    role = models.CharField("角色", max_length=10, choices=ResponsibilityRole)
    internal_office = models.CharField("内设机构", max_length=60, blank=True)
    duty = models.TextField("部门职责", blank=True)
    method = models.TextField("工作方式", blank=True)
    transition_on = models.DateField("交接期限", null=True, blank=True)
    history = Recorded()
    history_title = "{role}：{department}{collective_name}"
    history_labels = {"department": "{role}部门", "collective_name": "{role}部门统称"}

    class Meta:
        verbose_name = verbose_name_plural = "部门职责"
        ordering = ["item", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(department=None) ^ Q(collective_name=""),
                name="a_department_or_a_collective_name",
                violation_error_message="填写一个部门，或者一个统称（如“各有关部门”），二者不能同时填写。",
            ),
            models.UniqueConstraint(
                fields=["item", "department", "role"],
                name="a_department_once_per_role",
                violation_error_message="同一部门的同一角色只能出现一次。",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}：{self.department or self.collective_name}"


class Variant(Part):
    """One township's own wording (个性化表述) of an item, under the same code."""

    item = models.ForeignKey(DutyItem, models.PROTECT, related_name="variants", verbose_name="事项")
    township = models.ForeignKey(
        Region, models.PROTECT, related_name="variants", verbose_name="单位"
    )
    name = models.CharField("事项名称", max_length=200, blank=True)
    township_duty = models.TextField("配合职责", blank=True)
    history = Recorded()

    class Meta:
        verbose_name = verbose_name_plural = "个性化表述"
        ordering = ["item", "township"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "township"],
                name="one_wording_per_township",
                violation_error_message="同一单位只能有一种个性化表述。",
            ),
        ]

    def __str__(self):
        return f"{self.township_id}：{self.name}"


class Power(Part):
    """The administrative power (行政权力) that an item exercises."""

    class Type(models.TextChoices):
        PERMIT = "permit", "行政许可"
        PENALTY = "penalty", "行政处罚"
        COERCION = "coercion", "行政强制"
        INSPECTION = "inspection", "行政检查"
        CONFIRMATION = "confirmation", "行政确认"
        PAYMENT = "payment", "行政给付"
        RULING = "ruling", "行政裁决"
        REWARD = "reward", "行政奖励"
        OTHER = "other", "其他行政权力"

    class Origin(models.TextChoices):
        STATUTORY = "statutory", "法定"
        CONFERRED = "conferred", "赋权"
        ENTRUSTED = "entrusted", "委托"

    item = models.OneToOneField(DutyItem, models.PROTECT, related_name="power", verbose_name="事项")
    type = models.CharField("权力类型", max_length=16, choices=Type)
    origin = models.CharField("来源", max_length=16, choices=Origin, default=Origin.STATUTORY)
    document_number = models.CharField("赋权（委托）文号", max_length=80, blank=True)
    until = models.DateField("期限", null=True, blank=True)
    original_body = models.CharField("原实施主体", max_length=100, blank=True)
    history = Recorded()

    class Meta:
        verbose_name = verbose_name_plural = "行政权力"

    def __str__(self):
        return self.get_type_display()


class SupportPromise(Part):
    """What the lead department promises to the townships (支持保障)."""

    class Kind(models.TextChoices):
        TRAINING = "training", "业务培训"
        POLICY = "policy", "政策"
        STAFF = "staff", "人员力量"
        FUNDING = "funding", "资金"
        TECHNOLOGY = "technology", "技术"

    item = models.ForeignKey(DutyItem, models.PROTECT, related_name="support", verbose_name="事项")
    position = models.PositiveSmallIntegerField("顺序", default=0)
    kind = models.CharField("保障类型", max_length=12, choices=Kind)
    promise = models.TextField("承诺内容")
    amount = models.CharField("数额", max_length=60, blank=True)
    due_on = models.DateField("兑现期限", null=True, blank=True)
    history = Recorded()

    class Meta:
        verbose_name = verbose_name_plural = "支持保障"
        ordering = ["item", "position", "id"]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.promise}"


class ProcedureStep(Part):
    item = models.ForeignKey(
        DutyItem, models.PROTECT, related_name="procedure", verbose_name="事项"
    )
    position = models.PositiveSmallIntegerField("顺序", default=0)
    text = models.TextField("步骤")
    history = Recorded()

    class Meta:
        verbose_name = verbose_name_plural = "操作程序"
        ordering = ["item", "position", "id"]

    def __str__(self):
        return self.text


class Basis(Part):
    """A legal basis (设定依据): an act of the library, or the title as it came when the
    library does not know it.
    """

    item = models.ForeignKey(DutyItem, models.PROTECT, related_name="bases", verbose_name="事项")
    position = models.PositiveSmallIntegerField("顺序", default=0)
    act = models.ForeignKey(
        LegalAct,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bases",
        verbose_name="库中文件",
    )
    act_title = models.CharField("文件名称", max_length=200)
    document_number = models.CharField("文号", max_length=80, blank=True)
    article = models.CharField("条款", max_length=120, blank=True)
    history = Recorded()

    class Meta:
        verbose_name = verbose_name_plural = "设定依据"
        ordering = ["item", "position", "id"]

    def __str__(self):
        return f"《{self.act_title}》{self.article}"


class ScopeTag(Part):
    item = models.ForeignKey(
        DutyItem, models.PROTECT, related_name="scope_tags", verbose_name="事项"
    )
    tag = models.ForeignKey(
        RegionTag, models.PROTECT, related_name="scoped", verbose_name="区域类型"
    )
    history = Recorded()

    class Meta:
        verbose_name = verbose_name_plural = "适用区域类型"
        constraints = [models.UniqueConstraint(fields=["item", "tag"], name="a_tag_once_per_item")]

    def __str__(self):
        return str(self.tag_id)


class ScopeTownship(Part):
    item = models.ForeignKey(
        DutyItem, models.PROTECT, related_name="scope_townships", verbose_name="事项"
    )
    township = models.ForeignKey(Region, models.PROTECT, related_name="scoped", verbose_name="单位")
    history = Recorded()

    class Meta:
        verbose_name = verbose_name_plural = "适用单位"
        constraints = [
            models.UniqueConstraint(fields=["item", "township"], name="a_township_once_per_item")
        ]

    def __str__(self):
        return str(self.township_id)
