"""Warnings about rows that are read otherwise than they are seen: hidden, joined, gathered."""

from items.imports.reading.issues import Issue

NAMED = 12  # the first of them; the count says how many there are


def joined_rows(table):
    """One line about the rows that were taken for the rest of the row above them."""
    if table.joined:
        pairs = [f"第{row}行并入第{above}行" for row, above in table.joined]
        message = (
            f"有{len(pairs)}行没有单独成项，按上一行没有写完的内容并入，请核对：{in_a_row(pairs)}。"
        )
        yield Issue(table.sheet, None, "", "", "joined_rows", message)


def gathered_rows(recognition):
    """One line a sheet about the rows that are one item with another, each with its department or
    its township.
    """
    by_sheet = {}
    for gathered in recognition.gathered:
        first = f"第{gathered.first_row}行"
        if gathered.first_sheet != gathered.sheet:
            first = f"工作表“{gathered.first_sheet}”{first}"
        places = by_sheet.setdefault((gathered.sheet, gathered.differing), [])
        places.append(f"第{gathered.row}行并入{first}")
    for (sheet, differing), places in by_sheet.items():
        message = (
            f"有{len(places)}行与另一行是同一事项，只是{differing}不同，已并为一项，请核对："
            f"{in_a_row(places)}。"
        )
        yield Issue(sheet, None, "", "", "gathered_rows", message)


def hidden_rows(table, hidden):
    """One line about the rows of a table that nobody sees; `hidden` are those of the file."""
    rows = [row for row in sorted(rows_of(table)) if (table.sheet, row) in hidden]
    if rows:
        places = in_a_row([f"第{row}行" for row in rows])
        message = f"有{len(rows)}行是隐藏的，照常读入，请核对：{places}。"
        yield Issue(table.sheet, None, "", "", "hidden_rows", message)


def rows_of(table):
    """The rows of a table from which anything was read: title, head, sections and items."""
    rows = set()
    for part in (table, *table.sections, *table.rows):
        for row, _column in part.cells:
            rows.add(row)
    return rows


def in_a_row(places):
    if len(places) > NAMED:
        return "、".join(places[:NAMED]) + "等"
    return "、".join(places[:NAMED])
