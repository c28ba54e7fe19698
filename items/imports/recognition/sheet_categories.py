"""The category of items that stands only in the name of their sheet, or in its title."""

import re

from .headwords import kind_in
from .numbering import LEADING
from .office_of_list import TABLE_NUMBER
from .row_types import ENDING_OF_CATEGORY, category_of, is_known_category

FEWEST_TOLD_TWICE = 3  # sheets whose names stand in their titles, where counties have none of them
# 一类一页，页签就是类别
SAYS_CATEGORIES = re.compile(
    r"(?:页签|标签|表名|工作表(?:的?名称?)?)[就均都]*[是为即]{1,2}的?(?:类别|分类|门类|领域)"
    r"|一个?(?:类别?|门类)一[页张个表]|[每一]一?[张个]?(?:工作)?[表页]为?一个?(?:类|门类|领域)"
)
A_CATEGORY = re.compile(
    r"^(?!附件|附表|表\d|.*(?:乡|镇|街道|县|区|市|旗|局|委|部|办|清单|事项|目录)$)[\u4e00-\u9fff]{3,10}$"
)
IN_TITLE = re.compile(
    r"[（(—－\-：:·\s]+(?P<name>[\u4e00-\u9fff、]{2,12}?)(?:类|方面|领域)?[）)]?$"
    r"|（(?P<before>[\u4e00-\u9fff、]{2,12})类）"
)
# （党的建设类，共5项）
COUNT_BEHIND = re.compile(r"[，,、]?\s*[共计]{0,2}\s*\d+\s*[项条个件](?=\s*[）)]?$)")
LEADS_TITLE = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,6}[县市区旗])?(?P<name>[\u4e00-\u9fff、]{2,10})(?:类|方面|领域)"
    r"(?=.{0,14}(?:履职|职责|事项|清单))"
)


def categories_by_sheet(tables, aside):
    """Gives items the name of their sheet, where sheets are named by categories: by usual ones, by
    those of other items in the file, or as one of the texts `aside` of the items may say.
    """
    bare = [table for table in tables if not any(raw.category for raw in table.rows)]
    if not bare:
        return
    names = {}
    for table in bare:
        names[table.sheet] = category_of(LEADING.sub("", TABLE_NUMBER.sub("", table.sheet)))
    titled = categories_in_titles(tables)
    # 党的建设类事项 on the sheet 党的建设
    are_twice = all(titled.get(sheet) == name for sheet, name in names.items())
    names |= titled
    written = {raw.category for table in tables for raw in table.rows} - {""}
    known = [name for name in names.values() if name in written or is_known_category(name)]
    are_told = are_twice and len(names) >= FEWEST_TOLD_TWICE
    are_told = are_told or any(map(SAYS_CATEGORIES.search, aside))
    if not are_told and (not known or (len(known) * 2 < len(names) and not are_twice)):
        return
    for table in bare:
        name = names[table.sheet]
        may_be_one = A_CATEGORY.match(name) and not kind_in(name)
        if name in known or (may_be_one and (len(known) > 1 or are_twice or are_told)):
            for raw in table.rows:
                raw.category = name


def categories_in_titles(tables):
    """{sheet: the category its title tells}: 事项清单（党的建设类）, 党的建设类事项; a field of
    work in the title of a single list (应急管理领域配合履职事项) is what the list is about.
    """
    names = {}
    for table in tables:
        if len(tables) == 1 and "领域" in table.title:
            continue
        title = COUNT_BEHIND.sub("", table.title)
        match = IN_TITLE.search(title) or LEADS_TITLE.match(title)
        for first in (LEADS_TITLE.match(table.sheet_title), IN_TITLE.search(table.sheet_title)):
            if first and first["name"] == table.sheet:
                match = match or first  # counts where the sheet is named so too
        if match and table.sheet not in names:
            name = ENDING_OF_CATEGORY.sub("", match["name"] or match.groupdict().get("before"))
            if is_known_category(name) or A_CATEGORY.match(name):
                names[table.sheet] = name
    return names
