"""Facts are read by their type, once; what is wrong with them is said at the path of each."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from dutylist.workflow.facts import Fact, FactType, read_facts
from dutylist.workflow.flow import flows

ROWS = Fact(
    "results",
    FactType.ROWS,
    "结果",
    columns=(
        Fact("change", FactType.INTEGER, "内容", required=True),
        Fact("text", FactType.TEXT, "说明"),
    ),
)
MOMENT = datetime(2026, 1, 31, tzinfo=timezone.get_default_timezone())
TAKEN = [
    (FactType.TEXT, "第3次会议", "第3次会议"),
    (FactType.DAY, "2026-01-31", date(2026, 1, 31)),
    (FactType.DAY, date(2026, 1, 31), date(2026, 1, 31)),
    (FactType.INTEGER, 0, 0),
    (FactType.BOOL, False, False),
    (FactType.ATTACHMENT, 17, 17),
]
REFUSED = [
    (FactType.TEXT, 5, "应为文字。"),
    (FactType.TEXT, "长" * 4001, "共4001字，最多4000字。"),
    (FactType.TEXT, "甲\0", "含有不能保存的字符，请删除后重新填写。"),
    (FactType.DAY, "2026-02-30", "“2026-02-30”不是日期，请按 2026-01-31 的格式填写。"),
    (FactType.DAY, 20260131, "“20260131”不是日期，请按 2026-01-31 的格式填写。"),
    (FactType.DAY, MOMENT, "所填内容不是日期，请按 2026-01-31 的格式填写。"),
    (FactType.DAY, "1948-12-31", "日期应在1949年至"),
    (FactType.INTEGER, "5", "应为整数。"),
    (FactType.INTEGER, True, "应为整数。"),
    (FactType.INTEGER, 2**31, "应为0到2147483647的整数。"),
    (FactType.BOOL, 1, "应为 true 或 false。"),
    (FactType.ATTACHMENT, "复函.pdf", "应为附件的编号。"),
    (FactType.ATTACHMENT, 0, "应为附件的编号。"),
    (FactType.ATTACHMENT, True, "应为附件的编号。"),
]


def read(declared, **told):
    return read_facts([declared], told)


@pytest.mark.parametrize(("type_of", "value", "wanted"), TAKEN)
def test_a_fact_is_read_as_its_type(type_of, value, wanted):
    assert read(Fact("it", type_of, "要素"), it=value) == ({"it": wanted}, {})


@pytest.mark.parametrize(("type_of", "value", "sentence"), REFUSED)
def test_a_fact_of_another_type_is_refused_at_its_name(type_of, value, sentence):
    _, faults = read(Fact("it", type_of, "要素"), it=value)
    assert list(faults) == ["it"]
    assert faults["it"].startswith(sentence)


@pytest.mark.parametrize("nothing", [None, "", "  ", "\u3000", "\u200b"])
@pytest.mark.parametrize("type_of", list(FactType))
def test_nothing_told_is_missing_where_it_is_required_and_else_left_alone(type_of, nothing):
    assert read(Fact("it", type_of, "要素", required=True), it=nothing)[1] == {"it": "请填写要素。"}
    assert read(Fact("it", type_of, "要素"), it=nothing) == ({"it": nothing}, {})


def test_one_of_several_is_enough():
    declared = Fact("minutes|document", FactType.TEXT, "纪要号或者文号", required=True)
    assert read(declared, minutes="")[1] == {"minutes": "请填写纪要号或者文号。"}
    assert read(declared, minutes="", document="7号")[1] == {}
    assert read(declared, document=7)[1] == {"document": "应为文字。"}


def test_rows_are_read_column_by_column():
    assert read(ROWS, results=[{"change": 31, "text": "甲"}]) == (
        {"results": [{"change": 31, "text": "甲"}]},
        {},
    )
    _, faults = read(ROWS, results=[{"change": 31}, {"change": "x", "text": 1, "by": 2}, 5, {}])
    assert faults == {
        "results.1.change": "应为整数。",
        "results.1.text": "应为文字。",
        "results.1.by": "没有这个字段。",
        "results.2": "应为一个对象，写明change、text。",
        "results.3.change": "请填写内容。",
    }
    assert read(ROWS, results={})[1] == {"results": "应为列表。"}
    assert read(ROWS, results=[{"change": 1}] * 201)[1] == {"results": "共201项，最多200项。"}


def test_every_move_declares_each_fact_once_and_columns_of_rows_only():
    """A name of the engine's own (`by`, `at`) could not be handed to `perform`."""
    own = {"subject", "action", "by", "reason", "expect", "at", "facts"}
    for flow in flows().values():
        for move in flow.moves.values():
            assert len(set(move.fact_names)) == len(move.fact_names)
            assert not own & set(move.fact_names)
            assert all(fact.type == FactType.ROWS for fact in move.facts if fact.columns)
