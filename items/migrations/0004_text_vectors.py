from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0003_final_text"),
    ]

    operations = [
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
    ]
