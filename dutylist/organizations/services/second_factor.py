"""The second factor: a time-based code (TOTP) of a phone, and recovery codes for the day the phone
is lost.
"""

import base64
import binascii
import hashlib
import secrets

import segno
from django.db import transaction
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from ..models.accounts import AccountEvent, RecoveryCode
from ..permissions import require_own_account
from .account_events import record_event
from .ending import End, end_what_rested, locked_account

RECOVERY_CODES = 10
DEVICE_NAME = "手机验证器"


def new_key():
    return default_key()


def shown_key(key):
    """The key as people type it: base32 in groups of four."""
    text = base64.b32encode(binascii.unhexlify(key)).decode().rstrip("=")
    return " ".join(fours(text))


def fours(text):
    """A text cut into groups of four."""
    return [text[i : i + 4] for i in range(0, len(text), 4)]


def picture(user, key):
    """The QR code of a key as a data: address of an SVG."""
    return segno.make(TOTPDevice(user=user, key=key).config_url, error="m").svg_data_uri(
        scale=5, dark="#000", light="#fff"
    )


def codes_left(user):
    return user.recovery_codes.filter(used_at=None).count()


def enrolled(user):
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


def enrol(user, key, code, *, request=None):
    """The key becomes the user's second factor if the code fits: -> (device, recovery codes shown
    once), or None.
    """
    totp = TOTP(binascii.unhexlify(key))
    if not (_is_totp(code) and totp.verify(int(code), tolerance=1)):
        return None
    with transaction.atomic():
        locked_account(user)
        TOTPDevice.objects.devices_for_user(user).delete()
        device = TOTPDevice.objects.create(
            user=user, name=DEVICE_NAME, key=key, drift=totp.drift, last_t=totp.t()
        )
        record_event(AccountEvent.Kind.FACTOR_ENROLLED, user=user, by=user, request=request)
        end_what_rested(user, End.FACTOR, by=user, request=request)
        return device, make_recovery_codes(user, request=request)


def verify(user, code, *, request=None):
    """The device whose code this is (or that a recovery code stands for); None for a wrong or used
    one.
    """
    code = "".join(code.split()).replace("-", "")
    with transaction.atomic():
        device = (
            TOTPDevice.objects.devices_for_user(user, confirmed=True).select_for_update().first()
        )
        if device is None:
            return None
        if _is_totp(code):
            if device.verify_token(code):
                return device
            return None
        if _use_recovery_code(user, code, request):
            return device
        return None


def make_recovery_codes(user, *, request=None):
    """Ten new codes in place of all earlier ones: -> the codes, shown once."""
    codes = [base64.b32encode(secrets.token_bytes(10)).decode() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        user.recovery_codes.all().delete()
        rows = [RecoveryCode(user=user, hash=_hash(code)) for code in codes]
        RecoveryCode.objects.bulk_create(rows)
        record_event(AccountEvent.Kind.RECOVERY_CODES_MADE, user=user, by=user, request=request)
    return ["-".join(fours(code)) for code in codes]


def remove(user, *, by, request=None, detail=""):
    """The account is back to the password alone."""
    require_own_account(by, user)
    with transaction.atomic():
        locked_account(user)
        TOTPDevice.objects.devices_for_user(user).delete()
        user.recovery_codes.all().delete()
        record_event(
            AccountEvent.Kind.FACTOR_REMOVED, user=user, by=by, request=request, detail=detail
        )
        end_what_rested(user, End.FACTOR, by=by, request=request)


def is_recovery_code(code):
    """Whether a text was meant as a recovery code, right or wrong: those of the phone are six
    digits.
    """
    return any(sign.isalpha() for sign in code)


def _is_totp(code):
    return len(code) == 6 and code.isascii() and code.isdigit()


def _use_recovery_code(user, code, request):
    used = user.recovery_codes.filter(hash=_hash(code.upper()), used_at=None).update(
        used_at=timezone.now()
    )
    if used:
        kind = AccountEvent.Kind.RECOVERY_CODE_USED
        record_event(
            kind, user=user, by=user, request=request, detail=f"还剩{codes_left(user)}个恢复码"
        )
    return bool(used)


def _hash(code):
    return hashlib.sha256(code.encode()).hexdigest()
