"""The system checks: what a tracked model must be."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from dutylist.history import checks
from dutylist.history.guard import is_tracked
from dutylist.history.tracking import Recorded, Tracked
from dutylist.organizations.models import Region, User


def ids(model):
    return [error.id for error in checks._errors(model)]


def test_our_own_models_pass(db):
    assert [e for e in run_checks() if e.id and e.id.startswith("history.")] == []
    assert is_tracked(User)
    assert is_tracked(Region)


@isolate_apps("dutylist.history")
def test_a_key_between_tracked_models_must_protect():
    class Ledger(Tracked):
        region = models.ForeignKey(Region, models.CASCADE)
        history = Recorded()

        class Meta:
            app_label = "history"

    assert ids(Ledger) == ["history.E002"]


@isolate_apps("dutylist.history")
def test_a_tracked_model_has_no_many_to_many():
    class Rota(Tracked):
        groups = models.ManyToManyField(Group)
        history = Recorded()

        class Meta:
            app_label = "history"

    assert ids(Rota) == ["history.E003"]


@isolate_apps("dutylist.history")
def test_a_model_with_a_history_inherits_tracked():
    class Notebook(models.Model):  # noqa: DJ008
        history = Recorded()

        class Meta:
            app_label = "history"

    assert ids(Notebook) == ["history.E001"]


@isolate_apps("dutylist.history")
def test_a_tracked_model_has_a_history():
    class Scrap(Tracked):
        class Meta:
            app_label = "history"

    assert ids(Scrap) == ["history.E005"]


@isolate_apps("dutylist.history")
def test_a_tracked_model_inherits_no_table():
    class Building(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "history"

    class Hall(Building, Tracked):  # noqa: DJ008
        history = Recorded()

        class Meta:
            app_label = "history"

    assert ids(Hall) == ["history.E004"]


@isolate_apps("dutylist.history")
def test_a_sound_model_passes():
    class Register(Tracked):
        region = models.ForeignKey(Region, models.PROTECT)
        history = Recorded()

        class Meta:
            app_label = "history"

    assert ids(Register) == []


FORBIDDEN = [
    "as_of(",
    "prev_record",
    "next_record",
    "skip_history_when_saving",
    "SIMPLE_HISTORY_ENABLED",
    "bulk_update_with_history",
    "bulk_create_with_history",
]
REFUSES_IT = {"dutylist/history/tracking.py": {"skip_history_when_saving"}}


def sources():
    for package in ("dutylist", "items", "desk"):
        yield from (
            path
            for path in (Path(settings.BASE_DIR) / package).rglob("*.py")
            if "migrations" not in path.parts
        )


@pytest.mark.parametrize("word", FORBIDDEN)
def test_the_traps_of_simple_history_are_not_used(word):
    called = re.compile(rf"(?<![A-Za-z_]){re.escape(word)}")
    uses = {
        str(path.relative_to(settings.BASE_DIR))
        for path in sources()
        if called.search(path.read_text())
    }
    found = [name for name in sorted(uses) if word not in REFUSES_IT.get(name, ())]
    assert found == []


# The owner that the history of a part leads to; of a county's phrases whether any has changed.
LEADS_TO = ("item", "subject", "evaluation", "county")


def test_history_tables_keep_only_the_indexes_that_are_asked():
    for model in apps.get_models():
        if is_tracked(model):
            indexed = {
                f.name for f in model.history.model._meta.fields if f.db_index and not f.primary_key
            }
            assert indexed <= {model._meta.pk.name, "batch", *LEADS_TO}
