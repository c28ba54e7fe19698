"""The description of the API, for people and for programs that make a client of it."""

import re

import pytest

from dutylist.api_docs import groups, members_of, operations, schema, without_subject
from dutylist.rest.shapes import public_reads

pytestmark = pytest.mark.django_db
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_each_operation_has_a_page_in_chinese_that_loads_from_this_site_alone(client):
    start = client.get("/api/docs/").content.decode()
    for name, operation in operations().items():
        assert f"/api/docs/{name}/" in start
        answer = client.get(f"/api/docs/{name}/")
        page = answer.content.decode()
        assert answer.status_code == 200, name
        assert operation.summary in page
        assert "https://" not in page
        assert "<script>" not in page
    assert client.get("/api/schema/").status_code == 200


def test_what_stands_in_the_description_is_chinese():
    for operation in operations().values():
        assert CHINESE.search(operation.summary), operation.name
        assert "description" not in operation.described, operation.name
        for one in operation.parameters:
            assert CHINESE.search(one.meaning), (operation.name, one.name)
        for _status, description, _members in operation.answers:
            assert CHINESE.search(description), operation.name


def test_each_operation_stands_in_one_group():
    shown = [operation.name for _title, some in groups() for operation in some]
    assert sorted(shown) == sorted(operations())
    assert without_subject() == []


def test_an_address_nobody_has_is_a_page_and_a_stray_parameter_is_left_out(client):
    missing = client.get("/api/docs/nothing/")
    assert missing.status_code == 404
    assert missing["Content-Type"].startswith("text/html")
    assert client.get("/api/docs/?from=somewhere").status_code == 200


def test_public_answers_have_real_types_and_a_meaning_for_each_member():
    for read in public_reads():
        for member in members_of({"$ref": f"#/components/schemas/{read.gives}"}):
            assert "任意值" not in member.kind, (read.path, member)
            assert member.kind != "对象" or has_parts(read.gives, member.name), (read.path, member)
    for name in ("Entry", "PublicEdition", "PublicDocument", "Answer", "DepartmentListed"):
        without = [one.name for one in members_of(ref(name)) if not one.meaning]
        refers = [one for one in without if one not in REFERENCES]
        assert refers == [], name


# Members that lead to another shape, where they are explained.
REFERENCES = {"counts", "edition", "documents[].counts", "entries", "near"}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def has_parts(component, name):
    return any(one.name.startswith(f"{name}.") for one in members_of(ref(component)))


def test_no_shape_within_another_takes_the_name_of_a_third():
    """A program that makes a client calls `state` of `Edition` EditionState: nobody else may be."""
    components = schema()["components"]["schemas"]
    taken = []
    for component, described in components.items():
        taken += [name for name in names_within(component, described) if name in components]
    assert taken == []
    clash = {"properties": {"state": {"enum": ["a"]}}}
    assert names_within("Edition", clash) == ["EditionState"]


def names_within(before, described):
    """The names of all shapes that stand within a shape without one of their own."""
    names = []
    for name, member in described.get("properties", {}).items():
        called = before + "".join(part.capitalize() for part in name.split("_"))
        if "items" in member:
            called, member = f"{called}Item", member["items"]
        if "enum" in member or "properties" in member or "additionalProperties" in member:
            names.append(called)
        names += names_within(called, member)
    return names
