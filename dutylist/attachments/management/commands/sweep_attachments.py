"""Takes away attached and imported files that no row speaks of, and names the attachments whose
file is gone.
"""

from django.core.management.base import CommandError

from dutylist.attachments.services import missing_files, sweep
from dutylist.organizations.management.command import ServiceCommand


class Command(ServiceCommand):
    help = (
        "Removes attached and imported files without a row; fails when an attachment's file is "
        "gone."
    )

    def serve(self, **_options):
        self.stdout.write(f"清理没有登记的文件{sweep()}份。")
        missing = missing_files()
        for attachment in missing:
            self.stdout.write(f"缺少文件：{attachment.pk} {attachment} {attachment.sha256}")
        if missing:
            raise CommandError(f"有{len(missing)}份附件的文件缺失或者不完整。")
