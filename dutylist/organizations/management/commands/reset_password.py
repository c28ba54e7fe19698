"""Gives an account a new one-time password from the machine itself, when no administrator can."""

from django.core.management.base import BaseCommand, CommandError

from dutylist.history.refusals import Refusal
from dutylist.organizations.models import User
from dutylist.organizations.services.accounts import reset_password


class Command(BaseCommand):
    help = "Prints a new one-time password; ends the sessions and tokens of the account."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--reason", required=True)

    def handle(self, *args, username, reason, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"没有名为 {username} 的账号。")
        try:
            password = reset_password(
                user, by=User.objects.system(), reason=reason, source="command"
            )
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"{user.username}:{password}")
