"""Setting, ageing and making up passwords."""

import secrets
import string
from datetime import timedelta

from ..account_policy import account_policy
from ..models.accounts import PasswordRecord
from .ending import End, end_what_rested, locked_account

# Without 0 O 1 l I: these passwords are read from paper.
LETTERS = "".join(letter for letter in string.ascii_letters if letter not in "OlI")
DIGITS = "23456789"
SIGNS = "-+=@%"


def set_password(user, password, *, must_change, by, request=None):
    """The password of this account from now on; `must_change` for one that somebody else knows.

    What rested on the one before ends with it. Called inside the transaction of a verb.
    """
    locked_account(user)
    user.set_password(password)
    user.save(update_fields=["password"])
    user._password = None
    record = PasswordRecord.objects.create(user=user, hash=user.password, must_change=must_change)
    end_what_rested(user, End.PASSWORD, by=by, request=request)
    return record


def due_at(user):
    """When the password has to be changed: at once for an initial one, else when it is too old."""
    record = user.password_records.first()
    if record is None:
        return user.date_joined + timedelta(days=account_policy().password_days)
    if record.must_change:
        return record.set_at
    return record.set_at + timedelta(days=account_policy().password_days)


def random_password():
    """A one-time password of 16 characters of all classes."""
    classes = [string.ascii_uppercase.replace("O", "").replace("I", ""), DIGITS, SIGNS]
    characters = [secrets.choice(kind) for kind in classes]
    characters += [secrets.choice(LETTERS + DIGITS) for _ in range(13)]
    secrets.SystemRandom().shuffle(characters)
    return "".join(characters)
