"""The public reads as the schema names them, with the parameters of their addresses."""

from dutylist.rest.described import ref
from dutylist.rest.shapes import (
    DAY,
    MOMENT,
    NUMBER,
    TEXT,
    YES_NO,
    PublicRead,
    add_public_reads,
    add_shapes,
    explained,
    many,
    nullable,
    shape,
    texts_by_code,
)
from items.entry.fields import FIELDS, LABELS
from items.entry.types import described
from items.lookup.ranking import Why
from items.models import ResponsibilityRole

from . import api, departments_api
from .department_lists import ROLES

PARAMETERS = {
    "county": ("编制清单的区划的12位代码", TEXT),
    "township": ("下辖单位的12位区划代码；条目按其印发序号和个性化表述给出", TEXT),
    "kind": (LABELS["kind"], {"type": "string", "enum": ["basic", "coordination", "reclaimed"]}),
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


# What the members of public answers mean; the fields of an entry bring their own names along.
MEANINGS = {
    "id": "编号",
    "code": "代码：事项的编码，或者区划代码",
    "kind": "类型",
    "category": LABELS["category"],
    "number": "序号；版次的为第几版",
    "numbers": "在各下辖单位清单中的序号，按区划代码",
    "name": "名称",
    "public": "是否公开",
    "scope": "适用范围：全部、按标签、逐个列明",
    "effective_on": "施行日期",
    "starts_on": LABELS["starts_on"],
    "ends_on": "截止日期；没有的为 null",
    "decision": "据以写成现在文字的决定；没有的为 null",
    "request": "申请的标题",
    "document_number": "文号",
    "roles": "该部门在事项中的角色：牵头、共同、配合、承接",
    "county": "编制清单的区划",
    "title": "清单的名称",
    "state": "已公布，或者已撤销",
    "documents": "该版的各份文本：印发时的一份，每次增补一份",
    "sequence": "第几号增补；印发时的文本为0",
    "label": "名称，例如“第2版（含第1号增补）”",
    "meeting": "审定的会议",
    "decided_on": "审定日期",
    "published_at": "公布时间",
    "note": "公布说明",
    "counts": "各有多少项",
    "hidden": "不予公开的有几项；没有写明的为 null",
    "changes": "与前一份文本相比的变化；首次公布的没有",
    "op": "新增、转列、调整或者取消",
    "fields": "改动了哪些栏",
    "sha256": "公开文本的校验值",
    "full_sha256": "全部文本的校验值",
    "history_head": "公布前变更记录的校验值",
    "document": "公开文本的地址",
    "format": "格式的版本",
    "edition": "版次和审定、施行的情况",
    "words": "地方用词",
    "townships": "下辖单位",
    "tags": "标签",
    "categories": "各类型的类别，按先后",
    "redirects": "合并、拆分的事项：原编码转到哪个编码",
    "previous": "前一份文本的校验值",
    "entries": "条目",
    "level": "层级：province、city、county、township",
    "parent": "上级区划的代码",
    "keeps_list": "是否编制清单",
    "valid_from": "自何日起",
    "valid_until": "到何日止；没有终止的为 null",
    "ownership": "管理体制：own 本级所属，vertical 垂直管理",
    "telephone": "公开电话",
    "address": "地址",
    "hours": "办公时间",
    "printed_names": "清单中印发过的名称",
    "lead": "牵头负责的事项",
    "joint": "共同负责的事项",
    "support": "参与配合的事项",
    "receiver": "收回承接的事项",
    "page": "网页的地址",
    "answer": "属于哪一类，或者没有查到；释义的为属于、不属于等",
    "sentence": "一句话的答复",
    "near": "相近的事项",
    "interpretations": "清单释义",
    "read_as": "按读音输入的问题所读作的文字；不是按读音输入的为空",
    "departments": "负责的部门",
    "why": "为什么列在这里",
    "text": "文字",
    "question": "所问的问题",
    "item": "事项的编码",
    "confirmed_on": "复核日期",
    "prohibited": "属于不得交办的事项时，是哪一条",
    "basic": "基本履职事项",
    "coordination": "配合履职事项",
    "reclaimed": "部门收回事项",
}


def told(required, **properties):
    """A shape whose members have these meanings."""
    return explained(shape(required, **properties), MEANINGS)


def whole(**properties):
    """A shape all of whose members are always there."""
    return told(tuple(properties), **properties)


KINDS = ("basic", "coordination", "reclaimed")
KIND, DATE = one_of(KINDS), {"type": "string", "format": "date"}
CONTENT = {field.name: described(field) for field in FIELDS}
NUMBERS = {"type": "object", "additionalProperties": NUMBER}
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
CHANGES = many(
    whole(
        op=one_of(("add", "transfer", "revise", "cancel")),
        code=TEXT,
        name=TEXT,
        kind=KIND,
        fields=many(TEXT),
    )
)
META = whole(
    number=NUMBER,
    sequence=NUMBER,
    title=TEXT,
    document_number=TEXT,
    meeting=TEXT,
    decided_on=DATE,
    effective_on=DATE,
    note=TEXT,
)
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
    counts=ref("CountsByKind"),
    hidden=nullable(NUMBER),
    changes=CHANGES,
    sha256=TEXT,
    full_sha256=TEXT,
    history_head=TEXT,
    document=TEXT,
)
TOWNSHIP = whole(
    code=TEXT,
    name=TEXT,
    kind=TEXT,
    title=TEXT,
    tags=many(TEXT),
    words=texts_by_code(),
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
    CountsByKind=COUNTS,
    EditionFacts=META,
    Entry=told(("id", "code", "kind", "category", "number", "name", "scope"), **ENTRY),
    DepartmentEntry=told(
        ("id", "code", "kind", "category", "number", "name", "scope", "roles"),
        **ENTRY,
        roles=many(one_of(ResponsibilityRole)),
    ),
    PublicEdition=whole(
        id=NUMBER,
        county=TEXT,
        number=NUMBER,
        title=TEXT,
        state=one_of(("published", "revoked")),
        documents=many(DOCUMENT),
    ),
    PublicDocument=told(
        ("format", "public", "county", "edition", "townships", "categories", "counts", "entries"),
        format=NUMBER,
        public=YES_NO,
        county=whole(code=TEXT, name=TEXT, kind=TEXT),
        edition=ref("EditionFacts"),
        changes=CHANGES,
        words=texts_by_code(),
        townships=many(TOWNSHIP),
        categories=whole(**dict.fromkeys(KINDS, many(TEXT))),
        counts=ref("CountsByKind"),
        redirects=texts_by_code(),
        previous=TEXT,
        history_head=TEXT,
        hidden=whole(county=NUMBER, townships=NUMBERS),
        entries=many(told(("code", "kind", "name"), **{**ENTRY, "numbers": NUMBERS})),
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
        counts=whole(**dict.fromkeys(ROLES, NUMBER)),
        lead=many(TEXT),
        joint=many(TEXT),
        support=many(TEXT),
        receiver=many(TEXT),
        page=TEXT,
    ),
    Answer=told(
        ("answer", "sentence", "edition", "read_as", "entries", "near", "interpretations"),
        answer=one_of((*KINDS, "prohibited", "not_listed", "not_found")),
        sentence=TEXT,
        edition=nullable(ref("EditionFacts")),
        read_as=TEXT,
        entries=many(ref("AnswerEntry")),
        near=many(ref("AnswerEntry")),
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
    AnswerEntry=HIT,
)


def public_read(path, summary, view, gives, *, is_list=True, needed=()):
    parameters = {name: PARAMETERS[name] for name in view.parameters}
    return PublicRead(f"/api/v1/{path}", summary, view, parameters, gives, is_list, needed)


add_public_reads(
    public_read("entries/", "现行有效的清单条目", api.entries, "Entry"),
    public_read("editions/", "已公布的版次及其文本校验值", api.editions, "PublicEdition"),
    public_read("editions/{id}/", "一个已公布的版次", api.edition, "PublicEdition", is_list=False),
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
        needed=("county",),
    ),
    public_read(
        "departments/{id}/list/",
        "一个部门的清单：按条目给出，注明部门的角色",
        departments_api.department_entries,
        "DepartmentEntry",
    ),
    public_read(
        "answers/",
        "“归谁管”的答复；township、county 至少填一个",
        api.answers,
        "Answer",
        is_list=False,
    ),
)
