"""A second browser of the same person."""

import pytest
from django.test import Client


@pytest.fixture
def client2():
    return Client()
