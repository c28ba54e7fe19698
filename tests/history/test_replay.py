"""Whatever is done through the doors, the history replayed gives the register as it stands."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutylist.history.models import Batch
from dutylist.history.tracking import bulk_delete, bulk_save
from dutylist.history.verify import verify
from dutylist.organizations.models import Department
from tests.database import share_of
from tests.factories import make_county, seeding

pytestmark = pytest.mark.django_db
NAMES = st.sampled_from(["城管局", "水利局", "林业局", "教育局"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "save", "partial", "bulk", "equal", "delete", "bulk_delete", "undo"]
        ),
        NAMES,
    ),
    min_size=1,
    max_size=15,
)


def pick(name):
    return Department.objects.filter(contact=name).order_by("pk").first()


def add(county, name):
    number = Department.history.count()
    Department.objects.create(county=county, name=f"{name}{number}", contact=name)


def change(name, save):
    if found := pick(name):
        found.address += "楼"
        found.lead_name += "某"
        save(found)


def bulk(county, name):
    held = list(Department.objects.all())
    for department in held[::2]:
        department.hours += "时"
    number = Department.history.count()
    bulk_save(
        [
            *held,
            *(
                Department(county=county, name=f"新{name}{number}{n}", contact=name)
                for n in range(2)
            ),
        ]
    )


def undo(county, name):
    class Undo(Exception):
        pass

    try:
        with seeding():
            add(county, name)
            bulk_delete(Department.objects.all())
            raise Undo
    except Undo:
        return


ACTS = {
    "add": add,
    "save": lambda county, name: change(name, lambda found: found.save()),
    "partial": lambda county, name: change(
        name, lambda found: found.save(update_fields=["address"])
    ),
    "bulk": bulk,
    "equal": lambda county, name: bulk_save(Department.objects.all()),
    "delete": lambda county, name: (found := pick(name)) and found.delete(),
    "bulk_delete": lambda county, name: bulk_delete(Department.objects.filter(contact=name)[:2]),
    "undo": undo,
}
FIELDS = [f.attname for f in Department.history.model.tracked_fields]


def replayed():
    state = {}
    for row in Department.history.order_by("history_id"):
        if row.history_type == "-":
            del state[row.id]
            continue
        assert (row.history_type == "+") == (row.id not in state)
        values = {name: getattr(row, name) for name in FIELDS}
        assert state.get(row.id) != values, "a row without a change"
        state[row.id] = values
    return state


@given(STEPS)
@settings(max_examples=share_of(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_replaying_the_history_gives_the_present(steps):
    county = make_county()
    with seeding():
        bulk_delete(Department.objects.all())
    before = set(Batch.objects.values_list("pk", flat=True))
    for act, name in steps:
        with seeding():
            ACTS[act](county, name)
    assert replayed() == {
        d.pk: {name: getattr(d, name) for name in FIELDS} for d in Department.objects.all()
    }
    assert verify().ok
    assert all(batch.body for batch in Batch.objects.exclude(pk__in=before))
