"""Organizations as Django sees them."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from dutylist.rooms import load_modules


class OrganizationsConfig(AppConfig):
    name = "dutylist.organizations"
    label = "organizations"
    verbose_name = "机构与账号"

    def ready(self):
        from . import checks, record_readers  # noqa: F401 (register themselves)
        from .seeds import seed_system_account

        load_modules("policy_lines")
        load_modules("place_words")
        self.watch_logins()
        post_migrate.connect(
            seed_system_account, sender=self, dispatch_uid="organizations.system_account"
        )

    def watch_logins(self):
        """Whatever door somebody comes in by, it is written down, after axes has counted it."""
        import axes.signals  # noqa: F401 (connects its receivers)
        from django.contrib.auth import signals

        from .services import login, sessions

        signals.user_logged_in.connect(sessions.begin, dispatch_uid="organizations.session_begins")
        signals.user_logged_out.connect(sessions.finish, dispatch_uid="organizations.session_ends")
        signals.user_login_failed.connect(
            login.note_failure, dispatch_uid="organizations.login_failed"
        )
