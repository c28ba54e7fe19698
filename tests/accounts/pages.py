"""What the tests of accounts share: logging in by the page, a second factor, a clock that was set
back.
"""

from datetime import timedelta

from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from dutylist.organizations.models import AccountEvent, AccountSession, PasswordRecord
from dutylist.organizations.services import second_factor

PASSWORD = "Ceshi-mima-2026"
NEW_PASSWORD = "Hedao-Xuncha-88"


def log_in(client, username, password=PASSWORD, **headers):
    return client.post("/login/", {"username": username, "password": password}, **headers)


def fail(client, username, times, **headers):
    for _ in range(times):
        answer = log_in(client, username, "wrong-Password-1", **headers)
    return answer


def code_of(key, steps=0):
    totp = TOTP(bytes.fromhex(key))
    totp.drift = steps
    return f"{totp.token():06d}"


def enrol(user):
    """A second factor whose last code was used long ago: -> (device, recovery codes)."""
    key = second_factor.new_key()
    device, codes = second_factor.enrol(user, key, code_of(key))
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=0)
    return device, codes


def is_logged_in(client):
    return client.get("/account/").status_code == 200


def set_back(session, **fields):
    """Moves times of a session into the past: `set_back(session,
    last_seen_at=timedelta(minutes=31))`.
    """
    moved = {name: timezone.now() - ago for name, ago in fields.items()}
    AccountSession.objects.filter(pk=session.pk).update(**moved)


def only_session(user):
    return AccountSession.objects.open().get(user=user)


def age_password(user, days):
    record = PasswordRecord.objects.create(user=user, hash=user.password)
    PasswordRecord.objects.filter(pk=record.pk).update(set_at=timezone.now() - timedelta(days=days))


def kinds(user):
    return list(
        AccountEvent.objects.filter(user=user).order_by("pk").values_list("kind", flat=True)
    )
