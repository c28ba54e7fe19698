"""A township's line of the review may be recorded from its sealed paper."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access_control", "0006_revision_rounds"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalreviewanswer",
            name="on_paper",
            field=models.BooleanField(default=False, verbose_name="代录"),
        ),
        migrations.AddField(
            model_name="historicalreviewanswer",
            name="paper",
            field=models.BigIntegerField(null=True, verbose_name="盖章原件"),
        ),
        migrations.AddField(
            model_name="reviewanswer",
            name="on_paper",
            field=models.BooleanField(default=False, verbose_name="代录"),
        ),
        migrations.AddField(
            model_name="reviewanswer",
            name="paper",
            field=models.BigIntegerField(null=True, verbose_name="盖章原件"),
        ),
    ]
