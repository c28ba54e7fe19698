"""Copies the whole installation, running or not, into a folder, each file with its checksum."""

from django.core.management.base import BaseCommand, CommandError

from dutylist.backups.manifest import BackupRefused, sentence_of
from dutylist.backups.services import backup


class Command(BaseCommand):
    help = (
        "Backs up the database, the uploads and the key of this installation into a new folder. "
        "The program may keep running; the folder is as confidential as the installation itself."
    )

    def add_arguments(self, parser):
        parser.add_argument("target", metavar="DEST", help="a folder that is new or empty")

    def handle(self, *args, target, **options):
        try:
            made = backup(target)
        except (BackupRefused, OSError) as refused:
            raise CommandError(sentence_of(refused)) from None
        size = sum(size for size, _digest in made.files.values())
        self.stdout.write(
            f"已备份到{target}：{len(made.files)}个文件，{size / 2**20:.1f} MB，{told(made.rows)}。"
        )
        self.stdout.write("备份含有全部数据和密钥，请存放到另一台机器，限专人读取。")


def told(rows):
    """The counts of a manifest, for people."""
    names = {
        "organizations_user": "账号",
        "organizations_department": "部门",
        "history_batch": "变更记录",
    }
    return "，".join(f"{names.get(table, table)}{count}" for table, count in rows.items())
