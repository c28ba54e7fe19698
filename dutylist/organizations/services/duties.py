"""What an account owes before it may act: a new password, a second factor. Read with its session or
token.
"""

import functools
from datetime import timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from dutylist.history.refusals import NotAllowed

from ..account_policy import account_policy, second_factor_required
from ..models.accounts import PasswordRecord

PASSWORD = "password"  # noqa: S105 (the name of a duty)
FACTOR = "second_factor"
CODES = {PASSWORD: "password_change_due", FACTOR: "second_factor_due"}
SENTENCES = {
    PASSWORD: "密码已到期或者是初始密码，请先登录网站更换。",
    FACTOR: "您的角色须使用动态验证码，请先登录网站启用。",
}


@functools.cache
def with_duties(model):
    """The sessions or tokens with what `duty_of` reads, in one query.

    Every request asks it anew: the questions are built once, and each asking narrows a copy.
    """
    newest = PasswordRecord.objects.filter(user=OuterRef("user")).order_by("-set_at", "-pk")
    devices = TOTPDevice.objects.filter(user=OuterRef("user"), confirmed=True)
    return model.objects.annotate(
        password_set_at=Subquery(newest.values("set_at")[:1]),
        password_is_initial=Subquery(newest.values("must_change")[:1]),
        has_second_factor=Exists(devices),
    )


def duty_of(row, user, *, now=None):
    """What the user of a row from `with_duties` must do before anything else: PASSWORD, FACTOR or
    "".
    """
    set_at = row.password_set_at or user.date_joined
    oldest = (now or timezone.now()) - timedelta(days=account_policy().password_days)
    if row.password_is_initial or set_at <= oldest:
        return PASSWORD
    if not row.has_second_factor and second_factor_required(user):
        return FACTOR
    return ""


def refuse_duty(duty):
    """What a program is told; a person is led to the page where it is done."""
    if duty:
        raise NotAllowed(SENTENCES[duty], CODES[duty])
