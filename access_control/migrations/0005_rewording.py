"""The column of what is rewritten in a request, for databases that were made before the first
migration had it.
"""

from django.db import migrations


class AddMissingColumn(migrations.RunPython):
    """Adds the column of a field that the state has already, where the table lacks it."""

    def __init__(self, model_name, name):
        self.model_name, self.name = model_name, name
        super().__init__(self.add, migrations.RunPython.noop)

    def deconstruct(self):
        return (type(self).__name__, [self.model_name, self.name], {})

    def add(self, apps, schema_editor):
        model = apps.get_model("access_control", self.model_name)
        field = model._meta.get_field(self.name)
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            table = model._meta.db_table
            columns = connection.introspection.get_table_description(cursor, table)
        if field.column not in {column.name for column in columns}:
            schema_editor.add_field(model, field)


class Migration(migrations.Migration):
    dependencies = [
        ("access_control", "0004_sittings"),
    ]

    operations = [
        AddMissingColumn("changerequest", "rewording"),
        AddMissingColumn("historicalchangerequest", "rewording"),
    ]
