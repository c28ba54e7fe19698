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
    tables = []
    for order, recognised in enumerate(job.report["recognised"], start=1):
        table = {**recognised, "order": order}
        table.setdefault("kinds", [table["kind"]])  # as a report of before this field has it
        by_hand = job.options.get("heads", {}).get(key_in(job, table, table["key"]), {})
        table.setdefault("by_label", False)  # as one of before labels could be chosen has it
        table["unit"] = "栏" if table["by_label"] else "列"
        table["place"] = table["where"] or f"第{table['head_row']}行"
        table["all"] = []
        for column in every_column(table):
            table["all"].append(column_of(column, order, by_hand, words, data))
        table["open"] = bool(unknown_in(table) or table.get("missing"))
        tables.append(table)
    asking = [table["order"] for table in tables if table["open"]][:EDITED_AT_ONCE]
    for table in tables:
        table["edited"] = table["order"] in asking or table["order"] == wanted
    return tables


def unknown_in(table):
    """How many columns of a table are taken for nothing."""
    return sum(column["now"] == AS_IT_IS for column in table["all"])


def every_column(table):
    columns = [*table["columns"], *table["unknown"]]
    if table["by_label"]:
        return columns
    return sorted(columns, key=lambda column: from_left(column["letter"]))


def from_left(letter):
    """Sorts letters of columns as they stand: Z before AA."""
    return len(letter), letter


def column_of(column, order, by_hand, words, data):
    """A column with what it is taken for now (a field, not read in by somebody's word, or not
    known) and what was chosen for it.
    """
    meant = by_hand.get(column["letter"], words.get(head_key(column["head"])))
    now = AS_IT_IS
    if meant in NOT_READ_WORDS:
        now = NOT_READ
    now = column.get("code", now)
    if column.get("readings"):
        now = AS_IT_IS  # until somebody has chosen
    name = f"column-{order}-{column['letter']}"
    entry = {**column, "input": name, "now": now, "chosen": data.get(name, now)}
    if readings := column.get("readings"):
        entry["choices"] = likely_first(readings)
    return entry


def likely_first(readings):
    """The choices for a column with its two readings before all others."""
    first = [(reading["code"], f"{reading['field']}（可能）") for reading in readings]
    likely = {code for code, _word in first}
    rest = [choice for choice in CHOICES[1:] if choice[0] not in likely]
    return [CHOICES[0], *first, *rest]


def sheets_of(report, data):
    """The sheets without a recognised head: their first rows, and the columns a field can be chosen
    for.
    """
    sheets = []
    for order, sheet in enumerate(report.get("unrecognised", ()), start=1):
        letters = sorted(letters_of(sheet), key=from_left)
        columns = []
        for letter in letters:
            name = f"sheet-{order}-{letter}"
            columns.append({"letter": letter, "input": name, "chosen": data.get(name, "")})
        rows = [grid_row(row, letters) for row in sheet["rows"]]
        head = {"input": f"head-{order}", "chosen": data.get(f"head-{order}", "")}
        sheets.append({**sheet, "order": order, "columns": columns, "lines": rows, "head": head})
    return sheets


def letters_of(sheet):
    letters = set()
    for row in sheet["rows"]:
        for cell in row["cells"]:
            letters.add(cell["letter"])
    return letters


def grid_row(row, letters):
    texts = dict.fromkeys(letters, "")
    for cell in row["cells"]:
        texts[cell["letter"]] = cell["text"]
    return {"row": row["row"], "texts": list(texts.values())}


def assigned(job, data):
    """The columns by hand with what was sent. Raises Invalid with what is missing."""
    heads = {**job.options.get("heads", {})}
    for table in tables_of(job, data, 0):
        fields, changed = {}, {}
        for column in table["all"]:
            fields[column["letter"]] = column["chosen"]
            if column["chosen"] not in (AS_IT_IS, column["now"]):
                changed[column["letter"]] = column["chosen"]
        if changed:
            if not table["by_label"]:  # several labels of cards may mean the same
                require_whole(table["title"] or table["sheet"], fields)
            changed = {**decided_beside(table), **changed}
            key = key_in(job, table, table["key"])
            heads[key] = {**heads.get(key, {}), **changed}
    for sheet in sheets_of(job.report, data):
        point_at(job, sheet, heads)
    return heads


def decided_beside(table):
    """The columns of a table that evidence has decided on, which a choice beside them confirms."""
    decided = {}
    for column in table["all"]:
        if column.get("reasons") and column["now"] != AS_IT_IS:
            decided[column["letter"]] = column["now"]
    return decided


def point_at(job, sheet, heads):
    """The head row a clerk pointed at on a sheet without one, and what its columns are."""
    fields = {column["letter"]: column["chosen"] for column in sheet["columns"] if column["chosen"]}
    for row in sheet["rows"]:
        if str(row["row"]) == sheet["head"]["chosen"]:
            require_whole(sheet["sheet"], fields)
            heads[key_in(job, sheet, row["key"])] = fields
            return
    if fields:
        raise Invalid({sheet["head"]["input"]: f"工作表“{sheet['sheet']}”：请先选择哪一行是表头。"})


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
