"""Prints the address of the first-run page, as long as nobody has an account here."""

from dutylist.organizations.management.command import ServiceCommand
from items.setup.code import is_first_run, setup_address


class Command(ServiceCommand):
    help = (
        "Prints the address that opens the first-run page, code included; nothing once there is "
        "an account."
    )

    def serve(self, **options):
        if is_first_run():
            return f"首次启用，请用浏览器打开：{setup_address()}"
        return ""
