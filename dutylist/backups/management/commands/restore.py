"""Puts a backup back: everything is checked first, and a damaged one changes nothing."""

from django.core.management.base import BaseCommand, CommandError

from dutylist.backups.manifest import BackupRefused, sentence_of
from dutylist.backups.services import migrations_missing, restore

from .backup import told


class Command(BaseCommand):
    help = (
        "Puts a backup in place of what is here. Stop the program first. A database that holds "
        "accounts is replaced with --replace only, after a copy of it was kept."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("source", metavar="SRC", help="the folder of a backup")
        parser.add_argument(
            "--replace", action="store_true", help="replace what is here (a copy is kept)"
        )

    def handle(self, *args, source, replace, **options):
        try:
            manifest, kept = restore(source, replace=replace)
        except (BackupRefused, OSError) as refused:
            raise CommandError(sentence_of(refused)) from None
        if kept:
            self.stdout.write(f"恢复以前的数据已另存在{kept}。")
        self.stdout.write(f"已恢复{manifest.made_at}的备份：{told(manifest.rows)}。")
        if migrations_missing():
            self.stdout.write("备份取自较早的版本，请运行 manage.py migrate 升级数据库。")
        self.stdout.write("请运行 manage.py verify_history 核对变更记录，再启动程序。")
