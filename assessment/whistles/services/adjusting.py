"""What is called for again and again: the third whistle on an item within a year drafts an
adjustment of the office, which it submits or puts aside.
"""

from access_control.models import ChangeRequest
from access_control.requests.services.drafting import draft_of_the_office
from assessment.models import Whistle
from assessment.models.whistles import A_YEAR
from dutylist.history.texts import clean_text
from dutylist.organizations.models import CountyPolicy, User
from dutylist.organizations.roles import STAFFING_OFFICE

from .telling import tell_roles

MOST_TOLD = 10
LONGEST_NAME = 60  # of an item, in the title


def draft_adjustment(whistle):
    """Drafts the adjustment where it is the turn; of whistles on the same item in that year there
    is one, which the later ones name as well. Under the county's lock.
    """
    if not whistle.item_code:
        return
    since = whistle.raised_at - A_YEAR
    rows = Whistle.objects.on_item(whistle.county, whistle.item_code, since)
    drafted = rows.exclude(adjustment=None).order_by("pk").first()
    if drafted is not None:
        whistle.adjustment = drafted.adjustment
        whistle.save()
        return
    calls = list(rows.select_related("township").order_by("pk"))
    policy = CountyPolicy.objects.get(region=whistle.county)
    if len(calls) < policy.value("whistle_adjustment_count"):
        return
    whistle.adjustment = drafted_for(whistle, calls)
    whistle.save()
    title = f"一年内吹哨{len(calls)}次，已起草{whistle.adjustment.number}：{whistle.item_name}"
    tell_roles(whistle, STAFFING_OFFICE, "adjustment", title)


def drafted_for(whistle, calls):
    """A draft of the office's own about the item: the department that is called for takes it over,
    unless the office finds otherwise.
    """
    request = draft_of_the_office(
        {
            "county": whistle.county.code,
            "applicant": {"office": True},
            "channel": "adjustment",
            "circumstance": "common_problem",
            "title": f"“{whistle.item_name[:LONGEST_NAME]}”一年内吹哨{len(calls)}次，拟研究调整",
            "reason": reason_of(whistle, calls),
        },
        by=User.objects.system(),
        source="job",
    )
    return ChangeRequest.objects.get(pk=request.pk)


def reason_of(whistle, calls):
    """What was called for, by whom and with which result."""
    lines = [
        f"“{whistle.item_name}”（{whistle.item_code}）一年内吹哨{len(calls)}次，"
        "系统按规则起草，请研究这一事项是否由部门直接办理、补足保障或者修改职责分工："
    ]
    for call in calls[-MOST_TOLD:]:
        result = call.get_result_display() or call.status_label
        lines.append(f"{call.number}，{call.township.name}，{clean_text(call.brief)}，{result}。")
    return "\n".join(lines)
