"""The form of a move is made from what the move declares: no flow has one written by hand."""

import pytest
from django.http import QueryDict

from dutylist.workflow.engine import Choice, flows
from dutylist.workflow.fact_forms import ONE_A_LINE, FactsForm, OfferedRow, upload_name
from dutylist.workflow.facts import Fact, FactType, read_facts
from dutylist.workflow.refusals import Invalid

pytestmark = pytest.mark.one_database
ROW = OfferedRow({"rule": "no_lead", "entry": None}, "保留第1个问题的理由", "没有牵头部门。")
COLUMNS = (
    Fact("rule", FactType.TEXT, "规则", required=True),
    Fact("entry", FactType.TEXT, "编码"),
    Fact("reason", FactType.TEXT, "理由", required=True, is_long=True),
)
FACTS = (
    Fact("days", FactType.INTEGER, "期限", required=True),
    Fact("urgent", FactType.BOOL, "是否紧急"),
    Fact("from_on", FactType.DAY, "起始日期"),
    Fact("minutes|letter", FactType.TEXT, "纪要或者文号", labels=("纪要编号", "文号")),
    Fact("overrides", FactType.ROWS, "保留的问题", columns=COLUMNS),
)
CHOICE = Choice("accept", "受理", needs_reason=True, facts=FACTS)


def form(**sent):
    data = QueryDict(mutable=True)
    data.update(sent)
    made = FactsForm(data, choice=CHOICE, offered={"overrides": [ROW]})
    assert made.is_valid()
    return made


def test_every_fact_of_every_move_has_its_field():
    for flow in flows().values():
        for (_status, action), move in flow.moves.items():
            facts = move.facts_from(move.roles[0])
            made = FactsForm(choice=Choice(action, "", move.reason, facts))
            names = {n for fact in facts if fact.type != FactType.ROWS for n in fact.names}
            scans = {upload_name(name) for name in made.names_of_attachments()}
            assert set(made.fields) == {*names, *scans, "reason", "expect"}, (flow.name, action)


def test_a_form_asks_in_the_words_of_the_facts():
    labels = {name: field.label for name, field in form().fields.items()}
    assert labels["minutes"] == "纪要编号"
    assert labels["letter"] == "文号"
    assert labels["reason"] == "理由（必填）"
    assert form().fields["overrides-no_lead--reason"].help_text == "没有牵头部门。"


def test_what_is_typed_becomes_facts_of_their_types():
    made = form(
        days="12",
        urgent="no",
        from_on="2026-05-01",
        minutes="〔2026〕2号",
        **{"overrides-no_lead--reason": "正在划定"},
    )
    values, faults = read_facts(FACTS, made.facts())
    assert faults == {}
    assert (values["days"], values["urgent"], values["from_on"].day) == (12, False, 1)
    assert values["overrides"] == [{"rule": "no_lead", "entry": None, "reason": "正在划定"}]


def test_what_can_not_be_read_is_refused_at_its_field_and_stays_as_typed():
    made = form(days="十二", from_on="2026-13-40")
    _values, faults = read_facts(FACTS, made.facts())
    assert set(faults) == {"days", "from_on"}
    assert made["days"].value() == "十二"


def test_a_row_about_which_nothing_is_typed_is_not_told():
    assert "overrides" not in form(days="1").facts()


# ---- rows of several columns, of objects, of texts ----

RESULTS = Fact(
    "results",
    FactType.ROWS,
    "逐项结果",
    columns=(
        Fact("change", FactType.INTEGER, "内容", required=True),
        Fact("outcome", FactType.TEXT, "结果", required=True),
        Fact("text", FactType.TEXT, "说明"),
        Fact("item", FactType.OBJECT, "文本"),
        Fact("review", FactType.OBJECT, "审查"),
    ),
)
MISSING = Fact("missing", FactType.ROWS, "需要补正的内容")
GROUND = Fact("ground", FactType.TEXT, "情形", hint="可填：no_basis。")
ROWS = [
    OfferedRow(
        {"change": number},
        f"第{number}条",
        choices={"outcome": [("pass", "通过")]},
        members={"item": (Fact("name", FactType.TEXT, "名称"),)},
    )
    for number in (31, 32)
]


def results_form(**sent):
    data = QueryDict(mutable=True)
    data.update({name.replace("_", "-"): value for name, value in sent.items()})
    choice = Choice("pass", "通过", needs_reason=False, facts=(RESULTS, MISSING, GROUND))
    offered = {"results": ROWS, "missing": ONE_A_LINE}
    made = FactsForm(
        data, choice=choice, offered=offered, choices={"ground": [("no_basis", "没有依据")]}
    )
    assert made.is_valid()
    return made


def test_each_column_of_a_row_has_its_box_and_an_object_those_of_its_members():
    fields = results_form().fields
    assert fields["results-31-outcome"].label == "第31条：结果"
    assert fields["results-31-item-name"].label == "第31条：名称"
    assert "results-31-review" not in fields
    assert "没有依据" in str(results_form()["ground"])
    assert fields["ground"].help_text == ""


def test_of_a_row_only_what_was_typed_is_told():
    made = results_form(results_32_item_name="新名称", missing="文件\n\n 条款 ")
    told = made.facts()
    assert told["results"] == [{"change": 32, "item": {"name": "新名称"}}]
    assert told["missing"] == ["文件", "条款"]


def test_what_is_refused_of_a_row_stands_at_its_box():
    made = results_form(results_32_item_name="新名称")
    made.refuse(Invalid({"results.0.outcome": "请填写结果。", "results.0.item.name": "过长。"}))
    assert dict(made.errors) == {
        "results-32-outcome": ["请填写结果。"],
        "results-32-item-name": ["过长。"],
    }
