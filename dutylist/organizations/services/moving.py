"""What belongs to a region or department and goes along when it goes over into others, inside the
change's batch.
"""

from datetime import timedelta
from itertools import product

from dutylist.history.recording import current, recording
from dutylist.history.tracking import bulk_delete, bulk_save

from ..models import (
    CountyPolicy,
    Department,
    Membership,
    PlaceWord,
    RegionTag,
    RegionTagging,
    Reorganization,
    TownshipCard,
    User,
)


def give_to(successor, rows, *, by, reason, field="county", audience_of=None):
    """Each of these rows names the successor from now on, as its next version.

    `audience_of(row)` are the keys of those who alone read what is recorded of it (none: whoever
    reads the change): for them it is recorded apart.
    """
    of_readers = {}
    for row in rows:
        setattr(row, field, successor)
        if hasattr(row, "version"):
            row.version += 1
        audience = tuple(audience_of(row)) if audience_of else ()
        of_readers.setdefault(audience, []).append(row)
    options = {"by": by, "reason": reason, "source": current().source}
    for audience, theirs in of_readers.items():
        with recording(**options, county=successor.county.code, audience=audience):
            bulk_save(theirs)


def move_tags(predecessor, successors):
    """Every successor carries the predecessor's tags; a region that is no more carries none."""
    taggings = list(RegionTagging.objects.filter(township=predecessor))
    carried = RegionTagging.objects.filter(township__in=successors)
    carried = set(carried.values_list("tag_id", "township_id"))
    tags = [tagging.tag_id for tagging in taggings]
    wanted = set(product(tags, [successor.pk for successor in successors]))
    bulk_save(RegionTagging(tag_id=tag, township_id=pk) for tag, pk in sorted(wanted - carried))
    if predecessor not in successors:
        bulk_delete(taggings)


def move_card(predecessor, successors):
    """How a township that is no more was reached, its first successor without a card is reached."""
    card = TownshipCard.objects.filter(township=predecessor).first()
    if card is None or predecessor in successors:
        return
    carded = set(
        TownshipCard.objects.filter(township__in=successors).values_list("township", flat=True)
    )
    for successor in successors:
        if successor.pk not in carded:
            card.township = successor
            card.save()
            return


def move_county(county, successor):
    """Policy, words, tags, departments and reforms belong to the county's new row."""
    for model, field in (
        (CountyPolicy, "region"),
        (PlaceWord, "county"),
        (RegionTag, "county"),
        (Department, "county"),
        (Reorganization, "county"),
    ):
        rows = list(model.objects.filter(**{field: county}))
        for row in rows:
            setattr(row, field, successor)
        bulk_save(rows)
    accounts = list(User.objects.filter(opened_for=county))
    for user in accounts:
        user.opened_for = successor
    bulk_save(accounts)


def move_memberships(predecessor, successors, on, *, field="region"):
    """Whoever served the predecessor serves every successor from that day; earlier service stays as
    it was.
    """
    held = (
        Membership.objects.filter(**{field: predecessor})
        .exclude(ends_on__lt=on)
        .select_related("delegated_from")
    )
    held = sorted(held, key=lambda one: (one.delegated_from_id is not None, one.pk))
    over, born = predecessor not in successors, {}
    for membership in held:
        targets = [successor for successor in successors if successor != predecessor]
        if over and membership.starts_on >= on:
            setattr(membership, field, targets.pop(0))
        for successor in targets:
            born[membership.pk, successor.pk] = _carried(membership, field, successor, on, born)
        if over and membership.starts_on < on:
            membership.ends_on = on - timedelta(days=1)
    bulk_save(held)


def _carried(membership, field, successor, on, born):
    """The same service at the successor: the one already held there, or a new one."""
    delegator = born.get((membership.delegated_from_id, successor.pk)) or membership.delegated_from
    fields = {
        "user_id": membership.user_id,
        "role": membership.role,
        field: successor,
        "delegated_from": delegator,
    }
    there = Membership.objects.filter(**fields).exclude(ends_on__lt=on).first()
    return there or Membership.objects.create(
        **fields,
        starts_on=max(membership.starts_on, on),
        ends_on=membership.ends_on,
        delegate_reason=membership.delegate_reason,
    )
