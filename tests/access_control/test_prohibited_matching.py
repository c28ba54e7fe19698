"""Which prohibited entries a text hits: who acts decides, paraphrases are found, the words
that gave it away are told.
"""

import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy
import pytest
from django.utils import timezone

from access_control.prohibited.findings import prohibited_findings
from access_control.prohibited.matching import ProhibitedMatcher, hits
from access_control.prohibited.services.entries import add, amend, end
from access_control.prohibited.suggested import suggested_entries
from dutylist.organizations.roles import Role
from tests.factories import make_county, make_user
from tests.grounds import ground

PAIRS = Path(__file__).parent / "files" / "prohibited_pairs.json"


def entry(name, *phrases, description=""):
    return SimpleNamespace(name=name, phrases=list(phrases), description=description)


ENTRIES = [
    entry("打卡接龙", "每日打卡签到", "在工作群接龙"),
    entry("签订责任状", "签订责任书", "立军令状"),
    entry("排名通报", "每月排名", "末位表态发言"),
    entry("房屋安全鉴定", "对自建房进行安全鉴定"),
    entry("强制拆除", "拆除违法建筑", "查封扣押"),
    entry("要求社区出具证明", "社区盖章证明"),
]


@pytest.fixture(scope="module")
def comparison():
    return ProhibitedMatcher(ENTRIES)


def names(found):
    return [hit.entry.name for hit in found]


ON_TOWNSHIPS = [
    ("组织村干部每天在群里接龙打卡上传照片", "打卡接龙"),
    ("县局对各镇每月打分排名并通报", "排名通报"),
    ("县局与各镇分管负责人签订安全目标责任书", "签订责任状"),
    ("居民办理落户，须先到社区盖章证明居住情况", "要求社区出具证明"),
    ("发现违法建筑的，由镇政府组织拆除", "强制拆除"),
    ("在专项整治中与各村签订责任书", "签订责任状"),
    ("未签订责任书的村不得评优", "签订责任状"),
    ("不打卡签到的村干部通报批评", "打卡接龙"),
    ("严禁脱岗，村干部每日打卡签到", "打卡接龙"),
]
ONLY_HELPS = [
    "河道非法采砂线索上报",
    "非法捕捞线索发现上报",
    "无证经营线索摸排报送",
    "及时上报违法经营线索",
    "噪声扰民举报移交县公安局",
    "配合查处非法采砂",
    "协助县水利局查处非法采砂",
    "配合县市场监管局开展无证经营查处",
    "配合开展罚款收缴",
]
ACTS_ITSELF = [
    "乡镇查处非法采砂",
    "对非法采砂处以罚款，线索上报县水利局",
    "查处无证经营并上报处罚结果",
]
ON_NOBODY = [
    "取消要求村干部每日打卡签到的做法",
    "严禁以任何名义要求基层签订责任书",
    "对乡镇的每月排名一律取消",
    "整治对乡镇排名过多过滥的问题",
    "不再要求各村签订责任书，由部门自行负责",
    "县自然资源局依法拆除违法建筑",
    "由县住建局对自建房进行安全鉴定",
    "自建房安全鉴定由县住建局负责，镇里只报线索",
    "乡镇不承担自建房安全鉴定，由县住建局负责",
    "乡镇发现违法建筑的，及时报告县自然资源局",
    "乡镇发现线索后由县公安局查封扣押",
    "县局干部深入各乡镇现场打卡签到",
    "学生每天在班级群打卡签到",
    "企业与员工签订责任书",
    "群众自愿在小程序打卡签到领取奖品",
]


@pytest.mark.one_database
@pytest.mark.parametrize(("text", "name"), ON_TOWNSHIPS)
def test_what_is_put_on_townships_hits(comparison, text, name):
    assert names(comparison.hits(text))[:1] == [name]


@pytest.mark.one_database
@pytest.mark.parametrize("text", ON_NOBODY)
def test_what_others_do_and_what_is_abolished_hits_nothing(comparison, text):
    assert names(comparison.hits(text)) == []


@pytest.mark.one_database
def test_who_helps_or_hands_on_what_it_saw_punishes_nobody():
    shipped = ProhibitedMatcher([SimpleNamespace(**row) for row in suggested_entries()])
    punishing = "没有法定授权的行政处罚"
    for text in ONLY_HELPS:
        assert names(shipped.hits(text)) == [], text
    for text in ACTS_ITSELF:
        assert names(shipped.hits(text))[:1] == [punishing], text


@pytest.mark.one_database
def test_clues_on_which_others_are_ranked_or_urged_are_no_mere_handing_on(comparison):
    assert names(comparison.hits("各镇线索上报情况每月排名")) == ["排名通报"]
    assert names(comparison.hits("每日打卡签到，违法线索上报")) == ["打卡接龙"]


@pytest.mark.one_database
def test_a_phrase_of_the_county_hits_by_standing_there_whatever_the_words(comparison):
    own = [entry("蹲点守候", "蹲守乌鸦山")]
    text = "镇里派人蹲守 乌鸦山"
    assert names(hits(text, own)) == ["蹲点守候"]
    assert names(hits("县局派人蹲守乌鸦山", own)) == []


@pytest.mark.one_database
def test_each_sentence_is_judged_by_itself_and_an_entry_is_named_once(comparison):
    text = "1.村干部每日打卡签到；\n2.与各村签订责任书；\n3.每日打卡签到两次。"
    assert sorted(names(comparison.hits(text))) == ["打卡接龙", "签订责任状"]


@pytest.mark.one_database
def test_the_spans_are_places_in_the_text_as_it_is_printed(comparison):
    text = "１．各村每天　打卡，签到。"
    (hit,) = comparison.hits(text)
    assert [text[start:end] for start, end in hit.spans] == ["打卡", "签到"]


@pytest.mark.one_database
def test_nothing_is_hit_where_there_are_no_entries_or_no_text(comparison):
    assert hits("各村每日打卡签到", []) == []
    assert comparison.hits("") == comparison.hits("。，；\n") == []


@pytest.mark.one_database
def test_paraphrases_are_told_from_ordinary_work_by_words_alone():
    """The same pairs that the weights were fitted on: whoever changes a word sees what it costs."""
    entries = [SimpleNamespace(**row) for row in suggested_entries()]
    comparison = ProhibitedMatcher(entries)
    right = told = wanted = 0
    for pair in json.loads(PAIRS.read_text())["requests"]:
        found = names(comparison.hits(pair["text"]))
        told += bool(found)
        wanted += pair["entry"] is not None
        right += bool(found) and found[0] == pair["entry"]
    assert right / wanted >= 0.9
    assert right / told >= 0.9


class SharedSigns:
    """Meaning for a test: a text means the signs it is written with."""

    def vectors_of(self, texts, *, compute=False):
        vectors = {}
        for text in texts:
            vector = numpy.zeros(2048)
            for sign in text:
                vector[ord(sign) % 2048] = 1
            vectors[text] = vector / (numpy.linalg.norm(vector) or 1)
        return vectors

    def nearness(self, vector, vectors):
        return (numpy.asarray(vectors) @ vector).tolist()


class HalfReady(SharedSigns):
    def vectors_of(self, texts, *, compute=False):
        found = super().vectors_of(texts)
        return {text: found[text] for text in list(found)[:5]}


@pytest.mark.one_database
def test_meaning_finds_what_no_word_gives_away():
    own = [entry("守夜", "蹲守乌鸦山林"), *ENTRIES]
    text = "山里的林子有乌鸦，蹲着守"
    assert names(hits(text, own)) == []
    found = hits(text, own, meaning=SharedSigns())
    assert names(found)[:1] == ["守夜"]


@pytest.mark.one_database
def test_until_every_vector_is_there_words_alone_are_compared():
    comparison = ProhibitedMatcher(ENTRIES, meaning=HalfReady())
    assert not comparison.by_meaning
    assert names(comparison.hits("各村每日打卡签到")) == ["打卡接龙"]


# ---- the finding of a proposed content ----


@ground
def place(db):
    county = make_county()
    clerk = make_user(Role.CLERK, county=county)
    kept = add(county, "打卡接龙", phrases=["每日打卡"], ground="有关规定", by=clerk, reason="登记")
    return SimpleNamespace(county=county, clerk=clerk, entry=kept)


def content(kind="coordination", name="防汛巡查", duty="", of_department=""):
    lead = {"department": "县水利局", "role": "lead", "duty": of_department, "method": ""}
    return {"kind": kind, "name": name, "township_duty": duty, "responsibilities": [lead]}


@pytest.mark.django_db
def test_a_content_is_told_what_its_township_part_hits(place):
    contents = [
        content(duty="1.巡查；\n2.每日打卡。"),
        content("basic", name="每日打卡"),
        content(of_department="组织人员每日打卡。"),
        content("reclaimed", name="每日打卡"),
    ]
    first, second, third, fourth = prohibited_findings(contents, place.county)
    (finding,) = first
    assert (finding.rule, finding.severity, finding.place) == ("prohibited", "blocking", "配合职责")
    assert finding.prohibited == {"id": place.entry.pk, "name": "打卡接龙"}
    assert (finding.ground, finding.entry, finding.words) == ("有关规定", None, ("打卡",))
    assert "“打卡”" in finding.sentence
    assert [found.place for found in second] == ["事项名称"]
    assert third == fourth == []


@pytest.mark.django_db
def test_entries_count_on_the_days_they_hold_and_as_they_are_now(place):
    contents = [content(duty="每日打卡")]
    amend(place.entry, phrases=["每日上报水位"], name="水位", by=place.clerk, reason="改")
    assert prohibited_findings(contents, place.county) == [[]]
    amend(place.entry, phrases=["每日打卡"], by=place.clerk, reason="改回")
    assert prohibited_findings(contents, place.county) != [[]]
    end(place.entry, by=place.clerk, reason="终止")
    assert prohibited_findings(contents, place.county) == [[]]
    yesterday = timezone.localdate() - timedelta(days=1)
    assert prohibited_findings(contents, place.county, yesterday) != [[]]
