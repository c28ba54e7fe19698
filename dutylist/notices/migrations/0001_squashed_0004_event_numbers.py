"""All tables at once, for a new database; one that is there already has taken the steps named in
`replaces`.
"""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from dutylist.history.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("notices", "0001_initial"),
        ("notices", "0002_private_todos"),
        ("notices", "0003_party_office_role"),
        ("notices", "0004_event_numbers"),
    ]

    dependencies = [
        ("organizations", "0002_party_office_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="EventCounter",
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
                        ("last", models.BigIntegerField(default=0, verbose_name="最近编号")),
                    ],
                    options={
                        "verbose_name": "事件编号",
                        "verbose_name_plural": "事件编号",
                    },
                ),
                migrations.CreateModel(
                    name="JobRun",
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
                        ("job", models.CharField(max_length=64, verbose_name="任务")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "运行中"),
                                    ("done", "完成"),
                                    ("failed", "失败"),
                                ],
                                default="running",
                                max_length=16,
                                verbose_name="运行情况",
                            ),
                        ),
                        (
                            "as_of",
                            models.DateField(
                                default=django.utils.timezone.localdate, verbose_name="计算日期"
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="开始时间"
                            ),
                        ),
                        (
                            "finished_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="结束时间"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="说明")),
                    ],
                    options={
                        "verbose_name": "定时任务运行记录",
                        "verbose_name_plural": "定时任务运行记录",
                        "ordering": ["-pk"],
                        "indexes": [models.Index(fields=["job", "-id"], name="runs_of_a_job")],
                    },
                ),
                migrations.CreateModel(
                    name="InboxMessage",
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
                        ("key", models.CharField(max_length=100, verbose_name="事由标识")),
                        ("title", models.CharField(max_length=250, verbose_name="标题")),
                        ("body", models.TextField(blank=True, verbose_name="内容")),
                        ("url", models.CharField(blank=True, max_length=250, verbose_name="链接")),
                        (
                            "at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="时间"
                            ),
                        ),
                        (
                            "read_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="阅读时间"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inbox",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收件人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "站内消息",
                        "verbose_name_plural": "站内消息",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "key"), name="one_occasion_is_told_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutboundEvent",
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
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                null=True,
                                unique=True,
                                verbose_name="编号",
                            ),
                        ),
                        ("kind", models.CharField(max_length=64, verbose_name="事件")),
                        (
                            "payload",
                            models.JSONField(
                                default=dict,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="内容",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="发生时间"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("waiting", "待发送"),
                                    ("sending", "发送中"),
                                    ("delivered", "已送达"),
                                    ("handed_on", "已分送各接收方"),
                                    ("no_receiver", "无接收方"),
                                    ("failed", "发送失败"),
                                ],
                                default="waiting",
                                max_length=16,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="发送次数"),
                        ),
                        (
                            "tried_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="最近发送时间"
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="说明")),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "对外事件",
                        "verbose_name_plural": "对外事件",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(fields=["outcome", "id"], name="event_outbox"),
                            models.Index(
                                condition=models.Q(
                                    ("number", None), models.Q(("kind", "mail"), _negated=True)
                                ),
                                fields=["id"],
                                name="event_to_be_numbered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ToDo",
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
                        ("title", models.CharField(max_length=250, verbose_name="待办事项")),
                        (
                            "url",
                            models.CharField(blank=True, max_length=250, verbose_name="办理页面"),
                        ),
                        (
                            "is_private",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="仅本单位可见"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("clerk", "编办经办人"),
                                    ("office_lead", "编办负责人"),
                                    ("legal_officer", "合法性审查员"),
                                    ("party_office", "党委办公室审查员"),
                                    ("department_staff", "部门经办人"),
                                    ("department_lead", "部门负责人"),
                                    ("township_staff", "基层经办人"),
                                    ("township_lead", "基层负责人"),
                                    ("recorder", "审定结果登记人"),
                                    ("county_secretary", "领导查阅人"),
                                    ("inspector", "督查员"),
                                    ("city_reviewer", "市级审核人"),
                                    ("province_filer", "省级备案人"),
                                    ("security_auditor", "安全审计员"),
                                    ("security_administrator", "安全管理员"),
                                    ("system_administrator", "系统管理员"),
                                ],
                                max_length=32,
                                verbose_name="办理角色",
                            ),
                        ),
                        (
                            "not_for",
                            models.TextField(
                                blank=True, editable=False, verbose_name="须回避人员编号"
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "opened_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="发起时间"
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="办结时间"),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办结人",
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
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="todos",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="指定办理人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "待办",
                        "verbose_name_plural": "待办",
                        "ordering": [models.OrderBy(models.F("due_on"), nulls_last=True), "pk"],
                        "indexes": [
                            models.Index(fields=["flow", "subject_id"], name="todo_of_a_subject"),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["county", "role"],
                                name="todo_open",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
