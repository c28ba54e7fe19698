"""The floor under the importer: openpyxl's cells straight into the tables and their histories,
nothing looked at.
"""


def insert(path, county):
    """A category, an item, its departments, its basis and a history row of each, in bulk, in one
    transaction.
    """
    from django.db import transaction

    from dutylist.history.recording import migrating

    rows = list(rows_of(path))
    with migrating("benchmark"), transaction.atomic():
        insert_rows(rows, county)


def rows_of(path):
    from openpyxl import load_workbook

    from benchmarks.workbooks import SHEETS

    book = load_workbook(path, read_only=True)
    for kind, (title, _heads) in SHEETS.items():
        for row in book[title].iter_rows(min_row=3, values_only=True):
            yield kind, row
    book.close()


def insert_rows(rows, county):
    from dutylist.organizations.models import Department
    from items.models import Basis, Category, DutyItem, Responsibility

    names = list(dict.fromkeys((kind, row[1]) for kind, row in rows))
    categories = saved(
        Category,
        [
            Category(county=county, kind=k, name=name, position=n)
            for n, (k, name) in enumerate(names, 1)
        ],
    )
    known = {(category.kind, category.name): category for category in categories}
    departments = {
        department.name: department for department in Department.objects.filter(county=county)
    }
    items = saved(
        DutyItem, [item_of(n, kind, row, county, known) for n, (kind, row) in enumerate(rows, 1)]
    )
    pairs = list(zip(items, rows, strict=True))
    saved(
        Responsibility,
        [part for item, (kind, row) in pairs for part in parts_of(item, kind, row, departments)],
    )
    laws = [(item, row[6]) for item, (kind, row) in pairs if kind == "coordination"]
    saved(Basis, [Basis(item=item, position=0, act_title=text) for item, text in laws])


def item_of(number, kind, row, county, categories):
    from items.models import DutyItem

    return DutyItem(
        county=county,
        code=f"{county.code[:6]}{number:05d}",
        kind=kind,
        name=row[2],
        category=categories[kind, row[1]],
        position=number,
        township_duty=row[5] if kind == "coordination" else "",
    )


def parts_of(item, kind, row, departments):
    from items.models import Responsibility

    if kind == "basic":
        return
    roles = ("receiver",) if kind == "reclaimed" else ("lead", "joint", "support")
    for n, (name, role) in enumerate(zip(row[3].split("、"), roles, strict=False)):
        duty, method = (row[4], "") if kind == "coordination" else ("", row[4])
        yield Responsibility(
            item=item, position=n, department=departments[name], role=role, duty=duty, method=method
        )


def saved(model, objects):
    """The rows in bulk, and a history row of each in bulk, as simple-history's own
    `bulk_create_with_history` does.
    """
    import uuid

    from django.utils import timezone

    from dutylist.history.guard import history_of

    history, batch, now = history_of(model), uuid.uuid4(), timezone.now()
    objects = model._base_manager.bulk_create(objects, batch_size=500)
    names = [field.attname for field in history.tracked_fields]
    history._base_manager.bulk_create(
        [
            history(
                **{name: getattr(row, name) for name in names},
                batch=batch,
                history_date=now,
                history_type="+",
            )
            for row in objects
        ],
        batch_size=500,
    )
    return objects
