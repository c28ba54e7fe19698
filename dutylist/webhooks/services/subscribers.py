"""One subscriber: registered, changed, enabled and disabled, given a new secret, removed."""

from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid, NotPossible, Stale
from dutylist.history.texts import clean_text
from dutylist.notices.services import close_todos
from dutylist.organizations.models import CountyPolicy, User
from dutylist.organizations.services.texts import needed, refuse_invalid

from ..kinds import checked_kinds
from ..models import Webhook
from ..permissions import require_keeper
from ..schedule import CHANGE_OVER
from ..sending.addresses import url_fault
from ..sending.signing import fingerprint_of, new_salt, secret_of
from .notices import FLOW, say_disabled

MOST = 20
FIELDS = frozenset({"name", "url", "kinds", "enabled"})
REMOVED = "这个外部系统已经移除。"
SEEN_OTHERWISE = "这个外部系统在您打开页面之后已有变动，请重新打开后再办理。"


def register(county, *, name, url, kinds=(), by, reason, source="form"):
    """A new subscriber of a county: -> (Webhook, secret). The secret is shown once."""
    with keeping(county, by, reason, source):
        CountyPolicy.objects.locked(county)
        if Webhook.objects.standing().filter(county=county).count() >= MOST:
            raise NotPossible(f"一个地区最多登记{MOST}个外部系统，请先移除不用的。")
        webhook = Webhook(county=county, created_by=by)
        secret = renew(webhook)
        write(webhook, {"name": name, "url": url, "kinds": list(kinds)})
    return webhook, secret


def change(webhook, *, by, reason, source="form", expect=None, **fields):
    """Changes name, address, kinds, or whether it receives at all: -> Webhook. `expect` is the mark
    of the settings that the person saw.
    """
    with keeping(webhook.county, by, reason, source):
        webhook = locked(webhook, expect)
        write(webhook, fields)
        if webhook.enabled:
            close_todos(FLOW, webhook.pk, by=by)
    return webhook


def rotate_secret(webhook, *, by, reason, source="form"):
    """A new secret: -> (Webhook, secret). The one before signs beside it for a day.

    Within that day the older one goes on, for the subscriber may still go by it: one that was lost
    before it was handed on is replaced without a break.
    """
    with keeping(webhook.county, by, reason, source):
        webhook, now = locked(webhook), timezone.now()
        if not webhook.is_changing_over(now):
            webhook.previous_salt = webhook.salt
            webhook.previous_until = now + CHANGE_OVER
        secret = renew(webhook)
        webhook.save()
    return webhook, secret


def remove(webhook, *, by, reason, source="form", expect=None):
    """Takes a subscriber out of use for good; what was delivered stays on record. -> Webhook"""
    with keeping(webhook.county, by, reason, source):
        webhook = locked(webhook, expect)
        webhook.enabled = False
        webhook.removed_at = timezone.now()
        webhook.save()
        close_todos(FLOW, webhook.pk, by=by)
    return webhook


def disable_failing(webhook, because):
    """Ends sending to a subscriber that has not taken anything for long, and says so.
    -> whether it was enabled
    """
    system = User.objects.system()
    with recording(by=system, reason=because, source="job", county=webhook.county.code):
        webhook = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
        if not webhook.enabled:
            return False
        webhook.enabled = False
        webhook.disabled_because = because
        webhook.save()
        say_disabled(webhook, because)
    return True


def keeping(county, by, reason, source):
    """The recording of a verb, for whoever keeps the subscribers of the county."""
    require_keeper(by, county)
    return recording(by=by, reason=needed(reason), source=source, county=county.code)


def locked(webhook, expect=None):
    """The subscriber as it is now, under a lock; refused where the person saw another one."""
    rows = Webhook.objects.select_for_update(of=("self",)).select_related("county")
    webhook = rows.get(pk=webhook.pk)
    if webhook.removed_at is not None:
        raise NotPossible(REMOVED)
    if expect not in (None, webhook.mark_of_settings):
        raise Stale(SEEN_OTHERWISE)
    return webhook


def write(webhook, fields):
    """Puts the values on the subscriber, checks them and saves. What stands already is judged anew
    when it is enabled, and does not hinder disabling it.
    """
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"no such field of a subscriber: {', '.join(sorted(unknown))}")
    was_enabled = webhook.enabled
    for name, value in fields.items():
        setattr(webhook, name, value)
    webhook.name = clean_text(webhook.name)
    webhook.url = webhook.url.strip()
    is_enabled_anew = webhook.enabled and not was_enabled
    judged = set(fields)
    if is_enabled_anew:
        judged = FIELDS
    refuse_wrong(webhook, judged)
    if is_enabled_anew:
        webhook.disabled_because = ""
        webhook.failing_since = None
    refuse_invalid(webhook)
    webhook.save()


def refuse_wrong(webhook, names):
    """Every fault of these fields at once."""
    faults = {}
    if "name" in names and not webhook.name:
        faults["name"] = "请填写名称。"
    if "url" in names and (fault := url_fault(webhook.url)):
        faults["url"] = fault
    if "kinds" in names:
        try:
            webhook.kinds = checked_kinds(webhook.kinds)
        except Invalid as refused:
            faults |= refused.errors
    if faults:
        raise Invalid(faults)


def renew(webhook):
    """Gives the subscriber a secret: -> it. Nothing is saved."""
    webhook.salt = new_salt()
    secret = secret_of(webhook.salt)
    webhook.fingerprint = fingerprint_of(secret)
    webhook.secret_made_at = timezone.now()
    return secret
