"""All tables of assessment and supervision at once."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import assessment.models.off_list_reports
from dutylist.history.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access_control", "0007_review_answers_on_paper"),
        ("items", "0001_squashed_0004_text_vectors"),
        ("organizations", "0001_squashed_0002_party_office_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="Evaluation",
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
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        ("seed", models.PositiveIntegerField(verbose_name="抽取种子")),
                        (
                            "document",
                            models.CharField(
                                editable=False, max_length=64, verbose_name="抽取依据的清单"
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="提交期限"),
                        ),
                        (
                            "finished_on",
                            models.DateField(blank=True, null=True, verbose_name="提交日期"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
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
                            "drawn_up_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "evaluator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="评估人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "第三方评估",
                        "verbose_name_plural": "第三方评估",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="HeadOpinion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                default=assessment.models.off_list_reports.random_number,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                choices=[("assessment", "考核"), ("appointment", "任免")],
                                max_length=12,
                                verbose_name="用于",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="意见")),
                        (
                            "made_on",
                            models.DateField(
                                default=django.utils.timezone.localdate, verbose_name="日期"
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "对主要负责同志的意见",
                        "verbose_name_plural": "对主要负责同志的意见",
                        "ordering": ["-made_on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalEvaluation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        ("seed", models.PositiveIntegerField(verbose_name="抽取种子")),
                        (
                            "document",
                            models.CharField(
                                editable=False, max_length=64, verbose_name="抽取依据的清单"
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="提交期限"),
                        ),
                        (
                            "finished_on",
                            models.DateField(blank=True, null=True, verbose_name="提交日期"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
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
                            "drawn_up_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "evaluator",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="评估人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "第三方评估变更记录",
                        "verbose_name_plural": "第三方评估变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalExecutionReport",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "list_label",
                            models.CharField(max_length=60, verbose_name="所依据的清单"),
                        ),
                        ("items", models.PositiveIntegerField(verbose_name="清单事项数")),
                        (
                            "rows",
                            models.JSONField(default=list, verbose_name="有困难、承接不了的事项"),
                        ),
                        ("sent_at", models.DateTimeField(verbose_name="报送时间")),
                        ("by_name", models.CharField(max_length=150, verbose_name="报送人姓名")),
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
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报送人",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单执行情况变更记录",
                        "verbose_name_plural": "清单执行情况变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalHeadOpinion",
                    fields=[
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "id",
                            models.BigIntegerField(
                                db_index=True,
                                default=assessment.models.off_list_reports.random_number,
                                editable=False,
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                choices=[("assessment", "考核"), ("appointment", "任免")],
                                max_length=12,
                                verbose_name="用于",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="意见")),
                        (
                            "made_on",
                            models.DateField(
                                default=django.utils.timezone.localdate, verbose_name="日期"
                            ),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "对主要负责同志的意见变更记录",
                        "verbose_name_plural": "对主要负责同志的意见变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOffListReport",
                    fields=[
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "id",
                            models.BigIntegerField(
                                db_index=True,
                                default=assessment.models.off_list_reports.random_number,
                                editable=False,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("reported", "待核实"),
                                    ("verified", "属实，待处理"),
                                    ("dismissed", "不属实"),
                                    ("stopped", "已叫停，待整改"),
                                    ("turned", "已转准入（调整）申请"),
                                    ("referred", "已移送"),
                                    ("rectified", "已整改"),
                                    ("closed", "已办结"),
                                ],
                                default="reported",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("notice", "文件"),
                                    ("call", "电话"),
                                    ("group", "工作群"),
                                    ("pledge", "责任状"),
                                    ("app", "手机应用"),
                                    ("meeting", "会议"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="交办方式",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="要求做什么")),
                        (
                            "item_code",
                            models.CharField(
                                blank=True, max_length=11, verbose_name="清单里的事项"
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=60, verbose_name="文号"),
                        ),
                        ("reported_on", models.DateField(verbose_name="反映日期")),
                        (
                            "recipients",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="要求发给几个基层单位"
                            ),
                        ),
                        (
                            "order_number",
                            models.CharField(blank=True, max_length=60, verbose_name="叫停文号"),
                        ),
                        (
                            "request_number",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="所转申请的编号"
                            ),
                        ),
                        (
                            "referred_to",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("discipline", "纪检监察机关"),
                                    ("inspection", "督查机构"),
                                    ("supervisor", "上级主管部门"),
                                ],
                                max_length=12,
                                verbose_name="移送",
                            ),
                        ),
                        ("result", models.TextField(blank=True, verbose_name="办理结果")),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="交办的部门",
                            ),
                        ),
                        (
                            "shown_township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="反映单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单外交办反映变更记录",
                        "verbose_name_plural": "清单外交办反映变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPledge",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="登记人姓名"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("submitted", "已提交待审核"),
                                    ("approved", "已同意"),
                                    ("refused", "不予同意"),
                                    ("ended", "已终止"),
                                ],
                                default="submitted",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "issuer_level",
                            models.CharField(
                                choices=[
                                    ("central", "中央"),
                                    ("province", "省级"),
                                    ("city", "市级"),
                                    ("county", "本级"),
                                ],
                                max_length=12,
                                verbose_name="依据的发文层级",
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="提出部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "责任状变更记录",
                        "verbose_name_plural": "责任状变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProblem",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "待交办"),
                                    ("assigned", "已交办待答复"),
                                    ("answered", "已答复待销号"),
                                    ("closed", "已销号"),
                                    ("referred", "已转送"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("visit", "走访调研"),
                                    ("inspection", "督查检查"),
                                    ("evaluation", "第三方评估"),
                                    ("execution", "履职情况报告"),
                                    ("report", "清单外交办反映"),
                                    ("feedback", "群众意见"),
                                ],
                                max_length=12,
                                verbose_name="来源",
                            ),
                        ),
                        ("found_on", models.DateField(verbose_name="发现日期")),
                        ("text", models.TextField(verbose_name="问题")),
                        (
                            "answer_by",
                            models.DateField(blank=True, null=True, verbose_name="答复期限"),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="答复")),
                        ("result", models.TextField(blank=True, verbose_name="处理结果")),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="登记人姓名"
                            ),
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
                            "adjustment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access_control.changerequest",
                                verbose_name="据此起草的调整",
                            ),
                        ),
                        (
                            "assigned_department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="答复部门",
                            ),
                        ),
                        (
                            "assigned_township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="答复单位",
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="涉及部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="涉及事项",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="涉及单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "问题清单变更记录",
                        "verbose_name_plural": "问题清单变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReportDemand",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="登记人姓名"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "已提交待审核"),
                                    ("approved", "已同意"),
                                    ("refused", "不予同意"),
                                    ("ended", "已终止"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("frequency", models.CharField(max_length=60, verbose_name="报送频次")),
                        ("basis", models.TextField(blank=True, verbose_name="依据")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="提出部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报表台账变更记录",
                        "verbose_name_plural": "报表台账变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSatisfactionRound",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "筹备中"),
                                    ("open", "评价中"),
                                    ("closed", "已结束，待公布"),
                                    ("published", "已公布"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("dimensions", models.JSONField(default=list, verbose_name="评价内容")),
                        ("opens_on", models.DateField(verbose_name="开始日期")),
                        ("closes_on", models.DateField(verbose_name="截止日期")),
                        (
                            "least_answers",
                            models.PositiveSmallIntegerField(default=5, verbose_name="最少份数"),
                        ),
                        (
                            "process_share",
                            models.PositiveSmallIntegerField(default=60, verbose_name="过程分占比"),
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
                    ],
                    options={
                        "verbose_name": "满意度评价变更记录",
                        "verbose_name_plural": "满意度评价变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalScheme",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "待审核"),
                                    ("returned", "退回修改"),
                                    ("approved", "已批准"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "bearer",
                            models.CharField(
                                choices=[("township", "基层单位"), ("department", "部门")],
                                default="township",
                                max_length=10,
                                verbose_name="考核对象",
                            ),
                        ),
                        (
                            "total_points",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                error_messages={"invalid": "应为数字。"},
                                max_digits=8,
                                null=True,
                                verbose_name="总分",
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(blank=True, max_length=60, verbose_name="考核频次"),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="考核天数"
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        ("notes", models.TextField(blank=True, verbose_name="结果运用和其他说明")),
                        (
                            "submitted_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="首次提交日期"
                            ),
                        ),
                        (
                            "approved_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="批准日期"
                            ),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="起草人姓名"
                            ),
                        ),
                        (
                            "comparison",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                editable=False,
                                verbose_name="与上一稿对照",
                            ),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="制定部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核方案变更记录",
                        "verbose_name_plural": "考核方案变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalVetoItem",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="登记人姓名"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("submitted", "已提交待审核"),
                                    ("approved", "已同意"),
                                    ("refused", "不予同意"),
                                    ("ended", "已终止"),
                                ],
                                default="submitted",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "issuer_level",
                            models.CharField(
                                choices=[
                                    ("central", "中央"),
                                    ("province", "省级"),
                                    ("city", "市级"),
                                    ("county", "本级"),
                                ],
                                max_length=12,
                                verbose_name="依据的发文层级",
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="提出部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "“一票否决”事项变更记录",
                        "verbose_name_plural": "“一票否决”事项变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalWhistle",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("raised", "待派单"),
                                    ("dispatched", "已派单，待接单"),
                                    ("handling", "处置中"),
                                    ("refused", "部门不接，待改派"),
                                    ("finished", "已办结，待确认"),
                                    ("confirmed", "已确认"),
                                    ("reopened", "退回重办"),
                                    ("escalated", "提级协调"),
                                    ("closed", "已归档"),
                                ],
                                default="raised",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="办理时限"),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(editable=False, verbose_name="年份"),
                        ),
                        (
                            "serial",
                            models.PositiveIntegerField(editable=False, verbose_name="序号"),
                        ),
                        (
                            "number",
                            models.CharField(editable=False, max_length=40, verbose_name="编号"),
                        ),
                        (
                            "item_code",
                            models.CharField(blank=True, max_length=11, verbose_name="事项编码"),
                        ),
                        (
                            "item_name",
                            models.CharField(blank=True, max_length=200, verbose_name="事项名称"),
                        ),
                        (
                            "item_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("basic", "基本履职"),
                                    ("coordination", "配合履职"),
                                    ("reclaimed", "上级部门收回"),
                                ],
                                max_length=16,
                                verbose_name="事项类型",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("emergency", "紧急，有人身危险"),
                                    ("enforcement", "要执法"),
                                    ("ordinary", "一般"),
                                ],
                                max_length=12,
                                verbose_name="紧急程度",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="现场情况")),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="地点"),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                error_messages={"invalid": "应为数字。"},
                                max_digits=8,
                                null=True,
                                verbose_name="纬度",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                error_messages={"invalid": "应为数字。"},
                                max_digits=9,
                                null=True,
                                verbose_name="经度",
                            ),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=80, verbose_name="联系人"),
                        ),
                        (
                            "external_id",
                            models.CharField(blank=True, max_length=100, verbose_name="外部编号"),
                        ),
                        (
                            "raised_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="吹哨人姓名"
                            ),
                        ),
                        ("raised_at", models.DateTimeField(verbose_name="吹哨时间")),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[("item", "牵头部门，按清单确定"), ("clerk", "由编办指定")],
                                max_length=8,
                                verbose_name="派单依据",
                            ),
                        ),
                        (
                            "is_extended",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="已延期"
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("solved", "解决"),
                                    ("partly", "部分解决"),
                                    ("not_possible", "办不了"),
                                ],
                                max_length=16,
                                verbose_name="办理结果",
                            ),
                        ),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "满意"),
                                    ("mostly", "基本满意"),
                                    ("unsatisfied", "不满意"),
                                ],
                                max_length=16,
                                verbose_name="评价",
                            ),
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
                            "adjustment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access_control.changerequest",
                                verbose_name="引起的动态调整",
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
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="办理部门",
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="吹哨人",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="吹哨单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "吹哨变更记录",
                        "verbose_name_plural": "吹哨变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Inspection",
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
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="登记人姓名"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "已提交待审核"),
                                    ("approved_once", "计划外待再次审定"),
                                    ("approved", "已同意"),
                                    ("refused", "不予同意"),
                                    ("merged", "已合并"),
                                    ("held", "已开展"),
                                    ("cancelled", "已取消"),
                                ],
                                default="draft",
                                max_length=14,
                                verbose_name="状态",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("subject", models.CharField(max_length=100, verbose_name="检查内容")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("comprehensive", "综合性"), ("special", "专项")],
                                max_length=14,
                                verbose_name="类别",
                            ),
                        ),
                        ("basis", models.TextField(blank=True, verbose_name="依据")),
                        (
                            "items",
                            models.JSONField(blank=True, default=list, verbose_name="涉及事项"),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(verbose_name="结束日期")),
                        ("days", models.PositiveSmallIntegerField(default=1, verbose_name="天数")),
                        ("in_plan", models.BooleanField(default=True, verbose_name="列入年度计划")),
                        (
                            "held_on",
                            models.DateField(blank=True, null=True, verbose_name="开展日期"),
                        ),
                        (
                            "held_at",
                            models.JSONField(blank=True, default=list, verbose_name="到过的单位"),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="提出部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="assessment.inspection",
                                verbose_name="并入的检查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督查检查考核",
                        "verbose_name_plural": "督查检查考核",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="InspectedTownship",
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
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="涉及单位",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bearing",
                                to="assessment.inspection",
                                verbose_name="督查检查考核",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督查检查考核涉及单位",
                        "verbose_name_plural": "督查检查考核涉及单位",
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalInspection",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="登记人姓名"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "已提交待审核"),
                                    ("approved_once", "计划外待再次审定"),
                                    ("approved", "已同意"),
                                    ("refused", "不予同意"),
                                    ("merged", "已合并"),
                                    ("held", "已开展"),
                                    ("cancelled", "已取消"),
                                ],
                                default="draft",
                                max_length=14,
                                verbose_name="状态",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("subject", models.CharField(max_length=100, verbose_name="检查内容")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("comprehensive", "综合性"), ("special", "专项")],
                                max_length=14,
                                verbose_name="类别",
                            ),
                        ),
                        ("basis", models.TextField(blank=True, verbose_name="依据")),
                        (
                            "items",
                            models.JSONField(blank=True, default=list, verbose_name="涉及事项"),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(verbose_name="结束日期")),
                        ("days", models.PositiveSmallIntegerField(default=1, verbose_name="天数")),
                        ("in_plan", models.BooleanField(default=True, verbose_name="列入年度计划")),
                        (
                            "held_on",
                            models.DateField(blank=True, null=True, verbose_name="开展日期"),
                        ),
                        (
                            "held_at",
                            models.JSONField(blank=True, default=list, verbose_name="到过的单位"),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="提出部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.inspection",
                                verbose_name="并入的检查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督查检查考核变更记录",
                        "verbose_name_plural": "督查检查考核变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInspectedTownship",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
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
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="涉及单位",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.inspection",
                                verbose_name="督查检查考核",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督查检查考核涉及单位变更记录",
                        "verbose_name_plural": "督查检查考核涉及单位变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="OffListReport",
                    fields=[
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "id",
                            models.BigIntegerField(
                                default=assessment.models.off_list_reports.random_number,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("reported", "待核实"),
                                    ("verified", "属实，待处理"),
                                    ("dismissed", "不属实"),
                                    ("stopped", "已叫停，待整改"),
                                    ("turned", "已转准入（调整）申请"),
                                    ("referred", "已移送"),
                                    ("rectified", "已整改"),
                                    ("closed", "已办结"),
                                ],
                                default="reported",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("notice", "文件"),
                                    ("call", "电话"),
                                    ("group", "工作群"),
                                    ("pledge", "责任状"),
                                    ("app", "手机应用"),
                                    ("meeting", "会议"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="交办方式",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="要求做什么")),
                        (
                            "item_code",
                            models.CharField(
                                blank=True, max_length=11, verbose_name="清单里的事项"
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=60, verbose_name="文号"),
                        ),
                        ("reported_on", models.DateField(verbose_name="反映日期")),
                        (
                            "receipt_digest",
                            models.CharField(
                                editable=False,
                                max_length=64,
                                unique=True,
                                verbose_name="查询码散列",
                            ),
                        ),
                        (
                            "recipients",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="要求发给几个基层单位"
                            ),
                        ),
                        (
                            "order_number",
                            models.CharField(blank=True, max_length=60, verbose_name="叫停文号"),
                        ),
                        (
                            "request_number",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="所转申请的编号"
                            ),
                        ),
                        (
                            "referred_to",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("discipline", "纪检监察机关"),
                                    ("inspection", "督查机构"),
                                    ("supervisor", "上级主管部门"),
                                ],
                                max_length=12,
                                verbose_name="移送",
                            ),
                        ),
                        ("result", models.TextField(blank=True, verbose_name="办理结果")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="交办的部门",
                            ),
                        ),
                        (
                            "shown_township",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="反映单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单外交办反映",
                        "verbose_name_plural": "清单外交办反映",
                        "ordering": ["-reported_on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Pledge",
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
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="登记人姓名"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("submitted", "已提交待审核"),
                                    ("approved", "已同意"),
                                    ("refused", "不予同意"),
                                    ("ended", "已终止"),
                                ],
                                default="submitted",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "issuer_level",
                            models.CharField(
                                choices=[
                                    ("central", "中央"),
                                    ("province", "省级"),
                                    ("city", "市级"),
                                    ("county", "本级"),
                                ],
                                max_length=12,
                                verbose_name="依据的发文层级",
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="提出部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "责任状",
                        "verbose_name_plural": "责任状",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPledgeBearer",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
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
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="涉及单位",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.pledge",
                                verbose_name="责任状",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "责任状签订单位变更记录",
                        "verbose_name_plural": "责任状签订单位变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PledgeBearer",
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
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bearing",
                                to="assessment.pledge",
                                verbose_name="责任状",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="涉及单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "责任状签订单位",
                        "verbose_name_plural": "责任状签订单位",
                    },
                ),
                migrations.CreateModel(
                    name="Problem",
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
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "待交办"),
                                    ("assigned", "已交办待答复"),
                                    ("answered", "已答复待销号"),
                                    ("closed", "已销号"),
                                    ("referred", "已转送"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("visit", "走访调研"),
                                    ("inspection", "督查检查"),
                                    ("evaluation", "第三方评估"),
                                    ("execution", "履职情况报告"),
                                    ("report", "清单外交办反映"),
                                    ("feedback", "群众意见"),
                                ],
                                max_length=12,
                                verbose_name="来源",
                            ),
                        ),
                        ("found_on", models.DateField(verbose_name="发现日期")),
                        ("text", models.TextField(verbose_name="问题")),
                        (
                            "answer_by",
                            models.DateField(blank=True, null=True, verbose_name="答复期限"),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="答复")),
                        ("result", models.TextField(blank=True, verbose_name="处理结果")),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="登记人姓名"
                            ),
                        ),
                        (
                            "adjustment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access_control.changerequest",
                                verbose_name="据此起草的调整",
                            ),
                        ),
                        (
                            "assigned_department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="答复部门",
                            ),
                        ),
                        (
                            "assigned_township",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="答复单位",
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
                                verbose_name="涉及部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="problems",
                                to="items.dutyitem",
                                verbose_name="涉及事项",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="涉及单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "问题清单",
                        "verbose_name_plural": "问题清单",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalEvaluationRow",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("item_name", models.CharField(max_length=300, verbose_name="事项名称")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "落实到位"),
                                    ("partly", "部分落实"),
                                    ("not_met", "没有落实"),
                                ],
                                max_length=10,
                                verbose_name="评估结论",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="情况")),
                        (
                            "recheck",
                            models.CharField(
                                blank=True,
                                choices=[("fixed", "已经整改"), ("not_fixed", "没有整改")],
                                max_length=10,
                                verbose_name="复核结论",
                            ),
                        ),
                        ("recheck_text", models.TextField(blank=True, verbose_name="复核情况")),
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
                            "evaluation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.evaluation",
                                verbose_name="第三方评估",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.problem",
                                verbose_name="列入问题清单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评估事项变更记录",
                        "verbose_name_plural": "评估事项变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="EvaluationRow",
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
                        ("item_name", models.CharField(max_length=300, verbose_name="事项名称")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "落实到位"),
                                    ("partly", "部分落实"),
                                    ("not_met", "没有落实"),
                                ],
                                max_length=10,
                                verbose_name="评估结论",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="情况")),
                        (
                            "recheck",
                            models.CharField(
                                blank=True,
                                choices=[("fixed", "已经整改"), ("not_fixed", "没有整改")],
                                max_length=10,
                                verbose_name="复核结论",
                            ),
                        ),
                        ("recheck_text", models.TextField(blank=True, verbose_name="复核情况")),
                        (
                            "evaluation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="assessment.evaluation",
                                verbose_name="第三方评估",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluation_rows",
                                to="assessment.problem",
                                verbose_name="列入问题清单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评估事项",
                        "verbose_name_plural": "评估事项",
                        "ordering": ["evaluation", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportDemand",
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
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="登记人姓名"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "已提交待审核"),
                                    ("approved", "已同意"),
                                    ("refused", "不予同意"),
                                    ("ended", "已终止"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("frequency", models.CharField(max_length=60, verbose_name="报送频次")),
                        ("basis", models.TextField(blank=True, verbose_name="依据")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="提出部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报表台账",
                        "verbose_name_plural": "报表台账",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAskedTownship",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
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
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="涉及单位",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.reportdemand",
                                verbose_name="报表台账",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报表台账报送单位变更记录",
                        "verbose_name_plural": "报表台账报送单位变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AskedTownship",
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
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="涉及单位",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bearing",
                                to="assessment.reportdemand",
                                verbose_name="报表台账",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报表台账报送单位",
                        "verbose_name_plural": "报表台账报送单位",
                    },
                ),
                migrations.CreateModel(
                    name="SatisfactionRound",
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
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "筹备中"),
                                    ("open", "评价中"),
                                    ("closed", "已结束，待公布"),
                                    ("published", "已公布"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("dimensions", models.JSONField(default=list, verbose_name="评价内容")),
                        ("opens_on", models.DateField(verbose_name="开始日期")),
                        ("closes_on", models.DateField(verbose_name="截止日期")),
                        (
                            "least_answers",
                            models.PositiveSmallIntegerField(default=5, verbose_name="最少份数"),
                        ),
                        (
                            "process_share",
                            models.PositiveSmallIntegerField(default=60, verbose_name="过程分占比"),
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
                        "verbose_name": "满意度评价",
                        "verbose_name_plural": "满意度评价",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RatedDepartment",
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
                            "position",
                            models.PositiveSmallIntegerField(default=0, verbose_name="顺序"),
                        ),
                        (
                            "score",
                            models.FloatField(
                                blank=True,
                                error_messages={"invalid": "应为数字。"},
                                null=True,
                                verbose_name="评价得分",
                            ),
                        ),
                        (
                            "answers",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="份数"
                            ),
                        ),
                        (
                            "by_dimension",
                            models.JSONField(blank=True, default=list, verbose_name="分项得分"),
                        ),
                        (
                            "process",
                            models.FloatField(
                                blank=True,
                                error_messages={"invalid": "应为数字。"},
                                null=True,
                                verbose_name="过程分",
                            ),
                        ),
                        (
                            "total",
                            models.FloatField(
                                blank=True,
                                error_messages={"invalid": "应为数字。"},
                                null=True,
                                verbose_name="总分",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="departments",
                                to="assessment.satisfactionround",
                                verbose_name="评价",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评价的部门",
                        "verbose_name_plural": "评价的部门",
                        "ordering": ["round", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRatedDepartment",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(default=0, verbose_name="顺序"),
                        ),
                        (
                            "score",
                            models.FloatField(
                                blank=True,
                                error_messages={"invalid": "应为数字。"},
                                null=True,
                                verbose_name="评价得分",
                            ),
                        ),
                        (
                            "answers",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="份数"
                            ),
                        ),
                        (
                            "by_dimension",
                            models.JSONField(blank=True, default=list, verbose_name="分项得分"),
                        ),
                        (
                            "process",
                            models.FloatField(
                                blank=True,
                                error_messages={"invalid": "应为数字。"},
                                null=True,
                                verbose_name="过程分",
                            ),
                        ),
                        (
                            "total",
                            models.FloatField(
                                blank=True,
                                error_messages={"invalid": "应为数字。"},
                                null=True,
                                verbose_name="总分",
                            ),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.satisfactionround",
                                verbose_name="评价",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评价的部门变更记录",
                        "verbose_name_plural": "评价的部门变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Ballot",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("ratings", models.JSONField(default=dict, verbose_name="评价")),
                        (
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assessment.satisfactionround",
                                verbose_name="评价",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评价票",
                        "verbose_name_plural": "评价票",
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="Scheme",
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
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "待审核"),
                                    ("returned", "退回修改"),
                                    ("approved", "已批准"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "bearer",
                            models.CharField(
                                choices=[("township", "基层单位"), ("department", "部门")],
                                default="township",
                                max_length=10,
                                verbose_name="考核对象",
                            ),
                        ),
                        (
                            "total_points",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                error_messages={"invalid": "应为数字。"},
                                max_digits=8,
                                null=True,
                                verbose_name="总分",
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(blank=True, max_length=60, verbose_name="考核频次"),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="考核天数"
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        ("notes", models.TextField(blank=True, verbose_name="结果运用和其他说明")),
                        (
                            "submitted_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="首次提交日期"
                            ),
                        ),
                        (
                            "approved_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="批准日期"
                            ),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="起草人姓名"
                            ),
                        ),
                        (
                            "comparison",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                editable=False,
                                verbose_name="与上一稿对照",
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
                                related_name="schemes",
                                to="organizations.department",
                                verbose_name="制定部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核方案",
                        "verbose_name_plural": "考核方案",
                        "ordering": ["-year", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
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
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("name", models.CharField(max_length=200, verbose_name="指标")),
                        ("text", models.TextField(blank=True, verbose_name="考核内容")),
                        (
                            "weight",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                error_messages={"invalid": "应为数字。"},
                                max_digits=8,
                                null=True,
                                verbose_name="分值",
                            ),
                        ),
                        (
                            "lead",
                            models.CharField(blank=True, max_length=100, verbose_name="牵头单位"),
                        ),
                        (
                            "bearer",
                            models.CharField(
                                blank=True,
                                choices=[("township", "基层单位"), ("department", "部门")],
                                max_length=10,
                                verbose_name="考核对象",
                            ),
                        ),
                        ("method", models.TextField(blank=True, verbose_name="考核方式")),
                        (
                            "frequency",
                            models.CharField(blank=True, max_length=60, verbose_name="频次"),
                        ),
                        ("basis", models.TextField(blank=True, verbose_name="依据")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "items",
                            models.JSONField(blank=True, null=True, verbose_name="对应的事项"),
                        ),
                        (
                            "suggested",
                            models.JSONField(
                                blank=True,
                                default=list,
                                editable=False,
                                verbose_name="可能对应的事项",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="assessment.scheme",
                                verbose_name="考核方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核指标",
                        "verbose_name_plural": "考核指标",
                        "ordering": ["scheme", "number", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSchemeFinding",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "indicator",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="指标序号"
                            ),
                        ),
                        (
                            "indicator_name",
                            models.CharField(blank=True, max_length=200, verbose_name="指标"),
                        ),
                        ("rule", models.CharField(max_length=40, verbose_name="规则")),
                        ("severity", models.CharField(max_length=10, verbose_name="等级")),
                        ("sentence", models.TextField(verbose_name="提示")),
                        ("place", models.CharField(blank=True, max_length=60, verbose_name="位置")),
                        ("remedy", models.TextField(blank=True, verbose_name="处理办法")),
                        ("ground", models.TextField(blank=True, verbose_name="依据")),
                        (
                            "entry",
                            models.CharField(
                                blank=True, max_length=11, verbose_name="相关事项编码"
                            ),
                        ),
                        (
                            "words",
                            models.JSONField(blank=True, default=list, verbose_name="提示文字"),
                        ),
                        (
                            "ceased_on",
                            models.DateField(blank=True, null=True, verbose_name="已处理日期"),
                        ),
                        ("override_reason", models.TextField(blank=True, verbose_name="保留理由")),
                        (
                            "overridden_by_name",
                            models.CharField(blank=True, max_length=150, verbose_name="保留人姓名"),
                        ),
                        ("overridden_at", models.DateTimeField(null=True, verbose_name="保留时间")),
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
                            "overridden_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="保留人",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.scheme",
                                verbose_name="考核方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核方案审核提示变更记录",
                        "verbose_name_plural": "考核方案审核提示变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalIndicator",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("name", models.CharField(max_length=200, verbose_name="指标")),
                        ("text", models.TextField(blank=True, verbose_name="考核内容")),
                        (
                            "weight",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                error_messages={"invalid": "应为数字。"},
                                max_digits=8,
                                null=True,
                                verbose_name="分值",
                            ),
                        ),
                        (
                            "lead",
                            models.CharField(blank=True, max_length=100, verbose_name="牵头单位"),
                        ),
                        (
                            "bearer",
                            models.CharField(
                                blank=True,
                                choices=[("township", "基层单位"), ("department", "部门")],
                                max_length=10,
                                verbose_name="考核对象",
                            ),
                        ),
                        ("method", models.TextField(blank=True, verbose_name="考核方式")),
                        (
                            "frequency",
                            models.CharField(blank=True, max_length=60, verbose_name="频次"),
                        ),
                        ("basis", models.TextField(blank=True, verbose_name="依据")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "items",
                            models.JSONField(blank=True, null=True, verbose_name="对应的事项"),
                        ),
                        (
                            "suggested",
                            models.JSONField(
                                blank=True,
                                default=list,
                                editable=False,
                                verbose_name="可能对应的事项",
                            ),
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
                            "scheme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.scheme",
                                verbose_name="考核方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核指标变更记录",
                        "verbose_name_plural": "考核指标变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SchemeDocument",
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
                        ("content", models.TextField(verbose_name="批准的文本")),
                        ("digest", models.CharField(max_length=64, verbose_name="校验值")),
                        ("approved_at", models.DateTimeField(verbose_name="批准时间")),
                        (
                            "approved_by_name",
                            models.CharField(max_length=150, verbose_name="批准人姓名"),
                        ),
                        (
                            "scheme",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="document",
                                to="assessment.scheme",
                                verbose_name="考核方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "已批准的考核方案",
                        "verbose_name_plural": "已批准的考核方案",
                        "ordering": ["scheme"],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeFinding",
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
                            "indicator",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="指标序号"
                            ),
                        ),
                        (
                            "indicator_name",
                            models.CharField(blank=True, max_length=200, verbose_name="指标"),
                        ),
                        ("rule", models.CharField(max_length=40, verbose_name="规则")),
                        ("severity", models.CharField(max_length=10, verbose_name="等级")),
                        ("sentence", models.TextField(verbose_name="提示")),
                        ("place", models.CharField(blank=True, max_length=60, verbose_name="位置")),
                        ("remedy", models.TextField(blank=True, verbose_name="处理办法")),
                        ("ground", models.TextField(blank=True, verbose_name="依据")),
                        (
                            "entry",
                            models.CharField(
                                blank=True, max_length=11, verbose_name="相关事项编码"
                            ),
                        ),
                        (
                            "words",
                            models.JSONField(blank=True, default=list, verbose_name="提示文字"),
                        ),
                        (
                            "ceased_on",
                            models.DateField(blank=True, null=True, verbose_name="已处理日期"),
                        ),
                        ("override_reason", models.TextField(blank=True, verbose_name="保留理由")),
                        (
                            "overridden_by_name",
                            models.CharField(blank=True, max_length=150, verbose_name="保留人姓名"),
                        ),
                        ("overridden_at", models.DateTimeField(null=True, verbose_name="保留时间")),
                        (
                            "overridden_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="保留人",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="assessment.scheme",
                                verbose_name="考核方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核方案审核提示",
                        "verbose_name_plural": "考核方案审核提示",
                        "ordering": ["scheme", "indicator", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="VetoItem",
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
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="登记人姓名"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("submitted", "已提交待审核"),
                                    ("approved", "已同意"),
                                    ("refused", "不予同意"),
                                    ("ended", "已终止"),
                                ],
                                default="submitted",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "issuer_level",
                            models.CharField(
                                choices=[
                                    ("central", "中央"),
                                    ("province", "省级"),
                                    ("city", "市级"),
                                    ("county", "本级"),
                                ],
                                max_length=12,
                                verbose_name="依据的发文层级",
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="提出部门",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "“一票否决”事项",
                        "verbose_name_plural": "“一票否决”事项",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="VetoBearer",
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
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="涉及单位",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bearing",
                                to="assessment.vetoitem",
                                verbose_name="“一票否决”事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "“一票否决”事项适用单位",
                        "verbose_name_plural": "“一票否决”事项适用单位",
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalVetoBearer",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
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
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="涉及单位",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.vetoitem",
                                verbose_name="“一票否决”事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "“一票否决”事项适用单位变更记录",
                        "verbose_name_plural": "“一票否决”事项适用单位变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Whistle",
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
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="办理期限"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("raised", "待派单"),
                                    ("dispatched", "已派单，待接单"),
                                    ("handling", "处置中"),
                                    ("refused", "部门不接，待改派"),
                                    ("finished", "已办结，待确认"),
                                    ("confirmed", "已确认"),
                                    ("reopened", "退回重办"),
                                    ("escalated", "提级协调"),
                                    ("closed", "已归档"),
                                ],
                                default="raised",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="办理时限"),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(editable=False, verbose_name="年份"),
                        ),
                        (
                            "serial",
                            models.PositiveIntegerField(editable=False, verbose_name="序号"),
                        ),
                        (
                            "number",
                            models.CharField(editable=False, max_length=40, verbose_name="编号"),
                        ),
                        (
                            "item_code",
                            models.CharField(blank=True, max_length=11, verbose_name="事项编码"),
                        ),
                        (
                            "item_name",
                            models.CharField(blank=True, max_length=200, verbose_name="事项名称"),
                        ),
                        (
                            "item_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("basic", "基本履职"),
                                    ("coordination", "配合履职"),
                                    ("reclaimed", "上级部门收回"),
                                ],
                                max_length=16,
                                verbose_name="事项类型",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("emergency", "紧急，有人身危险"),
                                    ("enforcement", "要执法"),
                                    ("ordinary", "一般"),
                                ],
                                max_length=12,
                                verbose_name="紧急程度",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="现场情况")),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="地点"),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                error_messages={"invalid": "应为数字。"},
                                max_digits=8,
                                null=True,
                                verbose_name="纬度",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                error_messages={"invalid": "应为数字。"},
                                max_digits=9,
                                null=True,
                                verbose_name="经度",
                            ),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=80, verbose_name="联系人"),
                        ),
                        (
                            "external_id",
                            models.CharField(blank=True, max_length=100, verbose_name="外部编号"),
                        ),
                        (
                            "raised_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="吹哨人姓名"
                            ),
                        ),
                        ("raised_at", models.DateTimeField(verbose_name="吹哨时间")),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[("item", "牵头部门，按清单确定"), ("clerk", "由编办指定")],
                                max_length=8,
                                verbose_name="派单依据",
                            ),
                        ),
                        (
                            "is_extended",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="已延期"
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("solved", "解决"),
                                    ("partly", "部分解决"),
                                    ("not_possible", "办不了"),
                                ],
                                max_length=16,
                                verbose_name="办理结果",
                            ),
                        ),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "满意"),
                                    ("mostly", "基本满意"),
                                    ("unsatisfied", "不满意"),
                                ],
                                max_length=16,
                                verbose_name="评价",
                            ),
                        ),
                        (
                            "adjustment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="whistles",
                                to="access_control.changerequest",
                                verbose_name="引起的动态调整",
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
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="whistles",
                                to="organizations.department",
                                verbose_name="办理部门",
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="吹哨人",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="whistles",
                                to="organizations.region",
                                verbose_name="吹哨单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "吹哨",
                        "verbose_name_plural": "吹哨",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalWhistleOutcome",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("solved", "解决"),
                                    ("partly", "部分解决"),
                                    ("not_possible", "办不了"),
                                    ("refused", "部门不接"),
                                    ("rerouted", "改派"),
                                ],
                                max_length=16,
                                verbose_name="结果",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "whistle",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.whistle",
                                verbose_name="吹哨",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "吹哨的结果变更记录",
                        "verbose_name_plural": "吹哨的结果变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalWhistleDepartment",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("lead", "办理"),
                                    ("joint", "一起到场"),
                                    ("former", "曾经派给"),
                                ],
                                max_length=8,
                                verbose_name="分工",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="派单时间")),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "whistle",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="assessment.whistle",
                                verbose_name="吹哨",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "吹哨的部门变更记录",
                        "verbose_name_plural": "吹哨的部门变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="WhistleDepartment",
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
                            "part",
                            models.CharField(
                                choices=[
                                    ("lead", "办理"),
                                    ("joint", "一起到场"),
                                    ("former", "曾经派给"),
                                ],
                                max_length=8,
                                verbose_name="分工",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="派单时间")),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "whistle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="assessment.whistle",
                                verbose_name="吹哨",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "吹哨的部门",
                        "verbose_name_plural": "吹哨的部门",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="WhistleOutcome",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("solved", "解决"),
                                    ("partly", "部分解决"),
                                    ("not_possible", "办不了"),
                                    ("refused", "部门不接"),
                                    ("rerouted", "改派"),
                                ],
                                max_length=16,
                                verbose_name="结果",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        (
                            "department",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "whistle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="assessment.whistle",
                                verbose_name="吹哨",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "吹哨的结果",
                        "verbose_name_plural": "吹哨的结果",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="ExecutionReport",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "list_label",
                            models.CharField(max_length=60, verbose_name="所依据的清单"),
                        ),
                        ("items", models.PositiveIntegerField(verbose_name="清单事项数")),
                        (
                            "rows",
                            models.JSONField(default=list, verbose_name="有困难、承接不了的事项"),
                        ),
                        ("sent_at", models.DateTimeField(verbose_name="报送时间")),
                        ("by_name", models.CharField(max_length=150, verbose_name="报送人姓名")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报送人",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="execution_reports",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单执行情况",
                        "verbose_name_plural": "清单执行情况",
                        "ordering": ["-year", "township__code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("township", "year"),
                                name="a_township_reports_once_a_year",
                                violation_error_message="本年度的执行情况已经报送。",
                            )
                        ],
                    },
                ),
                migrations.AddIndex(
                    model_name="inspection",
                    index=models.Index(
                        fields=["county", "year", "status"], name="inspections_of_a_year"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="inspection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="an_inspection_does_not_end_before_it_begins",
                        violation_error_message="结束日期不能早于开始日期。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="inspectedtownship",
                    constraint=models.UniqueConstraint(
                        fields=("subject", "township"),
                        name="an_inspection_names_a_township_once",
                        violation_error_message="同一单位只列一次。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="pledge",
                    index=models.Index(fields=["county", "status"], name="pledges_of_a_county"),
                ),
                migrations.AddConstraint(
                    model_name="pledgebearer",
                    constraint=models.UniqueConstraint(
                        fields=("subject", "township"),
                        name="a_pledge_names_a_township_once",
                        violation_error_message="同一单位只列一次。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="problem",
                    index=models.Index(fields=["county", "found_on"], name="problems_of_a_year"),
                ),
                migrations.AddConstraint(
                    model_name="evaluationrow",
                    constraint=models.UniqueConstraint(
                        fields=("evaluation", "item", "township"),
                        name="an_evaluation_asks_an_item_of_a_township_once",
                        violation_error_message="同一单位的同一事项只评估一次。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="reportdemand",
                    index=models.Index(fields=["county", "status"], name="demands_of_a_county"),
                ),
                migrations.AddConstraint(
                    model_name="askedtownship",
                    constraint=models.UniqueConstraint(
                        fields=("subject", "township"),
                        name="a_demand_names_a_township_once",
                        violation_error_message="同一单位只列一次。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="satisfactionround",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("least_answers__gte", 3)),
                        name="satisfaction_is_told_of_three_answers_at_least",
                        violation_error_message="最少份数不得少于三份。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="satisfactionround",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("process_share__lte", 100)),
                        name="satisfaction_share_of_process_is_a_percentage",
                        violation_error_message="过程分占比应为0到100。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="satisfactionround",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="satisfaction_closes_after_it_opens",
                        violation_error_message="截止日期不能早于开始日期。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rateddepartment",
                    constraint=models.UniqueConstraint(
                        fields=("round", "department"),
                        name="a_satisfaction_round_rates_a_department_once",
                        violation_error_message="同一部门只列一次。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ballot",
                    constraint=models.UniqueConstraint(
                        fields=("round", "township"), name="a_township_has_one_ballot_in_a_round"
                    ),
                ),
                migrations.AddIndex(
                    model_name="scheme",
                    index=models.Index(
                        fields=["county", "year", "status"], name="schemes_of_a_year"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="indicator",
                    constraint=models.UniqueConstraint(
                        fields=("scheme", "number"),
                        name="an_indicator_has_its_number",
                        violation_error_message="同一方案中的指标序号不能重复。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="vetoitem",
                    index=models.Index(fields=["county", "status"], name="vetoes_of_a_county"),
                ),
                migrations.AddConstraint(
                    model_name="vetobearer",
                    constraint=models.UniqueConstraint(
                        fields=("subject", "township"),
                        name="a_veto_item_names_a_township_once",
                        violation_error_message="同一单位只列一次。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="whistle",
                    index=models.Index(fields=["county", "status"], name="whistles_of_a_county"),
                ),
                migrations.AddIndex(
                    model_name="whistle",
                    index=models.Index(
                        fields=["county", "item_code", "raised_at"], name="whistles_on_an_item"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="whistle",
                    constraint=models.UniqueConstraint(
                        fields=("county", "year", "serial"),
                        name="one_whistle_of_a_number",
                        violation_error_message="这一编号已经用过。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="whistle",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("township", "raised_by", "external_id"),
                        name="one_whistle_of_an_external_id",
                        violation_error_message="这一外部编号已经吹过哨。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="whistledepartment",
                    constraint=models.UniqueConstraint(
                        fields=("whistle", "department"),
                        name="a_department_is_asked_once_in_a_whistle",
                        violation_error_message="已经请过该部门。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="whistleoutcome",
                    index=models.Index(fields=["at"], name="whistle_outcomes_of_a_year"),
                ),
            ]
        )
    ]
