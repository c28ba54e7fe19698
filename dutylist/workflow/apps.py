from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "dutylist.workflow"
    label = "workflow"
    verbose_name = "流转"
