"""All tables at once, for a new database; one that is there already has taken the steps named in
`replaces`.
"""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from dutylist.history.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("webhooks", "0001_webhooks"),
    ]

    dependencies = [
        ("notices", "0004_event_numbers"),
        ("organizations", "0002_party_office_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="HistoricalWebhook",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("url", models.CharField(max_length=500, verbose_name="接收地址")),
                        (
                            "kinds",
                            models.JSONField(blank=True, default=list, verbose_name="接收的事件"),
                        ),
                        ("enabled", models.BooleanField(default=True, verbose_name="启用")),
                        (
                            "disabled_because",
                            models.CharField(blank=True, max_length=200, verbose_name="停用原因"),
                        ),
                        (
                            "secret_made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="密钥生成时间"
                            ),
                        ),
                        (
                            "previous_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="原密钥有效至"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="登记时间"
                            ),
                        ),
                        (
                            "removed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="移除时间"),
                        ),
                        ("history_user_id", models.BigIntegerField(null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "外部系统变更记录",
                        "verbose_name_plural": "外部系统变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Webhook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("url", models.CharField(max_length=500, verbose_name="接收地址")),
                        (
                            "kinds",
                            models.JSONField(blank=True, default=list, verbose_name="接收的事件"),
                        ),
                        ("enabled", models.BooleanField(default=True, verbose_name="启用")),
                        (
                            "disabled_because",
                            models.CharField(blank=True, max_length=200, verbose_name="停用原因"),
                        ),
                        (
                            "secret_made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="密钥生成时间"
                            ),
                        ),
                        (
                            "previous_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="原密钥有效至"
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="登记时间"
                            ),
                        ),
                        (
                            "removed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="移除时间"),
                        ),
                        (
                            "salt",
                            models.CharField(
                                editable=False, max_length=64, verbose_name="密钥种子"
                            ),
                        ),
                        (
                            "previous_salt",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="原密钥种子"
                            ),
                        ),
                        (
                            "fingerprint",
                            models.CharField(
                                editable=False, max_length=16, verbose_name="密钥指纹"
                            ),
                        ),
                        (
                            "failing_since",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="开始失败时间"
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="webhooks",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "外部系统",
                        "verbose_name_plural": "外部系统",
                        "ordering": ["county", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "待投递"),
                                    ("delivered", "已送达"),
                                    ("given_up", "已放弃"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveIntegerField(default=0, verbose_name="投递次数"),
                        ),
                        (
                            "tries",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="本轮次数"
                            ),
                        ),
                        (
                            "next_try_at",
                            models.DateTimeField(
                                blank=True,
                                default=django.utils.timezone.now,
                                null=True,
                                verbose_name="下次投递",
                            ),
                        ),
                        (
                            "last_tried_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="最近投递"),
                        ),
                        (
                            "last_status",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="应答状态码"
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(blank=True, max_length=300, verbose_name="应答摘要"),
                        ),
                        (
                            "delivered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="送达时间"),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="列入时间"
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="重发（试投）人",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="notices.outboundevent",
                                verbose_name="事件",
                            ),
                        ),
                        (
                            "webhook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="webhooks.webhook",
                                verbose_name="外部系统",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "投递记录",
                        "verbose_name_plural": "投递记录",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["next_try_at"],
                                name="deliveries_waiting",
                            ),
                            models.Index(
                                fields=["webhook", "-id"], name="deliveries_of_a_receiver"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("webhook", "event"),
                                name="one_delivery_of_an_event_to_a_receiver",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
