"""All tables at once, for a new database; one that is there already has taken the steps named in
`replaces`.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from dutylist.history.together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("rest", "0001_initial"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="KeptAnswer",
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
                        ("key", models.CharField(max_length=80, verbose_name="幂等键")),
                        ("path", models.CharField(max_length=200, verbose_name="地址")),
                        (
                            "secured_by",
                            models.CharField(max_length=64, verbose_name="当时的身份凭据摘要"),
                        ),
                        ("body_digest", models.CharField(max_length=64, verbose_name="请求摘要")),
                        (
                            "answer_code",
                            models.PositiveSmallIntegerField(null=True, verbose_name="状态码"),
                        ),
                        ("answer", models.JSONField(null=True, verbose_name="答复")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "接口答复留存",
                        "verbose_name_plural": "接口答复留存",
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "key"), name="rest_one_answer_per_key"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
