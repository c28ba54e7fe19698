"""Puts together the description of the API: the shapes its owners registered, the public reads,
which are plain functions, and the problem document of every error.
"""

from dutylist.rest.shapes import NUMBER, all_shapes, list_of, public_reads
from dutylist.rooms import load_modules


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
        for described in operations.values():
            described["responses"].setdefault(
                "default", answer("出错时的问题文档", "Problem", "application/problem+json")
            )
    result["paths"] = dict(sorted(result["paths"].items()))
    return result


def operation(read):
    """A public read as an operation of the schema."""
    parameters = []
    for name, (meaning, shape) in read.parameters.items():
        parameters.append(parameter(name, meaning, shape, place="query"))
    if "{id}" in read.path:
        parameters.append({**parameter("id", "编号", NUMBER, place="path"), "required": True})
    return {
        "operationId": operation_name(read.path),
        "summary": read.summary,
        "tags": ["公开查询"],
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
