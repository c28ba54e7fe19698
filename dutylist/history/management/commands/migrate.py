"""`migrate`, after which the guard is on again, however it ended, and what is kept on disk is the
owner's alone. A database that is not this program's, before or afterwards, is refused.
"""

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DatabaseError
from django.db.migrations.exceptions import InconsistentMigrationHistory

from dutylist.history.guard import guard_again
from dutylist.history.schema import OtherSchema, require_our_schema
from dutylist.private_files import close_to_others, kept_paths

OTHER_DATABASE = "数据库没有能够升级到本程序的版本，请核对是不是本程序的数据库。"


class Command(migrate.Command):
    def handle(self, *args, **options):
        try:
            super().handle(*args, **options)
        except (DatabaseError, InconsistentMigrationHistory) as error:
            raise CommandError(f"{OTHER_DATABASE}（{error}）") from error
        finally:
            guard_again(options["database"])
            close_to_others(*kept_paths(settings))
        if brings_everything(options):
            try:
                require_our_schema(options["database"])
            except OtherSchema as refused:
                raise CommandError(str(refused)) from refused


def brings_everything(options):
    """Whether all migrations were to be made, not shown, faked or only some of them."""
    partly = ("app_label", "plan", "check_unapplied", "fake", "prune")
    return not any(options.get(name) for name in partly)
