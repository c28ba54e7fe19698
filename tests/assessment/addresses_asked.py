"""The addresses that the test of anonymity asks: every one that the site has, taken from its
resolver. `docs/anonymity.md` lists them; it is written anew by

    export DJANGO_SETTINGS_MODULE=tests.settings
    python -m tests.assessment.addresses_asked > docs/anonymity.md
"""

import functools
import re
import sys
from datetime import timedelta

# Not asked: what signs in or out, and what every answer of the site moves by itself.
NOT_ASKED = {
    "accounts:login": "登录",
    "accounts:login-code": "登录",
    "accounts:logout": "退出",
    "admin:login": "登录",
    "admin:logout": "退出",
}
# What a list may be asked besides its address: each alone, and by the difference of two.
QUESTIONS = (
    *("q=金丝雀", "limit=1", "status=reported", "status=open", "source=api", "state=closed"),
    *("year={today:%Y}", "day={today:%Y-%m-%d}", "day={tomorrow:%Y-%m-%d}", "county={county}"),
    *("of=off_list", "after=0", "o=-1"),
)
# Rooms whose things may be named by the number of a report or of a round.
OF_NUMBERS = ("off-list", "satisfaction", "attachments", "offlistreport", "satisfactionround")
HEAD = """# 匿名核对的地址

`tests/assessment/test_anonymity.py` 以被反映和被评价部门负责人、安全审计员的身份，在反映和评价之前、之后
逐一打开下列全部地址；部门经办人、另一个部门的负责人、没有反映的乡镇（街道）负责人打开其中有内容的和这两
项工作自己的地址。其间又有几次反映和评价，逐次比较，也比较前后两次的差。回答不得有任何变化；比较前只去掉
页面里每次不同的安全标记（CSRF）和本人的最近操作时间。地址取自程序的地址表，本文件由测试核对，缺一个即不通过。

写有 `<int:pk>` 的地址，凡属清单外反映、满意度评价、附件的，分别以反映、评价和附件的编号打开。
部门负责人看得到内容的接口、工作台和管理地址，另外逐一附上查询条件（关键词、年度、日期、状态、来源、区划、
每页条数、排序等）再问一遍。

| 地址 |
|---|
"""


def routes():
    """[(name, its route, its parts, its pattern)] of every address asked, each route once."""
    from tests.sweeps.test_addresses import route_of, walked

    seen = {}
    for name, parts, pattern in walked():
        if name not in NOT_ASKED:
            seen.setdefault(route_of(parts), (name, route_of(parts), parts, pattern))
    return [seen[route] for route in sorted(seen)]


@functools.cache
def samples():
    """[(a path that leads there, the route)] of each."""
    from tests.sweeps.test_addresses import path_to

    return [(path_to(parts, pattern), route) for _name, route, parts, pattern in routes()]


def addresses(numbers, batches):
    """{path: route} of what is asked: each route by a sample, those of these rooms by the numbers
    of the things that must stay hidden, and those of the record by their batches.
    """
    paths = {}
    for path, route in samples():
        paths[path] = route
        if "<int:pk>" in route and any(room in route for room in OF_NUMBERS):
            for number in numbers:
                filled = re.sub(r"<int:\w+>", str(number), route)
                paths["/" + re.sub(r"<slug:\w+>", "x", filled)] = route
        if "<uuid:" in route:
            for batch in batches:
                paths["/" + re.sub(r"<uuid:\w+>", str(batch), route)] = route
    for number in numbers:
        for model in ("offlistreport", "satisfactionround"):
            paths[f"/desk/history/objects/assessment.{model}/{number}/"] = "objects"
    return paths


def questioned(paths, county, today):
    """Each of the addresses with each question that a list may be asked."""
    known = {"county": county, "today": today, "tomorrow": today + timedelta(days=1)}
    found = []
    for path in paths:
        joint = "&" if "?" in path else "?"
        for question in QUESTIONS:
            found.append(f"{path}{joint}{question.format(**known)}")
    return found


def written():
    """The text of docs/anonymity.md."""
    lines = []
    for _name, route, _parts, _pattern in routes():
        shown = route.replace("|", "\\|")
        lines.append(f"| `/{shown}` |\n")
    return HEAD + "".join(lines)


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(written())
