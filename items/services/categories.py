"""Categories: the shipped ones of a new county, and those an import brings along."""

from django.db.models import Max

from dutylist.history.recording import recording
from dutylist.history.tracking import bulk_save
from dutylist.workflow.refusals import Invalid, NotAllowed
from items.models import Category, Kind
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
        rows = [
            Category(county=county, kind=kind, name=name, position=n)
            for kind in Kind.values
            if kind not in filled
            for n, name in enumerate(SHIPPED, 1)
        ]
        bulk_save(rows)
    return len(rows)


def create_categories(county, names, *, by, reason):
    """Adds unknown (kind, name) categories behind the known ones of their kind, in the order given: -> the new rows."""
    last = dict(
        Category.objects.filter(county=county).values("kind").annotate(last=Max("position")).values_list("kind", "last")
    )
    known = set(Category.objects.filter(county=county).values_list("kind", "name"))
    rows = []
    for kind, name in dict.fromkeys(names):
        if (kind, name) not in known:
            last[kind] = last.get(kind, 0) + 1
            rows.append(Category(county=county, kind=kind, name=name, position=last[kind]))
    with recording(by=by, reason=reason, source="import", county=county.code):
        bulk_save(rows)
    return rows


def change_category(category, *, by, reason, **fields):
    """Renames, moves or retires a category; the name stays within its kind."""
    if not may_edit(by, category.county):
        raise NotAllowed("只有本县编办经办人可以修改类别。")
    if not reason.strip():
        raise Invalid({"reason": "请填写修改理由。"})
    with recording(by=by, reason=reason, county=category.county.code):
        category = Category.objects.select_for_update(of=("self",)).get(pk=category.pk)
        for name in ("name", "position", "retired_on"):
            if name in fields:
                setattr(category, name, fields[name])
        same = Category.objects.filter(county=category.county, kind=category.kind, name=category.name)
        if same.exclude(pk=category.pk).exists():
            raise Invalid({"name": "该类型下已有同名类别。"})
        category.save()
    return category
