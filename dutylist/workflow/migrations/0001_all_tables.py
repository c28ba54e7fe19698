"""All tables at once, for a new database; one that is there already has taken the steps named in
`replaces`.
"""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from dutylist.history.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("workflow", "0001_initial"),
    ]

    dependencies = [
        ("organizations", "0002_party_office_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="CalendarDay",
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
                            "date",
                            models.DateField(
                                error_messages={"unique": "该日期已有安排。"},
                                unique=True,
                                verbose_name="日期",
                            ),
                        ),
                        ("is_working", models.BooleanField(verbose_name="上班")),
                        ("note", models.CharField(blank=True, max_length=60, verbose_name="说明")),
                    ],
                    options={
                        "verbose_name": "放假调休安排",
                        "verbose_name_plural": "放假调休安排",
                        "ordering": ["date"],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarYear",
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
                            "year",
                            models.PositiveSmallIntegerField(unique=True, verbose_name="年份"),
                        ),
                        (
                            "announced",
                            models.BooleanField(default=False, verbose_name="放假安排已公布"),
                        ),
                    ],
                    options={
                        "verbose_name": "放假安排年度",
                        "verbose_name_plural": "放假安排年度",
                        "ordering": ["year"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "date",
                            models.DateField(
                                error_messages={"unique": "该日期已有安排。"}, verbose_name="日期"
                            ),
                        ),
                        ("is_working", models.BooleanField(verbose_name="上班")),
                        ("note", models.CharField(blank=True, max_length=60, verbose_name="说明")),
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
                    ],
                    options={
                        "verbose_name": "放假调休安排变更记录",
                        "verbose_name_plural": "放假调休安排变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCalendarYear",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                        (
                            "announced",
                            models.BooleanField(default=False, verbose_name="放假安排已公布"),
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
                    ],
                    options={
                        "verbose_name": "放假安排年度变更记录",
                        "verbose_name_plural": "放假安排年度变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Decision",
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
                        ("flow", models.CharField(max_length=32, verbose_name="流程")),
                        ("subject_id", models.BigIntegerField(verbose_name="办理对象编号")),
                        ("action", models.CharField(max_length=32, verbose_name="动作")),
                        ("source_status", models.CharField(max_length=32, verbose_name="原状态")),
                        ("target_status", models.CharField(max_length=32, verbose_name="新状态")),
                        ("by_name", models.CharField(max_length=150, verbose_name="办理人姓名")),
                        (
                            "role",
                            models.CharField(blank=True, max_length=32, verbose_name="办理角色"),
                        ),
                        ("for_id", models.BigIntegerField(null=True, verbose_name="委托人编号")),
                        (
                            "for_name",
                            models.CharField(blank=True, max_length=160, verbose_name="代办说明"),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="理由")),
                        (
                            "facts",
                            models.JSONField(
                                default=dict,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="办理要素",
                            ),
                        ),
                        ("due_on", models.DateField(null=True, verbose_name="适用期限")),
                        ("next_due_on", models.DateField(null=True, verbose_name="下一期限")),
                        (
                            "at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="办理时间"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="变更批次")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办理决定",
                        "verbose_name_plural": "办理决定",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                fields=["flow", "subject_id"], name="decision_of_a_subject"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
