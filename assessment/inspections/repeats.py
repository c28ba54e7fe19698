"""Which inspections repeat one another: the same subject by words and meaning, in the same
month, in a township of both.
"""

from calendar import monthrange

from assessment.models import Inspection
from assessment.registers.near import alike


def text_of(row):
    """What an inspection is compared by."""
    return row.pk, row.subject, row.title


def months_around(row):
    """The first day of its first month, the last day of its last one."""
    last = row.ends_on
    return row.starts_on.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def share_a_month(row, other):
    first, last = months_around(row)
    return other.starts_on <= last and other.ends_on >= first


def overlap_of(row, other):
    """The codes of the townships that both look into."""
    theirs = {township.code for township in other.townships}
    return [township.code for township in row.townships if township.code in theirs]


def repeats_of(row, user=None):
    """[(another inspection, the codes of the townships of both)], the surest first; a person who is
    named is told of those he sees, or of all where the row is his to judge.
    """
    if not row.is_live:
        return []
    first, last = months_around(row)
    rows = Inspection.objects.live().filter(county=row.county_id).exclude(pk=row.pk)
    rows = rows.filter(starts_on__lte=last, ends_on__gte=first)
    if user is not None and not row.is_judged_by(user):
        rows = rows.filter(pk__in=Inspection.objects.visible_to(user).values("pk"))
    candidates = {}
    for other in rows.with_units().order_by("pk"):
        if overlap := overlap_of(row, other):
            candidates[other.pk] = (other, overlap)
    others = [text_of(other) for other, _overlap in candidates.values()]
    [near] = alike([text_of(row)], others)
    return [candidates[pk] for pk in near]


def repeated_among(rows):
    """The numbers of those of these inspections of one township that repeat an earlier one."""
    return set(earlier_alike(rows))


def earlier_alike(rows):
    """{number of an inspection: the numbers of the earlier ones of these that it is like}, where
    there are any.
    """
    rows = sorted(rows, key=lambda row: (row.starts_on, row.pk))
    texts = [text_of(row) for row in rows]
    keys, besides = {row.pk for row in rows}, []
    for place, row in enumerate(rows):
        together = {other.pk for other in rows[:place] if share_a_month(row, other)}
        besides.append(keys - together)
    earlier = {}
    for row, near in zip(rows, alike(texts, texts, compute=0, besides=besides), strict=True):
        if near:
            earlier[row.pk] = near
    return earlier
