"""What was published comes back: every copy the public may take away, imported again, changes
nothing.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies

from items.exports.packs import packed, township_files
from items.imports.services import jobs
from items.imports.services.importing import Options, import_rows, read_upload
from items.models import DutyItem, EditionDocument, ProposedChange
from items.models.document_bytes import unpacked
from items.printed.files import file_of
from items.published.listings import listing_of
from items.published.lists import PublishedList
from items.register.services.editing import change_items
from tests.database import share_of
from tests.exports.test_lists import CONTENTS, ITEMS, MORE, READABLE, TOWN, XIANG, set_up
from tests.factories import make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_kept")]
SCOPES = (
    {},
    {"scope": "listed", "townships": [XIANG]},
    {"scope": "listed", "townships": [TOWN, XIANG]},
    {"scope": "tagged", "tags": ["林区"]},
)
OWN = {"townships": [XIANG], "name": "本乡自有的表述", "township_duty": "1.按本乡的办法办理。"}
ZIPPED = [how for how in READABLE if how[0] != "csv"]


@pytest.fixture
def county():
    """A list in force that has everything an entry may have, also what is not for the public."""
    return in_force(CONTENTS, dict.fromkeys((content["name"] for content in CONTENTS), MORE))


def in_force(contents, more):
    county = set_up(contents)
    pairs = [
        (item, more[item.name])
        for item in DutyItem.objects.filter(county=county)
        if more[item.name]
    ]
    change_items(county, pairs, by=make_user("clerk", county=county), reason="补充")
    publish(county)
    return county


def public_list():
    row = EditionDocument.objects.get()
    return PublishedList(unpacked(row.public), row.public_digest)


def read_back(county, content, path, *, township=""):
    """What importing a copy would do, of the county's list or of one township's."""
    path.write_bytes(content)
    place = county.children.get(code=township) if township else None
    by = make_user("clerk", county=county)
    return import_rows(
        read_upload(path),
        county=county,
        by=by,
        reason="",
        dry_run=True,
        options=Options(township=place),
    )


def told(report):
    """What of a report is not as it should be: errors, and rows that are not the same."""
    others = [row for row in report.rows if row["outcome"] != "same"]
    found = [(row["name"], row["outcome"], row["differences"]) for row in others]
    return [error.sentence for error in report.errors] + found


@pytest.mark.either_database
@pytest.mark.parametrize("township", ["", TOWN, XIANG])
def test_a_published_copy_changes_nothing(county, tmp_path, township):
    listing, found = listing_of(public_list(), township), {}
    for form, layout, merged in READABLE:
        content = file_of(listing, form, layout, merged_receivers=merged)
        report = read_back(county, content, tmp_path / "清单", township=township)
        absent = [entry["name"] for entry in report.absent]
        found[form, layout, merged] = told(report), len(report.rows) - len(listing.entries), absent
    hidden = [] if township == TOWN else ["招商引资排名考核"]
    assert found == {how: ([], 0, hidden) for how in READABLE}


def test_what_the_public_pages_hand_out_changes_nothing(client, county, tmp_path):
    found = {}
    for address in (
        "/c/990121000000.xlsx",
        f"/t/{TOWN}.xlsx",
        f"/t/{XIANG}.xlsx",
        f"/t/{TOWN}.csv",
        f"/t/{XIANG}.csv",
    ):
        township = "" if address.startswith("/c/") else address[3:15]
        report = read_back(
            county, client.get(address).content, tmp_path / "清单", township=township
        )
        found[address] = told(report), len(report.rows) >= 6
    assert found == dict.fromkeys(found, ([], True))


def test_the_archive_of_every_township_changes_nothing(county):
    found = {}
    for form, layout, merged in ZIPPED:
        archive = packed(township_files(public_list(), form, layout, merged_receivers=merged))
        upload = SimpleUploadedFile("各乡镇.zip", archive)
        job = jobs.preview_uploads([upload], county=county, by=make_user("clerk", county=county))
        counts = {name: count for name, count in job.report["counts"].items() if count}
        found[form, layout, merged] = counts, job.detail["errors"]
    assert found == {how: ({"same": 7, "absent": 1}, []) for how in ZIPPED}
    assert ProposedChange.objects.count() == 0


def led(content):
    """A content whose first department leads, as a publication asks for."""
    parts = [
        {**part, "role": "joint" if n else "lead"}
        for n, part in enumerate(content["responsibilities"])
    ]
    return {**content, "responsibilities": parts}


def beside(content):
    """What an item has besides: where it holds, a township's own wording, what is not public or in
    no column.
    """
    wording = {**OWN, "name": f"{OWN['name']}（{content['name']}）"}
    if content["kind"] != "coordination":
        wording["township_duty"] = ""
    own = {"variants": [wording]}
    return strategies.builds(
        lambda *parts: {key: value for part in parts for key, value in part.items()},
        strategies.sampled_from(SCOPES),
        strategies.sampled_from([{}, own]),
        strategies.sampled_from([{}, {"public": False}]),
        strategies.sampled_from([{}, {key: MORE[key] for key in ("support", "power", "ends_on")}]),
    )


@settings(
    max_examples=share_of(4),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(contents=ITEMS, how=strategies.sampled_from(READABLE), data=strategies.data())
def test_whatever_was_published_comes_back_the_same(tmp_path, contents, how, data):
    contents, (form, layout, merged) = [led(content) for content in contents], how
    more = {content["name"]: data.draw(beside(content)) for content in contents}
    found = []
    with transaction.atomic():
        county = in_force(contents, more)
        for code in ("", TOWN, XIANG):
            listing = listing_of(public_list(), code)
            if listing.entries:
                content = file_of(listing, form, layout, merged_receivers=merged)
                found += told(read_back(county, content, tmp_path / "清单", township=code))
        transaction.set_rollback(True)
    assert found == []
