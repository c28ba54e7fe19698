"""The public reads as the schema names them, with the parameters of their addresses."""

from dutylist.rest.shapes import (
    DAY,
    FREE,
    MOMENT,
    NUMBER,
    TEXT,
    YES_NO,
    PublicRead,
    add_public_reads,
    add_shapes,
    many,
    nullable,
    shape,
)
from items.entry.fields import FIELDS
from items.lookup.ranking import Why
from items.models import ResponsibilityRole

from . import api, departments_api

PARAMETERS = {
    "county": ("编制清单的区划的12位代码", TEXT),
    "township": ("下辖单位的12位区划代码；条目按其印发序号和个性化表述给出", TEXT),
    "kind": ("事项类型", {"type": "string", "enum": ["basic", "coordination", "reclaimed"]}),
    "category": ("类别名称", TEXT),
    "department": ("部门名称", TEXT),
    "q": ("关键词，一个字即可", TEXT),
    "on": (
        "某一天的清单；不填为今天",
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


def one_of(values):
    return {"type": "string", "enum": list(values)}


def whole(**properties):
    """A shape all of whose members are always there."""
    return shape(tuple(properties), **properties)


KINDS = ("basic", "coordination", "reclaimed")
KIND, DATE = one_of(KINDS), {"type": "string", "format": "date"}
CONTENT = {field.name: field.type.schema() for field in FIELDS}
COUNTS = whole(**dict.fromkeys(KINDS, NUMBER))
DECISION = nullable(whole(request=nullable(TEXT), document_number=TEXT))
ENTRY = {
    **CONTENT,
    "id": NUMBER,
    "code": TEXT,
    "kind": KIND,
    "category": TEXT,
    "number": NUMBER,
    "name": TEXT,
    "public": YES_NO,
    "scope": one_of(("all", "tagged", "listed")),
    "effective_on": DAY,
    "starts_on": DAY,
    "ends_on": DAY,
    "decision": DECISION,
}
DOCUMENT = whole(
    id=NUMBER,
    sequence=NUMBER,
    label=TEXT,
    document_number=TEXT,
    meeting=TEXT,
    decided_on=DATE,
    effective_on=DATE,
    published_at=MOMENT,
    note=TEXT,
    counts=COUNTS,
    hidden=nullable(NUMBER),
    changes=many(FREE),
    sha256=TEXT,
    full_sha256=TEXT,
    history_head=TEXT,
    document=TEXT,
)
HIT = whole(
    code=TEXT,
    name=TEXT,
    kind=KIND,
    departments=many(TEXT),
    telephone=TEXT,
    why=whole(kind=one_of(Why), text=TEXT),
)

add_shapes(
    Entry=shape(("id", "code", "kind", "category", "number", "name", "scope"), **ENTRY),
    DepartmentEntry=shape(
        ("id", "code", "kind", "category", "number", "name", "scope", "roles"),
        **ENTRY,
        roles=many(one_of(ResponsibilityRole)),
    ),
    Edition=whole(
        id=NUMBER,
        county=TEXT,
        number=NUMBER,
        title=TEXT,
        state=one_of(("published", "revoked")),
        documents=many(DOCUMENT),
    ),
    PublicDocument=shape(
        ("format", "public", "county", "edition", "townships", "categories", "counts", "entries"),
        format=NUMBER,
        public=YES_NO,
        county=whole(code=TEXT, name=TEXT, kind=TEXT),
        edition=FREE,
        changes=many(FREE),
        words=FREE,
        townships=many(shape(("code", "name", "kind"), code=TEXT, name=TEXT, kind=TEXT)),
        categories=FREE,
        counts=FREE,
        redirects=FREE,
        previous=TEXT,
        history_head=TEXT,
        hidden=FREE,
        entries=many(shape(("code", "kind", "name"), **{**ENTRY, "numbers": FREE})),
    ),
    PublicRegion=whole(
        id=NUMBER,
        code=TEXT,
        name=TEXT,
        level=TEXT,
        kind=TEXT,
        parent=nullable(TEXT),
        keeps_list=YES_NO,
        valid_from=DAY,
        valid_until=DAY,
    ),
    PublicDepartment=whole(
        id=NUMBER,
        county=TEXT,
        name=TEXT,
        kind=TEXT,
        ownership=TEXT,
        telephone=TEXT,
        address=TEXT,
        hours=TEXT,
    ),
    DepartmentListed=whole(
        id=nullable(NUMBER),
        county=TEXT,
        name=TEXT,
        printed_names=many(TEXT),
        title=TEXT,
        counts=FREE,
        lead=many(TEXT),
        joint=many(TEXT),
        support=many(TEXT),
        receiver=many(TEXT),
        page=TEXT,
    ),
    Answer=shape(
        ("answer", "sentence", "edition", "entries", "near", "interpretations"),
        answer=one_of((*KINDS, "prohibited", "not_listed", "not_found")),
        sentence=TEXT,
        edition=nullable(FREE),
        entries=many(HIT),
        near=many(HIT),
        interpretations=many(
            whole(
                id=NUMBER,
                question=TEXT,
                text=TEXT,
                answer=TEXT,
                item=nullable(TEXT),
                confirmed_on=DATE,
            )
        ),
        prohibited=whole(id=NUMBER, name=TEXT),
    ),
)


def public_read(path, summary, view, gives, *, is_list=True):
    parameters = {name: PARAMETERS[name] for name in view.parameters}
    return PublicRead(f"/api/v1/{path}", summary, view, parameters, gives, is_list)


add_public_reads(
    public_read("entries/", "现行有效的清单条目", api.entries, "Entry"),
    public_read("editions/", "已公布的版次及其文本校验值", api.editions, "Edition"),
    public_read("editions/{id}/", "一个已公布的版次", api.edition, "Edition", is_list=False),
    public_read(
        "documents/{id}/",
        "公开文本的规范 JSON，sha256 即对其计算",
        api.document,
        "PublicDocument",
        is_list=False,
    ),
    public_read("regions/", "行政区划", api.regions, "PublicRegion"),
    public_read("departments/", "部门的公开联系信息", api.departments, "PublicDepartment"),
    public_read(
        "department-lists/",
        "部门清单：各部门牵头、参与、承接的事项",
        departments_api.department_lists,
        "DepartmentListed",
    ),
    public_read(
        "departments/{id}/list/",
        "一个部门的清单：按条目给出，注明部门的角色",
        departments_api.department_entries,
        "DepartmentEntry",
    ),
    public_read("answers/", "“归谁管”的答复", api.answers, "Answer", is_list=False),
)
