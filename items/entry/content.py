"""The content of an item as one dict (the entry of the API): read from rows, checked from any
source, compared.

A form, an API payload, an import row, a proposed change and a frozen document all carry this same
shape.
"""

from items.models import (
    Basis,
    Category,
    Power,
    ProcedureStep,
    Responsibility,
    ScopeTag,
    ScopeTownship,
    SupportPromise,
    Variant,
)

EMPTY = {
    "kind": "",
    "category": "",
    "position": 0,
    "name": "",
    "township_duty": "",
    "public": True,
    "secrecy_review": None,
    "responsibilities": [],
    "bases": [],
    "power": None,
    "directory_entry": "",
    "variants": [],
    "scope": "all",
    "tags": [],
    "townships": [],
    "support": [],
    "procedure": [],
    "starts_on": None,
    "ends_on": None,
}
LABELS = {
    "kind": "事项类型",
    "category": "类别",
    "position": "类别内顺序",
    "name": "事项名称",
    "township_duty": "配合职责",
    "public": "公开属性",
    "secrecy_review": "保密审查",
    "responsibilities": "部门及职责",
    "bases": "设定依据",
    "power": "行政权力",
    "directory_entry": "对应上级指导目录",
    "variants": "个性化表述",
    "scope": "适用范围",
    "tags": "适用区域类型",
    "townships": "适用单位",
    "support": "支持保障",
    "procedure": "操作程序",
    "starts_on": "起始日期",
    "ends_on": "终止日期",
}


COLUMNS = (
    *(
        "pk",
        "code",
        "kind",
        "category_id",
        "position",
        "name",
        "township_duty",
        "publicness",
        "secrecy_reviewer",
    ),
    *("secrecy_reviewed_on", "secrecy_result", "directory_entry", "scope", "starts_on", "ends_on"),
)
AT_ONCE = 5_000  # items whose parts are read by one query


def day(value):
    return value.isoformat() if value else None


def contents_of(items):
    """{item pk: content} of these items, in nine queries for every 5,000 of them."""
    items = list(items)
    ids = [item.pk for item in items]
    return _contents(items, [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)])


def contents_within(items):
    """(rows, {pk: content}) of all the items of a queryset, in ten queries: for long lists that
    need no models.

    The rows stand in the queryset's order and have the columns of the item, its code among them.
    """
    rows = list(items.values_list(*COLUMNS, named=True))
    return rows, _contents(rows, [items.order_by().values("pk")])


def _contents(items, chunks):
    parts = {name: _by_item(read, chunks) for name, read in PART_READERS.items()}
    names = _category_names(items)
    return {item.pk: _content(item, names.get(item.category_id, ""), parts) for item in items}


def content_of(item):
    return contents_of([item])[item.pk]


def changed_fields(before, after):
    """The keys whose values differ, in the order of the form."""
    return [key for key in EMPTY if before.get(key, EMPTY[key]) != after.get(key, EMPTY[key])]


def _content(item, category, parts):
    power = parts["power"].get(item.pk)
    return {
        "kind": item.kind,
        "category": category,
        "position": item.position,
        "name": item.name,
        "township_duty": item.township_duty,
        "public": item.publicness == "public",
        "secrecy_review": _secrecy_review(item),
        "responsibilities": parts["responsibilities"].get(item.pk, []),
        "bases": parts["bases"].get(item.pk, []),
        "power": power[0] if power else None,
        "directory_entry": item.directory_entry,
        "variants": _grouped_variants(parts["variants"].get(item.pk, [])),
        "scope": item.scope,
        "tags": parts["tags"].get(item.pk, []),
        "townships": parts["townships"].get(item.pk, []),
        "support": parts["support"].get(item.pk, []),
        "procedure": parts["procedure"].get(item.pk, []),
        "starts_on": day(item.starts_on),
        "ends_on": day(item.ends_on),
    }


def _secrecy_review(item):
    if not item.secrecy_reviewed_on:
        return None
    return {
        "reviewer": item.secrecy_reviewer,
        "on": day(item.secrecy_reviewed_on),
        "result": item.secrecy_result,
    }


def _category_names(items):
    wanted = {item.category_id for item in items if item.category_id}
    return dict(Category.objects.filter(pk__in=wanted).values_list("pk", "name"))


def _by_item(read, chunks):
    found = {}
    for ids in chunks:
        for item, value in read(ids):
            found.setdefault(item, []).append(value)
    return found


def _rows(model, ids, *fields, order=("item_id", "position", "id")):
    return model.objects.filter(item__in=ids).order_by(*order).values_list("item_id", *fields)


def _responsibilities(ids):
    fields = (
        "department__name",
        "collective_name",
        "role",
        "internal_office",
        "duty",
        "method",
        "transition_on",
    )
    for item, department, collective, role, office, duty, method, transition in _rows(
        Responsibility, ids, *fields
    ):
        yield (
            item,
            {
                "department": department or collective,
                "collective": department is None,
                "role": role,
                "internal_office": office,
                "duty": duty,
                "method": method,
                "transition_on": day(transition),
            },
        )


def _bases(ids):
    for item, act, number, article in _rows(Basis, ids, "act_title", "document_number", "article"):
        yield item, {"act": act, "document_number": number, "article": article}


def _powers(ids):
    fields = ("type", "origin", "document_number", "until", "original_body")
    for item, kind, origin, number, until, body in _rows(Power, ids, *fields, order=("item_id",)):
        yield (
            item,
            {
                "type": kind,
                "origin": origin,
                "document_number": number,
                "until": day(until),
                "original_body": body,
            },
        )


def _variants(ids):
    fields = ("township__code", "name", "township_duty")
    for item, *variant in _rows(Variant, ids, *fields, order=("item_id", "township__code")):
        yield item, tuple(variant)


def _support(ids):
    for item, kind, promise, amount, due in _rows(
        SupportPromise, ids, "kind", "promise", "amount", "due_on"
    ):
        yield item, {"kind": kind, "promise": promise, "amount": amount, "due_on": day(due)}


PART_READERS = {
    "responsibilities": _responsibilities,
    "bases": _bases,
    "power": _powers,
    "variants": _variants,
    "support": _support,
    "procedure": lambda ids: _rows(ProcedureStep, ids, "text"),
    "tags": lambda ids: _rows(ScopeTag, ids, "tag__name", order=("item_id", "tag__name")),
    "townships": lambda ids: _rows(
        ScopeTownship, ids, "township__code", order=("item_id", "township__code")
    ),
}


def _grouped_variants(rows):
    if not rows:
        return []
    groups = {}
    for township, name, duty in rows:
        groups.setdefault((name, duty), []).append(township)
    return sorted(
        (
            {"townships": codes, "name": name, "township_duty": duty}
            for (name, duty), codes in groups.items()
        ),
        key=lambda variant: variant["townships"],
    )
