"""A published list made by hand, for the rules that need no database."""

from items.published.lists import PublishedList
from tests.factories import COUNTY_CODE

ANSWERS = {
    "answer_basic": "由{township}负责办理",
    "answer_coordination": "由{departments}负责，{township}协助",
    "answer_reclaimed": "已改由{departments}办理",
    "kind_basic": "基本履职事项",
    "kind_coordination": "配合履职事项",
    "kind_reclaimed": "上级部门收回事项",
    "list_title": "示例县乡镇（街道）履行职责事项清单",
    "townships": "乡镇（街道）",
}


def make_entry(name="负责值班值守", kind="basic", number=1, departments=(), **fields):
    role = {"coordination": "lead", "reclaimed": "receiver"}.get(kind)
    parts = [
        {"department": name_of, "role": role, "duty": "", "method": ""} for name_of in departments
    ]
    entry = {
        "code": f"990121{number:05d}",
        "kind": kind,
        "category": "综合政务",
        "number": number,
        "name": name,
    }
    defaults = {
        "township_duty": "",
        "responsibilities": parts,
        "bases": [],
        "variants": [],
        "scope": "all",
    }
    return {
        **entry,
        **defaults,
        "tags": [],
        "townships": [],
        "numbers": {},
        "effective_on": "2026-01-01",
        **fields,
    }


def make_list(
    entries, townships=(("990121100000", "城关镇"), ("990121101000", "河口乡")), **fields
):
    places = [
        {
            "code": code,
            "name": name,
            "kind": "town",
            "title": f"示例县{name}履行职责事项清单",
            "tags": [],
            "words": {},
        }
        for code, name in townships
    ]
    document = {
        "format": 1,
        "public": True,
        "county": {"code": COUNTY_CODE, "name": "示例县", "kind": "county"},
        "edition": {
            "number": 1,
            "sequence": 0,
            "effective_on": "2026-01-01",
            "document_number": "示政发〔2026〕1号",
        },
        "changes": [],
        "words": ANSWERS,
        "townships": places,
        "entries": list(entries),
        **fields,
    }
    return PublishedList(document, "digest")
