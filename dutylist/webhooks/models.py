"""Subscribers to events (外部系统): programs of others that are told what happened in a county, and
each delivery to one of them.
"""

import hashlib

import orjson
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dutylist.history.tracking import Recorded, Tracked
from dutylist.history.unproved import unproved
from dutylist.notices.models import OutboundEvent
from dutylist.organizations.models import Region
from dutylist.organizations.roles import Role

# Who keeps subscribers, and who may read of them.
KEEPERS = (Role.SYSTEM_ADMIN,)
READERS = (Role.SYSTEM_ADMIN, Role.AUDITOR)
EVERY_KIND = "*"
TEST_KIND = "webhook.test"


class WebhookQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the places this person operates or audits: there, or above."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(county__in=Region.objects.reached_by(user, *READERS))

    def standing(self):
        """Those that were not removed."""
        return self.filter(removed_at=None)

    def receiving(self):
        return self.standing().filter(enabled=True)


def shown_kinds(kinds):
    return "、".join(kinds or []) or "全部"


class Webhook(Tracked):
    """One subscriber. Its secret is kept nowhere: it is made anew from `salt` and the key of the
    site whenever something is signed (`sending/signing.py`).
    """

    history_shown = {"kinds": shown_kinds}
    history_title = "{name}"
    unrecorded = {
        "salt": "与密钥有关，不进入记录",
        "previous_salt": "与密钥有关，不进入记录",
        "fingerprint": "与密钥有关，不进入记录",
        "failing_since": "发送的情况，以投递记录为准",
    }

    county = models.ForeignKey(
        Region, models.PROTECT, related_name="webhooks", verbose_name="所属区划"
    )
    name = models.CharField("名称", max_length=60)
    url = models.CharField("接收地址", max_length=500)
    kinds = models.JSONField("接收的事件", default=list, blank=True)
    enabled = models.BooleanField("启用", default=True)
    disabled_because = models.CharField("停用原因", max_length=200, blank=True)
    secret_made_at = models.DateTimeField("密钥生成时间", default=timezone.now)
    # Both secrets sign until then, so that the subscriber can change over.
    previous_until = models.DateTimeField("原密钥有效至", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    created_at = models.DateTimeField("登记时间", default=timezone.now)
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)
    salt = models.CharField("密钥种子", max_length=64, editable=False)
    previous_salt = models.CharField("原密钥种子", max_length=64, blank=True, editable=False)
    fingerprint = models.CharField("密钥指纹", max_length=16, editable=False)
    failing_since = models.DateTimeField("开始失败时间", null=True, editable=False)

    history = Recorded(excluded_fields=list(unrecorded))
    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "外部系统"
        ordering = ["county", "pk"]

    def __str__(self):
        return self.name

    @property
    def mark_of_settings(self):
        """The mark of what its keeper sets: another one as soon as any of it changes."""
        content = orjson.dumps([self.name, self.url, self.kinds, self.enabled])
        return hashlib.sha256(content).hexdigest()[:32]

    def is_changing_over(self, at=None):
        """Whether the secret before the present one signs beside it."""
        at = at or timezone.now()
        return self.previous_until is not None and at < self.previous_until

    def wants(self, kind):
        """Whether this kind of event is among those asked for; an empty list asks for every one."""
        if not self.kinds:
            return True
        flow = kind.partition(".")[0]
        return kind in self.kinds or f"{flow}.{EVERY_KIND}" in self.kinds


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "待投递"
    DELIVERED = "delivered", "已送达"
    GIVEN_UP = "given_up", "已放弃"


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(webhook__in=Webhook.objects.visible_to(user))

    def due(self, now):
        """Whose turn has come, at subscribers that are told anything."""
        waiting = self.filter(state=DeliveryState.WAITING, next_try_at__lte=now)
        return waiting.filter(webhook__in=Webhook.objects.receiving())


@unproved("提醒、发送和运行的情况，办理结果以办理记录为准")
class Delivery(models.Model):
    """One event for one subscriber; without an event it is a trial.

    `attempts` counts every request that was begun, and tells a worker whether the delivery is still
    as it was read; `tries` counts those since it was queued or sent again, by which the next one is
    set.
    """

    webhook = models.ForeignKey(
        Webhook, models.PROTECT, related_name="deliveries", verbose_name="外部系统"
    )
    event = models.ForeignKey(
        OutboundEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name="事件",
    )
    state = models.CharField(
        "状态", max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempts = models.PositiveIntegerField("投递次数", default=0)
    tries = models.PositiveSmallIntegerField("本轮次数", default=0, editable=False)
    next_try_at = models.DateTimeField("下次投递", null=True, blank=True, default=timezone.now)
    last_tried_at = models.DateTimeField("最近投递", null=True, blank=True)
    last_status = models.PositiveSmallIntegerField("应答状态码", null=True, blank=True)
    answer = models.CharField("应答摘要", max_length=300, blank=True)
    delivered_at = models.DateTimeField("送达时间", null=True, blank=True)
    created_at = models.DateTimeField("列入时间", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="重发（试投）人",
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "投递记录"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "event"], name="one_delivery_of_an_event_to_a_receiver"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state="waiting"), name="deliveries_waiting"
            ),
            models.Index(fields=["webhook", "-id"], name="deliveries_of_a_receiver"),
        ]

    def __str__(self):
        return self.message_id

    @property
    def kind(self):
        if self.event is None:
            return TEST_KIND
        return self.event.kind

    @property
    def message_id(self):
        """`webhook-id`: the same at every try, so that the subscriber knows what it has already."""
        if self.event is None:
            return f"test_{self.pk}"
        return f"evt_{self.event.number}"
