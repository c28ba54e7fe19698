"""What a sheet explains of the signs under departments: ●牵头部门　○配合部门."""

import re

LEADS = r"牵头|主办|主责|主要|负责"
OTHERS = r"配合|协办|协助|协同|参与|共同"
ROLE = rf"(?P<role>{LEADS}|{OTHERS})"
SIGN = r"(?P<sign>[^\w\s、，,；;：:。.．（）()“”\"'‘’《》—－\-=＝])"
# “●”表示牵头, ●：牵头部门
SIGN_FIRST = re.compile(rf"{SIGN}[”\"’）)]?\s*(?:表示|代表|为|是|[—－\-:：=＝])*\s*{ROLE}")
# 牵头部门打●, 牵头单位（●）
ROLE_FIRST = re.compile(rf"{ROLE}(?:部门|单位)?\s*(?:用|以|打|标|为|[（(:：=＝“\"])*\s*{SIGN}")


def legend_of(layout):
    """{sign: whether it is the lead's} as the first text that explains one of each says it."""
    for texts in layout.texts.values():
        for text in texts.values():
            signs = explained(text)
            if set(signs.values()) == {True, False}:
                return signs
    return {}


def explained(text):
    """{sign: whether it is the lead's} of one text, by whatever of sign and role stands first."""
    by_sign, by_role = SIGN_FIRST.search(text), ROLE_FIRST.search(text)
    if not (by_sign or by_role):
        return {}
    pattern = SIGN_FIRST
    if not by_sign or (by_role and by_role.start() < by_sign.start()):
        pattern = ROLE_FIRST
    return {match["sign"]: match["role"] in LEADS for match in pattern.finditer(text)}
