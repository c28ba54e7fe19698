"""What a field of an entry is called stands in one table (`items/entry/fields.py`); a label written
out elsewhere is a second table, which a new field or another word would not reach.
"""

import ast

import pytest

from items.entry.fields import FIELDS

from .tree import named, parsed, sources

pytestmark = pytest.mark.one_database
TABLE = "items/entry/fields.py"
# {folder or file: why labels of the table stand there}
NOT_ASKED = {
    "items/imports/": "what files by other hands write over a column: their words, not ours",
    "items/models/": "verbose names; the models lie below the table, which reads them",
    "access_control/models/": "verbose names of other rows, which are called so by themselves",
    "items/entry/place_words.py": "words by type of county and township, which may differ",
    "items/entry/cell_texts.py": "how a part is written in one cell, which files outside carry",
    "dutylist/": "lies below the table and knows no entry",
    "assessment/": "rows of its own, with columns of their own",
}
DOCUMENT = "the number of a document that decides or is issued, not of a basis"
ACT = "the number of an act of the library"
UNITS = "a unit by itself, not its part in an item"
SOURCE = "where a row came from, not the origin of a power"
ENTRY = "a column of the prohibited entries"
# {(module, label): why it is another thing of the same name}
ANOTHER = {
    ("items/directory/workbook.py", "部门"): UNITS,
    ("items/published/handbooks.py", "部门"): UNITS,
    ("access_control/requests/moves.py", "部门"): UNITS,
    ("items/editions/decision_facts.py", "文号"): DOCUMENT,
    ("items/editions/last_page.py", "文号"): DOCUMENT,
    ("items/editions/moves.py", "文号"): DOCUMENT,
    ("items/published/pages/leaving.py", "文号"): DOCUMENT,
    ("items/published/shapes.py", "文号"): DOCUMENT,
    ("access_control/papers/archive.py", "文号"): DOCUMENT,
    ("access_control/sittings/moves.py", "文号"): DOCUMENT,
    ("items/register/admin/library.py", "文号"): ACT,
    ("items/lookup/api.py", "来源"): SOURCE,
    ("items/lookup/filters.py", "来源"): SOURCE,
    ("items/register/history_api.py", "来源"): SOURCE,
    (
        "items/register/library_api.py",
        "类别",
    ): "the categories themselves, as the schema heads them",
    ("access_control/papers/written/reviews.py", "审查结论"): "what the legal review comes to",
    ("access_control/prohibited/admin.py", "起始日期"): ENTRY,
    ("access_control/prohibited/admin.py", "终止日期"): ENTRY,
    ("access_control/prohibited/reading.py", "事项名称"): ENTRY,
    ("access_control/prohibited/reading.py", "设定依据"): ENTRY,
    ("access_control/prohibited/reading.py", "起始日期"): ENTRY,
    ("access_control/prohibited/reading.py", "终止日期"): ENTRY,
}


def labels():
    found = set()
    for field in FIELDS:
        found.add(field.label)
        for member in getattr(field.type, "members", ()):
            found.add(member.label)
    return found


def labels_written_out(tree, known):
    """The labels among the texts of a module, also as a piece of a formatted one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in known:
            yield node.value


def is_asked(name):
    return name != TABLE and not any(name.startswith(place) for place in NOT_ASKED)


def second_tables():
    """{(module, label)} of every label of the table that stands in a module that is asked."""
    known = labels()
    found = set()
    for path in sources():
        if is_asked(named(path)):
            for label in labels_written_out(parsed(path), known):
                found.add((named(path), label))
    return found


def test_a_label_of_the_table_stands_in_the_table_alone():
    assert sorted(second_tables() - set(ANOTHER)) == []


def test_every_exception_is_still_one():
    assert sorted(set(ANOTHER) - second_tables()) == []
    modules = [named(path) for path in sources()]
    for place in NOT_ASKED:
        assert any(module.startswith(place) for module in modules), place


def test_the_sweep_sees_a_label_by_itself_and_within_a_formatted_text():
    tree = ast.parse("LABEL = '支持保障'\nHEAD = f'工作标准{number}'\nSAID = '没有支持保障。'")
    assert set(labels_written_out(tree, labels())) == {"支持保障", "工作标准"}
