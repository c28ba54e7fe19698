"""Opens an account from the machine itself: the first administrators of an instance have nobody to
open theirs.
"""

from django.core.management.base import BaseCommand, CommandError

from dutylist.history.recording import recording
from dutylist.history.refusals import Refusal
from dutylist.organizations.models import Region, User
from dutylist.organizations.roles import DUTY_ROLES
from dutylist.organizations.services.accounts import open_account
from dutylist.organizations.services.members import grant_membership


class Command(BaseCommand):
    help = (
        "Opens an account and prints its one-time password, which has to be changed at the first "
        "log-in. With --role it keeps accounts, grants roles or audits, for the whole instance or "
        "the --place named."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("name", help="the person's name (姓名)")
        parser.add_argument(
            "--role", choices=sorted(DUTY_ROLES), help="one of the three duties that are kept apart"
        )
        parser.add_argument(
            "--place", help="code of the province, city or county; the whole instance without it"
        )
        parser.add_argument("--reason", required=True)

    def handle(self, *args, username, name, role, place, reason, **options):
        by, region = User.objects.system(), None
        if place:
            region = Region.objects.filter(code=place).first()
            if region is None:
                raise CommandError(f"没有代码为{place}的区划。")
        try:
            with recording(by=by, reason=reason, source="command"):
                user, password = open_account(username, name, place=region, by=by, reason=reason)
                if role:
                    grant_membership(user, role, region=region, by=by, reason=reason)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"{user.username}:{password}")
