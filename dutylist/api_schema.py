"""Describes the public reads, which are plain functions, beside the views that the generator sees
by itself.
"""

from dutylist.api_shapes import COMPONENTS, NUMBER, TEXT
from items.published import api as reads

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
    "within": ("上级区划的12位代码", TEXT),
    "level": ("层级", {"type": "string", "enum": ["province", "city", "county", "township"]}),
    "cursor": ("翻页标记，取自上一页的 next", TEXT),
    "limit": (
        "每页条数，最多200",
        {"type": "integer", "minimum": 1, "maximum": 200, "default": 100},
    ),
}
# {path: (summary, the view, whose parameters these are, whether it answers with a list)}
PUBLIC_READS = {
    "/api/v1/entries/": ("现行有效的清单条目", reads.entries, True),
    "/api/v1/editions/": ("已公布的版次及其文本校验值", reads.editions, True),
    "/api/v1/editions/{id}/": ("一个已公布的版次", reads.edition, False),
    "/api/v1/documents/{id}/": ("公开文本的规范 JSON，sha256 即对其计算", reads.document, False),
    "/api/v1/regions/": ("行政区划", reads.regions, True),
    "/api/v1/departments/": ("部门的公开联系信息", reads.departments, True),
    "/api/v1/answers/": ("“归谁管”的答复", reads.answers, False),
}


def add_public_reads(result, generator, request, public):
    """A postprocessing hook: the paths of PUBLIC_READS, and the problem document of every error."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas |= COMPONENTS
    for path, (summary, view, is_list) in PUBLIC_READS.items():
        result["paths"][path] = {"get": operation(path, summary, view.parameters, is_list)}
    for operations in result["paths"].values():
        for described in operations.values():
            described["responses"].setdefault(
                "default", answer("出错时的问题文档", "Problem", "application/problem+json")
            )
    result["paths"] = dict(sorted(result["paths"].items()))
    return result


def operation(path, summary, names, is_list):
    parameters = [parameter(name, *PARAMETERS[name], place="query") for name in names]
    if "{id}" in path:
        parameters.append({**parameter("id", "编号", NUMBER, place="path"), "required": True})
    schema = (
        answer(summary, "List")
        if is_list
        else {
            "description": summary,
            "content": {
                "application/json": {"schema": {"type": "object", "additionalProperties": True}}
            },
        }
    )
    return {
        "operationId": path.removeprefix("/api/v1/")
        .strip("/")
        .replace("/{id}", "_one")
        .replace("/", "_")
        + "_read",
        "summary": summary,
        "tags": ["公开查询"],
        "security": [{}],
        "parameters": parameters,
        "responses": {"200": schema, "304": {"description": "与读者已有的一致"}},
    }


def parameter(name, description, schema, *, place):
    return {"in": place, "name": name, "description": description, "schema": schema}


def answer(description, name, content_type="application/json"):
    return {
        "description": description,
        "content": {content_type: {"schema": {"$ref": f"#/components/schemas/{name}"}}},
    }
