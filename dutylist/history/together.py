"""A migration operation that creates all tables of an app at once.

Django renders the models anew after each `CreateModel`, with whatever is related to them: here that
is everything, and a new database took longer with every table. Together they are rendered once.
"""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTogether(Operation):
    """What `operations` do one after the other, each a `CreateModel` or a part of one that
    makemigrations adds later: a key to a table below, an index, a constraint.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # rendered again when somebody asks for a model
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.models_in(app_label, to_state, schema_editor.connection.alias):
            schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        models = self.models_in(app_label, from_state, schema_editor.connection.alias)
        for model in reversed(models):
            schema_editor.delete_model(model)

    def models_in(self, app_label, state, database):
        """The models that this database keeps, in their order."""
        found = []
        for operation in self.operations:
            if not isinstance(operation, CreateModel):
                continue
            model = state.apps.get_model(app_label, operation.name)
            if self.allow_migrate_model(database, model):
                found.append(model)
        return found

    def describe(self):
        return "Create all tables together"
