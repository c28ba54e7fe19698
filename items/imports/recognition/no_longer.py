"""What says of an item, a table or a sheet that it holds no longer; decisions beside items."""

import re

GONE = r"(?:取消|删除|删去|废止|作废|剔除|移出|撤销|注销|[销注]号)"
NO_MORE = r"不再(?:列入|单列|保留|作为|纳入|上报)"
THIS = r"[本该此][项条行]"
ENDS = r"(?:$|[，,。；;）)\s])"
CANCELLED = re.compile(
    rf"^(?:{THIS}|整项|整条|全项|全部|[本该此]事项)?(?:已|予以|现|均)?(?:{GONE}|{NO_MORE}|不(?:予)?[列纳]入"
    r"|[移转]入(?:收回|配合|基本).{0,6}清单|[移转][入至到]?附?表[一二三四\d](?:第\d+项)?)"
    r"(?:$|[，。；,;、（(：:\s]|本项|该项|此项|事项|清单|列入)"
)
# 与第14项重复，已并入，本行不计; 重复提交，作废，以后一条为准; 测试数据
COUNTED_ELSEWHERE = re.compile(
    rf"^并入第?\d+[项条号]|{THIS}(?:已|予以)?{GONE}{ENDS}|(?:^|[，,。；;\s])请?作废{ENDS}"
    rf"|{THIS}不(?:再|另行)?(?:计数|计入|统计|计)$|重复.{{0,8}}(?:已|予以)(?:并入|合并|删除)"
    r"|以[前后上下]一?[条次项行]为准|^草稿(?:$|[，,；。])|^测试(?:数据|记录|行|用)?$"
)
STATE = re.compile(
    rf"^已?被?(?:{GONE}|退回|驳回|撤回|草稿|注销|失效|停用|无效|禁用)$|^(?i:void|invalid|deleted)$"
)
# a part of its text goes, not the item: 删去“完成指标”的表述
A_PART = (
    rf"{GONE}[^，。；（]*(?:表述|字样|[一二两三四]字|措辞|职责(?!事项|清单)|[”\"」](?!的?事项))"
)
REMOVED = re.compile(rf"(?!{A_PART})(?:{GONE}|不再列入)")
ENDS_CANCELLED = re.compile(rf"{GONE}$")
# in a line over cards, a sheet's first line or a table's title: all that is below it
VOID = re.compile(
    rf"作废|已(?:全部|同意)?(?:{GONE}|停止使用)(?!\s*\d+项)|(?<!同时|清单)停止(?:执行|施行)|仅供(?:对照|查阅)"
    rf"|{NO_MORE}(?:.{{0,8}}事项|{ENDS})|不作为事项"
)
VOID_NAME = re.compile(
    r"作废|[勿不]用|^待办(?:事项)?$|备忘|^旧版|旧版$|废止|停用|^已?取消(?:的?事项)?$"
)
DECISION_HEAD = re.compile(r"处理|采纳|审[核定]|结果|办理")
STATE_HEAD = re.compile(r"(?i:status|state)|状态|情形|方式|变动|调整|是否")
OPINION_HEAD = re.compile(r"意见|建议")
# over columns of ticks that say what becomes of an item
GONE_HEAD = re.compile(rf"^(?:拟|已)?{GONE}$")
CHANGE_HEAD = re.compile(
    rf"^(?:拟|已)?(?:保留|沿用|不变|维持|修[改订]|调整|新增|增加|合并|{GONE})$"
)
TICK = re.compile(r"^[√✓✔☑]$")
OPINION = re.compile(
    r"^[（(【]?(?:(?:修改|反馈|乡镇|街道|部门)?(?:意见|建议|理由)|[\u4e00-\u9fff]{2,8}(?:镇|乡|街道|局|办)(?:意见|建议|反馈))"
    r"[\d一二三四五]*[】）)]?\s*[：:]"
)
# but for 建议仅供参考，以“审定”一栏为准
NOT_ADOPTED = re.compile(
    r"^(?!.*为准).*(?:(?:未采纳|不予采纳|不采纳)(?!的)|留[存底]?备查|仅供参考"
    r"|(?<!的)(?<!的[，,])(?:不作为|不列入)清单)"
)
# 〔按：原件此条用红笔划去，旁注“作废”〕
STRUCK_OUT = re.compile(rf"[本该此][项条件][^。；]{{0,8}}(?:划[去掉]|勾[去掉]|删去|{GONE})")
ADOPTED = re.compile(r"^(?:已|予以|建议)?采纳|^同意")
TAKEN = re.compile(r"^(?:已|予以)?采纳[，,。；;：:]\s*")
ADDED_IN_VAIN = re.compile(r"(?:新增|增加|增列|补充).{0,6}(?:未采纳|不予采纳|不采纳)")
CHANGED = re.compile(
    rf"^(?!.*已(?:[按据]此)?(?:修改|调整)[）)。]*$).*(?:改为|修改为|调整为|表述为|增加|补充|合并|{A_PART})"
)
RENAMED = re.compile(
    r"(?:事项)?(?:名称|表述)?(?:修?改|调整|表述|规范|统一)为[：:]?\s*[“\"「](?P<name>[^”\"」]{3,80})[”\"」]"
)
CANCELLED_BEHIND = re.compile(r"[（(【](?P<said>[^（）()【】]{2,24})[）)】]$")
WHY_GONE = re.compile(rf"^[（(【][^（）()【】]*{GONE}[^（）()【】]{{0,4}}[）)】]$")
NO_ROW = re.compile(r"^[（(]?(?:以下(?:空白|无内容)|[暂本]?无?\s*[（(]?零报告)[）)]{0,2}$")
NO_NUMBER = ("空号", "空项", "缺号", "空缺", "此号空缺", "本号空缺")


def is_gone(text):
    """Whether a new text only says that there is none any more: （删除）, 取消, 采纳，不列入."""
    return bool(CANCELLED.match(TAKEN.sub("", text.strip("（）()【】"))))


def is_left_free(name):
    """Whether a row only keeps a number that no item has any more: （空号）, ……（此项取消）,
    …… 已撤销, or says why its struck-out item went: （审核时删去）.
    """
    if WHY_GONE.match(name):
        return True
    behind, state = CANCELLED_BEHIND.search(name), name.rsplit(" ", 1)[-1]
    if behind and CANCELLED.match(behind["said"]):
        return True
    if state != name and state.startswith("已") and STATE.match(state):
        return True
    return name.strip("（）()【】[] ") in NO_NUMBER


def is_of_decisions(head):
    """Whether a head is over decisions; 部门意见 below 审核情况 is over opinions."""
    own = head.rsplit(" / ", 1)[-1]
    is_opinion = OPINION_HEAD.search(own) and not DECISION_HEAD.search(own)
    return bool(DECISION_HEAD.search(head)) and not is_opinion


def says_cancelled(texts):
    """Whether {head: text} beside an item say that it is cancelled; None for an opinion."""
    is_opinion = False
    for head, text in texts.items():
        is_decision = is_of_decisions(head)
        if is_decision and ADOPTED.match(text) and REMOVED.search(text):
            return True
        if STATE_HEAD.search(head) and STATE.match(text):
            return True
        if GONE_HEAD.match(head) and TICK.match(text):
            return True
        if is_decision and ADDED_IN_VAIN.search(text):
            return True
        if CANCELLED.match(text) or COUNTED_ELSEWHERE.search(text):
            if is_decision or not OPINION_HEAD.search(head):
                return True
            is_opinion = True
    return None if is_opinion else False


def says_why_nameless(texts):
    """Whether a remark beside a row that lost its name says that the item is cancelled."""
    return any(CANCELLED.match(text) or ENDS_CANCELLED.search(text) for text in texts.values())


def is_opinion(text):
    """Whether a row between the items is somebody's opinion on the one above."""
    return bool(OPINION.match(text))


def changes_otherwise(texts):
    """Whether a decision beside an item changes it in a way that nobody but a person can follow."""
    for head, text in texts.items():
        if is_of_decisions(head) and ADOPTED.match(text) and CHANGED.search(text):
            return "职责" in text or not RENAMED.search(text)
    return False


def new_name(texts):
    """The name that a decision beside an item gives it; "" for none."""
    for head, text in texts.items():
        named = RENAMED.search(text)
        if named and is_of_decisions(head) and ADOPTED.match(text) and "职责" not in text:
            return named["name"]
    return ""


def decision_on(texts):
    """(whether the item above an opinion is left out by it, its new name or "")."""
    for text in texts:
        if ADOPTED.match(text):
            if renamed := RENAMED.search(text):
                return False, renamed["name"]
            if REMOVED.search(text):
                return True, ""
    return False, ""
