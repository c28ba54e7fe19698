"""Whoever decides sees the changes first and the warnings folded; the clerk who drafts sees what is
to be mended first.
"""

import pytest
from django.urls import reverse

from dutylist.workflow.engine import perform
from items.editions.services.editions import start_edition
from tests.desk.people import (  # noqa: F401 (fixtures)
    no_second_factor,
    published,
    revising,
    signed_in,
    staff,
)
from tests.factories import make_county

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
CHANGES, FINDINGS = "随版内容", "检查提示"


def page_of(edition, user, signed_in):  # noqa: F811
    answer = signed_in(user).get(reverse("desk:edition", args=[edition.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_recorder_sees_changes_first_and_warnings_folded(
    revising,  # noqa: F811
    staff,  # noqa: F811
    signed_in,  # noqa: F811
):
    clerk, recorder, _ = staff
    edition = start_edition(make_county(), by=clerk, with_revision=True)
    drafting = page_of(edition, clerk, signed_in)
    assert drafting.index(FINDINGS) < drafting.index(CHANGES)
    assert f"<summary>{FINDINGS}" not in drafting

    perform(edition, "submit", by=clerk)
    deciding = page_of(edition, recorder, signed_in)
    assert deciding.index(CHANGES) < deciding.index(FINDINGS)
    assert f"<summary>{FINDINGS}（" in deciding
    assert "负责河道巡查" in deciding
    assert "<ins>和保洁</ins>" in deciding
