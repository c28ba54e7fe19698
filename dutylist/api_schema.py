"""Puts together the description of the API: the shapes its owners registered, the public reads,
which are plain functions, and the problem document of every error.
"""

from dutylist.rest.shapes import NUMBER, all_shapes, list_of, public_reads
from dutylist.rooms import load_modules

OPEN_READS = "公开查询"
OPEN = "不需要登录的提交和查询"
# What the parts of an address mean.
PARTS_OF_ADDRESSES = {
    "id": "编号",
    "kind": "哪一种材料",
    "part": "第几个文件",
    "opinion": "意见的编号",
    "number": "第几轮",
    "delivery": "投递的编号",
}


def add_what_owners_registered(result, generator, request, public):
    """A postprocessing hook of the generator."""
    load_modules("shapes")
    components = result.setdefault("components", {})
    shapes = {**components.get("schemas", {}), **all_shapes()}
    components["schemas"] = dict(sorted(shapes.items()))
    for read in public_reads():
        # A path may have signed-in methods beside its public read.
        result["paths"].setdefault(read.path, {})["get"] = operation(read)
    for operations in result["paths"].values():
        for method, described in operations.items():
            complete(method, described, components["schemas"])
    result["paths"] = dict(sorted(result["paths"].items()))
    return result


def complete(method, described, shapes):
    """An operation with everything that its owner left open, in the language of its readers."""
    described.pop("description", None)  # a docstring, for whoever reads the code
    for one in described.get("parameters", ()):
        if one["in"] == "path":
            one["description"] = PARTS_OF_ADDRESSES[one["name"]]
    for taken in described.get("requestBody", {}).get("content", {}).values():
        name = taken["schema"].get("$ref", "").rpartition("/")[2]
        if shapes.get(name, {}).get("required"):
            described["requestBody"]["required"] = True
    if is_open(described) and described["tags"] != [OPEN_READS]:
        described["tags"] = [OPEN]
    for given in described["responses"].values():
        given["description"] = given["description"] or told_answer(method)
    described["responses"].setdefault(
        "default", answer("出错时的问题文档", "Problem", "application/problem+json")
    )


def told_answer(method):
    if method == "get":
        return "所查的内容"
    return "办理以后的内容"


def is_open(described):
    """Whether an operation can be called without an account."""
    return {} in described.get("security", [{}])


def operation(read):
    """A public read as an operation of the schema."""
    parameters = []
    for name, (meaning, shape) in read.parameters.items():
        described = parameter(name, meaning, shape, place="query")
        if name in read.needed:
            described["required"] = True
        parameters.append(described)
    if "{id}" in read.path:
        parameters.append({**parameter("id", "编号", NUMBER, place="path"), "required": True})
    return {
        "operationId": operation_name(read.path),
        "summary": read.summary,
        "tags": [OPEN_READS],
        "security": [{}],
        "parameters": parameters,
        "responses": {"200": answer_of(read), "304": {"description": "与读者已有的一致"}},
    }


def operation_name(path):
    words = path.removeprefix("/api/v1/").strip("/")
    return words.replace("/{id}", "_one").replace("/", "_") + "_read"


def answer_of(read):
    given = answer(read.summary, read.gives)
    if read.is_list:
        given["content"]["application/json"]["schema"] = list_of(read.gives)
    return given


def parameter(name, description, schema, *, place):
    return {"in": place, "name": name, "description": description, "schema": schema}


def answer(description, name, content_type="application/json"):
    return {
        "description": description,
        "content": {content_type: {"schema": {"$ref": f"#/components/schemas/{name}"}}},
    }
