"""All tables at once, for a new database; one that is there already has taken the steps named in
`replaces`.
"""

import uuid

import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from dutylist.history.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("history", "0001_initial"),
    ]

    dependencies = []

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="Batch",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="批次",
                            ),
                        ),
                        (
                            "actor_id",
                            models.BigIntegerField(
                                db_index=True, null=True, verbose_name="操作人编号"
                            ),
                        ),
                        ("actor_name", models.CharField(max_length=200, verbose_name="操作人")),
                        ("reason", models.TextField(blank=True, verbose_name="理由")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("form", "页面"),
                                    ("decision", "审批决定"),
                                    ("import", "批量导入"),
                                    ("api", "接口"),
                                    ("command", "命令"),
                                    ("job", "定时任务"),
                                    ("seed", "初始数据"),
                                ],
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "decision_id",
                            models.BigIntegerField(db_index=True, null=True, verbose_name="决定"),
                        ),
                        (
                            "county",
                            models.CharField(blank=True, max_length=12, verbose_name="区划代码"),
                        ),
                        ("audience", models.TextField(blank=True, verbose_name="可见范围")),
                        (
                            "protection",
                            models.CharField(blank=True, max_length=64, verbose_name="操作人保护"),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("body", models.JSONField(verbose_name="行摘要")),
                        ("summary", models.JSONField(default=dict, verbose_name="概要")),
                        ("digest", models.CharField(max_length=64, verbose_name="摘要值")),
                    ],
                    options={
                        "verbose_name": "变更批次",
                        "verbose_name_plural": "变更批次",
                        "ordering": ["-at", "-id"],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["at", "id"], name="history_batch_at"),
                            models.Index(
                                fields=["county", "at", "id"], name="history_batch_county_at"
                            ),
                            models.Index(
                                condition=models.Q(
                                    models.Q(("audience", ""), _negated=True),
                                    models.Q(("protection", ""), _negated=True),
                                    _connector="OR",
                                ),
                                fields=["id"],
                                name="history_batch_not_for_all",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOpening",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "asked_by",
                            models.BigIntegerField(editable=False, verbose_name="提出人编号"),
                        ),
                        ("asked_by_name", models.CharField(max_length=200, verbose_name="提出人")),
                        ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                        ("asked_because", models.TextField(verbose_name="提出理由")),
                        (
                            "agreed_by",
                            models.BigIntegerField(
                                editable=False, null=True, verbose_name="同意人编号"
                            ),
                        ),
                        (
                            "agreed_by_name",
                            models.CharField(blank=True, max_length=200, verbose_name="同意人"),
                        ),
                        (
                            "agreed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="同意时间"),
                        ),
                        ("agreed_because", models.TextField(blank=True, verbose_name="同意理由")),
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
                            "protected_batch",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="history.batch",
                                verbose_name="受保护的批次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "开启受保护的操作人变更记录",
                        "verbose_name_plural": "开启受保护的操作人变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ProtectedActor",
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
                        ("openers", models.TextField(verbose_name="开启人")),
                        ("salt", models.CharField(max_length=32, verbose_name="随机数")),
                        ("contents", models.JSONField(verbose_name="受保护的内容")),
                        (
                            "batch",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="history.batch",
                                verbose_name="批次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "受保护的操作人",
                        "verbose_name_plural": "受保护的操作人",
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="Seal",
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
                            "number",
                            models.PositiveBigIntegerField(unique=True, verbose_name="序号"),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("digest", models.CharField(max_length=64, verbose_name="批次摘要")),
                        ("head", models.CharField(max_length=64, verbose_name="链首摘要")),
                        (
                            "previous",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="history.seal",
                                verbose_name="前一封印",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "历史封印",
                        "verbose_name_plural": "历史封印",
                        "ordering": ["number"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="Opening",
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
                            "asked_by",
                            models.BigIntegerField(editable=False, verbose_name="提出人编号"),
                        ),
                        ("asked_by_name", models.CharField(max_length=200, verbose_name="提出人")),
                        ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                        ("asked_because", models.TextField(verbose_name="提出理由")),
                        (
                            "agreed_by",
                            models.BigIntegerField(
                                editable=False, null=True, verbose_name="同意人编号"
                            ),
                        ),
                        (
                            "agreed_by_name",
                            models.CharField(blank=True, max_length=200, verbose_name="同意人"),
                        ),
                        (
                            "agreed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="同意时间"),
                        ),
                        ("agreed_because", models.TextField(blank=True, verbose_name="同意理由")),
                        (
                            "protected_batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="openings",
                                to="history.batch",
                                verbose_name="受保护的批次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "开启受保护的操作人",
                        "verbose_name_plural": "开启受保护的操作人",
                        "ordering": ["pk"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("agreed_by", None)),
                                fields=("protected_batch",),
                                name="history_one_opening_waits_for_a_second_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_by", None),
                                    models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="history_openings_are_agreed_to_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedBatch",
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
                        ("position", models.PositiveIntegerField(verbose_name="位次")),
                        (
                            "batch",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="history.batch",
                                verbose_name="批次",
                            ),
                        ),
                        (
                            "seal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batches",
                                to="history.seal",
                                verbose_name="封印",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "已封批次",
                        "verbose_name_plural": "已封批次",
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("seal", "position"), name="history_one_batch_a_position"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
