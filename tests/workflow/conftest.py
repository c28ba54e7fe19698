"""Editions to move about, without the publication's own conditions: those have their tests in
tests/editions.
"""

import pytest

from dutylist.organizations.roles import Role
from dutylist.workflow import flow as flow_module
from dutylist.workflow.engine import begin
from dutylist.workflow.flow import flow_named
from items.models import Edition
from tests.factories import make_county, make_user

RUN = flow_module.Flow.run


@pytest.fixture
def table_alone(monkeypatch):
    """The flow of an edition with its table's rules alone: no checks of its content and no
    documents made.
    """
    flow = flow_named("edition")
    monkeypatch.setattr(
        flow_module.Flow, "run", lambda self, *arguments: self is flow or RUN(self, *arguments)
    )


@pytest.fixture
def clerk(db):
    return make_user(Role.CLERK, name="李经办")


@pytest.fixture
def recorder(db):
    return make_user(Role.RECORDER, name="王登记")


@pytest.fixture
def lead(db):
    return make_user(Role.OFFICE_LEAD, name="赵主任")


@pytest.fixture
def edition(clerk, table_alone):
    return begin(Edition(county=make_county(), number=7, title="2026年版"), by=clerk)
