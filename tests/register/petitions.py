"""A second kind of owner of a change set, beside the revision: what a floor above will bring along.

It lies in a registry beside the site's own, so that no other test meets it.
"""

import contextlib

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, models
from django.db.models import Q

from dutylist.history.guard import guard_off
from dutylist.organizations.models import Department, Region
from dutylist.organizations.record_readers import key_of_unit
from dutylist.organizations.roles import Role
from items.models import DutyItem
from items.models.proposals import ChangeSetOwner
from items.permissions import READERS
from items.register.services.change_sets import give_change_set
from tests.factories import seeding

NUMBER = "示政发〔2026〕12号"


class Beside(Apps):
    """A registry that knows the models of the site, and is not known to it."""

    def get_registered_model(self, app_label, model_name):
        try:
            return super().get_registered_model(app_label, model_name)
        except LookupError:
            return apps.get_registered_model(app_label, model_name)


class PetitionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft is its department's and the auditor's; handed in, also the county's office's."""
        standing = user.standing()
        own = Q(department__in=standing.department_ids())
        audited = Q(county__in=standing.county_ids(Role.AUDITOR))
        handed_in = Q(is_submitted=True, county__in=standing.county_ids(*READERS))
        return self.filter(own | audited | handed_in)


class Petition(ChangeSetOwner):
    """A department's wish to have the list changed, private until it is handed in."""

    owner_kind = "petition"
    needs_reason = False

    county = models.ForeignKey(Region, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    is_submitted = models.BooleanField(default=False)
    objects = PetitionQuerySet.as_manager()

    class Meta:
        app_label = "petitions"
        apps = Beside()

    def __str__(self):
        return f"{self.department.name}的申请"

    @property
    def record_audience(self):
        return () if self.is_submitted else [key_of_unit(self.department)]

    @property
    def takes_changes(self):
        return not self.is_submitted

    def may_change(self, user):
        return self.department_id in user.standing().department_ids()

    def items_named_by(self, user):
        return DutyItem.objects.of_county(self.county)

    def decision_document(self):
        return NUMBER

    def get_absolute_url(self):
        return "/desk/"


@contextlib.contextmanager
def table_of_petitions():
    editor = connection.schema_editor()
    editor.deferred_sql = []
    statement, values = editor.table_sql(Petition)
    _alter(statement, values or None)
    yield
    _alter(f"DROP TABLE {Petition._meta.db_table}")


def _alter(statement, values=None):
    """As a migration would: on SQLite the table points to recorded ones."""
    with guard_off(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def make_petition(department):
    petition = Petition(county=department.county, department=department)
    with seeding():
        give_change_set(petition)
        petition.save()
    return petition


def hand_in(petition):
    petition.is_submitted = True
    petition.save()
