"""All tables at once, for a new database; one that is there already has taken the steps named in
`replaces`.
"""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import items.models.imports
import items.models.packed
from dutylist.history.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("items", "0001_initial"),
        ("items", "0002_work_standard"),
        ("items", "0003_final_text"),
        ("items", "0004_text_vectors"),
    ]

    dependencies = [
        ("organizations", "0002_party_office_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="TextVector",
                    fields=[
                        (
                            "digest",
                            models.CharField(
                                max_length=64,
                                primary_key=True,
                                serialize=False,
                                verbose_name="文字摘要值",
                            ),
                        ),
                        ("model", models.CharField(max_length=40, verbose_name="模型")),
                        ("vector", models.BinaryField(verbose_name="向量")),
                    ],
                    options={
                        "verbose_name": "文字的向量",
                        "verbose_name_plural": "文字的向量",
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="Category",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("basic", "基本履职"),
                                    ("coordination", "配合履职"),
                                    ("reclaimed", "上级部门收回"),
                                ],
                                max_length=16,
                                verbose_name="事项类型",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="类别名称")),
                        ("position", models.PositiveIntegerField(default=0, verbose_name="顺序")),
                        (
                            "retired_on",
                            models.DateField(blank=True, null=True, verbose_name="停用日期"),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="categories",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "类别",
                        "verbose_name_plural": "类别",
                        "ordering": ["county", "kind", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeSet",
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
                            "owner_kind",
                            models.CharField(editable=False, max_length=32, verbose_name="归属"),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
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
                        "verbose_name": "调整内容组",
                        "verbose_name_plural": "调整内容组",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="DutyItem",
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
                            "code",
                            models.CharField(max_length=11, unique=True, verbose_name="事项编码"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("basic", "基本履职"),
                                    ("coordination", "配合履职"),
                                    ("reclaimed", "上级部门收回"),
                                ],
                                max_length=16,
                                verbose_name="事项类型",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="事项名称")),
                        (
                            "position",
                            models.PositiveIntegerField(default=0, verbose_name="类别内顺序"),
                        ),
                        ("township_duty", models.TextField(blank=True, verbose_name="配合职责")),
                        (
                            "publicness",
                            models.CharField(
                                choices=[("public", "主动公开"), ("internal", "不予公开")],
                                default="public",
                                max_length=8,
                                verbose_name="公开属性",
                            ),
                        ),
                        (
                            "secrecy_reviewer",
                            models.CharField(blank=True, max_length=60, verbose_name="保密审查人"),
                        ),
                        (
                            "secrecy_reviewed_on",
                            models.DateField(blank=True, null=True, verbose_name="保密审查日期"),
                        ),
                        (
                            "secrecy_result",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="保密审查结论"
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("all", "全部"),
                                    ("tagged", "按区域类型"),
                                    ("listed", "指定"),
                                ],
                                default="all",
                                max_length=8,
                                verbose_name="适用范围",
                            ),
                        ),
                        (
                            "directory_entry",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="对应上级指导目录"
                            ),
                        ),
                        (
                            "work_standard",
                            models.TextField(blank=True, default="", verbose_name="工作标准"),
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
                            "cancelled_on",
                            models.DateField(blank=True, null=True, verbose_name="取消日期"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=0, editable=False, verbose_name="修订次数"
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="items.category",
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事项",
                        "verbose_name_plural": "事项",
                        "ordering": ["county", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
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
                                    ("submitted", "待核准"),
                                    ("applied", "已更正"),
                                    ("refused", "不予更正"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="draft",
                                max_length=24,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("name", "事项名称"),
                                    ("township_duty", "配合职责"),
                                    ("directory_entry", "对应上级指导目录"),
                                    ("duty", "部门职责"),
                                    ("method", "工作方式"),
                                    ("internal_office", "内设机构"),
                                ],
                                max_length=20,
                                verbose_name="更正内容",
                            ),
                        ),
                        (
                            "department",
                            models.CharField(blank=True, max_length=120, verbose_name="部门"),
                        ),
                        (
                            "department_role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lead", "牵头"),
                                    ("joint", "共同"),
                                    ("support", "配合"),
                                    ("receiver", "承接"),
                                ],
                                max_length=12,
                                verbose_name="部门角色",
                            ),
                        ),
                        ("present_text", models.TextField(blank=True, verbose_name="现登记文本")),
                        ("approved_text", models.TextField(blank=True, verbose_name="审定文本")),
                        (
                            "found_in",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="审定文本出处"
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "更正",
                        "verbose_name_plural": "更正",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="BasicItem",
                    fields=[],
                    options={
                        "verbose_name": "基本履职事项",
                        "verbose_name_plural": "基本履职事项",
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=("items.dutyitem",),
                ),
                migrations.CreateModel(
                    name="CoordinationItem",
                    fields=[],
                    options={
                        "verbose_name": "配合履职事项",
                        "verbose_name_plural": "配合履职事项",
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=("items.dutyitem",),
                ),
                migrations.CreateModel(
                    name="ReclaimedItem",
                    fields=[],
                    options={
                        "verbose_name": "上级部门收回事项",
                        "verbose_name_plural": "上级部门收回事项",
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=("items.dutyitem",),
                ),
                migrations.CreateModel(
                    name="Edition",
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
                        ("number", models.PositiveIntegerField(verbose_name="版次")),
                        ("title", models.CharField(max_length=160, verbose_name="名称")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("drafting", "草稿"),
                                    ("awaiting_sitting", "提请审定中"),
                                    ("approved", "已审定，待印发"),
                                    ("published", "已公布"),
                                    ("revoking", "拟撤销"),
                                    ("revoked", "已撤销"),
                                    ("discarded", "已撤回"),
                                ],
                                default="drafting",
                                max_length=24,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "meeting",
                            models.CharField(blank=True, max_length=120, verbose_name="审定会议"),
                        ),
                        (
                            "minutes_number",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="会议纪要编号"
                            ),
                        ),
                        (
                            "decided_on",
                            models.DateField(blank=True, null=True, verbose_name="审定日期"),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="印发文号"),
                        ),
                        (
                            "effective_on",
                            models.DateField(blank=True, null=True, verbose_name="施行日期"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="公开说明")),
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
                        "verbose_name": "版次",
                        "verbose_name_plural": "版次",
                        "ordering": ["county", "-number"],
                    },
                ),
                migrations.CreateModel(
                    name="EditionDocument",
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
                        ("number", models.PositiveIntegerField(verbose_name="版次号")),
                        (
                            "sequence",
                            models.PositiveIntegerField(default=0, verbose_name="增补序号"),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="名称")),
                        (
                            "document_number",
                            models.CharField(max_length=80, verbose_name="印发文号"),
                        ),
                        ("meeting", models.CharField(max_length=120, verbose_name="审定会议")),
                        ("decided_on", models.DateField(verbose_name="审定日期")),
                        ("effective_on", models.DateField(verbose_name="施行日期")),
                        ("published_at", models.DateTimeField(verbose_name="发布时间")),
                        ("published_by_id", models.BigIntegerField(verbose_name="发布人编号")),
                        ("note", models.TextField(blank=True, verbose_name="公开说明")),
                        ("counts", models.JSONField(verbose_name="公开事项数")),
                        (
                            "hidden",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="不予公开事项数"
                            ),
                        ),
                        ("changes", models.JSONField(default=list, verbose_name="公开变化")),
                        ("full", models.BinaryField(verbose_name="完整文本")),
                        ("public", models.BinaryField(verbose_name="公开文本")),
                        (
                            "full_digest",
                            models.CharField(max_length=64, verbose_name="完整文本校验值"),
                        ),
                        (
                            "public_digest",
                            models.CharField(max_length=64, verbose_name="公开文本校验值"),
                        ),
                        (
                            "history_head",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="变更记录封存值"
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="organizations.region",
                                verbose_name="所属区划",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="items.edition",
                                verbose_name="版次",
                            ),
                        ),
                        (
                            "previous",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next",
                                to="items.editiondocument",
                                verbose_name="上一文本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "已公布文本",
                        "verbose_name_plural": "已公布文本",
                        "ordering": ["county", "-number", "-sequence"],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
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
                        ("code", models.CharField(max_length=11)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("basic", "基本履职"),
                                    ("coordination", "配合履职"),
                                    ("reclaimed", "上级部门收回"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("category", models.CharField(max_length=60)),
                        ("number", models.PositiveIntegerField()),
                        ("search_text", models.TextField()),
                        ("body", models.BinaryField()),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("all", "全部"),
                                    ("tagged", "按区域类型"),
                                    ("listed", "指定"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("effective_from", models.DateField()),
                        ("effective_until", models.DateField(null=True)),
                        ("starts_on", models.DateField(null=True)),
                        ("ends_on", models.DateField(null=True)),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="organizations.region",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="items.editiondocument",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单条目",
                        "verbose_name_plural": "清单条目",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="EntryDepartment",
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
                        ("department", models.CharField(db_index=True, max_length=120)),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="in_departments",
                                to="items.entry",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="EntryTownship",
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
                        ("township", models.CharField(db_index=True, max_length=12)),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="in_townships",
                                to="items.entry",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HeadWord",
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
                            "word",
                            models.CharField(
                                editable=False, max_length=80, verbose_name="比对用语"
                            ),
                        ),
                        ("written", models.CharField(max_length=80, verbose_name="表头用语")),
                        ("field", models.CharField(blank=True, max_length=24, verbose_name="读作")),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="head_words",
                                to="organizations.region",
                                verbose_name="适用区划（空为通用）",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "表头用语",
                        "verbose_name_plural": "表头用语",
                        "ordering": ["written", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCategory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("basic", "基本履职"),
                                    ("coordination", "配合履职"),
                                    ("reclaimed", "上级部门收回"),
                                ],
                                max_length=16,
                                verbose_name="事项类型",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="类别名称")),
                        ("position", models.PositiveIntegerField(default=0, verbose_name="顺序")),
                        (
                            "retired_on",
                            models.DateField(blank=True, null=True, verbose_name="停用日期"),
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
                        "verbose_name": "类别变更记录",
                        "verbose_name_plural": "类别变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalChangeSet",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "owner_kind",
                            models.CharField(editable=False, max_length=32, verbose_name="归属"),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
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
                        "verbose_name": "调整内容组变更记录",
                        "verbose_name_plural": "调整内容组变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCorrection",
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
                                    ("submitted", "待核准"),
                                    ("applied", "已更正"),
                                    ("refused", "不予更正"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="draft",
                                max_length=24,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("name", "事项名称"),
                                    ("township_duty", "配合职责"),
                                    ("directory_entry", "对应上级指导目录"),
                                    ("duty", "部门职责"),
                                    ("method", "工作方式"),
                                    ("internal_office", "内设机构"),
                                ],
                                max_length=20,
                                verbose_name="更正内容",
                            ),
                        ),
                        (
                            "department",
                            models.CharField(blank=True, max_length=120, verbose_name="部门"),
                        ),
                        (
                            "department_role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lead", "牵头"),
                                    ("joint", "共同"),
                                    ("support", "配合"),
                                    ("receiver", "承接"),
                                ],
                                max_length=12,
                                verbose_name="部门角色",
                            ),
                        ),
                        ("present_text", models.TextField(blank=True, verbose_name="现登记文本")),
                        ("approved_text", models.TextField(blank=True, verbose_name="审定文本")),
                        (
                            "found_in",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="审定文本出处"
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "更正变更记录",
                        "verbose_name_plural": "更正变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDutyItem",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("code", models.CharField(max_length=11, verbose_name="事项编码")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("basic", "基本履职"),
                                    ("coordination", "配合履职"),
                                    ("reclaimed", "上级部门收回"),
                                ],
                                max_length=16,
                                verbose_name="事项类型",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="事项名称")),
                        (
                            "position",
                            models.PositiveIntegerField(default=0, verbose_name="类别内顺序"),
                        ),
                        ("township_duty", models.TextField(blank=True, verbose_name="配合职责")),
                        (
                            "publicness",
                            models.CharField(
                                choices=[("public", "主动公开"), ("internal", "不予公开")],
                                default="public",
                                max_length=8,
                                verbose_name="公开属性",
                            ),
                        ),
                        (
                            "secrecy_reviewer",
                            models.CharField(blank=True, max_length=60, verbose_name="保密审查人"),
                        ),
                        (
                            "secrecy_reviewed_on",
                            models.DateField(blank=True, null=True, verbose_name="保密审查日期"),
                        ),
                        (
                            "secrecy_result",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="保密审查结论"
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("all", "全部"),
                                    ("tagged", "按区域类型"),
                                    ("listed", "指定"),
                                ],
                                default="all",
                                max_length=8,
                                verbose_name="适用范围",
                            ),
                        ),
                        (
                            "directory_entry",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="对应上级指导目录"
                            ),
                        ),
                        (
                            "work_standard",
                            models.TextField(blank=True, default="", verbose_name="工作标准"),
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
                            "cancelled_on",
                            models.DateField(blank=True, null=True, verbose_name="取消日期"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=0, editable=False, verbose_name="修订次数"
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
                            "category",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.category",
                                verbose_name="类别",
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
                        "verbose_name": "事项变更记录",
                        "verbose_name_plural": "事项变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalHeadWord",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "word",
                            models.CharField(
                                editable=False, max_length=80, verbose_name="比对用语"
                            ),
                        ),
                        ("written", models.CharField(max_length=80, verbose_name="表头用语")),
                        ("field", models.CharField(blank=True, max_length=24, verbose_name="读作")),
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
                                verbose_name="适用区划（空为通用）",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "表头用语变更记录",
                        "verbose_name_plural": "表头用语变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLineage",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "op",
                            models.CharField(
                                choices=[("merge", "合并"), ("split", "拆分")],
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
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
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="原事项",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="新事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事项沿革变更记录",
                        "verbose_name_plural": "事项沿革变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPower",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("permit", "行政许可"),
                                    ("penalty", "行政处罚"),
                                    ("coercion", "行政强制"),
                                    ("inspection", "行政检查"),
                                    ("confirmation", "行政确认"),
                                    ("payment", "行政给付"),
                                    ("ruling", "行政裁决"),
                                    ("reward", "行政奖励"),
                                    ("other", "其他行政权力"),
                                ],
                                max_length=16,
                                verbose_name="权力类型",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("statutory", "法定"),
                                    ("conferred", "赋权"),
                                    ("entrusted", "委托"),
                                ],
                                default="statutory",
                                max_length=16,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="赋权（委托）文号"
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="期限")),
                        (
                            "original_body",
                            models.CharField(blank=True, max_length=100, verbose_name="原实施主体"),
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行政权力变更记录",
                        "verbose_name_plural": "行政权力变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProcedureStep",
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
                        ("text", models.TextField(verbose_name="步骤")),
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "操作程序变更记录",
                        "verbose_name_plural": "操作程序变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProposedChange",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "op",
                            models.CharField(
                                choices=[
                                    ("add", "新增"),
                                    ("revise", "修订"),
                                    ("cancel", "取消"),
                                    ("transfer", "转列"),
                                    ("merge", "合并"),
                                    ("split", "拆分"),
                                    ("scope", "调整适用范围"),
                                ],
                                max_length=10,
                                verbose_name="调整方式",
                            ),
                        ),
                        (
                            "then",
                            models.JSONField(blank=True, null=True, verbose_name="提出时的内容"),
                        ),
                        (
                            "proposed",
                            models.JSONField(blank=True, null=True, verbose_name="拟调整为"),
                        ),
                        (
                            "final",
                            models.JSONField(
                                blank=True, editable=False, null=True, verbose_name="审定文本"
                            ),
                        ),
                        (
                            "sources",
                            models.JSONField(
                                blank=True, default=list, verbose_name="涉及的其他事项编码"
                            ),
                        ),
                        (
                            "restores",
                            models.JSONField(
                                blank=True, default=list, verbose_name="沿用的事项编码"
                            ),
                        ),
                        (
                            "made",
                            models.JSONField(
                                blank=True,
                                default=list,
                                editable=False,
                                verbose_name="形成的事项编码",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="理由")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("pending", "待审定"),
                                    ("applied", "已采纳"),
                                    ("withdrawn", "已撤回"),
                                    ("rejected", "未采纳"),
                                    ("dropped", "未通过，其他内容继续办理"),
                                    ("deferred", "缓议"),
                                    ("revoked", "随版次撤销"),
                                    ("lapsed", "期满自动退出"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        ("outcome_reason", models.TextField(blank=True, verbose_name="结果说明")),
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
                            "change_set",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.changeset",
                                verbose_name="调整内容组",
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
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "拟调整内容变更记录",
                        "verbose_name_plural": "拟调整内容变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalResponsibility",
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
                            "collective_name",
                            models.CharField(blank=True, max_length=60, verbose_name="统称"),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("lead", "牵头"),
                                    ("joint", "共同"),
                                    ("support", "配合"),
                                    ("receiver", "承接"),
                                ],
                                max_length=10,
                                verbose_name="角色",
                            ),
                        ),
                        (
                            "internal_office",
                            models.CharField(blank=True, max_length=60, verbose_name="内设机构"),
                        ),
                        ("duty", models.TextField(blank=True, verbose_name="部门职责")),
                        ("method", models.TextField(blank=True, verbose_name="工作方式")),
                        (
                            "transition_on",
                            models.DateField(blank=True, null=True, verbose_name="交接期限"),
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门职责变更记录",
                        "verbose_name_plural": "部门职责变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRevision",
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
                        ("number", models.PositiveIntegerField(verbose_name="序号")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "修订中"),
                                    ("submitted", "提请审定中"),
                                    ("closed", "已审定"),
                                    ("discarded", "已撤回"),
                                ],
                                default="open",
                                max_length=24,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="开启日期")),
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
                    ],
                    options={
                        "verbose_name": "集中修订变更记录",
                        "verbose_name_plural": "集中修订变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalScopeTag",
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organizations.regiontag",
                                verbose_name="区域类型",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "适用区域类型变更记录",
                        "verbose_name_plural": "适用区域类型变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalScopeTownship",
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
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
                    ],
                    options={
                        "verbose_name": "适用单位变更记录",
                        "verbose_name_plural": "适用单位变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSupportPromise",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("training", "业务培训"),
                                    ("policy", "政策"),
                                    ("staff", "人员力量"),
                                    ("funding", "资金"),
                                    ("technology", "技术"),
                                ],
                                max_length=12,
                                verbose_name="保障类型",
                            ),
                        ),
                        ("promise", models.TextField(verbose_name="承诺内容")),
                        (
                            "amount",
                            models.CharField(blank=True, max_length=60, verbose_name="数额"),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="兑现期限"),
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "支持保障变更记录",
                        "verbose_name_plural": "支持保障变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalVariant",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "name",
                            models.CharField(blank=True, max_length=200, verbose_name="事项名称"),
                        ),
                        ("township_duty", models.TextField(blank=True, verbose_name="配合职责")),
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
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
                    ],
                    options={
                        "verbose_name": "个性化表述变更记录",
                        "verbose_name_plural": "个性化表述变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ImportJob",
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
                        ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版本号")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "待确定是哪个单位的清单"),
                                    ("previewed", "已预览，待确认"),
                                    ("imported", "已导入"),
                                    ("undone", "已撤销导入"),
                                    ("discarded", "已放弃"),
                                ],
                                default="previewed",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("options", models.JSONField(default=dict, verbose_name="选项")),
                        ("report", models.JSONField(default=dict, verbose_name="预览与结果")),
                        (
                            "detail",
                            items.models.packed.PackedJSONField(
                                default=dict, verbose_name="逐行结果"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, verbose_name="预览摘要值")),
                        (
                            "list_version",
                            models.PositiveBigIntegerField(
                                default=0, verbose_name="预览时的清单版本号"
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="理由")),
                        ("batch", models.UUIDField(blank=True, null=True, verbose_name="变更批次")),
                        (
                            "undo",
                            items.models.packed.PackedJSONField(
                                default=dict, verbose_name="撤销所需内容"
                            ),
                        ),
                        ("undo_reason", models.TextField(blank=True, verbose_name="撤销理由")),
                        (
                            "undo_batch",
                            models.UUIDField(blank=True, null=True, verbose_name="撤销批次"),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="上传时间"),
                        ),
                        (
                            "finished_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="办结时间"),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="import_jobs",
                                to="organizations.region",
                                verbose_name="所属区划",
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
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="import_jobs",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "导入",
                        "verbose_name_plural": "导入",
                        "ordering": ["-created_at", "-id"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="ImportPart",
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
                            models.PositiveSmallIntegerField(default=1, verbose_name="第几个文件"),
                        ),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                max_length=200,
                                upload_to=items.models.imports.kept_path,
                                verbose_name="文件",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                        (
                            "sha256",
                            models.CharField(
                                db_index=True, max_length=64, verbose_name="文件摘要值"
                            ),
                        ),
                        (
                            "refusal",
                            models.JSONField(blank=True, default=list, verbose_name="读不了的原因"),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="items.importjob",
                                verbose_name="导入",
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
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "导入的文件",
                        "verbose_name_plural": "导入的文件",
                        "ordering": ["job", "position"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="LegalAct",
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
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "rank",
                            models.CharField(
                                choices=[
                                    ("law", "法律"),
                                    ("regulation", "行政法规"),
                                    ("local_regulation", "地方性法规"),
                                    ("rule", "规章"),
                                    ("party", "党内法规"),
                                    ("policy", "政策文件"),
                                ],
                                default="law",
                                max_length=20,
                                verbose_name="效力层级",
                            ),
                        ),
                        (
                            "effective_on",
                            models.DateField(blank=True, null=True, verbose_name="施行日期"),
                        ),
                        (
                            "repealed_on",
                            models.DateField(blank=True, null=True, verbose_name="废止日期"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legal_acts",
                                to="organizations.region",
                                verbose_name="适用区划（空为通用）",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="items.legalact",
                                verbose_name="被何文件替代",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "法律法规和政策文件",
                        "verbose_name_plural": "法律法规和政策文件",
                        "ordering": ["title", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalLegalAct",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "rank",
                            models.CharField(
                                choices=[
                                    ("law", "法律"),
                                    ("regulation", "行政法规"),
                                    ("local_regulation", "地方性法规"),
                                    ("rule", "规章"),
                                    ("party", "党内法规"),
                                    ("policy", "政策文件"),
                                ],
                                default="law",
                                max_length=20,
                                verbose_name="效力层级",
                            ),
                        ),
                        (
                            "effective_on",
                            models.DateField(blank=True, null=True, verbose_name="施行日期"),
                        ),
                        (
                            "repealed_on",
                            models.DateField(blank=True, null=True, verbose_name="废止日期"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="备注")),
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
                                verbose_name="适用区划（空为通用）",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.legalact",
                                verbose_name="被何文件替代",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "法律法规和政策文件变更记录",
                        "verbose_name_plural": "法律法规和政策文件变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBasis",
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
                        ("act_title", models.CharField(max_length=200, verbose_name="文件名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "article",
                            models.CharField(blank=True, max_length=120, verbose_name="条款"),
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.legalact",
                                verbose_name="库中文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "设定依据变更记录",
                        "verbose_name_plural": "设定依据变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Basis",
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
                        ("act_title", models.CharField(max_length=200, verbose_name="文件名称")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="文号"),
                        ),
                        (
                            "article",
                            models.CharField(blank=True, max_length=120, verbose_name="条款"),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bases",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bases",
                                to="items.legalact",
                                verbose_name="库中文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "设定依据",
                        "verbose_name_plural": "设定依据",
                        "ordering": ["item", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Lineage",
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
                            "op",
                            models.CharField(
                                choices=[("merge", "合并"), ("split", "拆分")],
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="heirs",
                                to="items.dutyitem",
                                verbose_name="原事项",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ancestors",
                                to="items.dutyitem",
                                verbose_name="新事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事项沿革",
                        "verbose_name_plural": "事项沿革",
                    },
                ),
                migrations.CreateModel(
                    name="Power",
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
                            "type",
                            models.CharField(
                                choices=[
                                    ("permit", "行政许可"),
                                    ("penalty", "行政处罚"),
                                    ("coercion", "行政强制"),
                                    ("inspection", "行政检查"),
                                    ("confirmation", "行政确认"),
                                    ("payment", "行政给付"),
                                    ("ruling", "行政裁决"),
                                    ("reward", "行政奖励"),
                                    ("other", "其他行政权力"),
                                ],
                                max_length=16,
                                verbose_name="权力类型",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("statutory", "法定"),
                                    ("conferred", "赋权"),
                                    ("entrusted", "委托"),
                                ],
                                default="statutory",
                                max_length=16,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="赋权（委托）文号"
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="期限")),
                        (
                            "original_body",
                            models.CharField(blank=True, max_length=100, verbose_name="原实施主体"),
                        ),
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="power",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行政权力",
                        "verbose_name_plural": "行政权力",
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureStep",
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
                        ("text", models.TextField(verbose_name="步骤")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="procedure",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "操作程序",
                        "verbose_name_plural": "操作程序",
                        "ordering": ["item", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ProposedChange",
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
                            "op",
                            models.CharField(
                                choices=[
                                    ("add", "新增"),
                                    ("revise", "修订"),
                                    ("cancel", "取消"),
                                    ("transfer", "转列"),
                                    ("merge", "合并"),
                                    ("split", "拆分"),
                                    ("scope", "调整适用范围"),
                                ],
                                max_length=10,
                                verbose_name="调整方式",
                            ),
                        ),
                        (
                            "then",
                            models.JSONField(blank=True, null=True, verbose_name="提出时的内容"),
                        ),
                        (
                            "proposed",
                            models.JSONField(blank=True, null=True, verbose_name="拟调整为"),
                        ),
                        (
                            "final",
                            models.JSONField(
                                blank=True, editable=False, null=True, verbose_name="审定文本"
                            ),
                        ),
                        (
                            "sources",
                            models.JSONField(
                                blank=True, default=list, verbose_name="涉及的其他事项编码"
                            ),
                        ),
                        (
                            "restores",
                            models.JSONField(
                                blank=True, default=list, verbose_name="沿用的事项编码"
                            ),
                        ),
                        (
                            "made",
                            models.JSONField(
                                blank=True,
                                default=list,
                                editable=False,
                                verbose_name="形成的事项编码",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="理由")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("pending", "待审定"),
                                    ("applied", "已采纳"),
                                    ("withdrawn", "已撤回"),
                                    ("rejected", "未采纳"),
                                    ("dropped", "未通过，其他内容继续办理"),
                                    ("deferred", "缓议"),
                                    ("revoked", "随版次撤销"),
                                    ("lapsed", "期满自动退出"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        ("outcome_reason", models.TextField(blank=True, verbose_name="结果说明")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版本"
                            ),
                        ),
                        (
                            "change_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="items.changeset",
                                verbose_name="调整内容组",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposed_changes",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "拟调整内容",
                        "verbose_name_plural": "拟调整内容",
                        "ordering": ["change_set", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Responsibility",
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
                            "collective_name",
                            models.CharField(blank=True, max_length=60, verbose_name="统称"),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("lead", "牵头"),
                                    ("joint", "共同"),
                                    ("support", "配合"),
                                    ("receiver", "承接"),
                                ],
                                max_length=10,
                                verbose_name="角色",
                            ),
                        ),
                        (
                            "internal_office",
                            models.CharField(blank=True, max_length=60, verbose_name="内设机构"),
                        ),
                        ("duty", models.TextField(blank=True, verbose_name="部门职责")),
                        ("method", models.TextField(blank=True, verbose_name="工作方式")),
                        (
                            "transition_on",
                            models.DateField(blank=True, null=True, verbose_name="交接期限"),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responsibilities",
                                to="organizations.department",
                                verbose_name="部门",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responsibilities",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门职责",
                        "verbose_name_plural": "部门职责",
                        "ordering": ["item", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
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
                        ("number", models.PositiveIntegerField(verbose_name="序号")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "修订中"),
                                    ("submitted", "提请审定中"),
                                    ("closed", "已审定"),
                                    ("discarded", "已撤回"),
                                ],
                                default="open",
                                max_length=24,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="开启日期")),
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
                    ],
                    options={
                        "verbose_name": "集中修订",
                        "verbose_name_plural": "集中修订",
                        "ordering": ["county", "-number"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalEdition",
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
                        ("number", models.PositiveIntegerField(verbose_name="版次")),
                        ("title", models.CharField(max_length=160, verbose_name="名称")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("drafting", "草稿"),
                                    ("awaiting_sitting", "提请审定中"),
                                    ("approved", "已审定，待印发"),
                                    ("published", "已公布"),
                                    ("revoking", "拟撤销"),
                                    ("revoked", "已撤销"),
                                    ("discarded", "已撤回"),
                                ],
                                default="drafting",
                                max_length=24,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "meeting",
                            models.CharField(blank=True, max_length=120, verbose_name="审定会议"),
                        ),
                        (
                            "minutes_number",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="会议纪要编号"
                            ),
                        ),
                        (
                            "decided_on",
                            models.DateField(blank=True, null=True, verbose_name="审定日期"),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="印发文号"),
                        ),
                        (
                            "effective_on",
                            models.DateField(blank=True, null=True, verbose_name="施行日期"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="公开说明")),
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
                            "revision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="items.revision",
                                verbose_name="随版审定的集中修订",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "版次变更记录",
                        "verbose_name_plural": "版次变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="edition",
                    name="revision",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="items.revision",
                        verbose_name="随版审定的集中修订",
                    ),
                ),
                migrations.CreateModel(
                    name="Revocation",
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
                        ("revoked_on", models.DateField(verbose_name="撤销日期")),
                        ("reason", models.TextField(verbose_name="理由")),
                        ("decision_id", models.BigIntegerField(verbose_name="决定编号")),
                        ("at", models.DateTimeField(verbose_name="登记时间")),
                        ("register", models.JSONField(default=dict, verbose_name="清单登记的变化")),
                        (
                            "edition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revocation",
                                to="items.edition",
                                verbose_name="版次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "撤销记录",
                        "verbose_name_plural": "撤销记录",
                    },
                ),
                migrations.CreateModel(
                    name="ScopeTag",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scope_tags",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scoped",
                                to="organizations.regiontag",
                                verbose_name="区域类型",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "适用区域类型",
                        "verbose_name_plural": "适用区域类型",
                    },
                ),
                migrations.CreateModel(
                    name="ScopeTownship",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scope_townships",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scoped",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "适用单位",
                        "verbose_name_plural": "适用单位",
                    },
                ),
                migrations.CreateModel(
                    name="SupportPromise",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("training", "业务培训"),
                                    ("policy", "政策"),
                                    ("staff", "人员力量"),
                                    ("funding", "资金"),
                                    ("technology", "技术"),
                                ],
                                max_length=12,
                                verbose_name="保障类型",
                            ),
                        ),
                        ("promise", models.TextField(verbose_name="承诺内容")),
                        (
                            "amount",
                            models.CharField(blank=True, max_length=60, verbose_name="数额"),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="兑现期限"),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="support",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "支持保障",
                        "verbose_name_plural": "支持保障",
                        "ordering": ["item", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Variant",
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
                            "name",
                            models.CharField(blank=True, max_length=200, verbose_name="事项名称"),
                        ),
                        ("township_duty", models.TextField(blank=True, verbose_name="配合职责")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="variants",
                                to="items.dutyitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="variants",
                                to="organizations.region",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "个性化表述",
                        "verbose_name_plural": "个性化表述",
                        "ordering": ["item", "township"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="category",
                    constraint=models.UniqueConstraint(
                        fields=("county", "kind", "name"),
                        name="one_category_of_a_name",
                        violation_error_message="该类型下已有同名类别。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="dutyitem",
                    index=models.Index(
                        fields=["county", "kind", "cancelled_on"],
                        name="items_dutyi_county__a27449_idx",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dutyitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["basic", "coordination", "reclaimed"])),
                        name="items_are_of_three_kinds",
                        violation_error_message="事项类型只能是基本履职、配合履职或上级部门收回。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dutyitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("scope__in", ["all", "tagged", "listed"])),
                        name="scope_is_all_tagged_or_listed",
                        violation_error_message="适用范围只能是全部、按区域类型或指定。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dutyitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "coordination"), ("township_duty", ""), _connector="OR"
                        ),
                        name="only_coordination_carries_a_township_duty",
                        violation_error_message="只有配合履职事项填写配合职责。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dutyitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="items_have_a_name",
                        violation_error_message="事项名称不能为空。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dutyitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="items_end_after_they_begin",
                        violation_error_message="终止日期不得早于起始日期。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="correction",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "submitted")),
                        fields=("item", "field", "department", "department_role"),
                        name="one_correction_of_a_text_at_a_time",
                        violation_error_message="这一文本已有一件更正正在办理。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="editiondocument",
                    index=models.Index(
                        fields=["county", "-effective_on", "-number", "-sequence"],
                        name="items_editi_county__b1c459_idx",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="editiondocument",
                    constraint=models.UniqueConstraint(
                        fields=("county", "number", "sequence"), name="one_document_of_a_number"
                    ),
                ),
                migrations.AddIndex(
                    model_name="entry",
                    index=models.Index(
                        fields=["county", "effective_from", "effective_until", "id"],
                        name="items_entry_county__4130ce_idx",
                    ),
                ),
                migrations.AddIndex(
                    model_name="entry",
                    index=models.Index(fields=["code"], name="items_entry_code_1dc0a4_idx"),
                ),
                migrations.AddConstraint(
                    model_name="entry",
                    constraint=models.UniqueConstraint(
                        fields=("document", "code"), name="one_entry_per_document"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="entrydepartment",
                    constraint=models.UniqueConstraint(
                        fields=("entry", "department"), name="a_department_once_per_entry"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="entrytownship",
                    constraint=models.UniqueConstraint(
                        fields=("entry", "township"), name="a_township_once_per_entry"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="headword",
                    constraint=models.UniqueConstraint(
                        fields=("county", "word"),
                        name="one_meaning_of_a_head_in_a_county",
                        violation_error_message="该表头用语已经登记。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="headword",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("county", None)),
                        fields=("word",),
                        name="one_shared_meaning_of_a_head",
                        violation_error_message="该表头用语已经登记。",
                    ),
                ),
                migrations.AddIndex(
                    model_name="importjob",
                    index=models.Index(
                        fields=["county", "-created_at"], name="import_jobs_by_county"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="importpart",
                    constraint=models.UniqueConstraint(
                        fields=("job", "position"),
                        name="import_parts_have_places_of_their_own",
                        violation_error_message="这次导入已有这一序号的文件。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="legalact",
                    constraint=models.UniqueConstraint(
                        fields=("county", "title", "document_number"),
                        name="one_act_of_a_title_in_a_county",
                        violation_error_message="库中已有同名同文号的文件。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="legalact",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("county", None)),
                        fields=("title", "document_number"),
                        name="one_shared_act_of_a_title",
                        violation_error_message="库中已有同名同文号的文件。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="legalact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("repealed_on", None),
                            ("effective_on", None),
                            ("repealed_on__gt", models.F("effective_on")),
                            _connector="OR",
                        ),
                        name="acts_end_after_they_begin",
                        violation_error_message="废止日期应晚于施行日期。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="lineage",
                    constraint=models.UniqueConstraint(
                        fields=("source", "target"),
                        name="one_line_between_two_items",
                        violation_error_message="沿革已登记。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="proposedchange",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("outcome", "pending")),
                        fields=("change_set", "item"),
                        name="one_pending_change_per_item",
                        violation_error_message="该事项已有一条待审定的拟调整内容。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="proposedchange",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("op", "add"), ("item__isnull", False), _connector="XOR"
                        ),
                        name="only_additions_have_no_item",
                        violation_error_message="除新增外，拟调整内容须对应一个事项。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="responsibility",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("department", None), ("collective_name", ""), _connector="XOR"
                        ),
                        name="a_department_or_a_collective_name",
                        violation_error_message="填写一个部门，或者一个统称（如“各有关部门”），二者不能同时填写。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="responsibility",
                    constraint=models.UniqueConstraint(
                        fields=("item", "department", "role"),
                        name="a_department_once_per_role",
                        violation_error_message="同一部门的同一角色只能出现一次。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="revision",
                    constraint=models.UniqueConstraint(
                        fields=("county", "number"), name="one_revision_of_a_number"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="revision",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status__in", ("open", "submitted"))),
                        fields=("county",),
                        name="one_open_revision_per_county",
                        violation_error_message="已有一个正在进行的集中修订。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="edition",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "discarded"), _negated=True),
                        fields=("county", "number"),
                        name="one_edition_of_a_number",
                        violation_error_message="已有该版次。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="scopetag",
                    constraint=models.UniqueConstraint(
                        fields=("item", "tag"), name="a_tag_once_per_item"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="scopetownship",
                    constraint=models.UniqueConstraint(
                        fields=("item", "township"), name="a_township_once_per_item"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="variant",
                    constraint=models.UniqueConstraint(
                        fields=("item", "township"),
                        name="one_wording_per_township",
                        violation_error_message="同一单位只能有一种个性化表述。",
                    ),
                ),
            ]
        )
    ]
