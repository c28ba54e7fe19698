"""A new database takes all tables of an app at once, an old one the steps in which they
came: both end with the same.
"""

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

pytestmark = pytest.mark.one_database


def squashed():
    """[(the migration, the migrations it stands for)] of every app that has one."""
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    found = []
    for migration in migrations.values():
        if migration.replaces and not migration.__module__.startswith("django"):
            steps = [migrations[key] for key in migration.replaces]
            found.append((migration, steps))
    return found


def told(state):
    """What a state says of every model, whatever the order in which it was said."""
    models = {}
    for key, model in state.models.items():
        fields = {name: field.deconstruct()[1:] for name, field in model.fields.items()}
        options = dict(model.options)
        for several in ("indexes", "constraints"):
            parts = options.pop(several, [])
            options[several] = sorted(repr(part.deconstruct()) for part in parts)
        models[key] = (fields, options, model.bases)
    return models


@pytest.mark.parametrize(
    ("migration", "steps"), [pytest.param(*found, id=found[0].app_label) for found in squashed()]
)
def test_all_at_once_is_what_the_steps_make(migration, steps):
    at_once, one_by_one = ProjectState(), ProjectState()
    migration.mutate_state(at_once, preserve=False)
    for step in steps:
        step.mutate_state(one_by_one, preserve=False)
    ours, theirs = told(at_once), told(one_by_one)
    assert set(ours) == set(theirs)
    for key in ours:
        assert ours[key] == theirs[key], key


def test_a_step_that_landed_is_named():
    """Whoever adds a step after this names it nowhere; whoever squashes again names them all."""
    for migration, steps in squashed():
        assert {step.app_label for step in steps} == {migration.app_label}
    assert len(squashed()) == 9
