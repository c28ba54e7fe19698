"""The importer's peer: django-import-export with its defaults over the same workbook, into the same
tables.
"""

import importlib.util

OFFSETS = {"basic": 0, "coordination": 20_000, "reclaimed": 40_000}


def why_no_import_export():
    """A sentence when django-import-export cannot be measured here, else ""."""
    if importlib.util.find_spec("import_export"):
        return ""
    return "it is not installed (pip install '.[bench]')"


def import_export(paths, county):
    """Each kind's file loaded by tablib and imported by a plain resource: row by row found, saved,
    its parts saved.
    """
    import tablib

    from dutylist.history.recording import recording
    from dutylist.organizations.models import User
    from items.models import Category

    with recording(by=User.objects.system(), reason="导入", source="import", county=county.code):
        for kind, path in paths.items():
            rows = tablib.Dataset().load(path.read_bytes(), "xlsx")
            for position, name in enumerate(dict.fromkeys(rows["类别"]), 1):
                Category.objects.create(county=county, kind=kind, name=name, position=position)
            resource_for(county, kind)().import_data(rows, raise_errors=True)


def resource_for(county, kind):
    """A resource as its manual has it: the columns by name, the category by its name, parts after
    each save.
    """
    from import_export import fields, resources
    from import_export.widgets import ForeignKeyWidget

    from items.models import Category, DutyItem

    categories = ForeignKeyWidget(Category, "name")
    categories.get_queryset = lambda value, row, **_: Category.objects.filter(
        county=county, kind=kind
    )

    class ItemResource(resources.ModelResource):
        code = fields.Field("code", "code")
        name = fields.Field("name", "事项名称")
        category = fields.Field("category", "类别", widget=categories)
        township_duty = fields.Field("township_duty", "乡镇（街道）配合职责", default="")
        position = fields.Field("position", "序号")

        class Meta:
            model = DutyItem
            import_id_fields = ("code",)
            fields = ("code", "name", "category", "township_duty", "position")

        def before_import(self, dataset, **_):
            codes = [f"{county.code[:6]}{OFFSETS[kind] + number:05d}" for number in dataset["序号"]]
            dataset.append_col(codes, header="code")

        def before_save_instance(self, instance, row, **_):
            instance.county, instance.kind = county, kind

        def after_save_instance(self, instance, row, **_):
            save_parts(instance, row)

    return ItemResource


def save_parts(item, row):
    """The departments and the basis of one row, each a row of its own."""
    from dutylist.organizations.models import Department
    from items.models import Basis, Responsibility

    parts = [
        name for name in (row.get("对应上级部门") or row.get("承接部门") or "").split("、") if name
    ]
    roles = ("receiver",) if item.kind == "reclaimed" else ("lead", "joint", "support")
    for n, (name, role) in enumerate(zip(parts, roles, strict=False)):
        department = Department.objects.get(county=item.county, name=name)
        duty, method = row.get("上级部门职责") or "", row.get("工作方式") or ""
        Responsibility.objects.create(
            item=item, position=n, department=department, role=role, duty=duty, method=method
        )
    if law := row.get("设定依据"):
        Basis.objects.create(item=item, position=0, act_title=law)
