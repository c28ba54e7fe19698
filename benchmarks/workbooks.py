"""The workbooks of the import benchmarks: a county's whole list, and the lists its townships hand
in.
"""

from benchmarks.ground import contents

COORDINATION = (
    "序号",
    "类别",
    "事项名称",
    "对应上级部门",
    "上级部门职责",
    "乡镇（街道）配合职责",
    "设定依据",
)
BASIC = ("序号", "类别", "事项名称")
RECLAIMED = ("序号", "类别", "事项名称", "承接部门", "工作方式")
SHEETS = {
    "basic": ("基本履职事项清单", BASIC),
    "coordination": ("配合履职事项清单", COORDINATION),
    "reclaimed": ("上级部门收回事项清单", RECLAIMED),
}


def county_workbook(path, rows):
    """A county's list of so many items on a sheet for each kind."""
    return save(path, "某县", contents(rows))


def plain_workbooks(folder, rows):
    """The same list as a peer takes it, a file for each kind with the heads in its first row:
    {kind: path}.
    """
    from openpyxl import Workbook

    paths, items = {}, contents(rows)
    for kind, (_title, heads) in SHEETS.items():
        book = Workbook()
        book.active.append(heads)
        for number, item in enumerate([item for item in items if item["kind"] == kind], 1):
            book.active.append(cells(number, item))
        paths[kind] = folder / f"{kind}.xlsx"
        book.save(paths[kind])
    return paths


def township_workbooks(folder, county, rows, *, changed=False):
    """A workbook for each township: most items shared by all, some its own; `changed` words some
    otherwise.
    """
    paths = []
    for number, township in enumerate(county.children.order_by("code"), 1):
        shared = contents(rows - rows // 10)
        own = contents(rows, seed=number)[rows - rows // 10 :]
        for row in own:
            row["name"] = f"{township.name}{row['name']}"
        if changed:
            for row in (*shared[::20], *own[::3]):
                row["name"] += "及后续办理"
        paths.append(
            save(folder / f"{township.name}.xlsx", f"{county.name}{township.name}", shared + own)
        )
    return paths


def full_files(folder):
    """The longest list that one import takes, in every format."""
    import csv
    import zipfile

    from openpyxl import Workbook

    from items.imports.formats.limits import MAX_FILLED_ROWS
    from tests.imports.format_files import docx, ods, ods_table, p, tbl, tr, xls_of

    count = MAX_FILLED_ROWS - 2  # beside the head, and the title of a document
    rows = [["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"]]
    for number in range(1, count + 1):
        name, duty = (
            f"第{number}号河段巡查管护",
            "1.组织开展监督检查；\n2.查处违法行为，指导乡镇开展工作。" * 3,
        )
        rows.append(
            [str(number), name, "县水利局、县林业局", duty, "开展日常巡查，发现问题及时上报。" * 5]
        )
    paths = {
        sort: folder / f"{count}.{sort}" for sort in ("xlsx", "xls", "ods", "docx", "csv", "zip")
    }
    book = Workbook(write_only=True)
    sheet = book.create_sheet("配合履职事项清单")
    for row in rows:
        sheet.append(row)
    book.save(paths["xlsx"])
    paths["xls"].write_bytes(xls_of(rows))
    ods(paths["ods"], ods_table(rows))
    docx(paths["docx"], p("配合履职事项清单") + tbl(*[tr(*row) for row in rows]))
    with paths["csv"].open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with zipfile.ZipFile(paths["zip"], "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(paths["csv"], "清单.csv")
    return list(paths.values())


def save(path, place, items):
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for kind, (title, heads) in SHEETS.items():
        sheet = book.create_sheet(title)
        sheet.append([f"{place}{title}"])
        sheet.append(heads)
        of_kind = [item for item in items if item["kind"] == kind]
        for number, item in enumerate(sorted(of_kind, key=lambda item: item["category"]), 1):
            sheet.append(cells(number, item))
    book.save(path)
    return path


def cells(number, item):
    first = [number, item["category"], item["name"]]
    parts = item["responsibilities"]
    if item["kind"] == "coordination":
        duties = "\n".join(f"{part['department']}：\n{part['duty']}" for part in parts)
        basis = "；".join(f"{row['act']}{row['article']}" for row in item["bases"])
        return [
            *first,
            "、".join(part["department"] for part in parts),
            duties,
            item["township_duty"],
            basis,
        ]
    if item["kind"] == "reclaimed":
        return [*first, "、".join(part["department"] for part in parts), parts[0]["method"]]
    return first
