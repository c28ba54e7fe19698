"""Makes the demo county when the database is empty, and prints its accounts."""

import os

from django.conf import settings

from dutylist.organizations.management.command import ServiceCommand
from dutylist.organizations.models import Region
from items.management.demo_county import make_demo
from items.published.warming import make_vectors


class Command(ServiceCommand):
    help = (
        "Makes the demo county in an empty database and prints its accounts; in any other it only "
        "prints them."
    )

    def serve(self, **options):
        path = settings.VAR_DIR / "demo-accounts.txt"
        if not Region.objects.exists():
            write_accounts(path, make_demo(say=lambda text: self.stdout.write(f"演示县：{text}")))
            make_vectors()
        if path.exists():
            return f"演示账号（{path.name}）：\n{path.read_text()}"
        return ""


def write_accounts(path, passwords):
    """`user:password` lines that only the owner can read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        os.fchmod(file.fileno(), 0o600)  # one that was there already keeps its mode
        file.writelines(f"{user}:{password}\n" for user, password in passwords.items())
