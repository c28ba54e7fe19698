"""In place of Django's command: rights come from roles, and there is no superuser."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Not used here: open_account opens an account, with --role for one of the three duties."

    def handle(self, *args, **options):
        raise CommandError("请使用 manage.py open_account 用户名 姓名 --role 角色 --reason 理由。")
