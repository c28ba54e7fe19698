"""The pages of off-list reports, without script: what is promised on them, and what keeps it."""

import re
from types import SimpleNamespace

import pytest
from django.test import Client

from assessment.models import OffListAction, OffListReport
from assessment.off_list.services.reporting import report_off_list
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.engine import perform
from tests.attachments import test_attaching
from tests.attachments.files import upload
from tests.desk.people import no_second_factor  # noqa: F401 (fixture)
from tests.grounds import ground

from . import test_anonymity, test_execution, test_off_list, test_off_list_files
from .sealed_people import browser_of, county_place, get  # noqa: F401 (fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
FORM, RECEIPT, REGISTER = "/desk/off-list/", "/desk/off-list/receipt/", "/desk/off-list/register/"
TYPED = {"action": "report", "department": "县商务局", "how": "group", "text": "报送名单。"}
# Each sentence of the promise, and the tests by which the code keeps it.
PROMISE = {
    "被反映的部门看不到这件反映，也查不到是谁反映的。": (
        test_anonymity.test_no_answer_moves_with_a_report_or_a_rating,
    ),
    "谁能看到内容：县委编办经办人{clerk}、负责人{lead}，再没有别人。": (
        test_off_list.test_two_named_people_read_it_and_nobody_else,
        test_off_list.test_whoever_is_named_no_more_reads_no_more,
        test_off_list.test_the_auditor_learns_that_there_is_a_batch_and_no_word_of_it,
        test_execution.test_an_off_list_report_leaves_no_trace_in_the_yearly_report,
    ),
    "谁能看到是测试1镇：不显示给任何人。确需联系您的，要这两个人共同打开，打开就留下记录，凭查询码告诉您。": (
        test_off_list.test_two_people_open_the_reporter_and_the_receipt_tells,
        test_off_list.test_no_row_names_the_reporter,
    ),
    "会不会从别处看出来：不进别人的查询、导出、变更记录和统计；某个部门不满三件的，数字也不列。": (
        test_off_list.test_figures_begin_at_three_and_no_difference_gives_less,
        test_off_list.test_the_number_of_a_county_moves_by_threes,
        test_off_list.test_the_number_of_a_report_tells_neither_order_nor_count,
        test_anonymity.test_no_answer_moves_with_a_report_or_a_rating,
        test_attaching.test_no_number_tells_how_many_files_lie_between_two,
    ),
    "只有一两家接到的任务：叫停就会暴露您的，系统不让叫停，改走准入（调整）申请或者移送监督。": (
        test_off_list.test_a_stop_that_singles_out_one_township_is_refused,
        test_off_list.test_a_demand_or_an_order_to_fewer_than_three_is_not_stopped,
    ),
    "最多五个。上传后自动去掉文件名和文件的作者、设备、位置信息；截图请遮住姓名和头像。": (
        test_off_list_files.test_a_kept_file_says_nothing_of_who_made_it,
    ),
    "取消勾选，县委编办可以直接联系您；被反映的部门仍然看不到": (
        test_off_list.test_the_unit_is_shown_to_the_handlers_where_it_does_not_mind,
        test_anonymity.test_no_answer_moves_with_a_report_or_a_rating,
    ),
    "发出后给您一个查询码，凭码看办到哪一步；不发站内消息，待办里也不留痕迹。5个工作日内核实。": (
        test_off_list.test_no_row_names_the_reporter,
        test_off_list.test_a_township_reports_and_is_given_a_receipt_once,
    ),
}


@ground
def page_place(county_place):  # noqa: F811
    report, receipt = report_off_list(
        {"department": "县商务局", "how": "app", "text": "每日签到。"}, by=county_place.mayors[2]
    )
    return SimpleNamespace(report=report, receipt=receipt, **vars(county_place))


def words_of(text):
    """The words of a page as they are read."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", text))


def send(user, address, typed, status):
    answer = browser_of(user).post(address, typed)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode() if status != 302 else answer["Location"]


def test_every_sentence_of_the_promise_is_kept_by_a_test(page_place):
    place = page_place
    shown = words_of(get(place.mayors[0], FORM))
    names = {"clerk": place.clerk.get_full_name(), "lead": place.lead.get_full_name()}
    for sentence, tests in PROMISE.items():
        assert sentence.format(**names) in shown
        assert all(test.__name__.startswith("test_") for test in tests)
    promised = re.search(r'<div class="promise.*?</div>', get(place.mayors[0], FORM), re.DOTALL)
    rest = words_of(promised.group())
    for sentence in PROMISE:
        rest = rest.replace(sentence.format(**names), "")
    assert rest == ""


def test_a_township_reports_and_reads_its_receipt_on_a_page(county_place):  # noqa: F811
    mayor = county_place.mayors[0]
    refused = send(mayor, FORM, {**TYPED, "text": "", "how": ""}, 422)
    assert "请写明要求做什么。" in refused
    assert 'value="县商务局" selected' in refused
    sent = send(mayor, FORM, {**TYPED, "hide_me": "on", "file": upload("a.txt", b"abc")}, 201)
    receipt = re.search(r'class="receipt">([^<]+)<', sent).group(1)
    assert OffListReport.objects.get().shown_township is None
    told = send(mayor, RECEIPT, {"receipt": receipt.lower()}, 200)
    assert "待核实" in told
    assert "没有人打开过反映单位" in told
    assert receipt not in told
    assert "没有这个查询码" in send(mayor, RECEIPT, {"receipt": "XXXX"}, 404)
    send(mayor, FORM, TYPED, 201)
    assert OffListReport.objects.exclude(shown_township=None).count() == 1


def test_without_named_people_the_page_says_whom_to_ask(county_place):  # noqa: F811
    county, lead = county_place.county, county_place.lead
    set_policy(county, {"off_list_handlers": None}, by=lead, reason="撤销")
    for user, address in ((county_place.mayors[0], FORM), (lead, REGISTER)):
        assert "本地规则" in get(user, address)
    assert "发给县委编办" not in get(county_place.mayors[0], FORM)


def test_the_register_is_for_the_two_who_are_named(page_place):
    place = page_place
    for user in (place.clerk, place.lead):
        shown = get(user, REGISTER)
        assert "每日签到。" in shown
        assert "测试3镇" not in shown
    assert "没有被指定" in get(place.clerk2, REGISTER)
    assert "每日签到" not in get(place.clerk2, REGISTER)
    for user in (place.head, place.mayors[2], place.inspector, place.auditor):
        get(user, REGISTER, 404)
    for user in (place.clerk, place.head, place.auditor):
        get(user, FORM, 404)
        get(user, RECEIPT, 404)


def test_a_report_is_handled_on_its_page(page_place):
    place, address = page_place, page_place.report.get_absolute_url()
    asked = {"action": "open_reporter", "reason": "移送核查"}
    assert "请写明开启的理由" in send(place.clerk, address, {**asked, "reason": ""}, 422)
    assert send(place.clerk, address, asked, 302) == address
    assert "不能由提出的人自己同意" in send(place.clerk, address, asked, 409)
    assert "测试3镇" not in get(place.clerk, address)
    send(place.lead, address, {**asked, "reason": "同意"}, 302)
    assert "测试3镇" in get(place.clerk, address)
    told = send(place.mayors[2], RECEIPT, {"receipt": place.receipt}, 200)
    assert "反映单位已被打开" in told
    assert place.clerk.get_full_name() in told
    send(place.clerk, address, {"action": "verify", "expect": place.report.version}, 302)
    shown = get(place.lead, address)
    assert "不满三个" in shown
    typed = {"action": "refer", "to": "inspection", "expect": place.report.version + 1}
    send(place.lead, address, typed, 302)
    perform(place.report, OffListAction.RECTIFIED, by=place.clerk)
    perform(place.report, OffListAction.CLOSE, by=place.lead, result="部门已停止要求")
    assert "部门已停止要求" in send(place.mayors[2], RECEIPT, {"receipt": place.receipt}, 200)
    assert "已了结的1件" in get(place.clerk, REGISTER)
    admin = get(place.clerk, "/admin/assessment/offlistreport/")
    assert f'href="{address}"' in admin
    assert "县商务局" not in get(place.clerk2, "/admin/assessment/offlistreport/")


# ---- the ways to it ----


def test_a_miss_leads_to_it_in_public_and_on_the_desk(page_place):
    place, asked = page_place, "q=XYZ"
    public = Client().get(f"/search/?{asked}&county=990121000000")
    missed = words_of(public.content.decode())
    assert "未检索到相近事项" in missed
    assert "可以登录以后反映清单外交办，被反映的部门看不到是谁反映的" in missed
    assert f'href="{FORM}"' in public.content.decode()
    own = browser_of(place.mayors[0]).get(f"/desk/requests/new/?{asked}")
    assert "可以反映清单外交办" in words_of(own.content.decode())
    others = browser_of(place.head).get(f"/desk/requests/new/?{asked}")
    assert own.status_code == others.status_code == 200
    assert "清单外交办" not in words_of(others.content.decode())
