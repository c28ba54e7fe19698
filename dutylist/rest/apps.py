"""The ground of the API as Django sees it."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "dutylist.rest"
    label = "rest"
    verbose_name = "接口"
