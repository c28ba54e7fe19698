"""Entries of the shipped list taken over into a county's own."""

from access_control.models import ProhibitedEntry
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import Invalid

from ..suggested import suggested_entries
from .entries import keeping, write


def left_to_adopt(county):
    """The entries of the shipped list of which the county has none of the name, also none that is
    over.
    """
    names = set(
        ProhibitedEntry.objects.filter(county=county).values_list("name", flat=True),
    )
    return [row for row in suggested_entries() if row["name"] not in names]


def adopt(county, names, *, by, reason, source="form"):
    """Takes these entries of the shipped list over as they are, in one batch; what the county has
    is left as it is: -> the new ones.
    """
    wanted = set(names)
    if not wanted:
        raise Invalid({"names": "请至少选择一条。"})
    if unknown := wanted - {row["name"] for row in suggested_entries()}:
        raise Invalid({"names": f"建议清单中没有：{'、'.join(sorted(unknown))}。"})
    made = []
    with keeping(county, by, reason, source):
        CountyPolicy.objects.locked(county)
        for row in left_to_adopt(county):
            if row["name"] in wanted:
                entry = ProhibitedEntry(county=county)
                write(entry, dict(row))
                made.append(entry)
    return made
