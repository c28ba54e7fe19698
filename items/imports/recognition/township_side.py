"""Tells the township's side where it stands among the departments: 乡镇（街道）, 城关镇."""

import re
from functools import lru_cache

from .columns import Column
from .departments import NamedDepartment
from .head_parts import is_place
from .headwords import head_key

UNSAID = "乡镇（街道）"  # of a side that no column names
WHOM = re.compile(
    r"^(?:各|所在地?|相关|有关|辖区|涉及|全上级|上级)*镇+级?(?:党委|党工委|人民政府|政府|办事处|管委会)*(?:等?(?:部门|单位))?(?:应?的?(?:主要"
    r"|工作|配合)?(?:职责|责任|任务))?$"
)
BLOCK = re.compile(
    r"(?:乡|镇|街道|属地|办事处|政府|党委)[）)】\]〕”]*(?:的?(?:主要|工作|配合)?(?:职责|责任|任务))?[】\]〕]?\s*[：:\n]"
    r"|[【〔\[][^】〕\]]*(?:乡|镇|街道)[^】〕\]]*[】〕\]]"
)
OFFICE_OF = re.compile(r"(?:党委|党工委|人民政府|政府|办事处)+$")


@lru_cache(maxsize=4096)
def is_township(name):
    """Whether a name among departments is the township's side and no department."""
    if WHOM.match(head_key(name)):
        return True
    bare = OFFICE_OF.sub("", "".join(name.split()))
    return is_place(bare) and bare.endswith(("镇", "乡", "街道")) and len(bare) <= 8


def is_one_township(name):
    """Whether it is a township by its own name, not 各乡镇 or 乡镇（街道）."""
    return is_township(name) and not WHOM.match(head_key(name))


def side_of(named, texts):
    """(departments, the township's side): named among them, or heading a block of duties."""
    townships = [department for department in named if is_township(department.name)]
    if townships:
        return [department for department in named if department not in townships], townships[0]
    duty = texts.get(Column.DEPARTMENT_DUTY, "")
    if not texts.get(Column.TOWNSHIP_DUTY) and BLOCK.search(duty):
        return named, NamedDepartment(UNSAID)
    return named, None
