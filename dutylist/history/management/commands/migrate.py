"""`migrate`, after which the guard is on again, however it ended."""

from django.core.management.commands import migrate

from dutylist.history.guard import guard_again


class Command(migrate.Command):
    def handle(self, *args, **options):
        try:
            super().handle(*args, **options)
        finally:
            guard_again(options["database"])
