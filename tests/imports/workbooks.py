"""What the tests of importing stand on: workbooks made on the spot, a county and its clerk."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

UPLOAD = "/admin/items/import/"
HEADS = {
    "basic": ["序号", "事项名称"],
    "coordination": ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"],
    "reclaimed": ["序号", "事项名称", "承接部门", "工作方式"],
}
TITLES = {
    "basic": "示例县乡镇（街道）基本履职事项清单",
    "coordination": "示例县乡镇（街道）配合履职事项清单",
    "reclaimed": "示例县上级部门收回事项清单",
}
RIVER = [1, "河道巡查", "县水利局", "1.组织执法检查。", "1.开展日常巡查；\n2.上报问题。"]
FIRE = [
    2,
    "森林防火",
    "县林业局、县应急管理局",
    "县林业局：\n1.制定规划。\n县应急管理局：\n1.组织扑救。",
    "1.开展宣传。",
]


def save_workbook(path, *tables):
    """A workbook of (kind, rows) tables in the official layout, a sheet each; a row of one text is
    a section.
    """
    book = Workbook()
    book.remove(book.active)
    for kind, rows in tables:
        sheet = book.create_sheet(TITLES[kind][-8:])
        sheet.append([TITLES[kind]])
        sheet.append(HEADS[kind])
        for row in rows:
            sheet.append(row if isinstance(row, list) else [row])
    book.save(path)
    return path


def save_rows(path, rows, *, merged=(), name="Sheet1"):
    """A workbook of one sheet, row by row as given."""
    book = Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)
    return path


def hand_in(client, county, *paths, query="", **fields):
    """Sends files as the first page does: -> the answer."""
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return client.post(UPLOAD + query, {"county": county.pk, "file": files, **fields})


def address(name, job):
    return reverse(f"imports:{name}", args=[job.pk])


def page_of(client, name, job, **query):
    return client.get(address(name, job), query).content.decode()
