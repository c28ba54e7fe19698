"""What the columns of a database's export say of a row in codes: DEL_FLAG 1, STATUS 0."""

import re

# a code in them says by itself that the row is deleted
DELETED = re.compile(
    r"^(?:is_?)?(?:del|deleted?)(?:_?flag)?$|^(?:逻辑)?删除标[志识记]$|^是否(?:已)?(?:删除|作废)$",
    re.I,
)
STATE = re.compile(r"^(?:data_?|item_?|row_?)?(?:status|state)$|^(?:数据|记录|事项)?状态$", re.I)
ORDER = re.compile(r"(?:^|_)(?:seq|sort|order|idx)(?:_?no)?$|^排序号?$", re.I)
YES = dict.fromkeys(["1", "Y", "y", "是", "true", "TRUE"], "已删除")
IS_DELETED = {**YES, **dict.fromkeys(["0", "N", "n", "否", "false", "FALSE"], "未删除")}
CODE_AND_MEANING = re.compile(
    r"(?P<code>[A-Za-z0-9]{1,2})\s*(?:=|＝|表示|代表|为|是|-|—)\s*(?P<meaning>[\u4e00-\u9fff]{2,8})"
)


def meanings_of(layout, heads):
    """{head: {code: what it says}} of heads a sheet explains, or that say that rows are gone."""
    meanings = {head: dict(IS_DELETED) for head in heads if DELETED.match(head)}
    wanted = {head for head in heads if STATE.match(head)} | meanings.keys()
    for texts in layout.texts.values() if wanted else ():
        for text in texts.values():
            for head in wanted:
                if said := explained(head, text):
                    meanings.setdefault(head, {}).update(said)
    return meanings


def explained(head, text):
    """{code: meaning} of what a text says behind a head: STATUS: 1=现行 0=停用."""
    _before, colon, behind = text.replace("：", ":").partition(f"{head}:")
    if not colon:
        return {}
    return dict(CODE_AND_MEANING.findall(re.split("[；;。\n]", behind)[0]))
