"""Takes a whole import back: the shell round the undoing."""

from django.core.management.base import CommandError

from dutylist.organizations.management.command import ServiceCommand, person
from items.imports.services.jobs import undo_import
from items.models import ImportJob


class Command(ServiceCommand):
    help = (
        "Puts back everything one import changed, as a batch of its own. Refused when an item was "
        "edited since, or when the list was published since."
    )

    def add_arguments(self, parser):
        parser.add_argument("job", metavar="JOB", type=int, help="the number of the import")
        parser.add_argument("--reason", required=True, help="why")
        parser.add_argument(
            "--by", required=True, metavar="USER", help="user name of the clerk who takes it back"
        )

    def serve(self, *, job, by, reason, **_options):
        user = person(by)
        import_job = (
            ImportJob.objects.visible_to(user).select_related("county").filter(pk=job).first()
        )
        if import_job is None:
            raise CommandError(f"没有编号为{job}的导入。")
        undo_import(import_job, by=user, reason=reason)
        return f"已撤销导入“{import_job.file_name}”，{import_job.county.name}的清单恢复到导入之前。"
