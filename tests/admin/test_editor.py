"""The editor of an item: fields and content are the same thing, faults stand at their fields, typed
text stays.
"""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from items.entry.cleaning import clean_content
from items.entry.lookup import Lookup
from items.models import Power, SupportPromise
from items.register.editor import EMPTY_ROWS, ItemEditor, bound, content_from, fields_of
from tests.factories import make_category, make_county, make_department, make_tag, make_township

pytestmark = pytest.mark.either_database

TEXT = st.text("甲乙丙：；。，1a \n\u3000（）", max_size=24).map(lambda text: text.strip())
SAID = TEXT.filter(bool)
LINE = st.text("甲乙丙1a", min_size=1, max_size=12)
DAY = st.dates(datetime.date(2020, 1, 1), datetime.date(2070, 12, 31)).map(
    lambda day: day.isoformat()
)
MAYBE = st.none() | DAY
CODES = ["990121100000", "990121101000", "990121102000"]
ROLES = {
    "basic": ["support"],
    "coordination": ["joint", "support"],
    "reclaimed": ["receiver", "support"],
}


@st.composite
def responsibilities(draw, kind):
    rows = []
    for name, collective in draw(
        st.permutations([("县自然资源局", False), ("县公安局", False), ("县直有关部门", True)])
    ):
        role = draw(st.sampled_from(ROLES[kind]))
        rows.append(
            {
                "department": name,
                "collective": collective,
                "role": role,
                "internal_office": draw(LINE | st.just("")),
                "duty": draw(TEXT),
                "method": draw(TEXT),
                "transition_on": draw(MAYBE),
            }
        )
    return rows[: draw(st.integers(0, 3))]


@st.composite
def contents(draw):
    kind = draw(st.sampled_from(sorted(ROLES)))
    scope = draw(st.sampled_from(["all", "tagged", "listed"]))
    owners = draw(st.permutations(CODES))
    duty = TEXT if kind == "coordination" else st.just("")
    variants = [
        {"townships": [code], "name": draw(SAID), "township_duty": draw(duty)} for code in owners
    ]
    power = {
        "type": draw(st.sampled_from(Power.Type.values)),
        "origin": draw(st.sampled_from(Power.Origin.values)),
        "document_number": draw(LINE),
        "until": draw(MAYBE),
        "original_body": "",
    }
    basis = st.fixed_dictionaries(
        {"act": LINE, "document_number": LINE | st.just(""), "article": TEXT}
    )
    promise = {
        "kind": st.sampled_from(SupportPromise.Kind.values),
        "promise": SAID,
        "amount": TEXT,
        "due_on": MAYBE,
    }
    return {
        "kind": kind,
        "category": draw(st.sampled_from(["", "综合政务"])),
        "position": draw(st.integers(0, 999)),
        "name": draw(LINE),
        "township_duty": draw(duty),
        "public": draw(st.booleans()),
        "secrecy_review": draw(
            st.none() | st.fixed_dictionaries({"reviewer": LINE, "on": DAY, "result": LINE})
        ),
        "responsibilities": draw(responsibilities(kind)),
        "bases": draw(st.lists(basis, max_size=3)),
        "power": draw(st.sampled_from([None, power])),
        "directory_entry": draw(LINE | st.just("")),
        "variants": sorted(
            variants[: draw(st.integers(0, 3))], key=lambda variant: variant["townships"]
        ),
        "scope": scope,
        "tags": ["山区"] if scope == "tagged" else [],
        "townships": sorted(owners[: draw(st.integers(1, 3))]) if scope == "listed" else [],
        "support": draw(st.lists(st.fixed_dictionaries(promise), max_size=2)),
        "procedure": draw(st.lists(SAID, max_size=4)),
        "starts_on": None,
        "ends_on": draw(MAYBE),
    }


@pytest.fixture
def lookup(db):
    county = make_county()
    townships = [make_township(code, f"测试{n}镇", county=county) for n, code in enumerate(CODES)]
    make_tag("山区", townships[0])
    for name in ("县自然资源局", "县公安局"):
        make_department(name, county=county)
    for kind in ROLES:
        make_category(kind, "综合政务", county=county)
    return Lookup(county)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=contents(), prefix=st.sampled_from(["", "part0-"]))
def test_what_the_form_shows_is_what_it_sends_back(lookup, content, prefix):
    content = clean_content(content, lookup)
    sent = bound(fields_of(content, prefix))
    assert clean_content(content_from(sent, prefix), lookup, content) == content
    editor = ItemEditor(content, lookup, sent, prefix=prefix)
    assert editor.is_valid()
    assert editor.content == content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=contents())
def test_the_page_itself_sends_the_content_back(lookup, content):
    """Every value is really in a field of the page, also with empty rows between."""
    content = clean_content(content, lookup)
    editor = ItemEditor(content, lookup)
    forms = [*editor.sections.values(), *editor.groups.values()]
    forms += [form for rows in editor.rows.values() for form in rows.values()]
    shown = {field.html_name: field.value() for form in forms for field in form}
    sent = bound({name: value for name, value in shown.items() if value is not None})
    assert clean_content(content_from(sent), lookup, content) == content


def sent_with(**fields):
    base = {"kind": "basic", "name": "负责公文管理", "scope": "all", "public": "yes"}
    return bound(base | fields)


def test_a_fault_in_a_row_stands_in_the_row_it_was_typed_in(lookup):
    data = sent_with(
        **{"responsibilities-4-department": "县烟草局", "responsibilities-4-role": "support"}
    )
    editor = ItemEditor(None, lookup, data)
    assert not editor.is_valid()
    form = editor.rows["responsibilities"][4]
    assert "没有“县烟草局”这个部门" in form.errors["department"][0]
    assert editor.top[0][0] == "responsibilities-4-department"
    assert "县烟草局" in str(form["department"])


@pytest.mark.parametrize(
    ("fields", "anchor"),
    [
        ({"name": ""}, "name"),
        ({"category": "没有的类别"}, "category"),
        ({"starts_on": "昨天"}, "starts_on"),
        ({"scope": "listed"}, "townships"),
        ({"secrecy_review-reviewer": "王"}, "secrecy_review-reviewer"),
        ({"power-document_number": "1号"}, "power-type"),
        ({"bases-2-article": "第1条"}, "bases-2-act"),
        ({"support-0-promise": "培训"}, "support-0-kind"),
        ({"position": "前面"}, "position"),
        (
            {"responsibilities-0-department": "县公安局", "responsibilities-0-role": "lead"},
            "responsibilities-0-role",
        ),
    ],
)
def test_each_fault_has_its_field_and_keeps_what_was_typed(lookup, fields, anchor):
    editor = ItemEditor(None, lookup, sent_with(**fields))
    assert not editor.is_valid()
    assert anchor in [place for place, _, _ in editor.top]
    for name, value in fields.items():
        assert editor.data[name] == value


def test_empty_rows_are_there_without_a_script_and_say_nothing(lookup):
    editor = ItemEditor(None, lookup)
    assert all(len(empty) == EMPTY_ROWS for _label, _used, empty in editor.parts.values())
    assert editor.payload["responsibilities"] == editor.payload["bases"] == []


def test_a_department_that_is_no_more_stays_in_its_box(lookup):
    data = sent_with(
        **{"responsibilities-0-department": "县物价局", "responsibilities-0-role": "support"}
    )
    assert "县物价局" in str(
        ItemEditor(None, lookup, data).rows["responsibilities"][0]["department"]
    )
