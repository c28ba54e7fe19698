"""All tables at once, for a new database; one that is there already has taken the steps named in
`replaces`.
"""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import access_control.models.prohibited_entries
from dutylist.history.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("access_control", "0001_requests"),
        ("access_control", "0002_prohibited_entries"),
        ("access_control", "0003_after_the_decision"),
        ("access_control", "0004_sittings"),
        ("access_control", "0005_rewording"),
        ("access_control", "0006_revision_rounds"),
    ]

    dependencies = [
        ("items", "0004_text_vectors"),
        ("organizations", "0002_party_office_role"),
        ("workflow", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="ChangeRequest",
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
                                    ("submitted", "已提交待受理"),
                                    ("returned", "退回补正"),
                                    ("consulting", "征求意见中"),
                                    ("legal_review", "合法性审查中"),
                                    ("office_review", "编办审核中"),
                                    ("awaiting_sitting", "提请审定中"),
                                    ("approved", "已审定，待印发"),
                                    ("reported", "已报上级审核"),
                                    ("cleared", "上级已审核，待印发"),
                                    ("in_force", "现行有效"),
                                    ("reviewed", "现行有效（已评估）"),
                                    ("refused", "不予准入"),
                                    ("joined", "已并案"),
                                    ("withdrawn", "已撤回"),
                                    ("lapsed", "期满自动退出"),
                                    ("ended", "已取消"),
                                ],
                                default="draft",
                                max_length=24,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("admission", "职责准入"),
                                    ("adjustment", "动态调整"),
                                    ("temporary", "临时准入"),
                                    ("summary", "简易调整"),
                                ],
                                max_length=12,
                                verbose_name="办理渠道",
                            ),
                        ),
                        (
                            "circumstance",
                            models.CharField(blank=True, max_length=24, verbose_name="调整情形"),
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
                            models.CharField(
                                editable=False, max_length=40, verbose_name="申请编号"
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, max_length=200, verbose_name="标题"),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="申请理由")),
                        (
                            "necessity",
                            models.TextField(blank=True, verbose_name="须由基层办理的理由"),
                        ),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="起始日期"),
                        ),
                        (
                            "ends_on",
                            models.DateField(blank=True, null=True, verbose_name="终止日期"),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="起草人姓名"
                            ),
                        ),
                        (
                            "support",
                            models.JSONField(blank=True, default=list, verbose_name="支持保障"),
                        ),
                        (
                            "order",
                            models.JSONField(
                                blank=True, default=list, editable=False, verbose_name="内容顺序"
                            ),
                        ),
                        (
                            "rewording",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                editable=False,
                                verbose_name="拟补正的内容",
                            ),
                        ),
                        (
                            "submitted_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="首次提交日期"
                            ),
                        ),
                        (
                            "was_declined",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="不予受理"
                            ),
                        ),
                        (
                            "meeting",
                            models.CharField(blank=True, max_length=200, verbose_name="审定会议"),
                        ),
                        (
                            "decided_on",
                            models.DateField(blank=True, null=True, verbose_name="审定日期"),
                        ),
                        (
                            "minutes_number",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="会议纪要编号"
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "issued_number",
                            models.CharField(
                                blank=True, editable=False, max_length=80, verbose_name="公布文号"
                            ),
                        ),
                        (
                            "reported_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="报送日期"
                            ),
                        ),
                        (
                            "in_force_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="施行日期"
                            ),
                        ),
                        (
                            "change_set",
                            models.OneToOneField(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)s",
                                to="items.changeset",
                                verbose_name="调整内容组",
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
                                related_name="requests",
                                to="organizations.department",
                                verbose_name="申请部门",
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
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="access_control.changerequest",
                                verbose_name="承接的申请",
                            ),
                        ),
                        (
                            "joined_with",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joined",
                                to="access_control.changerequest",
                                verbose_name="并入的申请",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="organizations.region",
                                verbose_name="申请单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "准入（调整）申请",
                        "verbose_name_plural": "准入（调整）申请",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeResult",
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
                            "stage",
                            models.CharField(
                                choices=[
                                    ("legal", "合法性审查"),
                                    ("office", "编办审核"),
                                    ("sitting", "会议审定"),
                                    ("clearing", "上级审核"),
                                ],
                                max_length=10,
                                verbose_name="环节",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("pass", "通过"),
                                    ("pass_amended", "修改后通过"),
                                    ("fail", "不通过"),
                                    ("defer", "缓议"),
                                    ("reject", "不予通过"),
                                ],
                                max_length=14,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "article",
                            models.CharField(blank=True, max_length=200, verbose_name="依据条款"),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="说明")),
                        (
                            "item",
                            models.JSONField(blank=True, null=True, verbose_name="修改后的文本"),
                        ),
                        (
                            "body",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("staffing", "编委会"),
                                    ("government", "政府常务会议"),
                                    ("party", "党委常委会会议"),
                                ],
                                max_length=12,
                                verbose_name="审定机构",
                            ),
                        ),
                        (
                            "is_returned",
                            models.BooleanField(default=False, verbose_name="再送合法性审查"),
                        ),
                        (
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="items.proposedchange",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="workflow.decision",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="access_control.changerequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "逐项结果",
                        "verbose_name_plural": "逐项结果",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalChangeRequest",
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
                                    ("submitted", "已提交待受理"),
                                    ("returned", "退回补正"),
                                    ("consulting", "征求意见中"),
                                    ("legal_review", "合法性审查中"),
                                    ("office_review", "编办审核中"),
                                    ("awaiting_sitting", "提请审定中"),
                                    ("approved", "已审定，待印发"),
                                    ("reported", "已报上级审核"),
                                    ("cleared", "上级已审核，待印发"),
                                    ("in_force", "现行有效"),
                                    ("reviewed", "现行有效（已评估）"),
                                    ("refused", "不予准入"),
                                    ("joined", "已并案"),
                                    ("withdrawn", "已撤回"),
                                    ("lapsed", "期满自动退出"),
                                    ("ended", "已取消"),
                                ],
                                default="draft",
                                max_length=24,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("admission", "职责准入"),
                                    ("adjustment", "动态调整"),
                                    ("temporary", "临时准入"),
                                    ("summary", "简易调整"),
                                ],
                                max_length=12,
                                verbose_name="办理渠道",
                            ),
                        ),
                        (
                            "circumstance",
                            models.CharField(blank=True, max_length=24, verbose_name="调整情形"),
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
                            models.CharField(
                                editable=False, max_length=40, verbose_name="申请编号"
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, max_length=200, verbose_name="标题"),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="申请理由")),
                        (
                            "necessity",
                            models.TextField(blank=True, verbose_name="须由基层办理的理由"),
                        ),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="起始日期"),
                        ),
                        (
                            "ends_on",
                            models.DateField(blank=True, null=True, verbose_name="终止日期"),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="起草人姓名"
                            ),
                        ),
                        (
                            "support",
                            models.JSONField(blank=True, default=list, verbose_name="支持保障"),
                        ),
                        (
                            "order",
                            models.JSONField(
                                blank=True, default=list, editable=False, verbose_name="内容顺序"
                            ),
                        ),
                        (
                            "rewording",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                editable=False,
                                verbose_name="拟补正的内容",
                            ),
                        ),
                        (
                            "submitted_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="首次提交日期"
                            ),
                        ),
                        (
                            "was_declined",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="不予受理"
                            ),
                        ),
                        (
                            "meeting",
                            models.CharField(blank=True, max_length=200, verbose_name="审定会议"),
                        ),
                        (
                            "decided_on",
                            models.DateField(blank=True, null=True, verbose_name="审定日期"),
                        ),
                        (
                            "minutes_number",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="会议纪要编号"
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "issued_number",
                            models.CharField(
                                blank=True, editable=False, max_length=80, verbose_name="公布文号"
                            ),
                        ),
                        (
                            "reported_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="报送日期"
                            ),
                        ),
                        (
                            "in_force_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="施行日期"
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
                            "change_set",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.changeset",
                                verbose_name="调整内容组",
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
                                verbose_name="申请部门",
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
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access_control.changerequest",
                                verbose_name="承接的申请",
                            ),
                        ),
                        (
                            "joined_with",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access_control.changerequest",
                                verbose_name="并入的申请",
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
                                verbose_name="申请单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "准入（调整）申请变更记录",
                        "verbose_name_plural": "准入（调整）申请变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOpinion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        ("due_on", models.DateField(verbose_name="反馈期限")),
                        ("reminded_on", models.DateField(null=True, verbose_name="催办日期")),
                        (
                            "stance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agree", "同意"),
                                    ("no_comment", "无意见"),
                                    ("agree_if", "修改后同意"),
                                    ("object", "不同意"),
                                ],
                                max_length=12,
                                verbose_name="意见",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="具体意见")),
                        (
                            "capacity",
                            models.JSONField(blank=True, default=dict, verbose_name="承接能力"),
                        ),
                        (
                            "willingness",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("willing", "愿意承接"),
                                    ("passive", "被动承接"),
                                    ("unwilling", "不愿承接"),
                                    ("unable", "无力承接"),
                                ],
                                max_length=12,
                                verbose_name="承接意愿",
                            ),
                        ),
                        (
                            "lines",
                            models.JSONField(blank=True, default=list, verbose_name="逐项意见"),
                        ),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="反馈时间")),
                        (
                            "by_name",
                            models.CharField(blank=True, max_length=150, verbose_name="反馈人姓名"),
                        ),
                        ("on_paper", models.BooleanField(default=False, verbose_name="代录")),
                        ("paper", models.BigIntegerField(null=True, verbose_name="盖章原件")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1, verbose_name="轮次")),
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
                                verbose_name="反馈人",
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
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access_control.changerequest",
                                verbose_name="申请",
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
                        "verbose_name": "意见变更记录",
                        "verbose_name_plural": "意见变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProhibitedEntry",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "description",
                            models.TextField(blank=True, max_length=1000, verbose_name="说明"),
                        ),
                        (
                            "phrases",
                            models.JSONField(
                                blank=True,
                                default=list,
                                validators=[access_control.models.prohibited_entries.check_phrases],
                                verbose_name="典型表述",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(blank=True, max_length=300, verbose_name="依据"),
                        ),
                        ("since", models.DateField(blank=True, null=True, verbose_name="起始日期")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="截止日期")),
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
                    ],
                    options={
                        "verbose_name": "禁入事项变更记录",
                        "verbose_name_plural": "禁入事项变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRequestFinding",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "run",
                            models.CharField(
                                choices=[
                                    ("submit", "提交时"),
                                    ("review", "编办审核时"),
                                    ("apply", "写入清单前"),
                                ],
                                max_length=8,
                                verbose_name="检查时点",
                            ),
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
                            "prohibited",
                            models.JSONField(blank=True, null=True, verbose_name="禁入事项"),
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
                            "change",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.proposedchange",
                                verbose_name="拟调整内容",
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
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access_control.changerequest",
                                verbose_name="申请",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审核提示变更记录",
                        "verbose_name_plural": "审核提示变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReviewAnswer",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        ("due_on", models.DateField(verbose_name="反馈期限")),
                        ("reminded_on", models.DateField(null=True, verbose_name="催办日期")),
                        (
                            "carried",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "是"), ("partly", "部分"), ("no", "否")],
                                max_length=8,
                                verbose_name="承接情况",
                            ),
                        ),
                        (
                            "support_kept",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "是"), ("partly", "部分"), ("no", "否")],
                                max_length=8,
                                verbose_name="保障兑现情况",
                            ),
                        ),
                        ("text", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="反馈时间")),
                        (
                            "by_name",
                            models.CharField(blank=True, max_length=150, verbose_name="反馈人姓名"),
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
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="反馈人",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access_control.changerequest",
                                verbose_name="申请",
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
                        "verbose_name": "后评估反馈变更记录",
                        "verbose_name_plural": "后评估反馈变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRevisionRound",
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
                        ("number", models.PositiveSmallIntegerField(verbose_name="轮次")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "征求意见中"),
                                    ("closed", "已结束"),
                                    ("stopped", "已终止"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="说明")),
                        (
                            "sent_changes",
                            models.JSONField(
                                default=list, editable=False, verbose_name="征求意见的内容"
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        (
                            "asked_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="征求人姓名"
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="结束日期"),
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
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="征求人",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="结束人",
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
                            "revision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.revision",
                                verbose_name="集中修订",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "集中修订征求意见变更记录",
                        "verbose_name_plural": "集中修订征求意见变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSitting",
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
                                    ("open", "待召开"),
                                    ("minuted", "已登记结果"),
                                    ("issued", "已印发"),
                                    ("cancelled", "已取消"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("staffing", "编委会"),
                                    ("government", "政府常务会议"),
                                    ("party", "党委常委会会议"),
                                ],
                                max_length=12,
                                verbose_name="审定机构",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(blank=True, max_length=100, verbose_name="会议名称"),
                        ),
                        (
                            "planned_on",
                            models.DateField(blank=True, null=True, verbose_name="拟定日期"),
                        ),
                        (
                            "held_on",
                            models.DateField(blank=True, null=True, verbose_name="召开日期"),
                        ),
                        (
                            "minutes_number",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="会议纪要编号"
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "paper",
                            models.BigIntegerField(
                                blank=True, null=True, verbose_name="会议纪要扫描件"
                            ),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="安排人姓名"
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
                                verbose_name="安排人",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.edition",
                                verbose_name="提请审定的版次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会议审定变更记录",
                        "verbose_name_plural": "会议审定变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Opinion",
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
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        ("due_on", models.DateField(verbose_name="反馈期限")),
                        ("reminded_on", models.DateField(null=True, verbose_name="催办日期")),
                        (
                            "stance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agree", "同意"),
                                    ("no_comment", "无意见"),
                                    ("agree_if", "修改后同意"),
                                    ("object", "不同意"),
                                ],
                                max_length=12,
                                verbose_name="意见",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="具体意见")),
                        (
                            "capacity",
                            models.JSONField(blank=True, default=dict, verbose_name="承接能力"),
                        ),
                        (
                            "willingness",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("willing", "愿意承接"),
                                    ("passive", "被动承接"),
                                    ("unwilling", "不愿承接"),
                                    ("unable", "无力承接"),
                                ],
                                max_length=12,
                                verbose_name="承接意愿",
                            ),
                        ),
                        (
                            "lines",
                            models.JSONField(blank=True, default=list, verbose_name="逐项意见"),
                        ),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="反馈时间")),
                        (
                            "by_name",
                            models.CharField(blank=True, max_length=150, verbose_name="反馈人姓名"),
                        ),
                        ("on_paper", models.BooleanField(default=False, verbose_name="代录")),
                        ("paper", models.BigIntegerField(null=True, verbose_name="盖章原件")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1, verbose_name="轮次")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="反馈人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="access_control.changerequest",
                                verbose_name="申请",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "意见",
                        "verbose_name_plural": "意见",
                        "ordering": ["request", "round", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ProhibitedEntry",
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
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "description",
                            models.TextField(blank=True, max_length=1000, verbose_name="说明"),
                        ),
                        (
                            "phrases",
                            models.JSONField(
                                blank=True,
                                default=list,
                                validators=[access_control.models.prohibited_entries.check_phrases],
                                verbose_name="典型表述",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(blank=True, max_length=300, verbose_name="依据"),
                        ),
                        ("since", models.DateField(blank=True, null=True, verbose_name="起始日期")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="截止日期")),
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
                                related_name="prohibited_entries",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "禁入事项",
                        "verbose_name_plural": "禁入事项",
                        "ordering": ["county", "name", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="RequestFinding",
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
                            "run",
                            models.CharField(
                                choices=[
                                    ("submit", "提交时"),
                                    ("review", "编办审核时"),
                                    ("apply", "写入清单前"),
                                ],
                                max_length=8,
                                verbose_name="检查时点",
                            ),
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
                            "prohibited",
                            models.JSONField(blank=True, null=True, verbose_name="禁入事项"),
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
                            "change",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="items.proposedchange",
                                verbose_name="拟调整内容",
                            ),
                        ),
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="access_control.changerequest",
                                verbose_name="申请",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审核提示",
                        "verbose_name_plural": "审核提示",
                        "ordering": ["request", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewAnswer",
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
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        ("due_on", models.DateField(verbose_name="反馈期限")),
                        ("reminded_on", models.DateField(null=True, verbose_name="催办日期")),
                        (
                            "carried",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "是"), ("partly", "部分"), ("no", "否")],
                                max_length=8,
                                verbose_name="承接情况",
                            ),
                        ),
                        (
                            "support_kept",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "是"), ("partly", "部分"), ("no", "否")],
                                max_length=8,
                                verbose_name="保障兑现情况",
                            ),
                        ),
                        ("text", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="反馈时间")),
                        (
                            "by_name",
                            models.CharField(blank=True, max_length=150, verbose_name="反馈人姓名"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="反馈人",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review_answers",
                                to="access_control.changerequest",
                                verbose_name="申请",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review_answers",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "后评估反馈",
                        "verbose_name_plural": "后评估反馈",
                        "ordering": ["request", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="RevisionRound",
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
                        ("number", models.PositiveSmallIntegerField(verbose_name="轮次")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "征求意见中"),
                                    ("closed", "已结束"),
                                    ("stopped", "已终止"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="说明")),
                        (
                            "sent_changes",
                            models.JSONField(
                                default=list, editable=False, verbose_name="征求意见的内容"
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        (
                            "asked_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="征求人姓名"
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="结束日期"),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="征求人",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="结束人",
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
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="items.revision",
                                verbose_name="集中修订",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "集中修订征求意见",
                        "verbose_name_plural": "集中修订征求意见",
                        "ordering": ["revision", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRoundOpinion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        ("due_on", models.DateField(verbose_name="反馈期限")),
                        ("reminded_on", models.DateField(null=True, verbose_name="催办日期")),
                        (
                            "stance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agree", "同意"),
                                    ("no_comment", "无意见"),
                                    ("agree_if", "修改后同意"),
                                    ("object", "不同意"),
                                ],
                                max_length=12,
                                verbose_name="意见",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="具体意见")),
                        (
                            "capacity",
                            models.JSONField(blank=True, default=dict, verbose_name="承接能力"),
                        ),
                        (
                            "willingness",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("willing", "愿意承接"),
                                    ("passive", "被动承接"),
                                    ("unwilling", "不愿承接"),
                                    ("unable", "无力承接"),
                                ],
                                max_length=12,
                                verbose_name="承接意愿",
                            ),
                        ),
                        (
                            "lines",
                            models.JSONField(blank=True, default=list, verbose_name="逐项意见"),
                        ),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="反馈时间")),
                        (
                            "by_name",
                            models.CharField(blank=True, max_length=150, verbose_name="反馈人姓名"),
                        ),
                        ("on_paper", models.BooleanField(default=False, verbose_name="代录")),
                        ("paper", models.BigIntegerField(null=True, verbose_name="盖章原件")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "asked_about",
                            models.JSONField(
                                default=list, editable=False, verbose_name="征求意见的条目"
                            ),
                        ),
                        (
                            "answers",
                            models.JSONField(blank=True, default=list, verbose_name="采纳情况"),
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
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="反馈人",
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
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access_control.revisionround",
                                verbose_name="轮次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "集中修订意见变更记录",
                        "verbose_name_plural": "集中修订意见变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RoundOpinion",
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
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        ("due_on", models.DateField(verbose_name="反馈期限")),
                        ("reminded_on", models.DateField(null=True, verbose_name="催办日期")),
                        (
                            "stance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agree", "同意"),
                                    ("no_comment", "无意见"),
                                    ("agree_if", "修改后同意"),
                                    ("object", "不同意"),
                                ],
                                max_length=12,
                                verbose_name="意见",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="具体意见")),
                        (
                            "capacity",
                            models.JSONField(blank=True, default=dict, verbose_name="承接能力"),
                        ),
                        (
                            "willingness",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("willing", "愿意承接"),
                                    ("passive", "被动承接"),
                                    ("unwilling", "不愿承接"),
                                    ("unable", "无力承接"),
                                ],
                                max_length=12,
                                verbose_name="承接意愿",
                            ),
                        ),
                        (
                            "lines",
                            models.JSONField(blank=True, default=list, verbose_name="逐项意见"),
                        ),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="反馈时间")),
                        (
                            "by_name",
                            models.CharField(blank=True, max_length=150, verbose_name="反馈人姓名"),
                        ),
                        ("on_paper", models.BooleanField(default=False, verbose_name="代录")),
                        ("paper", models.BigIntegerField(null=True, verbose_name="盖章原件")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "asked_about",
                            models.JSONField(
                                default=list, editable=False, verbose_name="征求意见的条目"
                            ),
                        ),
                        (
                            "answers",
                            models.JSONField(blank=True, default=list, verbose_name="采纳情况"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="反馈人",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="round_opinions",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="access_control.revisionround",
                                verbose_name="轮次",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="round_opinions",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "集中修订意见",
                        "verbose_name_plural": "集中修订意见",
                        "ordering": ["round", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Sitting",
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
                                    ("open", "待召开"),
                                    ("minuted", "已登记结果"),
                                    ("issued", "已印发"),
                                    ("cancelled", "已取消"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("staffing", "编委会"),
                                    ("government", "政府常务会议"),
                                    ("party", "党委常委会会议"),
                                ],
                                max_length=12,
                                verbose_name="审定机构",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(blank=True, max_length=100, verbose_name="会议名称"),
                        ),
                        (
                            "planned_on",
                            models.DateField(blank=True, null=True, verbose_name="拟定日期"),
                        ),
                        (
                            "held_on",
                            models.DateField(blank=True, null=True, verbose_name="召开日期"),
                        ),
                        (
                            "minutes_number",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="会议纪要编号"
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "paper",
                            models.BigIntegerField(
                                blank=True, null=True, verbose_name="会议纪要扫描件"
                            ),
                        ),
                        (
                            "drawn_up_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="安排人姓名"
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
                                verbose_name="安排人",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sittings",
                                to="items.edition",
                                verbose_name="提请审定的版次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会议审定",
                        "verbose_name_plural": "会议审定",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgendaLine",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("staffing", "编委会"),
                                    ("government", "政府常务会议"),
                                    ("party", "党委常委会会议"),
                                ],
                                max_length=12,
                                verbose_name="审定机构",
                            ),
                        ),
                        ("is_open", models.BooleanField(default=True, verbose_name="待审定")),
                        (
                            "for_information",
                            models.BooleanField(default=False, verbose_name="通报"),
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
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="workflow.decision",
                                verbose_name="审定",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access_control.changerequest",
                                verbose_name="申请",
                            ),
                        ),
                        (
                            "sitting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="access_control.sitting",
                                verbose_name="会议审定",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会议议题变更记录",
                        "verbose_name_plural": "会议议题变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AgendaLine",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("staffing", "编委会"),
                                    ("government", "政府常务会议"),
                                    ("party", "党委常委会会议"),
                                ],
                                max_length=12,
                                verbose_name="审定机构",
                            ),
                        ),
                        ("is_open", models.BooleanField(default=True, verbose_name="待审定")),
                        (
                            "for_information",
                            models.BooleanField(default=False, verbose_name="通报"),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="workflow.decision",
                                verbose_name="审定",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_lines",
                                to="access_control.changerequest",
                                verbose_name="申请",
                            ),
                        ),
                        (
                            "sitting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="access_control.sitting",
                                verbose_name="会议审定",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会议议题",
                        "verbose_name_plural": "会议议题",
                        "ordering": ["sitting", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
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
                        ("round", models.PositiveSmallIntegerField(verbose_name="第几次提交")),
                        ("content", models.JSONField(verbose_name="提交内容")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="workflow.decision",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="access_control.changerequest",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "提交内容",
                        "verbose_name_plural": "提交内容",
                        "ordering": ["request", "round"],
                    },
                ),
                migrations.AddIndex(
                    model_name="changerequest",
                    index=models.Index(fields=["county", "status"], name="requests_of_a_county"),
                ),
                migrations.AddConstraint(
                    model_name="changerequest",
                    constraint=models.UniqueConstraint(
                        fields=("county", "channel", "year", "serial"),
                        name="one_request_of_a_number",
                        violation_error_message="这一编号已经用过。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="changerequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("department", None), ("township", None), _connector="OR"
                        ),
                        name="one_unit_applies",
                        violation_error_message="申请单位只能是一个部门或者一个乡镇（街道）。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opinion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("department", None), _negated=True),
                        fields=("request", "round", "department"),
                        name="a_department_is_asked_once",
                        violation_error_message="本轮已经征求该部门的意见。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opinion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("township", None), _negated=True),
                        fields=("request", "round", "township"),
                        name="a_township_is_asked_once",
                        violation_error_message="本轮已经征求该单位的意见。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="opinion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("department", None), ("township", None), _connector="XOR"
                        ),
                        name="an_opinion_is_of_one_unit",
                        violation_error_message="意见由一个部门或者一个乡镇（街道）反馈。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="prohibitedentry",
                    constraint=models.UniqueConstraint(
                        fields=("county", "name"),
                        name="one_prohibited_entry_of_a_name",
                        violation_error_message="已有同名的禁入事项。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="prohibitedentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("since", None),
                            ("until", None),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="prohibited_entries_end_after_they_begin",
                        violation_error_message="截止日期不能早于起始日期。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reviewanswer",
                    constraint=models.UniqueConstraint(
                        fields=("request", "township"),
                        name="a_township_reviews_once",
                        violation_error_message="已经请该单位反馈。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="revisionround",
                    constraint=models.UniqueConstraint(
                        fields=("revision", "number"),
                        name="a_round_of_a_revision_has_its_number",
                        violation_error_message="这一轮次已经有了。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="revisionround",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("revision",),
                        name="one_round_at_a_time",
                        violation_error_message="上一轮征求意见尚未结束。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="roundopinion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("department", None), _negated=True),
                        fields=("round", "department"),
                        name="a_round_asks_a_department_once",
                        violation_error_message="本轮已经征求该部门的意见。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="roundopinion",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("township", None), _negated=True),
                        fields=("round", "township"),
                        name="a_round_asks_a_township_once",
                        violation_error_message="本轮已经征求该单位的意见。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="roundopinion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("department", None), ("township", None), _connector="XOR"
                        ),
                        name="a_round_opinion_is_of_one_unit",
                        violation_error_message="意见由一个部门或者一个乡镇（街道）反馈。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="sitting",
                    index=models.Index(fields=["county", "status"], name="sittings_of_a_county"),
                ),
                migrations.AddConstraint(
                    model_name="sitting",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("edition",),
                        name="an_edition_is_on_one_open_agenda",
                        violation_error_message="该版次已列入另一次会议的议题。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaline",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_open", True)),
                        fields=("request", "body"),
                        name="a_request_is_on_one_open_agenda_of_a_body",
                        violation_error_message="这件申请已列入另一次会议的议题。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaline",
                    constraint=models.UniqueConstraint(
                        fields=("sitting", "request"),
                        name="a_request_is_once_on_an_agenda",
                        violation_error_message="同一件申请在一次会议上只能列一次。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agendaline",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("for_information", True)),
                        fields=("request",),
                        name="a_request_is_told_to_one_sitting",
                        violation_error_message="这件申请已经通报过。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="submission",
                    constraint=models.UniqueConstraint(
                        fields=("request", "round"), name="one_submission_of_a_round"
                    ),
                ),
            ]
        )
    ]
