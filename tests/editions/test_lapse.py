"""What ends by date leaves the register once it was published.

The system account takes it out, in a recorded batch with its reason.
"""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.history.verify import verify
from dutylist.notices.models import JobRun
from dutylist.organizations.models import CountyPolicy, User
from dutylist.workflow.engine import perform
from items.editions.clocks import lapse
from items.editions.services.editions import issue_supplement, start_edition
from items.editions.services.lapsing import REASON
from items.models import DutyItem, Edition, EditionDocument, Entry, ProposedChange
from items.models.document_bytes import unpacked
from items.register.services.editing import cancel_items, change_items
from items.register.services.proposals import draft_contents, propose_merge
from tests.at_once import race
from tests.factories import make_content, make_county, make_items, make_staff, publish

pytestmark = pytest.mark.django_db
LAST = date(2027, 6, 30)
AFTER = LAST + timedelta(days=1)
SITTING = {
    "meeting": "县委编委会第2次会议",
    "decided_on": date(2026, 5, 10),
    "minutes_number": "编委纪要〔2026〕2号",
}


def at(day):
    return datetime(day.year, day.month, day.day, 7, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def staff(db):
    return make_staff()


@pytest.fixture
def items(db):
    """One item for good, one until the last of June, one that begins and ends in the year."""
    return make_items(
        [
            make_content(name="负责河道巡查"),
            make_content(name="临时开展秸秆禁烧值守", ends_on=LAST.isoformat()),
            make_content(name="配合开展专项普查", starts_on="2026-01-01", ends_on=LAST.isoformat()),
        ]
    )


@pytest.fixture
def published(items, staff):
    publish(staff=staff)
    return items


def names():
    return [item.name for item in DutyItem.objects.current().order_by("code")]


def test_on_its_last_day_an_item_still_is_in_the_register(published):
    assert lapse(at(LAST)) == "期满自动退出0项。"
    assert len(names()) == 3


def test_the_day_after_it_leaves_the_register_as_it_left_the_list(published):
    assert lapse(at(AFTER)) == "期满自动退出2项。"
    assert names() == ["负责河道巡查"]
    on_the_list = Entry.objects.in_force(AFTER).values_list("name", flat=True)
    assert list(on_the_list) == names()
    assert set(
        DutyItem.objects.exclude(cancelled_on=None).values_list("cancelled_on", flat=True)
    ) == {AFTER}


def test_it_is_one_batch_of_the_system_account_with_a_reason(published):
    before = set(Batch.objects.values_list("pk", flat=True))
    list_version = CountyPolicy.objects.get(region=make_county()).list_version
    lapse(at(AFTER))
    batch = Batch.objects.exclude(pk__in=before).get()
    assert (batch.actor_id, batch.reason) == (User.objects.system().pk, REASON)
    assert (batch.source, batch.county) == ("job", make_county().code)
    rows = DutyItem.history.filter(batch=batch.pk)
    assert sorted(row.name for row in rows) == ["临时开展秸秆禁烧值守", "配合开展专项普查"]
    assert CountyPolicy.objects.get(region=make_county()).list_version == list_version + 1
    assert verify().ok


def test_a_second_run_writes_nothing(published):
    lapse(at(AFTER))
    batches = Batch.objects.count()
    assert lapse(at(AFTER)) == "期满自动退出0项。"
    assert lapse(at(AFTER + timedelta(days=1))) == "期满自动退出0项。"
    assert Batch.objects.count() == batches


def test_the_next_supplement_carries_the_end(published, staff):
    lapse(at(AFTER))
    edition = Edition.objects.get()
    issue_supplement(
        edition,
        requested_by=staff[0],
        by=staff[2],
        document_number="示政发〔2026〕7号",
        effective_on=timezone.localdate(),
        reason="到期退出",
    )
    document = EditionDocument.objects.order_by("-sequence").first()
    assert [entry["name"] for entry in unpacked(document.full)["entries"]] == ["负责河道巡查"]


def test_what_is_approved_and_not_published_yet_lapses_after_its_publication(published, staff):
    """The county decided it with its end; it would otherwise never stand on a list."""
    clerk = staff[0]
    change_items(
        make_county(),
        [(None, make_content(name="临时排查", ends_on=LAST.isoformat()))],
        by=clerk,
        reason="上级部署",
    )
    edition = submitted(staff)
    perform(edition, "approve", by=staff[1], **SITTING)
    assert "临时排查" in names()
    assert lapse(at(AFTER)) == "期满自动退出2项。1项终止日期已过，待公布或者审定后退出。"
    assert names() == ["负责河道巡查", "临时排查"]
    perform(
        edition,
        "publish",
        by=staff[2],
        document_number="示政发〔2026〕8号",
        effective_on=date(2026, 12, 1),
    )
    assert lapse(at(AFTER)) == "期满自动退出1项。"
    assert names() == ["负责河道巡查"]


def submitted(staff, *, with_revision=True):
    """The county's next edition, before the sitting."""
    edition = start_edition(make_county(), by=staff[0], with_revision=with_revision)
    perform(edition, "submit", by=staff[0])
    return edition


def test_a_proposed_change_goes_with_its_item(published, staff):
    clerk = staff[0]
    outcome = change_items(
        make_county(),
        [(published[0], {"name": "负责河道巡查和保洁"}), (published[1], {"name": "秸秆禁烧值守"})],
        by=clerk,
        reason="更准确",
    )
    cancel_items(make_county(), [published[2]], by=clerk, reason="已无必要")
    lapse(at(AFTER))
    kept, gone = outcome.proposed
    assert ProposedChange.objects.pending().get().pk == kept.pk
    gone.refresh_from_db()
    assert (gone.outcome, gone.outcome_reason) == ("withdrawn", REASON)
    drafted = draft_contents(make_county(), list(ProposedChange.objects.pending()))
    assert [content["name"] for _, content in drafted] == ["负责河道巡查和保洁"]


def test_a_merge_loses_its_ground_with_the_item_it_starts_from_alone(published, staff):
    payload = {"name": "河道巡查和普查"}
    merge = propose_merge(
        make_county(), [published[0], published[2]], payload, by=staff[0], reason="合并"
    )
    lapse(at(AFTER))
    merge.refresh_from_db()
    assert merge.outcome == "pending"
    assert [content["name"] for _, content in draft_contents(make_county(), [merge])] == [
        "河道巡查和普查"
    ]


def test_a_merge_that_starts_from_what_lapsed_is_withdrawn(published, staff):
    payload = {"name": "河道巡查和普查", "ends_on": None}
    merge = propose_merge(
        make_county(), [published[2], published[0]], payload, by=staff[0], reason="合并"
    )
    lapse(at(AFTER))
    merge.refresh_from_db()
    assert merge.outcome == "withdrawn"
    assert names() == ["负责河道巡查"]


def test_what_the_sitting_decides_on_waits_for_its_decision(published, staff):
    longer = (LAST + timedelta(days=365)).isoformat()
    change_items(
        make_county(), [(published[1], {"ends_on": longer})], by=staff[0], reason="继续开展"
    )
    edition = submitted(staff)
    assert lapse(at(AFTER)) == "期满自动退出1项。1项终止日期已过，待公布或者审定后退出。"
    perform(edition, "approve", by=staff[1], **SITTING)
    assert lapse(at(AFTER)) == "期满自动退出0项。"
    assert names() == ["负责河道巡查", "临时开展秸秆禁烧值守"]


def test_what_the_sitting_gave_back_lapses(published, staff):
    longer = (LAST + timedelta(days=365)).isoformat()
    change_items(
        make_county(), [(published[1], {"ends_on": longer})], by=staff[0], reason="继续开展"
    )
    edition = submitted(staff)
    lapse(at(AFTER))
    perform(edition, "return", by=staff[1], reason="依据不足")
    assert lapse(at(AFTER)) == "期满自动退出1项。"
    assert not ProposedChange.objects.pending().exists()


def test_before_the_first_edition_the_register_is_the_list(items):
    assert lapse(at(AFTER)) == "期满自动退出2项。"
    assert names() == ["负责河道巡查"]


def test_a_first_list_that_is_being_decided_stands_still_and_stops_no_other_county(items, staff):
    other = make_county("990122000000", "邻县")
    make_items([make_content(name="临时防汛值守", ends_on=LAST.isoformat())], county=other)
    submitted(staff, with_revision=False)
    said = lapse(at(AFTER))
    done, waiting, refused, _ = said.split("。", 3)
    assert (done, waiting) == ("期满自动退出1项", "2项终止日期已过，待公布或者审定后退出")
    assert refused.startswith("未能办理：示例县：第1版正在“提请审定中”")
    assert len(DutyItem.objects.of_county(make_county()).current()) == 3
    assert not DutyItem.objects.of_county(other).current().exists()


def test_time_is_moved_by_the_command(published):
    call_command("tick", "--on", AFTER.isoformat())
    run = JobRun.objects.get(job="item_lapse")
    assert (run.note, run.as_of, run.state) == ("期满自动退出2项。", AFTER, "done")
    assert names() == ["负责河道巡查"]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_take_each_item_out_once(published):
    notes, refusals = race([lambda: lapse(at(AFTER))] * 2)
    assert refusals == []
    assert sorted(notes) == ["期满自动退出0项。", "期满自动退出2项。"]
    assert Batch.objects.filter(source="job").count() == 1
