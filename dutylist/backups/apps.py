"""Backups as Django sees them: two commands, no tables."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "dutylist.backups"
    label = "backups"
    verbose_name = "备份"
