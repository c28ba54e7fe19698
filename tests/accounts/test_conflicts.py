"""Somebody else saved while a form was open: nobody's text is written over in silence, the three
texts stand side by side, and the second save goes through.
"""

import pytest
from django.urls import reverse

from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.roles import Role
from dutylist.organizations.services.departments import change_department
from tests.factories import make_county, make_department, make_user

from .test_given_back import Forms, forms_of, no_second_factor, office, signed_in  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
MARKS = {"shown", "opened"}
# Shown to be looked at first, not stored anywhere: {field: why}.
NEW_ONES = ("/split/", "/add/")  # the text of items that are not there yet
PROPOSED = {"document_number": "of the decision", "title": "of the next edition"}


def sent_of(client, address, name):
    """What a browser sends of the form of a page that has this field, as it stands."""
    page = client.get(address).content.decode()
    (form,) = [one for one in Forms(page).found if name in one["fields"]]
    return {key: field["value"] for key, field in form["fields"].items() if field["value"]}


def card_of(department):
    return reverse("admin:organizations_department_verb", args=[department.pk, "edit"])


@pytest.fixture
def department(db):
    fields = {"public_telephone": "0990-1234567", "address": "人民路1号"}
    return make_department("县公安局", **fields)


def test_what_a_colleague_saved_meanwhile_is_not_written_over(department):
    client, colleague = signed_in(make_user(Role.CLERK)), make_user(Role.CLERK)
    sent = sent_of(client, card_of(department), "public_telephone")
    change_department(
        department, public_telephone="0990-7654321", address="东街2号", by=colleague, reason="搬迁"
    )
    mine = sent | {"address": "西街3号", "hours": "工作日", "reason": "核对名片"}
    answer = client.post(card_of(department), mine)
    assert answer.status_code == 412
    rows = {row.label: row for row in answer.context["form"].conflict}
    address, telephone = rows["办公地址"], rows["公开电话"]
    assert (address.before, address.theirs, address.mine) == ("人民路1号", "东街2号", "西街3号")
    assert (address.is_clash, telephone.is_clash) == (True, False)
    page = answer.content.decode()
    assert "您打开时" in page
    again = {key: values["value"] for key, values in form_with(page, "address").items()}
    assert client.post(card_of(department), again).status_code == 302
    department.refresh_from_db()
    assert department.public_telephone == "0990-7654321"
    assert (department.address, department.hours) == ("西街3号", "工作日")


def form_with(page, name):
    (form,) = [one for one in Forms(page).found if name in one["fields"]]
    return form["fields"]


def test_the_same_change_by_two_people_is_no_conflict(department):
    client = signed_in(make_user(Role.CLERK))
    sent = sent_of(client, card_of(department), "public_telephone")
    change_department(department, address="东街2号", by=make_user(Role.CLERK), reason="搬迁")
    answer = client.post(card_of(department), sent | {"address": "东街2号", "reason": "搬迁"})
    assert answer.status_code == 302


def test_rules_that_were_changed_meanwhile_go_on_after_a_look(db):
    policy = CountyPolicy.objects.get(region=make_county())
    address = reverse("admin:organizations_countypolicy_verb", args=[policy.pk, "supervision"])
    first, second = (signed_in(make_user(Role.OFFICE_LEAD)) for _ in range(2))
    name = "common_problem_times"
    opened = [sent_of(client, address, name) for client in (first, second)]
    assert first.post(address, opened[0] | {name: "4", "reason": "甲"}).status_code == 302
    answer = second.post(address, opened[1] | {"comprehensive_a_year": "6", "reason": "乙"})
    assert answer.status_code == 412
    again = {}
    for key, field in form_with(answer.content.decode(), name).items():
        if field["value"] and not key.endswith((".reset", "preview")):
            again[key] = field["value"]
    assert second.post(address, again).status_code == 302
    policy.refresh_from_db()
    assert policy.value(name) == 4
    assert policy.value("comprehensive_a_year") == 6


@pytest.mark.one_database
def test_every_form_of_stored_texts_says_what_it_showed(office):  # noqa: F811
    silent, marked = set(), 0
    for user in office.values():
        for _key, address, form in forms_of(signed_in(user)):
            stored = {
                name
                for name, field in form["fields"].items()
                if field["sort"] in ("text", "textarea", "date", "number")
                and field["value"]
                and field["value"].strip()
            }
            if MARKS & set(form["fields"]):
                marked += 1
            elif stored - set(PROPOSED) and not address.endswith(NEW_ONES):
                silent.add((address, *sorted(stored)))
    assert not silent, silent
    assert marked > 15
