"""The code that opens the first-run page of an installation where nobody has an account yet:
whoever reads its files may set it up, and not whoever comes first.
"""

import os
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from dutylist.organizations.models import User
from dutylist.organizations.models.users import SYSTEM_USERNAME

NAME = "setup-code"


def is_first_run():
    """Whether nobody has an account here."""
    return not User.objects.exclude(username=SYSTEM_USERNAME).exists()


def setup_code():
    """The code of this installation, made once, in a file for its owner alone."""
    path = settings.VAR_DIR / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(16))
    except FileExistsError:
        pass
    return path.read_text().strip()


def is_code(text):
    return constant_time_compare(text.strip(), setup_code())


def forget_code():
    """After the first run nothing is opened by it."""
    (settings.VAR_DIR / NAME).unlink(missing_ok=True)


def setup_address():
    """The address that opens the first-run page, code included."""
    return f"{settings.PUBLIC_URL}{reverse('setup')}?code={setup_code()}"
