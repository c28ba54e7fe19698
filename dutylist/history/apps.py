"""History as Django sees it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from . import form_sentences


class HistoryConfig(AppConfig):
    name = "dutylist.history"
    label = "history"
    verbose_name = "变更记录"

    def __init__(self, *args):
        super().__init__(*args)
        form_sentences.install()

    def ready(self):
        from . import checks, guard, limits, searching, writeonce

        guard.install()
        limits.install()
        searching.install()
        checks.register_all()
        post_migrate.connect(
            writeonce.lay_after_migrate, sender=self, dispatch_uid="history.writeonce"
        )
