"""What a clerk says of the columns: which field each is, which row of a sheet without a head is the
head.
"""

from dutylist.history.refusals import Invalid
from items.imports.recognition.headwords import FIELD_WORDS, head_key
from items.imports.recognition.headwords import NOT_READ as NOT_READ_WORDS
from items.imports.services.assigning import key_in
from items.imports.services.head_words import words_for

AS_IT_IS = ""
NOT_READ = "ignored"
CHOICES = ((AS_IT_IS, "请选择"), *FIELD_WORDS.items(), (NOT_READ, "不读入"))
EDITED_AT_ONCE = 4  # tables with unknown columns that open by themselves


def tables_of(job, data, wanted):
    """The recognised tables, those in question with a choice for each column (`wanted` is one asked
    for).
    """
    words = words_for(job.county)
    tables = [
        {**table, "order": order} for order, table in enumerate(job.report["recognised"], start=1)
    ]
    for table in tables:
        by_hand = job.options.get("heads", {}).get(key_in(job, table, table["key"]), {})
        table["all"] = [column_of(column, table, by_hand, words) for column in every_column(table)]
        for column in table["all"]:
            column["chosen"] = data.get(column["input"], column["now"])
        unknown = any(column["now"] == AS_IT_IS for column in table["all"])
        table["open"] = unknown or bool(table.get("missing"))
    asking = [table["order"] for table in tables if table["open"]][:EDITED_AT_ONCE]
    for table in tables:
        table["edited"] = table["order"] in asking or table["order"] == wanted
    return tables


def every_column(table):
    return sorted(
        [*table["columns"], *table["unknown"]],
        key=lambda column: (len(column["letter"]), column["letter"]),
    )


def column_of(column, table, by_hand, words):
    """A column with what it is taken for now: a field, not read in by somebody's word, or not
    known.
    """
    said = by_hand.get(column["letter"], words.get(head_key(column["head"])))
    unread = NOT_READ if said in NOT_READ_WORDS else AS_IT_IS
    now = column.get("code", unread)
    return {**column, "input": f"column-{table['order']}-{column['letter']}", "now": now}


def sheets_of(report, data):
    """The sheets without a recognised head: their first rows, and the columns a field can be chosen
    for.
    """
    sheets = []
    for order, sheet in enumerate(report.get("unrecognised", ()), start=1):
        letters = {cell["letter"] for row in sheet["rows"] for cell in row["cells"]}
        columns = [
            {
                "letter": letter,
                "input": f"sheet-{order}-{letter}",
                "chosen": data.get(f"sheet-{order}-{letter}", ""),
            }
            for letter in sorted(letters, key=lambda letter: (len(letter), letter))
        ]
        rows = [grid_row(row, columns) for row in sheet["rows"]]
        head = {"input": f"head-{order}", "chosen": data.get(f"head-{order}", "")}
        sheets.append({**sheet, "order": order, "columns": columns, "lines": rows, "head": head})
    return sheets


def grid_row(row, columns):
    texts = {cell["letter"]: cell["text"] for cell in row["cells"]}
    return {"row": row["row"], "texts": [texts.get(column["letter"], "") for column in columns]}


def assigned(job, data):
    """The columns by hand with what was sent. Raises Invalid with what is missing."""
    heads = {**job.options.get("heads", {})}
    for table in tables_of(job, data, 0):
        changed = {c["letter"]: c for c in table["all"] if c["chosen"] not in (AS_IT_IS, c["now"])}
        if changed:
            require_whole(
                table["title"] or table["sheet"], {c["letter"]: c["chosen"] for c in table["all"]}
            )
            key = key_in(job, table, table["key"])
            heads[key] = {
                **heads.get(key, {}),
                **{letter: c["chosen"] for letter, c in changed.items()},
            }
    for sheet in sheets_of(job.report, data):
        pointed_at(job, sheet, heads)
    return heads


def pointed_at(job, sheet, heads):
    """The head row a clerk pointed at on a sheet without one, and what its columns are."""
    fields = {column["letter"]: column["chosen"] for column in sheet["columns"] if column["chosen"]}
    row = next((row for row in sheet["rows"] if str(row["row"]) == sheet["head"]["chosen"]), None)
    if row is None and not fields:
        return
    if row is None:
        raise Invalid({sheet["head"]["input"]: f"工作表“{sheet['sheet']}”：请先选择哪一行是表头。"})
    require_whole(sheet["sheet"], fields)
    heads[key_in(job, sheet, row["key"])] = fields


def require_whole(where, fields):
    """Every table has one column of names, and no field stands for two columns."""
    taken = {}
    for letter, field in fields.items():
        if field in FIELD_WORDS and field in taken:
            word = FIELD_WORDS[field]
            raise Invalid(
                {"heads": f"“{where}”：{taken[field]}列和{letter}列都选作“{word}”，请只保留一列。"}
            )
        taken[field] = letter
    if "name" not in taken:
        raise Invalid({"heads": f"“{where}”：请指定哪一列是事项名称。"})
