"""A county with everybody who has a part in a year of assessment, each with a token, and one look
at what an address tells all of them.
"""

import itertools
import re
from types import SimpleNamespace

from django.test import Client

from dutylist.organizations.models import AccessToken
from dutylist.organizations.roles import Role
from dutylist.organizations.services.tokens import make_token
from dutylist.workflow.flow import flow_named
from tests.answers_described import members_not_named
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_staff,
    make_townships,
    make_user,
    publish,
)
from tests.grounds import ground

API = "/api/v1/"
SENTENCE = re.compile("[\u4e00-\u9fff].*[。？]$", re.DOTALL)
LAND, POLICE, PARTY, WATER = "县自然资源局", "县公安局", "县委组织部", "县水利局"
# Who supervises, and who of the county's offices reads its papers.
OVERSEERS = {"clerk", "lead", "second_lead", "inspector", "secretary", "auditor"}
OFFICES = OVERSEERS | {"recorder", "legal"}
BUREAU = {"bureau", "bureau_staff"}
NOBODY_S = "nobody_asks_this"
OF_OTHERS = ("policy/", "change-requests/", "history/")  # not of this floor
MOST_READERS, MOST_OUTSIDERS, MOST_REFUSED = 2, 1, 1  # asked in one state


class Person:
    """Somebody who asks the API by a token of his own; without a user whoever has none."""

    def __init__(self, name, user=None):
        self.name, self.user, self.headers = name, user, {}
        if user is not None:
            scope = AccessToken.Scope.WRITE
            _row, secret = make_token(user, name="全年办理", days=30, scope=scope)
            self.headers = {"Authorization": f"Token {secret}"}

    def asks(self, method, path, body=None, status=200, **headers):
        """-> what the address answers, as JSON; every refusal is a sentence in Chinese."""
        send = getattr(Client(), method)
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        answer = send(f"{API}{path}", **sent, headers={**self.headers, **headers})
        told = answer.json()
        expected = status if isinstance(status, tuple) else (status,)
        assert answer.status_code in expected, (self.name, method, path, body, told)
        if answer.status_code >= 400:
            assert SENTENCE.search(told["detail"]), (path, told)
        else:
            assert not not_described(method, path, answer.status_code, told)
        return told | {"http": answer.status_code}

    def get(self, path, status=200):
        return self.asks("get", path, status=status)

    def post(self, path, body, status=201, **headers):
        return self.asks("post", path, body, status, **headers)

    def patch(self, path, body, status=200, mark="*"):
        return self.asks("patch", path, body, status, **{"If-Match": mark})

    def decide(self, path, action, facts=None, *, reason="", status=201, mark="*"):
        body = {"action": action, "reason": reason, "facts": facts or {}}
        return self.post(f"{path}decisions/", body, status, **{"If-Match": mark})

    def ids(self, path):
        """The numbers of the rows of a list."""
        return {row["id"] for row in self.get(path)["results"]}


def not_described(method, path, status, told):
    """The members of an answer that the schema does not name; the facts of a move are described
    where it is offered.
    """
    if path.startswith(OF_OTHERS):
        return []
    address = f"{API}{path}".partition("?")[0]
    unnamed = members_not_named(method, address, status, told)
    return [f"{path}: {where}" for where in unnamed if ".facts." not in where]


def paths(refused):
    """The paths at which a refusal names faults."""
    return {error["path"] for error in refused["errors"]}


LED = {
    "responsibilities": [{"department": POLICE, "role": "lead", "duty": "侦办案件。"}],
    "township_duty": "1.入户劝阻；\n2.上报线索。",
}
CONTENTS = (
    make_content(name="河湖日常巡查"),
    make_content(name="粮食播种面积"),
    make_content("coordination", "违法占用耕地整治"),
    make_content("coordination", "反电信网络诈骗", **LED),
    make_content("reclaimed", "招商引资数量、到位资金排名考核"),
)


@ground
def year(db):
    """示例县 with five towns, its published list, and a token for everybody."""
    county = make_county()
    towns = make_townships(5, county=county)
    land, police, party, water = (
        make_department(name, county=county) for name in (LAND, POLICE, PARTY, WATER)
    )
    items = make_items(CONTENTS, county=county)
    clerk, recorder, lead = make_staff(county)
    publish(county, staff=(clerk, recorder, lead))
    users = {
        "clerk": clerk,
        "lead": lead,
        "second_lead": make_user(Role.OFFICE_LEAD, county=county),
        "recorder": recorder,
        "legal": make_user(Role.LEGAL, county=county),
        "inspector": make_user(Role.INSPECTOR, county=county),
        "secretary": make_user(Role.COUNTY_SECRETARY, county=county),
        "auditor": make_user(Role.AUDITOR, region=county),
        "bureau": make_user(Role.DEPARTMENT_LEAD, department=land),
        "bureau_staff": make_user(Role.DEPARTMENT_STAFF, department=land),
        "police": make_user(Role.DEPARTMENT_LEAD, department=police),
        "party": make_user(Role.DEPARTMENT_LEAD, department=party),
        "water": make_user(Role.DEPARTMENT_LEAD, department=water),
        "town_staff": make_user(Role.TOWNSHIP_STAFF, township=towns[0]),
        "city": make_user(Role.CITY_REVIEWER, county=county),
        "province": make_user(Role.PROVINCE_FILER, county=county),
        "system": make_user(Role.SYSTEM_ADMIN),
        "security": make_user(Role.SECURITY_ADMIN),
        "neighbour": make_user(Role.CLERK, county=make_county("990122000000", "邻县")),
        "evaluator": make_user(username="pinggu"),
    }
    for number, town in enumerate(towns, 1):
        users[f"town{number}"] = make_user(Role.TOWNSHIP_LEAD, township=town)
    people = {name: Person(name, user) for name, user in users.items()}
    names = ("river", "grain", "land", "fraud", "business")
    codes = dict(zip(names, [item.code for item in items], strict=True))
    return SimpleNamespace(
        county=county.code,
        towns=[town.code for town in towns],
        codes=SimpleNamespace(**codes),
        people=people,
        nobody=Person("nobody"),
        turns=itertools.count(),
        **people,
    )


def stands(year, path, status, *, readers, may=None):
    """Where a row is now: whoever may do something (`may`), and in their turns some of the other
    `readers`, read it and are offered just that; some of everybody else find nothing; what is
    offered asks for its facts, what is not is refused. -> the row as one of them reads it
    """
    may, turn = may or {}, next(year.turns)
    assert set(may) <= set(readers) <= set(year.people)
    rows = {}
    for name in [*sorted(may), *in_turn(set(readers) - set(may), turn, MOST_READERS)]:
        rows[name] = row = year.people[name].get(path)
        assert row["status"] == status, (name, row)
        assert {one["action"] for one in row["actions"]} == may.get(name, set()), (name, row)
    for name in in_turn(set(year.people) - set(readers), turn, MOST_OUTSIDERS):
        # An account without a role has no place in the API until an evaluation is given to it.
        unseen = (403, 404) if name == "evaluator" else (404,)
        year.people[name].get(path, unseen)
        year.people[name].decide(path, "submit", status=unseen)
    offered_moves_ask_for_their_facts(year, path, rows)
    other_moves_are_refused(year, path, rows, turn)
    return row


def in_turn(names, turn, most):
    """So many of these names, others the next time."""
    names = sorted(names)
    start = turn * most % max(len(names), 1)
    return (names[start:] + names[:start])[:most]


def offered_moves_ask_for_their_facts(year, path, rows):
    """Each once, of the first to whom it is offered."""
    asked = set()
    for name, row in rows.items():
        for one in row["actions"]:
            if one["action"] in asked:
                continue
            asked.add(one["action"])
            needed = {f"facts.{fact['name']}" for fact in one["facts"] if fact["required"]}
            if one["needs_reason"]:
                needed.add("reason")
            refused = year.people[name].decide(path, one["action"], {NOBODY_S: 1}, status=422)
            assert paths(refused) == needed | {f"facts.{NOBODY_S}"}, (path, one, refused)


def other_moves_are_refused(year, path, rows, turn):
    """One move that is not offered, of each of some readers in their turn."""
    for name in in_turn(rows, turn, MOST_REFUSED):
        row = rows[name]
        offered = {one["action"] for one in row["actions"]}
        others = set(flow_named(row["flow"]).actions.values) - offered
        for action in in_turn(others, turn, 1):
            year.people[name].decide(path, action, status=(403, 409))
