"""Of which kind the items of a table are: what is said of it goes before a column that is of
another kind.
"""

import pytest

from items.imports.checking.whole_file import check_file
from items.imports.reading.reader import read_file
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.models import Kind

from .format_files import docx, p, tbl, tr
from .workbooks import HEADS, TITLES, save_rows

pytestmark = pytest.mark.one_database

TEXTS = {
    "序号": "1",
    "事项名称": "禁毒宣传",
    "对应上级部门": "县公安局",
    "上级部门职责": "1.认定。",
    "乡镇（街道）配合职责": "1.宣传。",
    "承接部门": "县公安局",
    "工作方式": "部门认定。",
    "交接期限": "2026年12月31日",
}
# for each kind the columns of other kinds, and whether what stands in them is left out
FURTHER = [
    ("basic", "乡镇（街道）配合职责", True),
    ("basic", "工作方式", True),
    ("basic", "交接期限", True),
    ("coordination", "工作方式", True),
    ("coordination", "承接部门", False),
    ("coordination", "交接期限", True),
    ("reclaimed", "乡镇（街道）配合职责", True),
    ("reclaimed", "上级部门职责", False),
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "清单.upload"


def read(path):
    recognition = read_tables(read_file(path))
    rows = rows_of(recognition)
    return rows, *check_file(recognition, rows)


def lines(title, heads, times=1):
    texts = [TEXTS[head] for head in heads]
    return [
        *([[title]] if title else []),
        heads,
        *([str(n + 1), f"{texts[1]}{n}", *texts[2:]] for n in range(times)),
    ]


@pytest.mark.parametrize(("kind", "head", "left_out"), FURTHER)
@pytest.mark.parametrize("said_by", ["title", "sheet"])
def test_a_further_column_makes_no_item_of_another_kind(path, kind, head, left_out, said_by):
    title, sheet = (TITLES[kind], "Sheet1") if said_by == "title" else ("", TITLES[kind][-8:])
    rows, errors, warnings = read(
        save_rows(path, lines(title, [*HEADS[kind], head], 3), name=sheet)
    )
    assert [row.kind for row in rows] == [kind] * 3
    assert errors == []
    told = [
        issue for issue in warnings if issue.code == "unused_text" and issue.value in TEXTS[head]
    ]
    assert len(told) == (3 if left_out else 0)


def test_a_document_says_its_kind_above_its_table(path):
    heads = [*HEADS["coordination"], "工作方式"]
    table = tbl(tr(*heads), tr(*(TEXTS[head] for head in heads)))
    rows, errors, _warnings = read(docx(path, p(TITLES["coordination"]) + table))
    assert [(row.kind, row.content["township_duty"]) for row in rows] == [
        ("coordination", "1.宣传。")
    ]
    assert [one["role"] for one in rows[0].content["responsibilities"]] == ["lead"]
    assert errors == []


def test_where_nothing_is_said_the_kind_whose_columns_are_all_there_decides(path):
    rows, _errors, _warnings = read(
        save_rows(path, lines("", [*HEADS["coordination"], "工作方式"]))
    )
    assert [row.kind for row in rows] == ["coordination"]
    rows, _errors, _warnings = read(
        save_rows(path, lines("", [*HEADS["reclaimed"], "乡镇（街道）配合职责"]))
    )
    assert [row.kind for row in rows] == ["reclaimed"]


@pytest.mark.parametrize("said", list(TITLES))
@pytest.mark.parametrize("columns", ["coordination", "reclaimed"])
def test_a_table_called_one_kind_with_all_the_columns_of_another_is_an_error_naming_both(
    path, said, columns
):
    rows, errors, _warnings = read(save_rows(path, lines(TITLES[said], HEADS[columns])))
    told = [issue.message for issue in errors if issue.code == "kind_contradicted"]
    if said == columns:
        assert told == []
        assert [row.kind for row in rows] == [said]
        return
    [message] = told
    assert f"写的是{Kind(said).label}事项，各列却是{Kind(columns).label}事项的列" in message


def test_a_title_of_several_kinds_leaves_it_to_the_rows(path):
    heads = [*HEADS["coordination"], "承接部门", "工作方式"]
    body = [
        ["1", "禁毒宣传", "县公安局", "1.认定。", "1.宣传。", "", ""],
        ["2", "津贴认定", "", "", "", "县民政局", "认定。"],
    ]
    title = "示例县配合履职事项及上级部门收回事项清单"
    rows, errors, _warnings = read(save_rows(path, [[title], heads, *body]))
    assert [row.kind for row in rows] == ["coordination", "reclaimed"]
    assert errors == []


@pytest.mark.parametrize(
    "line",
    [
        "收回事项（“上级部门职责”栏为收回后的工作方式）",
        "收回事项（以下各项由部门直接办理）",
        "上级部门收回事项（本局负责）",
        "上级部门收回事项——本局负责",
    ],
)
def test_a_line_of_a_kind_between_the_items_may_explain_itself_in_brackets(path, line):
    heads = ["序号", "事项名称", "上级部门职责", "乡镇（街道）配合职责"]
    rows = [
        ["县公安局履职事项表"],
        heads,
        ["配合履职事项（本局牵头）"],
        ["1", "禁毒宣传", "依法查处。", "组织村民观看。"],
        ["2", "户籍核对", "审核登记。", "逐户通知。"],
        [line],
        ["3", "养犬登记", "派出所窗口受理。", ""],
    ]
    rows, errors, _warnings = read(save_rows(path, rows))
    assert errors == []
    assert [(row.kind, row.content.get("category", "")) for row in rows] == [
        (Kind.COORDINATION, ""),
        (Kind.COORDINATION, ""),
        (Kind.RECLAIMED, ""),
    ]
    [part] = rows[-1].content["responsibilities"]
    assert part["method"] == "派出所窗口受理。"


def test_a_category_in_brackets_behind_a_kind_is_no_explanation(path):
    rows = [
        ["序号", "事项名称"],
        ["基本履职事项（党的建设）"],
        ["1", "党员教育"],
        ["2", "谈心谈话"],
    ]
    rows, _errors, _warnings = read(save_rows(path, rows))
    assert [row.content["category"] for row in rows] == ["基本履职事项（党的建设）"] * 2
