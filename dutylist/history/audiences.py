"""Who may read a batch that is not everybody's (记录的可见范围): keys on the
batch, and who holds them.

A key names a unit, a role in a county or one person: `department:12`, `clerk:3`, `person:7`.
History knows none of these: the floor that does says which keys a person holds
(`holders_are_told_by`). A batch without an audience is for whoever reads its county.
"""

import re
from dataclasses import dataclass

from django.db.models import Q

KEY = re.compile(r"[a-z_]+:[0-9]+")
# Beside the keys of its readers it keeps a batch from the auditors too: they learn that there is
# one and on which day, as of a protected actor. Nobody holds it.
NOT_EVEN_AUDITORS = "sealed:0"
NOBODY = Q(pk__in=[])
_sources = []


@dataclass(frozen=True)
class Holder:
    """The keys a person holds, and the condition on the batches that he audits."""

    keys: frozenset = frozenset()
    audits: Q = NOBODY


def holders_are_told_by(function):
    """Registers what a person holds: `function(user)` gives a `Holder`."""
    _sources[:] = [function]
    return function


def holder_of(user):
    """What this person holds; nobody (None, a visitor) holds nothing."""
    if user is None or not user.is_authenticated or not _sources:
        return Holder()
    return _sources[0](user)


def written(keys):
    """Keys as a column holds them: in order, with a comma on either side of each; none is ""."""
    keys = sorted(set(keys))
    if wrong := [key for key in keys if not KEY.fullmatch(key)]:
        raise ValueError(f"not a key of an audience: {wrong[0]!r}")
    return f",{','.join(keys)}," if keys else ""


def holds_one_of(column, keys):
    """The condition that a column of keys names one of these."""
    condition = NOBODY
    for key in sorted(keys):
        condition |= Q(**{f"{column}__contains": f",{key},"})
    return condition


def is_among(user, text):
    """Whether a column of keys, as written, names this person."""
    return not holder_of(user).keys.isdisjoint(text.split(","))


def kept_from_auditors():
    """The condition on batches whose audience is sealed from the auditors too."""
    return holds_one_of("audience", [NOT_EVEN_AUDITORS])


def is_kept_from_auditors(text):
    """The same of one audience as written."""
    return f",{NOT_EVEN_AUDITORS}," in text


def readable_by(user):
    """The condition on batches whose contents this person may read, their county aside.

    An auditor reads every audience, but not what is kept from him with its actor, where the
    contents would say who acted, and not what is sealed from him by name (`NOT_EVEN_AUDITORS`).
    """
    holder = holder_of(user)
    addressed = Q(audience__gt="") & holds_one_of("audience", holder.keys)
    audited = Q(protection="") & ~kept_from_auditors() & holder.audits
    return Q(audience="") | addressed | audited
