"""What the daily run does with feedback: contacts go half a year after the matter was over, digests
of addresses within the day.
"""

from dutylist.notices.jobs import Stage, daily

from .services.erasing import erase_contacts
from .services.limiting import forget_senders


@daily("feedback_contacts", Stage.MOVES)
def erase_old_contacts(now):
    return f"清除办结满六个月的群众联系方式{erase_contacts(now)}条。"


@daily("feedback_senders", Stage.MOVES)
def forget_old_senders(now):
    forget_senders(now)
    return "提交次数的散列值已经清除。"
