"""The public reads as the schema names them, with the parameters of their addresses."""

from dutylist.rest.shapes import TEXT, PublicRead, add_public_reads

from . import api, departments_api

PARAMETERS = {
    "county": ("编制清单的区划的12位代码", TEXT),
    "township": ("下辖单位的12位区划代码；条目按其印发序号和个性化表述给出", TEXT),
    "kind": ("事项类型", {"type": "string", "enum": ["basic", "coordination", "reclaimed"]}),
    "category": ("类别名称", TEXT),
    "department": ("部门名称", TEXT),
    "q": ("关键词，一个字即可", TEXT),
    "on": (
        "某一天的清单；过去的日期须指明 county 或 township",
        {"type": "string", "format": "date"},
    ),
    "role": (
        "部门在事项中的角色：牵头、共同、配合、承接",
        {"type": "string", "enum": ["lead", "joint", "support", "receiver"]},
    ),
    "edition": ("版次：7，或者7.2（含第2号增补）；不填为现行有效", TEXT),
    "within": ("上级区划的12位代码", TEXT),
    "level": ("层级", {"type": "string", "enum": ["province", "city", "county", "township"]}),
    "cursor": ("翻页标记，取自上一页的 next", TEXT),
    "limit": (
        "每页条数，最多200",
        {"type": "integer", "minimum": 1, "maximum": 200, "default": 100},
    ),
}


def public_read(path, summary, view, *, is_list=True):
    parameters = {name: PARAMETERS[name] for name in view.parameters}
    return PublicRead(f"/api/v1/{path}", summary, view, parameters, is_list)


add_public_reads(
    public_read("entries/", "现行有效的清单条目", api.entries),
    public_read("editions/", "已公布的版次及其文本校验值", api.editions),
    public_read("editions/{id}/", "一个已公布的版次", api.edition, is_list=False),
    public_read(
        "documents/{id}/",
        "公开文本的规范 JSON，sha256 即对其计算",
        api.document,
        is_list=False,
    ),
    public_read("regions/", "行政区划", api.regions),
    public_read("departments/", "部门的公开联系信息", api.departments),
    public_read(
        "department-lists/",
        "部门清单：各部门牵头、参与、承接的事项",
        departments_api.department_lists,
    ),
    public_read(
        "departments/{id}/list/",
        "一个部门的清单：按条目给出，注明部门的角色",
        departments_api.department_entries,
    ),
    public_read("answers/", "“归谁管”的答复", api.answers, is_list=False),
)
