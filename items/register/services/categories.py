"""Categories: the shipped ones of a new county, and those an import brings along."""

from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_save
from dutylist.organizations.services.texts import needed
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.refusals import Invalid, NotAllowed
from items.models import Category, DutyItem, Kind
from items.permissions import may_edit

SHIPPED = (
    "党的建设",
    "经济发展",
    "民生服务",
    "平安法治",
    "乡村振兴",
    "社会管理",
    "安全稳定",
    "社会保障",
    "自然资源",
    "生态环保",
    "城乡建设",
    "交通运输",
    "文化和旅游",
    "卫生健康",
    "应急管理及消防",
    "市场监管",
    "人民武装",
    "综合政务",
)


def seed_categories(county, *, by, reason):
    """The shipped categories for each kind that has none yet: -> how many were made."""
    with recording(by=by, reason=reason, source="seed", county=county.code):
        filled = set(Category.objects.filter(county=county).values_list("kind", flat=True))
        rows = []
        for kind in Kind.values:
            if kind not in filled:
                for n, name in enumerate(SHIPPED, 1):
                    rows.append(Category(county=county, kind=kind, name=name, position=n))
        bulk_save(rows)
    return len(rows)


def create_categories(county, names, *, by, reason):
    """Adds the unknown ones of these (kind, name) in their order: -> the new rows.

    A new category stands behind the one before it in `names`; a table that holds no item yet takes
    the order of `names` whole, so that the printed numbers are those of the office's own file.
    """
    with recording(by=by, reason=reason, source="import", county=county.code):
        known = {}
        for category in Category.objects.filter(county=county).order_by("kind", "position", "id"):
            known.setdefault(category.kind, []).append(category)
        used = set(DutyItem.objects.current().filter(county=county).values_list("kind", flat=True))
        made = []
        wanted = {}
        for kind, name in names:
            wanted.setdefault(kind, {})[name] = True
        for kind, names_of_kind in wanted.items():
            rows = known.get(kind, [])
            missing = [name for name in names_of_kind if name not in {row.name for row in rows}]
            new = [Category(county=county, kind=kind, name=name) for name in missing]
            made += new
            if new or kind not in used:
                renumber(arranged(rows, new, list(names_of_kind), keep_order=kind in used))
    return made


def arranged(rows, new, wanted, *, keep_order):
    """The rows in their order with the new ones put in; or in the order of `wanted`, the others
    behind.
    """
    by_name = {row.name: row for row in (*rows, *new)}
    if not keep_order:
        first = [by_name.pop(name) for name in wanted]
        return first + [row for row in rows if row.name in by_name]
    order = list(rows)
    for category in new:
        before = wanted[: wanted.index(category.name)]
        order.insert(_place_behind(before, order), category)
    return order


def _place_behind(before, order):
    """Where a category stands in `order` that follows the names `before`: behind the last of them
    if it is there, else at the end; in front of all where none goes before it.
    """
    for n, row in enumerate(order):
        if row.name in before[-1:]:
            return n + 1
    if before:
        return len(order)
    return 0


def renumber(rows):
    for position, category in enumerate(rows, 1):
        category.position = position
    bulk_save(rows)


def add_category(county, kind, name, *, by, reason, source="form"):
    """A new category at the end of its kind, set up by the clerk: -> Category."""
    if not may_edit(by, county):
        raise NotAllowed(f"只有{staffing_office_of(county)}经办人可以设立类别。")
    name = clean_text(name)
    if not clean_text(reason) or not name:
        raise Invalid({"reason" if name else "name": "请填写。"})
    with recording(by=by, reason=reason, source=source, county=county.code):
        same_kind = Category.objects.select_for_update(of=("self",)).filter(
            county=county, kind=kind
        )
        positions = {row.name: row.position for row in same_kind}
        if name in positions:
            raise Invalid({"name": "该类型下已有同名类别。"})
        last = max(positions.values(), default=0)
        category = Category(county=county, kind=kind, name=name, position=last + 1)
        category.save()
    return category


def change_category(category, *, by, reason, source="form", **fields):
    """Renames, moves or retires a category; the name stays within its kind."""
    if not may_edit(by, category.county):
        raise NotAllowed(f"只有{staffing_office_of(category.county)}经办人可以修改类别。")
    if not clean_text(reason):
        raise Invalid({"reason": "请填写修改理由。"})
    with recording(by=by, reason=reason, source=source, county=category.county.code):
        category = Category.objects.select_for_update(of=("self",)).get(pk=category.pk)
        for name in ("name", "position", "retired_on"):
            if name in fields:
                setattr(category, name, fields[name])
        category.name = needed(category.name, "name")
        same = Category.objects.filter(
            county=category.county, kind=category.kind, name=category.name
        )
        if same.exclude(pk=category.pk).exists():
            raise Invalid({"name": "该类型下已有同名类别。"})
        category.save()
    return category
