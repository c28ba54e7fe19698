"""What a sheet explains of the signs under departments: ●牵头部门　○配合部门."""

import re

LEADS = r"牵头|主办|主责|主要|负责"
JOINT = r"共同|联合|会同|协同(?!配合)"
OTHERS = r"配合|协办|协助|协同|参与|支持"
ROLE = rf"(?P<role>(?P<leads>{LEADS})|(?P<joint>{JOINT})|{OTHERS})"
MARKS = "◎●★■▲☆◆○△□◇√※*＊"
LEADING, SHARING, HELPING = "牵头：", "共同：", "配合："  # as a cell of departments says it
SIGN = r"(?P<sign>[^\w\s、，,；;：:。.．（）()“”\"'‘’《》—－\-=＝])"
# “●”表示牵头, ●：牵头部门
SIGN_FIRST = re.compile(
    rf"{SIGN}[”\"’）)]?\s*[的者]?(?:部门|单位)?(?:表示|代表|为|是|[—－\-:：=＝])*\s*"
    rf"(?:[该本此各每][项条件](?:事项|工作)?的?)?{ROLE}"
)
# 牵头部门打●, 牵头单位（●）
ROLE_FIRST = re.compile(rf"{ROLE}(?:部门|单位)?\s*(?:用|以|打|标|为|[（(:：=＝“\"])*\s*{SIGN}")

LONGEST_LEGEND = 200
IN_BOX = re.compile(rf"[（(【\[〔](?:{LEADS})(?:部门|单位)?[）)】\]〕]")
MARKED_ONE = re.compile(
    rf"[{MARKS}].{{0,6}}(?:{LEADS}|{JOINT}|{OTHERS})|(?:{LEADS}).{{0,8}}[{MARKS}]"
)
OF_THE_OTHERS = re.compile(
    rf"(?:其余|其他|其它|余者|(?:未|不|没有?)[标带打注加]\S{{0,4}}).{{0,6}}?{ROLE}(?!.*[{MARKS}])"
)


def legend_of(layout):
    """{sign: what it says of a department} as the first text that explains the lead's and another
    says it; "" is the sign of the others beside 【牵头】 or ★.
    """
    for texts in layout.texts.values():
        for text in texts.values():
            signs = explained(text)
            if len({LEADING, *signs.values()}) == len(set(signs.values())) > 1:
                return signs
            is_lead_told = IN_BOX.search(text) or LEADING in signs.values()
            if is_lead_told and (others := OF_THE_OTHERS.search(text)):
                return {**signs, "": said(others)}
    return {}


def explained(text):
    """{sign: what it says} of one text, by whatever of sign and role stands first."""
    by_sign, by_role = SIGN_FIRST.search(text), ROLE_FIRST.search(text)
    if not (by_sign or by_role):
        return {}
    pattern = SIGN_FIRST
    if not by_sign or (by_role and by_role.start() < by_sign.start()):
        pattern = ROLE_FIRST
    return {match["sign"]: said(match) for match in pattern.finditer(text)}


def said(match):
    if match["leads"]:
        return LEADING
    return SHARING if match["joint"] else HELPING


def signs_before_names(texts):
    """({sign: what it says}, what is said of those without one) as the first of the texts aside of
    the items that explains a sign before names says it: 标★的为牵头部门，其余为配合部门.
    """
    for text in texts:
        if len(text) > LONGEST_LEGEND or not MARKED_ONE.search(text):
            continue
        signs = {sign: role for sign, role in explained(text).items() if sign in MARKS}
        if signs:
            others = OF_THE_OTHERS.search(text)
            return signs, said(others) if others else ""
    return {}, ""
