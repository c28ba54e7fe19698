from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "dutylist.organizations"
    label = "organizations"
    verbose_name = "机构与账号"
