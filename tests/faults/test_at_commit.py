"""A process killed round a commit leaves all or nothing, and what is to follow the commit is caught
up by the commands that say so.
"""

import pytest
from django.core.management import call_command

from dutylist.history.models import Batch
from dutylist.history.verify import verify
from dutylist.notices.models import InboxMessage, OutboundEvent, ToDo
from dutylist.organizations.roles import Role
from dutylist.webhooks.models import Delivery
from dutylist.webhooks.services.subscribers import register
from dutylist.workflow.engine import perform
from items.imports.services.importing import Options
from items.imports.services.jobs import import_file
from items.meaning.of_items import WAY, texts_of, told_contents
from items.meaning.vectors import vectors_of
from items.models import DutyItem, ImportPart, TextVector
from tests.access_control.people import place
from tests.attachments.test_attaching import age
from tests.factories import make_user
from tests.imports.workbooks import FIRE, RIVER, save_workbook
from tests.meaning.conftest import meaning
from tests.webhooks.places import receiving

from .at_commit import BEFORE, COMMITTED, FOLLOWED, killed_at_first, killed_at_moment, moments_of
from .breaking import changed, counted, fresh, kept
from .setting_back import kept_aside, until_nobody_is_in_it
from .story import REASON, approval, importing, publication, request_to_decide, revocation

__all__ = ["meaning", "place", "receiving"]
pytestmark = pytest.mark.django_db(transaction=True)
# How often the clock ran, and how the batches of one hour share the seals over them.
OF_THE_RUNS = {"history_seal", "notices_jobrun"}


@pytest.fixture
def subscriber_of_events(place, receiving):
    """A program outside that is told of everything."""
    keeper = make_user(Role.SYSTEM_ADMIN, region=place.county)
    facts = {"name": "数据交换平台", "url": receiving.url, "reason": "共享方案"}
    register(place.county, by=keeper, **facts)
    return receiving


def caught_up(subscriber):
    """Everything that is there when the commands have run."""
    subscriber.arrived.clear()
    for command in ("tick", "deliver_events", "reindex"):
        call_command(command)
    assert not Batch.objects.unsealed().exists()
    tables = {name: count for name, count in counted().items() if name not in OF_THE_RUNS}
    return {
        "tables": tables,
        "asked": list_of(ToDo.objects.open(), "title", "role", "region", "department", "user"),
        "told": list_of(InboxMessage, "user", "title"),
        "events": list_of(OutboundEvent, "kind", "outcome", "number"),
        "deliveries": list_of(Delivery, "event__kind", "state"),
        "arrived": len(subscriber.arrived),
    }


def list_of(rows, *fields):
    return sorted(getattr(rows, "objects", rows).values_list(*fields), key=repr)


def walk(verb, subscriber):
    """Kills the verb at each of its moments; at the end it is done: -> its moments."""
    with kept_aside() as set_back:
        before = kept()
        moments = moments_of(verb)
        whole = caught_up(subscriber)
        for number, moment in enumerate(moments, 1):
            set_back()
            killed_at_moment(number, verb)
            until_nobody_is_in_it()
            where = f"moment {number} of {moments}"
            assert verify().first_bad is None, where
            stayed = changed(before)
            if COMMITTED in moments[:number]:
                assert stayed, where
            elif moment == BEFORE:
                assert not stayed, where
            if stayed:
                assert caught_up(subscriber) == whole, where
    assert verify().first_bad is None
    return moments


def test_what_is_killed_round_its_commit_is_done_or_not_and_nothing_that_follows_is_lost(
    place, subscriber_of_events, settings, tmp_path
):
    """Approval, publication, revocation and import, one after the other."""
    settings.MEDIA_ROOT = tmp_path / "files"
    request = request_to_decide(place)
    told = subscriber_of_events
    assert BEFORE in walk(approval(place, request), told)
    assert DutyItem.objects.filter(name="海漂垃圾线索发现上报").exists()
    moments = walk(publication(place), told)
    assert moments.count(FOLLOWED) >= 2
    assert moments.count(COMMITTED) >= 2, "the seal that follows has a commit of its own"
    assert place.edition.documents.count() == 2
    perform(fresh(place.edition), "request_revoke", by=place.lead, reason=REASON)
    assert BEFORE in walk(revocation(place, place.edition), told)
    assert BEFORE in walk(importing(place, tmp_path / "list.xlsx"), told)


def test_the_vectors_that_go_with_a_killed_process_are_made_by_reindex(place, meaning):
    approval(place, request_to_decide(place))()
    killed_at_first(COMMITTED, publication(place))
    assert place.edition.documents.count() == 2
    assert not TextVector.objects.exists()
    call_command("reindex")
    texts = set()
    for content in told_contents(DutyItem.objects.of_county(place.county).current()):
        texts.update(texts_of(content))
    assert set(vectors_of(texts, way=WAY)) == texts


def test_the_file_of_an_import_killed_before_its_commit_is_swept(place, settings, tmp_path):
    """The command keeps the file while its rows are written; the next try takes what lies there."""
    settings.MEDIA_ROOT = tmp_path / "files"
    path = save_workbook(tmp_path / "list.xlsx", ("coordination", ["一、生态环保", RIVER]))

    def import_it():
        options = Options(create_departments=True)
        import_file(path, county=place.county, by=place.clerk, reason=REASON, options=options)

    killed_at_first(BEFORE, import_it)
    (lost,) = files_below(tmp_path)
    age(lost)
    killed_at_first(BEFORE, import_it)
    call_command("sweep_attachments")
    assert files_below(tmp_path) == [lost], "it may be on its way to a row"
    import_it()
    age(lost)
    call_command("sweep_attachments")
    assert ImportPart.objects.get().file.path == str(lost)
    assert files_below(tmp_path) == [lost]
    save_workbook(path, ("coordination", ["一、生态环保", RIVER, FIRE]))
    killed_at_first(BEFORE, import_it)
    (other,) = {*files_below(tmp_path)} - {lost}
    age(other)
    call_command("sweep_attachments")
    assert files_below(tmp_path) == [lost]


def files_below(path):
    return sorted(file for file in (path / "files").rglob("*") if file.is_file())
