"""What happened to an account is kept, and nobody changes it afterwards."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from dutylist.organizations.models import AccountEvent
from tests.factories import make_user

from .pages import log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "verb",
    [
        "UPDATE organizations_accountevent SET detail = 'x'",
        "DELETE FROM organizations_accountevent",
    ],
)
def test_events_are_written_once(client, verb):
    log_in(client, make_user().username)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)
    assert AccountEvent.objects.count() == 1


def test_an_event_knows_address_and_browser(client):
    user = make_user()
    log_in(
        client, user.username, REMOTE_ADDR="10.1.2.3", HTTP_USER_AGENT="Mozilla/5.0 " + "x" * 400
    )
    event = AccountEvent.objects.get(user=user)
    assert event.address == "10.1.2.3"
    assert len(event.agent) == 300


def test_a_form_that_lost_its_key_is_refused_in_plain_words():
    answer = Client(enforce_csrf_checks=True).post("/login/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "没有作任何处理" in answer.content.decode()
