"""What citizens say, how often it may be sent, and how often answers were of use."""

import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0001_initial"),
        ("organizations", "0001_squashed_0002_party_office_role"),
    ]

    operations = [
        migrations.CreateModel(
            name="FeedbackSender",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="来源散列")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "提交次数",
                "verbose_name_plural": "提交次数",
                "default_permissions": (),
                "indexes": [models.Index(fields=["digest", "at"], name="feedback_sendings")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFeedback",
            fields=[
                ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="办理期限")),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="版本"),
                ),
                ("id", models.BigIntegerField(db_index=True, editable=False, verbose_name="编号")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "已收到，待交办"),
                            ("assigned", "已交办，待答复"),
                            ("answered", "已答复"),
                            ("published", "已答复并公开"),
                            ("closed", "已办结"),
                            ("reopened", "重新提出，待交办"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "网页"),
                            ("hotline", "举报热线"),
                            ("box", "意见箱"),
                            ("visit", "来访"),
                        ],
                        default="web",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opinion", "意见建议"),
                            ("report", "反映问题"),
                            ("not_found", "没有查到"),
                            ("wrong_answer", "答复不对"),
                        ],
                        max_length=16,
                        verbose_name="类型",
                    ),
                ),
                ("item_code", models.CharField(blank=True, max_length=11, verbose_name="事项编码")),
                ("text", models.TextField(verbose_name="内容")),
                (
                    "satisfied",
                    models.BooleanField(blank=True, null=True, verbose_name="对答复满意"),
                ),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                ("public_text", models.TextField(blank=True, verbose_name="公开的问题")),
                ("public_answer", models.TextField(blank=True, verbose_name="公开的答复")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                ("history_user_id", models.BigIntegerField(null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        verbose_name="答复部门",
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
                        verbose_name="所列问题",
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
                        verbose_name="所在地",
                    ),
                ),
            ],
            options={
                "verbose_name": "群众意见变更记录",
                "verbose_name_plural": "群众意见变更记录",
                "ordering": ("-history_id",),
                "get_latest_by": "history_id",
                "default_permissions": (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AnswerTap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("code", models.CharField(blank=True, max_length=11, verbose_name="事项编码")),
                ("useful", models.PositiveIntegerField(default=0, verbose_name="有用")),
                ("missed", models.PositiveIntegerField(default=0, verbose_name="没找到")),
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
                "verbose_name": "答复是否有用",
                "verbose_name_plural": "答复是否有用",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county", "on", "code"),
                        name="one_count_of_taps_a_day",
                        violation_error_message="这一天的次数已经登记。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("due_on", models.DateField(blank=True, null=True, verbose_name="办理期限")),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="版本"),
                ),
                (
                    "id",
                    models.BigIntegerField(
                        editable=False, primary_key=True, serialize=False, verbose_name="编号"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "已收到，待交办"),
                            ("assigned", "已交办，待答复"),
                            ("answered", "已答复"),
                            ("published", "已答复并公开"),
                            ("closed", "已办结"),
                            ("reopened", "重新提出，待交办"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "网页"),
                            ("hotline", "举报热线"),
                            ("box", "意见箱"),
                            ("visit", "来访"),
                        ],
                        default="web",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opinion", "意见建议"),
                            ("report", "反映问题"),
                            ("not_found", "没有查到"),
                            ("wrong_answer", "答复不对"),
                        ],
                        max_length=16,
                        verbose_name="类型",
                    ),
                ),
                ("item_code", models.CharField(blank=True, max_length=11, verbose_name="事项编码")),
                ("text", models.TextField(verbose_name="内容")),
                (
                    "satisfied",
                    models.BooleanField(blank=True, null=True, verbose_name="对答复满意"),
                ),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("contact", models.CharField(blank=True, max_length=80, verbose_name="联系方式")),
                (
                    "code_digest",
                    models.CharField(editable=False, max_length=64, verbose_name="查询码散列"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                ("public_text", models.TextField(blank=True, verbose_name="公开的问题")),
                ("public_answer", models.TextField(blank=True, verbose_name="公开的答复")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
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
                        verbose_name="答复部门",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.problem",
                        verbose_name="所列问题",
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
                        verbose_name="所在地",
                    ),
                ),
            ],
            options={
                "verbose_name": "群众意见",
                "verbose_name_plural": "群众意见",
                "ordering": ["-received_on", "-id"],
                "indexes": [
                    models.Index(fields=["county", "status"], name="feedback_of_a_county"),
                    models.Index(fields=["item_code", "status"], name="feedback_on_an_item"),
                ],
            },
        ),
    ]
