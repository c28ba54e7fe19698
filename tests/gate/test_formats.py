"""Every format of every public list and item is the same for everybody, and holds nothing that is
not published.
"""

import io
import zipfile
from html import unescape

import pytest
from django.test import Client

from dutylist.organizations.roles import Role
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_items,
    make_staff,
    make_township,
    make_user,
    publish,
)
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
CANARIES = ("草稿金丝雀", "内部金丝雀", "拟调整金丝雀", "审查金丝雀")
PATHS = [
    "/t/990121100000.json",
    "/t/990121100000.csv",
    "/t/990121100000.xlsx",
    "/t/990121100000/v1.json",
    "/t/990121100000/v1.csv",
    "/t/990121100000/v1.xlsx",
    "/t/990121100000/@2026-03-01.json",
    "/t/990121100000/@2026-03-01.csv",
    "/t/990121100000/@2026-03-01.xlsx",
    "/c/990121000000.xlsx",
    "/c/990121000000/editions/v1.json",
    "/c/990121000000/editions/v1.xlsx",
    "/i/99012100001.json",
    "/i/99012100001.csv",
    "/search.json?t=990121100000&q=管理",
    "/search.csv?t=990121100000&q=管理",
    "/api/v1/entries/?township=990121100000",
    "/api/v1/documents/{document}/",
]


@ground
def document(db):
    county = make_county()
    make_township("990121101000", "河口乡")
    review = {"reviewer": "审查金丝雀", "on": "2026-01-05", "result": "可以公开"}
    items = make_items(
        [
            make_content(name="公文管理", secrecy_review=review),
            make_content("coordination", "消防安全"),
            make_content(name="内部金丝雀", public=False),
        ]
    )
    staff = make_staff(county)
    edition = publish(county, staff=staff)
    change_items(county, [(items[0], {"name": "草稿金丝雀"})], by=staff[0], reason="拟调整金丝雀")
    return edition.documents.get()


def texts(answer):
    """The body as text; of a workbook, all of its parts."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] != b"PK":
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(
            unescape(parts.read(name).decode("utf-8", "replace"))
            for name in sorted(parts.namelist())
        )


@pytest.mark.parametrize("path", PATHS)
def test_a_file_is_the_same_for_everybody_and_holds_no_hidden_word(document, path):
    path = path.format(document=document.pk)
    people = [None, make_user(Role.CLERK), make_user(Role.TOWNSHIP_LEAD), make_user(Role.AUDITOR)]
    answers = []
    for user in people:
        client = Client()
        if user:
            client.force_login(user)
        answer = client.get(path)
        assert answer.status_code == 200, path
        answers.append((answer["Content-Type"], texts(answer)))
        for word in CANARIES:
            assert word not in answers[-1][1], (path, word)
    assert "公文管理" in answers[0][1]
    if not path.endswith(".xlsx"):
        assert len(set(answers)) == 1
    refused = [Client().post(path).status_code, Client().delete(path).status_code]
    assert refused == [405, 405]
