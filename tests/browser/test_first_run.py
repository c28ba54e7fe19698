"""The pages of an installation where nobody has an account, which no demo shows."""

import pytest
from django.conf import settings

from items.setup.code import setup_address

from .walking import Walker


@pytest.mark.one_database
def test_the_pages_of_the_first_run_keep_the_rules_of_the_house(live_server, chromium):
    context = chromium.new_context(locale="zh-CN")
    walker = Walker(context, live_server.url)
    opened = setup_address().removeprefix(settings.PUBLIC_URL)
    faults = walker.walk("/setup/") + walker.walk(opened)
    context.close()
    assert faults == []
