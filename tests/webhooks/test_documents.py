"""docs/events.md is what the program writes."""

import pytest
from django.conf import settings

from dutylist.webhooks.documentation import events_document
from dutylist.webhooks.kinds import event_kinds, known_kinds

pytestmark = pytest.mark.one_database


def test_the_committed_document_is_the_written_one():
    committed = (settings.BASE_DIR / "docs" / "events.md").read_text()
    assert committed == events_document(), "run: python manage.py write_events"


def test_every_kind_is_one_of_a_flow_and_may_be_asked_for():
    kinds = [kind.name for kind in event_kinds()]
    assert "edition.publish" in kinds
    assert len(kinds) == len(set(kinds))
    assert set(kinds) < known_kinds()
