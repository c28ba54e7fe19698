"""The texts of a change that a stage may settle on in other words, and the item that they make."""

from items.entry.fields import LABELS

OF_ITEM = ("name", "township_duty")
OF_DEPARTMENT = {"duty": "职责", "method": "承接后的工作方式"}


def amendable_texts(change):
    """[(path, label, text)] of the texts that the change has: those of the item, then those of each
    department. None where it is no single item (取消, 拆分).
    """
    content = change.passed
    if not isinstance(content, dict):
        return []
    texts = [(name, LABELS[name], content.get(name)) for name in OF_ITEM]
    for number, row in enumerate(content["responsibilities"]):
        for column, label in OF_DEPARTMENT.items():
            path = f"responsibilities.{number}.{column}"
            texts.append((path, f"{row['department']}的{label}", row.get(column)))
    return [text for text in texts if text[2]]


def item_with(change, told):
    """The fields of the item that {path: text} makes, whole."""
    item = {}
    rows = [dict(row) for row in change.passed["responsibilities"]]
    for path, text in told.items():
        name, _, rest = path.partition(".")
        if not rest:
            item[name] = text
            continue
        number, _, column = rest.partition(".")
        rows[int(number)][column] = text
        item["responsibilities"] = rows
    return item


def box_of(path):
    """What the box of a text is called in a form."""
    return path.replace(".", "-")
