"""What the application fills in by itself: from the unit, the item and the county's list."""

from collections import Counter

from access_control.models import Channel
from items.entry.fields import EMPTY
from items.models import DutyItem, Kind, Scope

from .own_change import Way

MOST_ACTS = 200
TOWNSHIP_UNABLE = "township_unable"
WHAT_IS_ASKED = {
    Way.LEAVE: "请求不再承担“{name}”",
    Way.TRANSFER: "请求由部门收回“{name}”",
    Way.REVISE: "请求调整“{name}”",
    Way.CANCEL: "请求将“{name}”移出清单",
}


def new_item_content(unit):
    """A new item as it is filled in for a unit that applies: what kind, in which category."""
    content = {**EMPTY, "kind": Kind.COORDINATION, "scope": Scope.LISTED}
    if unit.department:
        content["category"] = usual_category(unit.department)
        content["responsibilities"] = [own_row(unit.department)]
    if unit.township:
        content["townships"] = [unit.township.code]
    return content


def own_row(department):
    row = dict.fromkeys(("internal_office", "duty", "method"), "")
    return row | {
        "department": department.name,
        "collective": False,
        "role": "lead",
        "transition_on": None,
    }


def usual_category(department):
    """The category in which most of the items that a department leads stand; "" where it leads
    none.
    """
    rows = DutyItem.objects.current().filter(
        county=department.county_id,
        kind=Kind.COORDINATION,
        responsibilities__department=department,
        responsibilities__role="lead",
        category__retired_on=None,
    )
    counted = Counter(rows.values_list("category__name", flat=True))
    return counted.most_common(1)[0][0] if counted else ""


def title_of(channel, own, typed):
    """The title of a request that nobody wrote one for."""
    if own is None or not typed:
        return ""
    if not own.is_new_item:
        asked = WHAT_IS_ASKED.get(typed.get("way"), WHAT_IS_ASKED[Way.REVISE])
        return asked.format(name=own.item.name)
    name = typed["item-name"].strip()
    if not name:
        return ""
    if channel == Channel.TEMPORARY:
        return f"请求临时准入“{name}”"
    return f"请求将“{name}”列入清单"


def acts_offered(lookup):
    """[(title, what stands beside it)] of the library, the valid ones first; the rest is told when
    it is typed.
    """
    acts = sorted(lookup.acts.values(), key=lambda act: (bool(act.repealed_on), act.title))
    offered = []
    for act in acts[:MOST_ACTS]:
        offered.append((act.title, " · ".join(filter(None, [act.document_number, state_of(act)]))))
    return offered


def state_of(act):
    if act.is_repealed():
        return "已废止"
    return "已修订" if act.replaced_by_id else "现行有效"
