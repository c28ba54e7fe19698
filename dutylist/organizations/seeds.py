"""What must be there after every migrate and flush: the named account of jobs and seeds."""

from dutylist.history.recording import recording


def seed_system_account(sender, using, **kwargs):
    """Creates `system`, with no usable password; it records itself as its own author."""
    from .models import User
    from .models.users import SYSTEM_USERNAME

    if using != "default" or User.objects.filter(username=SYSTEM_USERNAME).exists():
        return
    account = User(username=SYSTEM_USERNAME, first_name="系统")
    account.set_unusable_password()
    with recording(by=account, reason="建立系统账号", source="seed"):
        account.save()
