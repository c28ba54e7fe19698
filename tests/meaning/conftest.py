"""The model switched on for a test, where the machine has it."""

import pytest

from items.meaning.vectors import is_available, why_not


@pytest.fixture
def meaning(settings):
    settings.MEANING = True
    if not is_available():
        pytest.skip(why_not())
