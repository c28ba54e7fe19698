"""The archive (归档文件) of a request: every paper that is ready for this person, the attachments
and the record of the decisions, under a list of contents (卷内目录).
"""

from dataclasses import dataclass

from django.utils import timezone

from dutylist.attachments.services import opened
from dutylist.history.days import day_words
from dutylist.history.refusals import NotFound
from items.printed.files import plain_name

from .case import day_of
from .office_paper import OfficePaper
from .registry import PaperKind, Recipient, kinds_in_order
from .texts import NOTHING

CONTENTS = "卷内目录"
RECORD = "办理经过"
LOST = "文件不在服务器上"


def why_not_archived(case):
    return ""


@dataclass
class Filed:
    """One line of the list of contents, with the file it names: its bytes, or the attachment that
    is opened when its turn comes.
    """

    title: str
    author: str
    day: object
    number: str = ""
    note: str = ""
    ending: str = "docx"
    content: bytes = b""
    attachment: object = None
    is_lost: bool = False

    def name(self, place):
        return f"{place:02d}{plain_name(self.title)}.{self.ending}"


def files_of(case, is_ready):
    """(name, bytes) of every file of the archive, the list of contents first; `is_ready` tells of
    a kind whether this person is given it now.
    """
    filed = [as_filed(kind, case) for kind in kinds_in_order() if is_ready(kind)]
    filed.append(record_of(case))
    filed += [filed_attachment(one) for one in case.attachments]
    yield f"00{CONTENTS}.docx", contents_of(case, filed).saved()
    for place, one in enumerate(filed, 1):
        if one.attachment is None:
            yield one.name(place), one.content
        elif not one.is_lost:
            with opened(one.attachment) as file:
                yield one.name(place), file.read()


def as_filed(kind, case):
    paper = kind.write(case)
    return Filed(
        title=kind.label,
        author=paper.unit,
        day=paper.day,
        number=paper.number,
        content=paper.saved(),
    )


def filed_attachment(attachment):
    """An attachment under its own name; one whose file is lost is listed all the same."""
    stem, dot, ending = attachment.file_name.rpartition(".")
    note, is_lost = attachment.get_kind_display(), False
    try:
        opened(attachment).close()
    except NotFound:
        note, is_lost = f"{note}，{LOST}", True
    return Filed(
        title=stem if dot else attachment.file_name,
        author=attachment.uploaded_by_name,
        day=timezone.localdate(attachment.uploaded_at),
        note=note,
        ending=ending,
        attachment=attachment,
        is_lost=is_lost,
    )


def contents_of(case, filed):
    """The list of contents of the file."""
    last = case.decisions[-1]
    paper = OfficePaper(CONTENTS, unit=case.office, day=day_of(last), number=case.request.number)
    paper.note(case.named)
    rows = []
    for place, one in enumerate(filed, 1):
        day = day_words(one.day) or NOTHING
        rows.append((place, one.number or NOTHING, one.author, one.title, day, "", one.note))
    heads = ("序号", "文号", "责任者", "题名", "日期", "页数", "备注")
    paper.table(heads, rows, (3, 4, 4, 6, 4, 2, 3), centred=(0, 1, 4, 5))
    return paper


def record_of(case):
    """The decisions from the first to the last, as a paper of the file."""
    paper = OfficePaper(
        f"{case.matter}办理经过",
        unit=case.office,
        day=day_of(case.decisions[-1]),
        number=case.request.number,
        on_its_side=True,
    )
    paper.note(case.named)
    rows = []
    for place, decision in enumerate(case.decisions, 1):
        rows.append((place, *row_of_decision(decision)))
    heads = ("序号", "时间", "办理事项", "办理人", "理由和内容", "时限")
    paper.table(heads, rows, (3, 5, 5, 5, 14, 5), centred=(0, 1, 2))
    return Filed(
        title=RECORD,
        author=paper.unit,
        day=paper.day,
        number=paper.number,
        content=paper.saved(),
    )


def row_of_decision(decision):
    at = timezone.localtime(decision.at)
    who = decision.by_name
    if decision.for_name:
        who += f"（{decision.for_name}）"
    told = [decision.reason] if decision.reason else []
    for label, texts in decision.told_texts:
        told.append(f"{label}：{'；'.join(texts)}")
    action = decision.action_label
    if decision.on_paper:
        action += "（盖章原件）"
    return (
        f"{day_words(at.date())} {at:%H:%M}",
        action,
        who,
        "\n".join(told) or NOTHING,
        term_words(decision),
    )


def term_words(decision):
    if decision.due_on is None:
        return NOTHING
    kept = "逾期" if decision.was_late else "按期"
    return f"{kept}（{day_words(decision.due_on)}前）"


ARCHIVE = PaperKind("archive", "归档文件", None, why_not_archived, Recipient.UNIT)
