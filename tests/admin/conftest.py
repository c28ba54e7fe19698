"""Somebody signed in: `browse(role)` is a client of a person who holds that role."""

import pytest
from django.test import Client

from tests.factories import make_user


@pytest.fixture
def browse(db):
    def signed_in(role, **place):
        user = role if hasattr(role, "pk") else make_user(role, **place)
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return signed_in
