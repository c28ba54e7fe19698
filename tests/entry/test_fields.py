"""Every field of the table is read, checked, written, worded, printed, typed and described without
being named anywhere else, and a document that is older than a field says nothing by lacking it.
"""

import pytest

from dutylist.organizations.roles import Role
from items.editions.documents import differing, text_of
from items.entry.content import PLAIN, changed_fields, content_of
from items.entry.fields import EMPTY, FIELDS, IN_A_COLUMN, LABELS
from items.entry.lookup import Lookup
from items.entry.types import Group, Rows, Text
from items.entry.wording import Wording, content_text
from items.entry.writing import ROW_FIELDS
from items.imports.recognition.headwords import field_of
from items.models import DutyItem
from items.printed.rows import FLAT, STAFF_COLUMNS
from items.register.editor import ItemEditor, bound, content_from, fields_of
from items.register.services.editing import change_items
from items.register.shapes import CONTENT
from tests.factories import make_county, make_item, make_staff, make_user, publish

TEXTS = [field for field in FIELDS if isinstance(field.type, Text) and not field.resolved]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_has_a_place_in_the_form_the_schema_and_the_labels(field):
    sent = bound(fields_of(EMPTY))
    assert field.name in content_from(sent)
    assert field.name in CONTENT
    assert LABELS[field.name]
    assert changed_fields({}, {**EMPTY, field.name: "其他"}) == [field.name]


@pytest.mark.parametrize("field", IN_A_COLUMN, ids=lambda field: field.name)
def test_an_import_knows_the_column_an_export_writes(field):
    assert field.name in {**FLAT, **STAFF_COLUMNS}
    assert field_of(field.label) == field.name


def test_every_column_of_an_item_belongs_to_a_field():
    own = {"id", "county", "code", "version"}
    columns = {field.attname for field in DutyItem._meta.fields if field.name not in own}
    assert set(ROW_FIELDS) == columns


@pytest.mark.either_database
@pytest.mark.django_db
@pytest.mark.parametrize("field", TEXTS, ids=lambda field: field.name)
def test_a_text_goes_from_a_payload_to_the_row_the_form_and_the_words(field):
    county = make_county()
    item = make_item(str(field.kinds[0]), county=county)
    payload = {field.name: "说明一\n说明二" if field.type.rows > 1 else "说明"}
    if field.type.one_line:
        payload = {field.name: "说明"}
    clerk = make_user(Role.CLERK, county=county)
    change_items(county, [(item, payload)], by=clerk, reason="试写")
    content = content_of(DutyItem.objects.get(pk=item.pk))
    assert content[field.name] == payload[field.name]
    editor = ItemEditor(content, Lookup(county), bound(fields_of(content)))
    assert editor.is_valid()
    assert editor.content == content
    assert Wording(county).text(content, field.name) == payload[field.name]
    assert payload[field.name] in content_text(content)


def test_a_document_older_than_a_field_says_the_same():
    entry = {**EMPTY, "code": "99012100001", "name": "负责公文管理", "kind": "basic"}
    for field in FIELDS:
        older = {key: value for key, value in entry.items() if key != field.name}
        if entry[field.name] == field.type.empty:
            assert text_of(older) == text_of(entry)


def test_a_text_taken_out_is_a_change():
    """It was once looked for among the keys of the new text alone."""
    before = text_of({**EMPTY, "code": "99012100001", "directory_entry": "第3项"})
    after = text_of({**EMPTY, "code": "99012100001"})
    assert differing(before, after) == {"directory_entry"}


def test_a_member_without_words_of_its_own_is_worded_with_its_label():
    receiver = {
        "department": "县公安局",
        "collective": False,
        "role": "receiver",
        "internal_office": "",
        "duty": "",
        "method": "由部门办理",
        "transition_on": "2026-12-31",
    }
    said = Wording().text({"responsibilities": [receiver]}, "responsibilities")
    assert said == "承接：县公安局\n由部门办理\n交接期限：2026年12月31日"


def test_the_types_that_hold_members_are_groups_and_rows():
    assert {field.name for field in FIELDS if isinstance(field.type, Group | Rows)} == {
        *("secrecy_review", "responsibilities", "bases", "power", "support", "variants"),
    }
    assert not any(isinstance(field.type, Group | Rows) for field in PLAIN)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "field", [field for field in TEXTS if field.on_page], ids=lambda field: field.name
)
def test_the_public_reads_it_on_the_items_page_and_in_the_api(field, client):
    item = make_item(**{field.name: "1.十分钟内到场；\n2.当日办结。"})
    staff = make_staff()
    publish(staff=staff)
    page = client.get(f"/i/{item.code}/").content.decode()
    assert field.label in page
    assert "十分钟内到场" in page
    listing = client.get("/api/v1/entries/?county=990121000000").json()
    assert listing["results"][0][field.name].startswith("1.十分钟内到场")
