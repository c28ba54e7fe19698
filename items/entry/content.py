"""The content of an item as one dict (the entry of the API): read from rows, compared.

A form, an API payload, an import row, a proposed change and a frozen document all carry this same
shape, which `fields` lists.
"""

from items.models import Category

from .fields import EMPTY, FIELD, FIELDS
from .types import Group, Rows, Texts, Type

AT_ONCE = 5_000  # items whose parts are read by one query
PLAIN = []  # fields kept as they are in a column of the item
GROUPED = []  # those whose members are columns of the item
PARTS = []  # those with rows of their own
for field in FIELDS:
    if getattr(field.type, "model", None):
        PARTS.append(field)
    elif isinstance(field.type, Group):
        GROUPED.append(field)
    elif not field.resolved and not isinstance(field.type, Rows | Texts):
        PLAIN.append(field)
# The columns of the item that hold what these fields say.
FIELD_COLUMNS = [field.kept_in for field in PLAIN]
for field in GROUPED:
    FIELD_COLUMNS += [member.kept_in for member in field.type.members]
COLUMNS = ("pk", "code", "category_id", *FIELD_COLUMNS)


def contents_of(items):
    """{item pk: content} of these items, in nine queries for every 5,000 of them."""
    items = list(items)
    ids = [item.pk for item in items]
    chunks = [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]
    return _contents(items, chunks)


def contents_within(items):
    """(rows, {pk: content}) of all the items of a queryset, in ten queries: for long lists that
    need no models.

    The rows stand in the queryset's order and have the columns of the item, its code among them.
    """
    rows = list(items.values_list(*COLUMNS, named=True))
    return rows, _contents(rows, [items.order_by().values("pk")])


def content_of(item):
    return contents_of([item])[item.pk]


def changed_fields(before, after):
    """The keys whose values differ, in the order of the form."""
    return [key for key in EMPTY if before.get(key, EMPTY[key]) != after.get(key, EMPTY[key])]


def without_empty(entry):
    """What an entry says: a field that is empty says as much as one it does not carry, as in a
    document that is older than the field.
    """
    return {key: value for key, value in entry.items() if key not in EMPTY or value != EMPTY[key]}


def _contents(items, chunks):
    parts = {field.name: _parts_of(field, chunks) for field in PARTS}
    names = _category_names(items)
    return {item.pk: _content(item, names.get(item.category_id, ""), parts) for item in items}


def _content(item, category, parts):
    content = {}
    for field in FIELDS:
        if field.name in parts:
            content[field.name] = parts[field.name].get(item.pk) or fresh(field)
        elif field.name == "category":
            content["category"] = category
        elif field in GROUPED:
            content[field.name] = _group(item, field.type.members)
        else:
            content[field.name] = field.type.given(getattr(item, field.kept_in))
    return content


def fresh(field):
    """The empty value of a field, none of whose lists anybody else holds."""
    if field.type.empty == []:
        return []
    return field.type.empty


def _group(item, members):
    """The members that are columns of the item, or None where none of them says anything."""
    group = {member.name: member.type.given(getattr(item, member.kept_in)) for member in members}
    return group if any(group.values()) else None


def _category_names(items):
    wanted = {item.category_id for item in items if item.category_id}
    return dict(Category.objects.filter(pk__in=wanted).values_list("pk", "name"))


def _parts_of(field, chunks):
    """{item pk: value} of one field whose value is kept in rows."""
    read = READERS.get(field.name) or _reader(field.type)
    values = {}
    for ids in chunks:
        rows = field.type.model.objects.filter(item__in=ids).order_by(*field.type.order)
        for item, value in read(rows):
            values.setdefault(item, []).append(value)
    if field.name == "variants":
        return {item: _grouped_variants(rows) for item, rows in values.items()}
    if isinstance(field.type, Group):
        return {item: rows[0] for item, rows in values.items()}
    return values


def _reader(kind):
    """How the rows of a type become (item pk, value)."""
    if isinstance(kind, Texts):
        return lambda rows: rows.values_list("item_id", kind.reads)
    return lambda rows: _dicts(rows, kind.members)


def _dicts(rows, members, *more):
    """(item pk, the members that are columns of a row as a dict, the values of further columns)"""
    names = [member.name for member in members]
    converted = [member for member in members if type(member.type).given is not Type.given]
    columns = (*(member.kept_in for member in members), *more)
    for item, *values in rows.values_list("item_id", *columns):
        row = dict(zip(names, values, strict=False))
        for member in converted:
            row[member.name] = member.type.given(row[member.name])
        yield (item, row, *values[len(names) :])


def _kept(name):
    """The members of a part that are columns as they are."""
    return [member for member in FIELD[name].type.members if not member.resolved]


def _responsibilities(rows):
    """A department by its name, or a collective name where the county's register has none."""
    columns = ("department__name", "collective_name")
    for item, part, name, collective in _dicts(rows, _kept("responsibilities"), *columns):
        yield item, {"department": name or collective, "collective": name is None, **part}


def _variants(rows):
    for item, wording, township in _dicts(rows, _kept("variants"), "township__code"):
        yield item, (township, wording)


READERS = {"responsibilities": _responsibilities, "variants": _variants}


def _grouped_variants(rows):
    """[{"townships": [...], the wording}]: townships that say the same stand together."""
    groups = {}
    for township, wording in rows:
        groups.setdefault(tuple(wording.items()), []).append(township)
    variants = [{"townships": codes, **dict(wording)} for wording, codes in groups.items()]
    return sorted(variants, key=lambda variant: variant["townships"])
