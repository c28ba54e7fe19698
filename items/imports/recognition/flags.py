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
