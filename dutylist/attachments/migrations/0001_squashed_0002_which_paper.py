"""All tables at once, for a new database; one that is there already has taken the steps named in
`replaces`.
"""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from dutylist.history.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("attachments", "0001_attachments"),
        ("attachments", "0002_which_paper"),
    ]

    dependencies = [
        ("organizations", "0002_party_office_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="HistoricalAttachment",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("batch", models.UUIDField(db_index=True, verbose_name="批次")),
                        (
                            "flow",
                            models.CharField(editable=False, max_length=32, verbose_name="流程"),
                        ),
                        (
                            "subject_id",
                            models.BigIntegerField(editable=False, verbose_name="办理对象编号"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("paper", "盖章原件"),
                                    ("basis", "依据文件"),
                                    ("minutes", "会议纪要"),
                                    ("evidence", "佐证材料"),
                                    ("photo", "照片"),
                                ],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "paper",
                            models.CharField(
                                blank=True, default="", max_length=60, verbose_name="对应材料"
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                        (
                            "content_type",
                            models.CharField(
                                editable=False, max_length=100, verbose_name="文件类型"
                            ),
                        ),
                        (
                            "size",
                            models.PositiveIntegerField(editable=False, verbose_name="字节数"),
                        ),
                        (
                            "sha256",
                            models.CharField(editable=False, max_length=64, verbose_name="摘要值"),
                        ),
                        (
                            "uploaded_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="上传人姓名"
                            ),
                        ),
                        (
                            "uploaded_at",
                            models.DateTimeField(editable=False, verbose_name="上传时间"),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="撤回时间"
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
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "附件变更记录",
                        "verbose_name_plural": "附件变更记录",
                        "ordering": ("-history_id",),
                        "get_latest_by": "history_id",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                            "flow",
                            models.CharField(editable=False, max_length=32, verbose_name="流程"),
                        ),
                        (
                            "subject_id",
                            models.BigIntegerField(editable=False, verbose_name="办理对象编号"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("paper", "盖章原件"),
                                    ("basis", "依据文件"),
                                    ("minutes", "会议纪要"),
                                    ("evidence", "佐证材料"),
                                    ("photo", "照片"),
                                ],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "paper",
                            models.CharField(
                                blank=True, default="", max_length=60, verbose_name="对应材料"
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                        (
                            "content_type",
                            models.CharField(
                                editable=False, max_length=100, verbose_name="文件类型"
                            ),
                        ),
                        (
                            "size",
                            models.PositiveIntegerField(editable=False, verbose_name="字节数"),
                        ),
                        (
                            "sha256",
                            models.CharField(
                                db_index=True, editable=False, max_length=64, verbose_name="摘要值"
                            ),
                        ),
                        (
                            "uploaded_by_name",
                            models.CharField(
                                editable=False, max_length=150, verbose_name="上传人姓名"
                            ),
                        ),
                        (
                            "uploaded_at",
                            models.DateTimeField(editable=False, verbose_name="上传时间"),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="撤回时间"
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
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "附件",
                        "verbose_name_plural": "附件",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                fields=["flow", "subject_id"], name="attachments_of_a_subject"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
