"""Says of a view's method what the schema shows: what it takes, what it gives, which conditions it
needs.
"""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from .parameters import takes as takes_parameters

PAGED = ("cursor", "limit")
# {name of a parameter: what it means}; the owners of the others name theirs.
_meanings = {
    "q": "关键词",
    "cursor": "翻页标记，取自上一页的 next",
    "limit": "每页条数，最多200",
    "state": "状态。导入：previewed、imported、undone、discarded；待办：mine、waiting、done",
    "retired": "true 时包含已撤销、停用、废止或者结束的",
}
FILE = {(200, "application/octet-stream"): OpenApiTypes.BINARY}


def name_parameters(**meanings):
    """Says what parameters mean; a name has one meaning in the whole API."""
    for name, meaning in meanings.items():
        if _meanings.setdefault(name, meaning) != meaning:
            raise ValueError(f"The parameter {name!r} has a meaning already.")


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def described(
    name,
    summary,
    *,
    gives,
    takes=None,
    takes_form=False,
    status=200,
    also=(),
    query=(),
    if_match=False,
    keyed=False,
):
    """A decorator for one method: `gives` and `takes` name components, `also` is {status:
    component}.

    `query` names every parameter of the address (see `name_parameters`): another is refused.
    Without `gives` the answer is a file; with `takes_form` the body is a form with files.
    """
    parameters = []
    for one in query:
        parameters.append(OpenApiParameter(one, str, description=_meanings[one]))
    if if_match:
        parameters.append(
            header("If-Match", "您看到的版本（ETag）；缺少为428，不符为412", required=True)
        )
    if keyed:
        parameters.append(header("Idempotency-Key", "同一个键只办理一次", required=False))
    answers = {status: gives, **dict(also)}
    schema = extend_schema(
        operation_id=name,
        summary=summary,
        tags=["登录后查询与办理"],
        parameters=parameters,
        request={"multipart/form-data" if takes_form else "application/json": ref(takes)}
        if takes
        else None,
        responses={code: ref(component) for code, component in answers.items()} if gives else FILE,
    )

    def with_schema(method):
        return takes_parameters(*query)(schema(method)) if query else schema(method)

    return with_schema


def header(name, description, *, required):
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=description, required=required
    )
