"""The notice with which the county issues what it decided, and the one that asks to keep to the
list (关于严格执行清单的通知).
"""

from access_control.models import RequestStatus as Status
from access_control.papers.office_paper import OfficePaper
from access_control.papers.registry import paper
from access_control.papers.texts import headings, table_of_changes
from access_control.papers.written.reviews import as_passed
from dutylist.history.days import day_words

WAITING = (Status.APPROVED, Status.CLEARED, Status.REPORTED)


def why_not_issued(case):
    if case.entered:
        return ""
    if case.request.status in WAITING:
        return "还没有写入清单，等待上级审核。"
    return "还没有审定通过的内容。"


@paper("issuing_notice", "印发通知", why_not=why_not_issued)
def issuing_notice(case):
    request, words = case.request, case.words
    number = request.document_number or request.issued_number
    title = f"关于调整{words['list_title']}的通知"
    written = OfficePaper(
        title, unit=case.office, day=request.decided_on, number=number or request.number
    )
    if number:
        written.note(number)
    written.to(f"{words['every_township']}，{words['relevant_departments']}")
    written.text(ground_of(case))
    changes, hidden = open_and_hidden(case)
    for place, change in enumerate(changes, 1):
        written.text(f"{place}.{case.what_is_asked(change)}{codes_made_in_words(change)}。")
    if hidden:
        written.text(f"另有{hidden}条内容不予公开，单独通知有关单位。")
    written.text(from_when(case))
    if case.support:
        written.text(f"{case.applicant}要落实下列支持保障：{'；'.join(case.support)}。")
    if changes:
        written.annexes("调整内容对照表")
    written.signed()
    if changes:
        written.annex("附件", "调整内容对照表")
        passed = []
        for place, change in enumerate(changes, 1):
            listed = as_passed(change)
            listed.number = place  # as the notice lists them: it leaves out what is not public
            passed.append(listed)
        table_of_changes(written, case, passed, after="调整为", is_now=False)
    add_strict_notice(written, case)
    return written


def ground_of(case):
    request = case.request
    if request.meeting:
        ground = f"经{day_words(request.decided_on)}{request.meeting_name}审定"
    else:
        ground = f"经{day_words(request.decided_on)}审核同意"
    title = case.words["list_title"]
    return f"{ground}，现对{title}作如下调整，请认真贯彻执行。"


def open_and_hidden(case):
    """(the changes that are told to everybody, how many are not)."""
    told = []
    for change in case.entered:
        contents = [change.then, *change.contents]
        if all(content["public"] for content in contents if content):
            told.append(change)
    return told, len(case.entered) - len(told)


def codes_made_in_words(change):
    made = "、".join(change.made)
    return f"（编号{made}）" if made else ""


def from_when(case):
    if not case.term:
        return "上述内容自公布之日起施行。"
    if case.head["ends_on"]:
        return f"上述内容{case.term}，期满自动退出清单。"
    return f"上述内容{case.term}。"


def add_strict_notice(written, case):
    """The second notice, on a page of its own in the same file."""
    words = case.words
    listing = words["list_title"]
    written.next_paper(f"关于严格执行{listing}的通知")
    written.to(f"{words['every_township']}，{words['relevant_departments']}")
    written.text(f"为巩固基层减负成果，现就严格执行{listing}（以下简称清单）通知如下。")
    head = headings()
    for title, text in strict_rules(words):
        written.heading(head(title))
        written.text(text)
    written.signed()


def strict_rules(words):
    """[(heading, text)]: what everybody keeps to."""
    township, office = words["township"], words["office"]
    return (
        (
            "严格按照清单履职",
            f"清单是{township}履行职责的依据。{words['every_township']}按照清单履行基本履职事项、"
            "做好配合履职事项；已由部门收回的事项，由承接部门办理。",
        ),
        (
            "严格执行准入制度",
            f"没有列入清单的事项，{words['relevant_departments']}不得自行安排{township}承担。"
            f"确需{township}承担或者配合的，由牵头部门向{office}申请职责准入，经征求意见、"
            "合法性审查和会议审定后列入清单。抢险救灾、疫情防控等依法应急处置的除外。",
        ),
        (
            "严格落实支持保障",
            "牵头部门履行清单写明的部门职责，兑现承诺的经费、人员、培训、技术等支持保障，"
            "不得以属地管理、签订责任状、考核排名等方式转移职责。",
        ),
        (
            "严格监督反馈",
            f"对清单以外安排的事项，{township}可以向{office}反映，由{office}核实后依规处理。",
        ),
    )
