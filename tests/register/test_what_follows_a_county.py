"""What the register, its imports and its look-up keep of a county when that gets another row; of a
township what waits to be imported for it.
"""

import pytest
from django.utils import timezone

from dutylist.notices.models import ToDo
from dutylist.organizations.services.regions import convert_region
from dutylist.workflow.engine import perform
from items.imports.services.head_words import set_head_word, words_for
from items.imports.services.owed import ask_to_go_on
from items.models import AskedCount, Correction, HeadWord, ImportJob, ImportPart, ImportState
from tests.factories import make_county, make_township

from .test_corrections import RIGHT, correct, miscopied

pytestmark = pytest.mark.django_db
__all__ = ["miscopied"]


def changed(clerk):
    return {"by": clerk, "reason": "区划调整", "on": timezone.localdate()}


def converted(staff):
    county = convert_region(make_county(), name="示例区", code="990105000000", **changed(staff[0]))
    for user in staff:
        user.__dict__.pop("_standings", None)
    return county


def test_a_correction_is_decided_in_the_converted_county(miscopied, staff):
    clerk, _, lead = staff
    made = correct(miscopied, by=clerk)
    [todo] = ToDo.objects.for_user(lead)
    district = converted(staff)
    assert ToDo.objects.for_user(lead).get() == todo
    moved = Correction.objects.visible_to(lead).get()
    assert (moved.county, moved.version) == (district, made.version + 1)
    perform(moved, "approve", by=lead)
    miscopied.refresh_from_db()
    assert miscopied.township_duty == RIGHT


def test_the_head_words_and_what_was_asked_go_with_the_county(staff):
    county, clerk = make_county(), staff[0]
    set_head_word(county, "工作名目", "name", by=clerk, reason="本地用语")
    AskedCount.objects.create(
        county=county, folded="补办身份证", outcome="missed", count=9, last_on=timezone.localdate()
    )
    district = converted(staff)
    assert "name" in words_for(district).values()
    assert HeadWord.objects.visible_to(clerk).get().county == district
    assert AskedCount.objects.visible_to(clerk).get().county == district


def make_job(town, clerk, state):
    job = ImportJob.objects.create(
        county=town.parent, township=town, uploaded_by=clerk, file_name="清单.xlsx", state=state
    )
    ImportPart.objects.create(job=job, township=town, file_name="清单.xlsx", sha256="0" * 64)
    return job


def test_the_imports_go_with_the_county(staff):
    job = make_job(make_township(), staff[0], ImportState.PREVIEWED)
    ask_to_go_on(job, by=staff[0])
    district = converted(staff)
    moved = ImportJob.objects.visible_to(staff[0]).get()
    assert (moved.county, moved.township.parent, moved.version) == (district, district, 3)
    assert ToDo.objects.for_user(staff[0]).get().county == district


def test_of_a_township_what_waits_is_imported_for_the_one_that_follows(staff):
    town = make_township()
    waiting = make_job(town, staff[0], ImportState.PREVIEWED)
    done = make_job(town, staff[0], ImportState.IMPORTED)
    street = convert_region(town, name="城关街道", code="990121002000", **changed(staff[0]))
    assert ImportJob.objects.get(pk=waiting.pk).township == street
    assert ImportPart.objects.get(job=waiting).township == street
    assert ImportJob.objects.get(pk=done.pk).township == town
    assert ImportPart.objects.get(job=done).township == town
