"""Organizations as Django sees them."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganizationsConfig(AppConfig):
    name = "dutylist.organizations"
    label = "organizations"
    verbose_name = "机构与账号"

    def ready(self):
        from .seeds import seed_system_account

        post_migrate.connect(seed_system_account, sender=self, dispatch_uid="organizations.system_account")
