"""What the record says of the values that these models keep as codes, numbers and rows."""

from dutylist.history.days import day_words

HAS = {True: "有", False: "没有"}
ATTACHED = "已附"


def paper_words(_number):
    """A sealed paper is a file beside the subject; its number says nothing."""
    return ATTACHED


def capacity_words(labels):
    """The answers about capacity: 机构：有；经费：没有."""

    def words(answers):
        told = []
        for name, label in labels.items():
            if (answers or {}).get(name) is not None:
                told.append(f"{label}：{HAS[answers[name]]}")
        return "；".join(told)

    return words


def line_words(labels):
    """What is said of single changes, each by its place among those of which something is said."""

    def words(rows):
        told = []
        for number, row in enumerate(rows or (), 1):
            said = labels.get(row.get("stance") or row.get("outcome"), "未选择")
            text = f"（{row['text']}）" if row.get("text") else ""
            told.append(f"第{number}处：{said}{text}")
        return "；".join(told)

    return words


def support_words(kinds):
    """The promises of support, a line for each."""

    def words(rows):
        lines = []
        for row in rows or ():
            told = [kinds.get(row["kind"], ""), row["promise"], row["amount"] or ""]
            if row["due_on"]:
                told.append(f"{day_words(row['due_on'])}前")
            lines.append("，".join(filter(None, told)))
        return "\n".join(lines)

    return words


def count_words(rows):
    """An order, or a choice, of numbers: how many there are."""
    return f"{len(rows or ())}条"


def entry_words(entry):
    """A prohibited entry by its name."""
    return (entry or {}).get("name", "")


def list_words(words):
    return "、".join(words or ())
