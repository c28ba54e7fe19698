"""Documents as careless hands leave them: dragged borders, broken heads, items as lines of one
cell, real wording.
"""

from itertools import pairwise

from . import wordml as w
from .catalogue import layout
from .model import Item, Part, Truth, by_category, numeral
from .official_letters import HEADS, TITLES, cells_of

ALL_HEADS = [h for k in HEADS.values() for h in k]
WIDTHS = {
    "basic": [700, 8000],
    "coordination": [700, 2200, 1600, 3000, 2500],
    "reclaimed": [700, 3600, 2000, 3000],
}


def dragged(cells, widths, borders, shift):
    """A row whose borders are dragged aside: each cell spans what lies between its own borders of
    the common grid.
    """
    edges, place = [0], 0
    for width in widths[:-1]:
        place += width
        edges.append(place + shift)
    edges.append(sum(widths))
    grid = sorted(borders)
    spans = [grid.index(end) - grid.index(start) for start, end in pairwise(edges)]
    return w.row(*(w.cell(text, span=span) for text, span in zip(cells, spans, strict=True)))


def borders_of(widths, shifts):
    places = {0, sum(widths)}
    for shift in shifts:
        place = 0
        for width in widths[:-1]:
            place += width
            places.add(place + shift)
    return places


@layout("docx")
def borders_dragged_aside(path, maker):
    """No two rows have the same borders, so that one column is several of the grid."""
    kinds, body = maker.every_kind(), ""
    shifts = (0, 40, -60, 230, -310)
    for items in kinds:
        kind, widths = items[0].kind, WIDTHS[items[0].kind]
        borders = borders_of(widths, shifts)
        rows = [dragged(HEADS[kind], widths, borders, 0)]
        for at, (category, group) in enumerate(by_category(items), 1):
            said = f"{numeral(at)}、{category}（{len(group)}项）"
            rows.append(w.row(w.cell(said, span=len(borders) - 1)))
            for item in group:
                number = len(rows)
                rows.append(
                    dragged(cells_of(item, number), widths, borders, shifts[number % len(shifts)])
                )
        grid = sorted(borders)
        columns = "".join(f'<w:gridCol w:w="{b - a}"/>' for a, b in pairwise(grid))
        body += w.centred(f"马兰回族乡{TITLES[kind]}")
        body += f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    w.write(path, body)
    return Truth([i for k in kinds for i in k], heads=ALL_HEADS)


def broken(text, at):
    """A text with a line break, a wide blank or a soft break in its middle, as people fit words
    into narrow cells.
    """
    half = len(text) // 2
    return w.paragraph(text[:half] + ("\n" if at % 2 else "") + text[half:])


@layout("docx")
def heads_and_names_broken_by_hand(path, maker):
    """Heads with blanks and breaks, names broken within the cell, numbers full-width and with a
    stop.
    """
    heads = {
        "basic": ["序\n号", "事　项　名　称"],
        "coordination": [
            "序\n号",
            "事项\n名称",
            "对应上\n级部门",
            "上 级 部 门\n职 责",
            "乡镇（街道）\n配合职责",
        ],
        "reclaimed": ["序 号", "事 项 名 称", "承接\n部门", "工作\n方式"],
    }
    kinds, body = maker.every_kind(), ""
    for items in kinds:
        kind, number = items[0].kind, 0
        rows = [w.head_row(*heads[kind])]
        for category, group in by_category(items):
            rows.append(
                w.row(w.cell("　".join(category) + f"\n（{len(group)}项）", span=len(heads[kind])))
            )
            for item in group:
                number += 1
                wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
                cells = cells_of(item, f"{wide}、" if number % 2 else f"{number}.")
                rows.append(w.row(cells[0], w.cell(broken(item.name, number)), *cells[2:]))
        body += w.centred(f"城　关　镇　{'　'.join(TITLES[kind])}") + w.table(
            rows, len(heads[kind])
        )
    w.write(path, body)
    return Truth(
        [i for k in kinds for i in k], heads=[*ALL_HEADS, *(h for k in heads.values() for h in k)]
    )


@layout("docx")
def items_as_lines_of_a_category(path, maker):
    """A row for each category, its items as numbered lines of a cell; the other lists as usual."""
    basic, coordination = maker.basic(30), maker.coordination(12)
    body = w.centred("城南街道基本履职事项清单")
    rows, number, written = [w.head_row("序号", "类别", "事项名称")], 0, []
    for at, (category, group) in enumerate(by_category(basic), 1):
        lines = []
        for item in group:
            number += 1
            lines.append(
                f"{number}.{item.name}；" if item is not group[-1] else f"{number}.{item.name}。"
            )
        rows.append(w.row(numeral(at), category, "\n".join(lines)))
        written += [numeral(at), *lines]
    body += w.table(rows, 3) + w.centred("城南街道配合履职事项清单")
    rows = [w.head_row(*HEADS["coordination"])]
    for at, (category, group) in enumerate(by_category(coordination), 1):
        rows.append(w.row(w.cell(f"{numeral(at)}、{category}", span=5)))
        rows += [w.row(*cells_of(item, f"（{n}）")) for n, item in enumerate(group, 1)]
    w.write(path, body + w.table(rows, 5))
    return Truth([*basic, *coordination], heads=[*ALL_HEADS, "类别", *written])


REAL_BASIC = {
    "党的建设": [
        "学习宣传贯彻习近平新时代中国特色社会主义思想，坚决维护党中央权威和集中统一领导，贯彻落实党的路线、方针、政策",
        "落实基层党建工作责任制，推进基层党组织标准化规范化建设，落实“三会一课”、主题党日等制度",
        "落实中央八项规定精神，持续深化纠治“四风”；开展警示教育，抓早抓小、防微杜渐",
        "负责本级人大代表选举、补选，召开镇人大会议（每年两次），做好人大代表议案、建议办理",
    ],
    "经济发展": [
        "制定落实经济社会发展规划，统筹产业布局；培育“一村一品”示范村",
        "优化营商环境，落实惠企政策，帮助企业解决用工、融资、用地等问题（含个体工商户）",
        "第五次全国经济普查、人口普查、农业普查等统计工作",
    ],
    "民生服务": [
        "做好城乡居民最低生活保障、特困人员救助供养、临时救助对象的受理、初审和动态管理",
        "1%人口抽样调查期间的入户登记",
        "注重“一老一小”服务：建设农村互助养老服务点，关爱留守儿童",
    ],
}
REAL_COORDINATION = [
    Item(
        "coordination",
        "平安法治",
        "“扫黄打非”及校园周边环境整治",
        [
            Part(
                "县公安局",
                "lead",
                duty="1.负责统筹协调，制定年度方案：\n（1）开展集中行动；\n（2）建立会商机制。\n2.依法查处违法行为。",
            ),
            Part("县教育局", "joint", duty="负责校园内部安全管理，配合做好学生教育引导工作。"),
        ],
        "一是开展日常巡查，发现线索及时上报；二是协助做好宣传。",
    ),
    Item(
        "coordination",
        "应急管理及消防",
        "“多合一”场所、电动自行车全链条安全隐患整治",
        [
            Part("县消防救援大队", "lead", duty="1.制定检查标准。\n2.对违法行为实施行政处罚。"),
            Part("县应急管理局", "joint", duty="综合协调，督促行业部门落实“三管三必须”要求。"),
            Part(
                "县住房和城乡建设局",
                "joint",
                duty="1.指导物业服务企业建设充电设施；\n2.县住房和城乡建设局负责既有建筑改造。",
            ),
        ],
        "1.配合开展隐患排查：发现问题及时劝导；\n2.配合做好宣传。",
    ),
    Item(
        "coordination",
        "自然资源",
        "违法图斑（卫片）核查及整改",
        [
            Part(
                "县自然资源局",
                "lead",
                duty="1.下发疑似图斑。2.组织实地核查、立案查处。3.申请法院强制执行。",
            )
        ],
        "配合自然资源局开展实地核查，督促当事人自行整改。",
    ),
]


@layout("docx")
def wording_of_real_lists(path, maker):
    """Items worded as published lists word them: clauses, quotes, colons, numbers at the beginning,
    nested numbers.
    """
    basic = [
        Item("basic", category, name) for category, names in REAL_BASIC.items() for name in names
    ]
    coordination = [*REAL_COORDINATION, *maker.coordination(10)]
    reclaimed = maker.reclaimed(18)
    order = {
        category: at for at, category in enumerate(dict.fromkeys(i.category for i in coordination))
    }
    coordination.sort(key=lambda item: order[item.category])
    for item in reclaimed[::3]:
        for part in item.parts:
            part.method = f"由{part.department}通过以下方式开展：\n1.依托信息系统比对核查；\n2.委托第三方机构实施。"
    body = ""
    for items in (basic, coordination, reclaimed):
        kind, number = items[0].kind, 0
        rows = [w.head_row(*HEADS[kind])]
        for at, (category, group) in enumerate(by_category(items), 1):
            rows.append(
                w.row(w.cell(f"{numeral(at)}、{category}（{len(group)}项）", span=len(HEADS[kind])))
            )
            for item in group:
                number += 1
                cells = cells_of(item, number)
                if kind == "reclaimed" and item.method.startswith("由"):
                    cells[3] = _methods(item)
                rows.append(w.row(*cells))
        body += w.centred(f"湾头镇{TITLES[kind]}") + w.table(rows, len(HEADS[kind]))
    w.write(path, body)
    return Truth([*basic, *coordination, *reclaimed], heads=ALL_HEADS)


def _methods(item):
    if len({part.method for part in item.parts}) == 1:
        return item.parts[0].method
    return "\n".join(f"{part.department}：\n{part.method}" for part in item.parts)
