"""Duties in the words of county responsibility lists (属地管理责任清单), for layouts
that came from such lists.
"""

DEPARTMENT_WORDS = [
    "负责统筹协调全县{}工作，拟订年度计划并督促落实",
    "指导乡镇（街道）开展{}，对上报的问题线索及时核实、处置",
    "依法查处{}领域违法行为；涉嫌犯罪的，移送司法机关",
    "按照“谁审批、谁监管”原则落实{}监管责任",
    "负责{}行业安全监管：每季度至少检查1次，建立台账并通报",
    "定期通报{}情况，提供技术支撑（含设备、人员、经费）",
]
TOWNSHIP_WORDS = [
    "发现{}问题隐患，第一时间上报并做好先期处置",
    "将{}纳入网格巡查内容，建立排查台账",
    "协助县级部门做好{}现场执法、秩序维护",
    "做好{}政策宣传、群众思想工作（含入户告知）",
    "负责{}信息的采集、核实和报送",
]


def reworded(maker, items, *, lines=1):
    """Gives every item duties of so many lines in these words; a duty of one line has no number."""
    for item in items:
        for part in item.parts:
            part.duty = duty(maker, DEPARTMENT_WORDS, item.name, lines)
        item.township_duty = duty(maker, TOWNSHIP_WORDS, item.name, lines)
    return items


def duty(maker, patterns, subject, lines):
    chosen = [pattern.format(subject) for pattern in maker.random.sample(patterns, lines)]
    if lines == 1:
        return chosen[0] + "。"
    return "；\n".join(f"（{n}）{text}" for n, text in enumerate(chosen, 1)) + "。"
