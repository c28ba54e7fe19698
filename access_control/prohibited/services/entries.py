"""One prohibited entry: added, amended, ended."""

from datetime import timedelta

from django.utils import timezone

from access_control.models import ProhibitedEntry
from access_control.permissions import may_keep_prohibited
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.services.texts import needed, refuse_invalid
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible, Stale
from items.meaning.vectors import vectors_of

from ..matching import texts_for_meaning

FIELDS = frozenset({"name", "description", "phrases", "ground", "since", "until"})
TEXTS = ("name", "description", "ground")


def add(county, name, *, by, reason, source="form", **fields):
    """A new entry of the county: -> ProhibitedEntry."""
    with keeping(county, by, reason, source):
        CountyPolicy.objects.locked(county)
        entry = ProhibitedEntry(county=county)
        write(entry, {"name": name, **fields})
    return entry


def amend(entry, *, by, reason, source="form", expect=None, **fields):
    """Changes an entry; with `expect`, the version that was seen, refuses when it is another
    by now. -> ProhibitedEntry
    """
    with keeping(entry.county, by, reason, source):
        CountyPolicy.objects.locked(entry.county)
        entry = locked(entry, expect)
        write(entry, fields)
    return entry


def end(entry, *, by, reason, source="form", expect=None, on=None):
    """Ends an entry on a day, today unless told otherwise; the day before is its last. It stays in
    the list of what is over. -> ProhibitedEntry
    """
    with keeping(entry.county, by, reason, source):
        entry = locked(entry, expect)
        day = on or timezone.localdate()
        if entry.until is not None and entry.until < day:
            raise NotPossible(f"“{entry.name}”已经终止。")
        if entry.since is not None and entry.since >= day:
            raise Invalid({"on": "终止日期应晚于起始日期。"})
        write(entry, {"until": day - timedelta(days=1)})
    return entry


def keeping(county, by, reason, source):
    """The recording of a verb, for whoever may keep the entries of the county."""
    if not may_keep_prohibited(by, county):
        raise NotAllowed(f"您不能修改{county.name}的禁入事项。")
    return recording(by=by, reason=needed(reason), source=source, county=county.code)


def locked(entry, expect=None):
    """The entry as it is now, under a lock."""
    entry = (
        ProhibitedEntry.objects.select_for_update(of=("self",))
        .select_related("county")
        .get(pk=entry.pk)
    )
    if expect is not None and entry.version != expect:
        raise Stale("这条禁入事项在您读取之后已有变动，请重新读取后再办理。")
    return entry


def write(entry, fields):
    """Puts the values on the entry, checks all of it and saves; -> whether anything changed. The
    version rises with every change.
    """
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"no such field of a prohibited entry: {', '.join(sorted(unknown))}")
    before = {name: getattr(entry, name) for name in FIELDS}
    for name, value in fields.items():
        setattr(entry, name, value)
    for name in TEXTS:
        setattr(entry, name, clean_text(getattr(entry, name)))
    entry.phrases = clean_phrases(entry.phrases)
    if not entry.name:
        raise Invalid({"name": "请填写名称。"})
    is_changed = entry.pk is None or before != {name: getattr(entry, name) for name in FIELDS}
    if not is_changed:
        return False
    if entry.pk is not None:
        entry.version += 1
    refuse_invalid(entry)
    entry.save()
    vectors_of(texts_for_meaning(entry))  # made beside serving, where there are none
    return True


def clean_phrases(phrases):
    """The phrases as they are kept, once each; what is no list of texts is left for the check."""
    if not isinstance(phrases, list) or not all(isinstance(text, str) for text in phrases):
        return phrases
    texts = [" ".join(clean_text(text).split()) for text in phrases]
    return list(dict.fromkeys(text for text in texts if text))
