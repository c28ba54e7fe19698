"""What the daily run does at the gate beside the moves of the clock: silence is handed to the
clerk, an amended text goes on without the applicant's word, an end is said beforehand.
"""

from django.utils import timezone

from access_control.models import ChangeRequest, RequestAction
from dutylist.notices.jobs import Stage, daily, one_by_one
from dutylist.organizations.models import User
from dutylist.workflow.engine import perform

from .services.consulting import hand_silence_to_clerk
from .services.ending import requests_ending, say_end_beforehand
from .services.reviewing import requests_without_word

NO_WORD = "申请单位在期限内没有答复修改后的文本，两种文本一并审核。"


@daily("amended_texts", Stage.MOVES)
def go_on_with_both(now):
    """An amended text whose applicant said no word in time goes on beside the submitted one."""
    system = User.objects.system()

    def go_on(request):
        expect = request.version
        perform(request, RequestAction.GO_ON, by=system, reason=NO_WORD, expect=expect, at=now)
        return 1

    tally = one_by_one(requests_without_word(timezone.localdate(now)), go_on)
    return f"修改文本逾期未答复{tally.done}件。{tally.told()}"


@daily("end_notices", Stage.REMINDERS)
def tell_of_ends(now):
    """Tells applicants and the office of what ends within the days that the county rules."""
    ending = requests_ending(ChangeRequest, timezone.localdate(now))
    tally = one_by_one(ending, say_end_beforehand)
    return f"期满前提醒{tally.done}人次。{tally.told()}"


@daily("request_silence", Stage.MOVES)
def silences(now):
    return f"催办期满仍未反馈、待编办结束征求意见的申请{hand_silence_to_clerk(now)}件。"
