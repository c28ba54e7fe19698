"""The three published tables as the admin lists them: one register, three proxies."""

from .duty_items import DutyItem, Kind


class KindManager(DutyItem.objects.__class__):
    """The items of the kind that the proxy shows."""

    def get_queryset(self):
        return super().get_queryset().filter(kind=self.model.kind_shown)


class BasicItem(DutyItem):
    kind_shown = Kind.BASIC
    objects = KindManager()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "基本履职事项"


class CoordinationItem(DutyItem):
    kind_shown = Kind.COORDINATION
    objects = KindManager()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "配合履职事项"


class ReclaimedItem(DutyItem):
    kind_shown = Kind.RECLAIMED
    objects = KindManager()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "上级部门收回事项"
