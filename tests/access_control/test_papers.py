"""The papers of a request: when each is ready, what it says and to whom, its form, the archive."""

import io
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from django.utils import timezone
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from access_control.models import ChangeRequest
from access_control.papers.archive import files_of
from access_control.papers.case import Case
from access_control.papers.offered import is_offered
from access_control.papers.office_paper import OfficePaper
from access_control.papers.registry import ORDER
from access_control.papers.texts import headings
from access_control.papers.written.meetings import Meeting, agenda_of, minutes_of
from dutylist.attachments import storage
from dutylist.attachments.models import Attachment
from dutylist.history.days import day_words
from dutylist.organizations.models import PlaceWord
from dutylist.organizations.services.regions import set_policy
from tests.factories import make_attachment, seeding
from tests.grounds import ground

from .people import (
    DECIDED,
    REQUESTS,
    attached,
    browser_of,
    complete,
    decide,
    drafted,
    get,
    handed_in,
    new_item,
    patch,
    place,
    post,
    read,
    told,
)
from .test_sittings import endorsed, planned, recorded, rows_of, set_rules

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
OBJECTION = "没有专业人员金丝雀"
UNSENT = "只存未发的话"
PLEDGE = "1.签订责任状；\n2.上报线索。"
OFFICE = "中共示例县委机构编制委员会办公室"


@ground
def asked(place):
    """A request that was returned once and taken up: one town agreed, one objects, the third is
    reminded and has only saved what it thinks.
    """
    item = new_item(place, township_duty=PLEDGE)
    pk = drafted(place, {"op": "add", "item": item}, necessity="线索分散在村组")["id"]
    attached(place.head, pk)
    told(decide(place.head, pk, "submit"))
    missing = {"missing": ["补充经费测算", "写明巡查次数"]}
    told(decide(place.clerk, pk, "return", missing, reason="材料不全"))
    told(decide(place.head, pk, "submit"))
    facts = {"complete": complete(place, read(place.clerk, pk))}
    told(decide(place.clerk, pk, "accept", facts))
    opinions = f"{REQUESTS}{pk}/opinions/"
    agreed = {"stance": "agree", "capacity": {"body": True, "staff": False}}
    told(post(place.mayors[0], opinions, agreed))
    objection = {"stance": "object", "text": OBJECTION, "willingness": "unable"}
    told(post(place.mayors[1], opinions, objection))
    told(post(place.mayors[2], opinions, {"stance": "object", "text": UNSENT, "send": False}))
    told(decide(place.clerk, pk, "remind"))
    told(decide(place.head, pk, "answer", {"text": "已安排培训。"}))
    return SimpleNamespace(**vars(place), pk=pk)


@ground
def passed(asked):
    """The same request as the county passed it: the objecting town left it to the sitting, the
    legal officer struck the pledge, the sitting changed the name.
    """
    place, pk = asked, asked.pk
    told(post(place.mayors[2], f"{REQUESTS}{pk}/opinions/", {"stance": "agree", "text": ""}))
    change = read(place.clerk, pk)["changes"][0]["id"]
    unit = {"township": place.towns[1].code}
    way = {"change": change, "unit": unit, "way": "to_sitting", "text": "请会议研究"}
    told(decide(place.clerk, pk, "conclude", {"settlements": [way]}))
    struck = {
        "change": change,
        "outcome": "pass_amended",
        "article": "第三条",
        "text": "删去第1项",
        "item": {"township_duty": "1.上报线索。"},
    }
    told(decide(place.legal, pk, "pass_amended", {"results": [struck]}))
    told(decide(place.head, pk, "confirm"))
    told(decide(place.lead, pk, "endorse"))
    renamed = {
        "change": change,
        "outcome": "pass_amended",
        "text": "会议改名",
        "item": {"name": "海漂垃圾线索上报"},
    }
    told(decide(place.recorder, pk, "approve", DECIDED | {"results": [renamed]}))
    return asked


def listed(user, pk):
    """{kind: why it is not ready} as a list of papers tells it."""
    rows = told(get(user, f"{REQUESTS}{pk}/papers/"), 200)
    assert all(row["ready"] == (not row["why_not"]) for row in rows)
    return {row["kind"]: row["why_not"] for row in rows}


def ready(user, pk):
    return {kind for kind, why_not in listed(user, pk).items() if not why_not}


def paper(user, pk, kind):
    answer = get(user, f"{REQUESTS}{pk}/papers/{kind}/?format=docx")
    assert answer.status_code == 200, answer.content.decode()
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def text_of(content):
    """Everything that stands in a document, a line for each paragraph and row."""
    document, lines = Document(io.BytesIO(content)), []
    for paragraph in document.paragraphs:
        lines.append(paragraph.text)
    for table in document.tables:
        for row in table.rows:
            lines.append(" | ".join(cell.text for cell in row.cells))
    return "\n".join(lines)


def said(user, pk, kind):
    return text_of(paper(user, pk, kind))


def everything_said(user, pk):
    """{kind: text} of every paper that this person is given; the archive holds the same again."""
    return {kind: said(user, pk, kind) for kind in ready(user, pk) - {"archive"}}


BEFORE_THE_OPINIONS_ARE_IN = {
    "application",
    "acceptance",
    "correction_notice",
    "opinion_letter",
    "prompt_letter",
    "reminder",
    "comparison",
    "archive",
}
AFTER_THE_DECISION = {*ORDER, "archive"} - {"refusal", "prompt_letter"}


def test_a_draft_has_the_application_and_the_texts_side_by_side(place):
    pk = drafted(place)["id"]
    assert ready(place.head, pk) == {"application", "comparison"}
    assert listed(place.head, pk)["acceptance"] == "申请还没有提交。"
    text = said(place.head, pk, "application")
    assert "示例县职责准入申请表" in text
    assert "提交日期 | 尚未提交" in text
    assert "主要负责人（签字）" in text
    assert get(place.clerk, f"{REQUESTS}{pk}/papers/").status_code == 404
    assert get(place.clerk, f"{REQUESTS}{pk}/papers/application/").status_code == 404


def test_each_paper_is_ready_where_its_facts_are(asked):
    assert ready(asked.clerk, asked.pk) == BEFORE_THE_OPINIONS_ARE_IN
    refused = get(asked.clerk, f"{REQUESTS}{asked.pk}/papers/adoption_table/")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_ready")
    assert refused.json()["detail"] == "意见汇总及采纳情况表还不能生成：征求意见还没有结束。"


def test_after_the_decision_all_are_ready_but_what_never_was(passed):
    found = listed(passed.clerk, passed.pk)
    assert {kind for kind, why_not in found.items() if not why_not} == AFTER_THE_DECISION
    assert list(found) == [*ORDER, "archive"]
    assert found["prompt_letter"] == "申请已经办结，不再制发工作提示函。"


def test_a_refusal_says_which_and_why(place):
    pk = handed_in(place)["id"]
    assert "refusal" not in ready(place.clerk, pk)
    told(decide(place.lead, pk, "decline", {"ground": "not_a_matter"}, reason="由部门自行办理"))
    text = said(place.head, pk, "refusal")
    for words in ("不予受理通知书", "县自然资源局：", "不属于清单事项", "由部门自行办理", OFFICE):
        assert words in text
    assert listed(place.head, pk)["acceptance"] == "这一申请没有办理受理。"


def test_the_letter_asks_for_what_the_townships_answer(asked):
    text = said(asked.clerk, asked.pk, "opinion_letter")
    assert "测试1镇、测试2镇、测试3镇：" in text
    assert "关于县自然资源局职责准入申请征求意见的函" in text
    for words in (
        "不作为同意",
        "承接能力",
        "不愿承接",
        "镇反馈“无意见”的，不计作同意",
        "省生态环境厅",
    ):
        assert words in text
    assert "□修改后同意" in text
    reminder = said(asked.clerk, asked.pk, "reminder")
    assert "\n测试3镇：\n" in reminder
    assert "测试1镇" not in reminder


def test_notices_name_what_is_to_be_done_and_until_when(asked):
    text = said(asked.head, asked.pk, "correction_notice")
    due = ChangeRequest.objects.get(pk=asked.pk).decisions.get(action="return").next_due_on
    assert "1.补充经费测算。\n2.写明巡查次数。" in text
    assert f"请于{day_words(due)}前补正" in text
    assert "签订“责任状”" in said(asked.head, asked.pk, "prompt_letter")
    assert "现予受理" in said(asked.head, asked.pk, "acceptance")


def test_a_paper_keeps_the_text_of_its_day(passed):
    letter = said(passed.clerk, passed.pk, "opinion_letter")
    assert "1.签订责任状" in letter
    assert "海漂垃圾线索发现上报" in letter
    assert "1.上报线索。" in said(passed.clerk, passed.pk, "legal_review")
    now = said(passed.clerk, passed.pk, "comparison")
    assert "责任状" not in now
    assert "海漂垃圾线索上报" in now


def test_what_the_county_decided_is_told_with_its_numbers(passed):
    day = day_words(DECIDED["decided_on"])
    decision = said(passed.head, passed.pk, "decision")
    assert f"经{day}县委编委会第5次会议（〔2026〕5号）审定" in decision
    assert "修改后通过。会议改名。" in decision
    assert "事项名称 | 海漂垃圾线索发现上报 | 海漂垃圾线索上报" in decision
    notice = said(passed.mayors[0], passed.pk, "issuing_notice")
    [code] = read(passed.clerk, passed.pk)["changes"][0]["made"]
    assert f"编号{code}" in notice
    assert "关于严格执行示例县各镇履行职责事项清单的通知" in notice
    assert "各镇，县直有关部门：" in notice
    minutes = said(passed.clerk, passed.pk, "minutes")
    assert f"时间：{day}" in minutes
    assert "测试2镇不同意、无力承接" in minutes


def test_objections_come_with_how_they_were_settled(passed):
    table = said(passed.head, passed.pk, "adoption_table")
    assert "共征求3个单位意见，其中同意2个、不同意1个。" in table
    assert "第1条作为分歧提请审定：请会议研究" in table
    assert "申请单位对意见的答复：已安排培训。" in table
    report = said(passed.clerk, passed.pk, "report")
    assert f"测试2镇不同意、无力承接（{OBJECTION}），第1条作为分歧提请审定：请会议研究。" in report
    assert "县自然资源局同意修改的文本。" in report
    agenda = said(passed.clerk, passed.pk, "agenda_sheet")
    assert "修改后通过（第三条）。删去第1项。" in agenda


def test_two_rounds_on_one_day_are_told_apart(asked):
    pk, town = asked.pk, asked.towns[1]
    told(post(asked.mayors[2], f"{REQUESTS}{pk}/opinions/", {"stance": "agree", "text": ""}))
    row = {"change": read(asked.clerk, pk)["changes"][0]["id"], "unit": {"township": town.code}}
    again = row | {"way": "ask_again", "text": "已改", "item": {"township_duty": "1.上报线索。"}}
    told(decide(asked.clerk, pk, "conclude", {"settlements": [again]}))
    letter = said(asked.clerk, pk, "opinion_letter")
    assert "\n测试2镇：\n" in letter
    assert "责任状" not in letter
    assert "\n测试3镇：\n" in said(asked.clerk, pk, "reminder")
    told(decide(asked.clerk, pk, "remind"))
    assert "\n测试2镇：\n" in said(asked.clerk, pk, "reminder")
    objection = {"stance": "object", "text": "仍无人员", "willingness": "unable"}
    told(post(asked.mayors[1], f"{REQUESTS}{pk}/opinions/", objection))
    to_sitting = row | {"way": "to_sitting", "text": "请会议研究"}
    told(decide(asked.clerk, pk, "conclude", {"settlements": [to_sitting]}))
    lines = said(asked.clerk, pk, "adoption_table").split("\n")
    [first] = [number for number, line in enumerate(lines) if " | 测试2镇 | " in line]
    [second] = [number for number, line in enumerate(lines) if " | 测试2镇（第2轮） | " in line]
    assert lines[first].endswith(" | 第1条修改文本后再征求意见：已改")
    assert lines[second].endswith(" | 第1条作为分歧提请审定：请会议研究")
    case = Case(ChangeRequest.objects.get(pk=pk), asked.clerk)
    asked_for = {one.round: case.opening_of(one).action for one in case.opinions}
    assert asked_for == {1: "accept", 2: "conclude"}
    for user in (asked.clerk, asked.mayors[1]):
        page = get(user, f"/desk/requests/{pk}/").content.decode()
        table = page.partition('class="cards lines opinions"')[2].partition("</table>")[0]
        told_of = []
        for row in table.split("<tr>"):
            if "测试2镇" in row:
                told_of.append(("第2轮" in row, "已改" in row, "请会议研究" in row))
        assert told_of == [(False, True, False), (True, False, True)]


def test_the_decision_is_written_when_the_last_body_has_decided(place):
    set_rules(place)
    bodies = ("staffing", "government")
    duty = {"township_duty": "1.巡查河道。", "bases": new_item(place)["bases"]}
    revised = {"op": "revise", "code": place.items[1].code, "item": duty}
    request = handed_in(place, revised, {"op": "add", "item": new_item(place, "海滩清理上报")})
    facts = {"complete": complete(place, request), "bodies": bodies}
    told(decide(place.lead, request["id"], "endorse", facts))
    other = endorsed(place, "滩涂巡查上报", bodies=bodies)
    sitting = planned(place, request, other)
    renamed = {"outcome": "pass_amended", "item": {"township_duty": "1.上报。"}, "text": "删减"}
    rows = [*rows_of(request, **renamed), *rows_of(other)]
    told(recorded(place, sitting, *rows))
    told(decide(place.head, other["id"], "take_back", reason="不再申请"))
    assert listed(place.head, request["id"])["decision"] == "县政府常务会议还没有审定。"
    assert listed(place.head, other["id"])["decision"] == "还没有审定。"
    assert "审定文本" not in said(place.head, request["id"], "comparison")
    assert "minutes" in ready(place.clerk, request["id"])
    first, second = rows_of(request)
    sitting = planned(place, request, body="government")
    told(recorded(place, sitting, first, second | {"outcome": "defer", "text": "补充测算"}))
    decision = said(place.head, request["id"], "decision")
    assert "1.修订配合履职事项“河道巡查”：通过。" in decision
    assert "2.新增配合履职事项“海滩清理上报”：缓议。补充测算。" in decision
    assert "审定文本" in said(place.head, request["id"], "comparison")


# ---- who reads what ----


def test_a_township_reads_its_own_opinion_in_every_paper_and_no_other(passed):
    for words in (OBJECTION, "无力承接", "请会议研究", "已安排培训"):
        assert words not in said(passed.mayors[0], passed.pk, "adoption_table")
    others = everything_said(passed.mayors[0], passed.pk)
    assert set(others) == {
        "application",
        "opinion_letter",
        "comparison",
        "adoption_table",
        "legal_review",
        "decision",
        "issuing_notice",
    }
    assert [kind for kind, text in others.items() if OBJECTION in text or UNSENT in text] == []
    assert "只列本单位的意见" in others["adoption_table"]
    assert "测试1镇：" in others["opinion_letter"]
    assert "测试2镇：" in said(passed.mayors[1], passed.pk, "opinion_letter")
    assert OBJECTION in said(passed.mayors[1], passed.pk, "adoption_table")
    rule = {"opinions_open": True}
    set_policy(passed.county, rule, by=passed.lead, reason="相互公开")
    assert OBJECTION in said(passed.mayors[0], passed.pk, "adoption_table")


def test_what_is_not_for_a_reader_is_refused_and_what_he_does_not_see_is_not_there(passed):
    for kind in ("agenda_sheet", "report", "minutes"):
        for user in (passed.head, passed.mayors[0]):
            refused = get(user, f"{REQUESTS}{passed.pk}/papers/{kind}/")
            assert (refused.status_code, refused.json()["code"]) == (403, "role")
    for kind in ("acceptance", "correction_notice", "archive"):
        assert get(passed.mayors[0], f"{REQUESTS}{passed.pk}/papers/{kind}/").status_code == 403
    for user in (passed.other, passed.mayors[6]):
        for address in ("", "decision/", "archive/"):
            assert get(user, f"{REQUESTS}{passed.pk}/papers/{address}").status_code == 404
        assert get(user, f"/desk/requests/{passed.pk}/papers/decision/").status_code == 404
    assert get(passed.clerk, f"{REQUESTS}{passed.pk}/papers/whatever/").status_code == 404
    wrong = get(passed.clerk, f"{REQUESTS}{passed.pk}/papers/decision/?format=pdf")
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "format")


def test_what_is_saved_and_not_sent_is_in_no_paper_of_anybody(asked):
    for user in (asked.clerk, asked.head, asked.mayors[1]):
        texts = everything_said(user, asked.pk)
        assert [kind for kind, text in texts.items() if UNSENT in text] == []


def test_silence_is_shown_as_silence(asked):
    case = Case(ChangeRequest.objects.get(pk=asked.pk), asked.clerk)
    assert case.count_of_opinions.endswith("未反馈1个。未反馈的不作为同意。")
    [silent] = [one for one in case.disagreements if one.is_silent]
    assert silent.unit == asked.towns[2]


def test_while_it_is_returned_the_new_words_are_in_the_units_application_alone(place):
    pk = handed_in(place)["id"]
    told(decide(place.clerk, pk, "return", reason="请补充"))
    told(patch(place.head, f"{REQUESTS}{pk}/", {"reason": "改写中的金丝雀"}), 200)
    assert "改写中的金丝雀" in said(place.head, pk, "application")
    assert "改写中的金丝雀" not in "".join(everything_said(place.clerk, pk).values())
    own = everything_said(place.head, pk)
    own.pop("application")
    assert "改写中的金丝雀" not in "".join(own.values())


def test_a_finding_that_names_an_item_not_public_is_in_no_letter(place):
    hidden = place.items[3]
    like_it = {"op": "add", "item": new_item(place, hidden.name)}
    pk = handed_in(place, like_it)["id"]
    assert hidden.code in get(place.clerk, f"{REQUESTS}{pk}/").content.decode()
    for user in (place.clerk, place.head):
        texts = everything_said(user, pk)
        assert [kind for kind, text in texts.items() if hidden.code in text] == []


# ---- form ----


def test_a_paper_has_the_form_of_an_official_document(passed):
    document = Document(io.BytesIO(paper(passed.clerk, passed.pk, "decision")))
    title = document.paragraphs[0]
    assert title.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert title.style.element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    text = document.styles["公文正文"]
    assert text.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert (text.font.size.pt, text.paragraph_format.first_line_indent.pt) == (16, 32)
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "县自然资源局：" in lines
    assert lines[lines.index(OFFICE) + 1] == day_words(DECIDED["decided_on"])
    assert "PAGE" in document.sections[0].footer._element.xml
    assert "w:tblBorders" in document.element.xml
    facts = document.core_properties
    assert (facts.author, facts.comments) == (OFFICE, "")
    assert facts.created.date().isoformat() == DECIDED["decided_on"]
    fonts = zipfile.ZipFile(io.BytesIO(paper(passed.clerk, passed.pk, "decision")))
    assert '<w:altName w:val="宋体"/>' in fonts.read("word/fontTable.xml").decode()
    assert b"python-docx" not in b"".join(fonts.read(name) for name in fonts.namelist())


def test_a_paper_is_the_same_on_another_day(passed, monkeypatch):
    first = {kind: paper(passed.clerk, passed.pk, kind) for kind in ready(passed.clerk, passed.pk)}
    monkeypatch.setattr(timezone, "now", lambda: datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC))
    case = Case(ChangeRequest.objects.get(pk=passed.pk), passed.clerk)
    again = dict(files_of(case, lambda kind: is_offered(kind, case)))
    archive = zipfile.ZipFile(io.BytesIO(first["archive"]))
    assert again == {name: archive.read(name) for name in archive.namelist()}
    assert {entry.date_time[:3] for entry in archive.infolist()} == {
        timezone.localdate(case.decisions[-1].at).timetuple()[:3]
    }
    for name, content in again.items():
        if name.endswith(".docx"):
            parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
            assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}


def test_a_county_has_its_own_words(passed):
    with seeding():
        PlaceWord.objects.create(county=passed.county, key="office_full", text="示例县编制办")
    text = said(passed.head, passed.pk, "acceptance")
    assert "示例县编制办" in text
    assert OFFICE not in text


def test_hostile_texts_stay_texts(place):
    odd = "=HYPERLINK(1)\n</w:t><w:p>&amp;\u202e翻转\u0007\n" + "长" * 3900
    item = new_item(place, township_duty=odd)
    word = "x" * 3000
    title = '../../etc/"passwd"'
    pk = handed_in(place, {"op": "add", "item": item}, reason=word, title=title)["id"]
    told(decide(place.clerk, pk, "return", {"missing": ["=1+1", "<b>粗</b>"]}, reason="\u200b补"))
    for kind, text in everything_said(place.clerk, pk).items():
        assert "\u202e" not in text, kind
    text = said(place.clerk, pk, "application")
    assert "=HYPERLINK(1)" in text
    assert "</w:t><w:p>&amp;翻转" in text
    assert "长" * 3900 in text
    assert word in text
    assert "1.=1+1。\n2.<b>粗</b>。" in said(place.head, pk, "correction_notice")
    names = zipfile.ZipFile(io.BytesIO(paper(place.clerk, pk, "archive"))).namelist()
    assert not [name for name in names if "/" in name or ".." in name]


@pytest.mark.one_database
def test_signs_that_no_document_can_hold_are_left_out():
    written = OfficePaper("题\x00\x08名\ud800", unit="单\x0b位", day=None)
    written.text("一\x1f二\ufffe三\u202e四")
    written.text("长" * 10_000)
    written.table(("头\x01",), [("格\x02\n=1+1",)], (1,))
    written.signed()
    text = text_of(written.saved())
    assert "长" * 10_000 in text
    for words in ("题名", "一二三四", "头\n格\n=1+1", "　　年　　月　　日"):
        assert words in text


@pytest.mark.one_database
def test_headings_are_counted_beyond_the_numerals():
    head = headings()
    told_as = [head("题") for _number in range(100)]
    assert [told_as[at] for at in (0, 9, 10, 19, 20, 98, 99)] == [
        "一、题",
        "十、题",
        "十一、题",
        "二十、题",
        "二十一、题",
        "九十九、题",
        "100、题",
    ]


# ---- archive, page ----


def test_the_archive_holds_what_its_list_of_contents_names(passed):
    archive = zipfile.ZipFile(io.BytesIO(paper(passed.clerk, passed.pk, "archive")))
    names = archive.namelist()
    assert names[0] == "00卷内目录.docx"
    contents = text_of(archive.read(names[0]))
    for name in names[1:]:
        number, title = int(name[:2]), name[2:].rpartition(".")[0]
        assert f"\n{number} | " in contents
        assert f" | {title} | " in contents
    assert archive.read(names[-1]).startswith(b"%PDF")
    assert "盖章原件" in names[-1]
    record = next(name for name in names if "办理经过" in name)
    assert "一次性" not in text_of(archive.read(record))
    for words in ("退回补正", "材料不全", "孙自然", "登记审定结果"):
        assert words in text_of(archive.read(record))
    own = zipfile.ZipFile(io.BytesIO(paper(passed.head, passed.pk, "archive"))).namelist()
    assert not [name for name in own if "汇报稿" in name or "纪要" in name or "议题表" in name]


def test_the_sealed_opinion_of_a_unit_is_in_no_paper_of_another(asked):
    scan = make_attachment(ChangeRequest.objects.get(pk=asked.pk), asked.clerk, name="三镇密封.pdf")
    opinion = {"stance": "agree", "unit": {"township": asked.towns[2].code}, "paper": scan.pk}
    told(post(asked.clerk, f"{REQUESTS}{asked.pk}/opinions/", opinion))
    named = []
    for user in (asked.clerk, asked.mayors[2], asked.mayors[0]):
        named.append("三镇密封.pdf" in said(user, asked.pk, "application"))
    assert named == [True, True, False]


def test_an_attachment_whose_file_is_lost_is_listed_and_nothing_breaks(passed):
    request = ChangeRequest.objects.get(pk=passed.pk)
    scan = Attachment.objects.of(request).get()
    kept = storage.path_of(scan.sha256)
    aside = kept.with_suffix(".aside")
    kept.rename(aside)
    try:
        archive = zipfile.ZipFile(io.BytesIO(paper(passed.clerk, passed.pk, "archive")))
    finally:
        aside.rename(kept)
    assert not [name for name in archive.namelist() if name.endswith(".pdf")]
    assert "文件不在服务器上" in text_of(archive.read("00卷内目录.docx"))


def test_the_page_offers_what_is_ready_and_says_why_the_others_are_not(asked):
    page = get(asked.head, f"/desk/requests/{asked.pk}/").content.decode()
    assert f'href="/desk/requests/{asked.pk}/papers/application/"' in page
    assert "征求意见还没有结束。" in page
    assert "汇报稿" not in page
    answer = get(asked.head, f"/desk/requests/{asked.pk}/papers/application/")
    number = ChangeRequest.objects.get(pk=asked.pk).number
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    named = unquote(answer.headers["Content-Disposition"])
    assert named == f"attachment; filename*=utf-8''{number}申请表.docx"
    browser = browser_of(asked.head)
    back = browser.get(f"/desk/requests/{asked.pk}/papers/decision/", follow=True)
    assert back.redirect_chain == [(f"/desk/requests/{asked.pk}/", 302)]
    assert "审定决定还不能生成：还没有审定。" in back.content.decode()


def test_a_sitting_feeds_the_agenda_and_the_minutes_with_several_requests(passed):
    other = handed_in(passed, {"op": "cancel", "code": passed.items[1].code}, title="取消巡查")
    requests = ChangeRequest.objects.in_bulk([passed.pk, other["id"]]).values()
    cases = [Case(request, passed.clerk) for request in requests]
    day = datetime(2026, 12, 10, tzinfo=UTC).date()
    meeting = Meeting("县委编委会第6次会议", day, "〔2026〕6号")
    agenda = text_of(agenda_of(meeting, cases, day=day).saved())
    minutes = text_of(minutes_of(meeting, cases).saved())
    for text in (agenda, minutes):
        assert "县委编委会第6次会议" in text
        for case in cases:
            assert case.request.number in text
    assert "取消配合履职事项“河道巡查”" in agenda
