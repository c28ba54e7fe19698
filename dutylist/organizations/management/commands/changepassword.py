"""In place of Django's command, which would leave sessions and tokens as they are and record
nothing.
"""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Not used here: reset_password gives a one-time password and ends what rested on the old "
        "one."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="?")

    def handle(self, *args, **options):
        raise CommandError(
            "请使用 manage.py reset_password 用户名 --reason 理由：生成一次性密码并记录。"
        )
