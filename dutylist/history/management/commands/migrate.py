"""`migrate`, after which the guard is on again, however it ended, and what is kept on disk is the
owner's alone.
"""

from django.conf import settings
from django.core.management.commands import migrate

from dutylist.history.guard import guard_again
from dutylist.private_files import close_to_others, kept_paths


class Command(migrate.Command):
    def handle(self, *args, **options):
        try:
            super().handle(*args, **options)
        finally:
            guard_again(options["database"])
            close_to_others(*kept_paths(settings))
