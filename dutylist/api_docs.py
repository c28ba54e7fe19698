"""The pages that describe the API to people: all addresses, and each with what it takes and gives.
They are read off the same schema that programs read.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cache

import orjson
from django.http import Http404
from drf_spectacular.generators import SchemaGenerator

from dutylist.api_schema import OPEN, OPEN_READS, is_open
from items.published.lists import counties_published
from items.published.pages.conditional import page, public_read

VERSION_1 = "/api/v1/"
# What the addresses for those who have logged in are about, by the first part behind the version.
SUBJECTS = {
    "事项和版次": (
        "items",
        "categories",
        "proposed-changes",
        "revisions",
        "edition-drafts",
        "editions",
        "corrections",
        "imports",
        "exports",
        "legal-acts",
        "phrases",
        "asked",
        "matter-links",
    ),
    "准入、调整和会议": (
        "change-requests",
        "head-opinions",
        "sittings",
        "prohibited-entries",
        "interpretations",
    ),
    "考核、监督和减负": (
        "schemes",
        "pledges",
        "vetoes",
        "inspections",
        "report-demands",
        "problems",
        "whistles",
        "off-list-reports",
        "satisfaction-rounds",
        "evaluations",
        "execution",
        "load",
        "feedback",
    ),
    "机构、区划和规则": (
        "county-departments",
        "reorganizations",
        "township-cards",
        "region-tags",
        "policy",
        "county-policies",
        "delegations",
        "delegable-memberships",
        "tokens",
    ),
    "待办、附件和变更记录": ("todos", "attachments", "history", "events", "webhooks"),
}
KINDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "true 或 false",
    "object": "对象",
}
FORMATS = {"date": "日期", "date-time": "时间", "binary": "文件"}
PLACES = {"query": "网址参数", "path": "网址中", "header": "请求头"}
LIMITS = {
    "maxLength": "最多{}字",
    "maxItems": "最多{}个",
    "maxProperties": "最多{}个",
    "minimum": "不小于{}",
    "maximum": "不大于{}",
    "exclusiveMinimum": "大于{}",
}
EXAMPLE_WORD = "消防"


@dataclass(frozen=True)
class Member:
    """A parameter, or a member of what is sent or answered: `name` with where it stands."""

    name: str
    kind: str
    meaning: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Operation:
    """A method of an address, as the schema describes it."""

    method: str
    address: str
    described: dict

    @property
    def name(self):
        return self.described["operationId"]

    @property
    def summary(self):
        return self.described["summary"]

    @property
    def tag(self):
        return self.described["tags"][0]

    @property
    def is_open(self):
        return is_open(self.described)

    @property
    def subject(self):
        return self.address.removeprefix(VERSION_1).partition("/")[0]

    @property
    def parameters(self):
        return [
            Member(
                one["name"],
                f"{PLACES[one['in']]}，{kind_of(one['schema'])}",
                one["description"],
                one.get("required", False),
            )
            for one in self.described.get("parameters", ())
        ]

    @property
    def takes(self):
        """The members of what is sent."""
        content = self.described.get("requestBody", {}).get("content", {})
        return [member for taken in content.values() for member in members_of(taken["schema"])]

    @property
    def takes_files(self):
        return "multipart/form-data" in self.described.get("requestBody", {}).get("content", {})

    @property
    def answers(self):
        """[(status, what it says, its members)] of what is answered when all is well."""
        answers = []
        for status, given in self.described["responses"].items():
            members = []
            for content in given.get("content", {}).values():
                members += members_of(content["schema"])
            if status != "default":
                answers.append((status, given["description"], members))
        return answers

    def example(self, county):
        """An address that can be opened as it stands in the county with this code, for public
        reads; "" where it would need the number of something.
        """
        if self.method != "GET" or not self.is_open or "{" in self.address:
            return ""
        values = {"q": EXAMPLE_WORD, "county": county, "within": county, "limit": "20"}
        names = [one["name"] for one in self.described.get("parameters", ())]
        asked = [f"{name}={values[name]}" for name in names if values.get(name)]
        return f"{self.address}?{'&'.join(asked)}"


@public_read
def api_docs(request):
    """All addresses of the API."""
    return page(
        request,
        "site/api_docs.html",
        seen=[digest()],
        modified=None,
        context=lambda: {"groups": groups(), "problem": members_of(named("Problem"))},
    )


@public_read
def api_operation(request, name):
    """One method of one address: what it takes and what it answers."""
    operation = operations().get(name)
    if operation is None:
        raise Http404("没有这个接口。")
    published = counties_published()
    county = published[0][0] if published else ""
    return page(
        request,
        "site/api_operation.html",
        seen=[digest(), county],
        modified=None,
        context=lambda: {"operation": operation, "example": operation.example(county)},
    )


@cache
def schema():
    """The schema; it changes with the program alone."""
    return SchemaGenerator().get_schema(request=None, public=True)


@cache
def digest():
    return hashlib.sha256(orjson.dumps(schema(), option=orjson.OPT_NON_STR_KEYS)).hexdigest()


@cache
def operations():
    """{name: operation}, in the order of the addresses."""
    found = {}
    for address, methods in schema()["paths"].items():
        for method, described in methods.items():
            operation = Operation(method.upper(), address, described)
            found[operation.name] = operation
    return found


def groups():
    """[(title, operations)]: what is open to anybody, then what needs an account, by subject."""
    everything = operations().values()
    parts = [(tag, [one for one in everything if one.tag == tag]) for tag in (OPEN_READS, OPEN)]
    for title, subjects in SUBJECTS.items():
        closed = [one for one in everything if not one.is_open and one.subject in subjects]
        parts.append((title, sorted(closed, key=lambda one: subjects.index(one.subject))))
    return parts


def without_subject():
    """The parts of addresses that no subject names, or more than one."""
    named = Counter(part for parts in SUBJECTS.values() for part in parts)
    closed = {one.subject for one in operations().values() if not one.is_open}
    return sorted(part for part in closed | set(named) if named[part] != 1 or part not in closed)


def named(component):
    return {"$ref": f"#/components/schemas/{component}"}


def resolved(described):
    """The shape that a reference leads to; a shape that may be null stays one."""
    if "allOf" in described:
        return {**resolved(described["allOf"][0]), "nullable": described.get("nullable", False)}
    if "$ref" not in described:
        return described
    return schema()["components"]["schemas"][described["$ref"].rpartition("/")[2]]


def members_of(described, before=""):
    """The members of a shape, those of its parts behind each."""
    described = resolved(described)
    if "items" in described:
        return members_of(described["items"], f"{before}[]")
    members = []
    for name, member in described.get("properties", {}).items():
        path = f"{before}.{name}" if before else name
        is_required = name in described.get("required", ())
        members.append(Member(path, kind_of(member), member.get("description", ""), is_required))
        members += members_of(member, path)
    return members


def kind_of(described):
    """What a value is, in words."""
    shape = resolved(described)
    kind = kind_without_limits(shape)
    for limit, sentence in LIMITS.items():
        if limit in shape:
            kind += f"，{sentence.format(told_limit(shape[limit]))}"
    if shape.get("nullable"):
        kind += "，可以为 null"
    return kind


def told_limit(limit):
    return 0 if limit is True else limit


def kind_without_limits(shape):
    if "enum" in shape:
        values = "、".join(str(value) for value in shape["enum"] if value not in ("", None))
        return f"取值之一：{values}"
    if shape.get("type") == "array":
        return f"数组，每个为{kind_of(shape['items'])}"
    if isinstance(shape.get("additionalProperties"), dict):
        return f"对象，按代码，每个为{kind_of(shape['additionalProperties'])}"
    if shape.get("format") in FORMATS:
        return FORMATS[shape["format"]]
    return KINDS.get(shape.get("type"), "任意值")
