"""The demo county: made through the same services as any other, from the shipped workbook and the
shipped table.
"""

import json
import re
from datetime import date
from itertools import chain

from django.conf import settings
from django.core.management import call_command

from dutylist.history.recording import recording
from dutylist.organizations.models import CountyPolicy, Department, Region, User
from dutylist.organizations.roles import COUNTY_ROLES, DEPARTMENT_ROLES, DUTY_ROLES, Role
from dutylist.organizations.services.accounts import open_account
from dutylist.organizations.services.cards import set_township_card
from dutylist.organizations.services.departments import create_department
from dutylist.organizations.services.members import grant_membership
from dutylist.organizations.services.regions import setup_county, tag_townships
from dutylist.rooms import load_modules
from items.entry.content import contents_of
from items.models import DutyItem, LegalAct
from items.register.services.categories import seed_categories
from items.register.services.editing import change_items

REASON = "建立演示县"
IN_QUOTES = re.compile(r'"([^"]*)"')
BETWEEN_WORDS = re.compile(r"(?<=[\u4e00-\u9fff）”]),\s*(?=[\u4e00-\u9fff（“])")


def demo_facts():
    return json.loads((settings.FIXTURES_DIR / "demo.json").read_text())


def make_demo(say=lambda text: None):
    """Sets up the demo county, imports its workbook and publishes it: -> {username: password}."""
    county, passwords = listed_county(say)
    add_second_edition(county)
    say("第2版公布")
    # What an app above has to show, it adds in a module `demo`.
    for part in from_the_ground(load_modules("demo")):
        say(part.add_to_demo(county))
    return passwords


def listed_county(say=lambda text: None):
    """The demo county with its first edition alone: -> (county, {username: password})."""
    facts, by = demo_facts(), User.objects.system()
    county = setup_county(facts["county"], by=by, reason=REASON)
    say(f"{county.name}：行政区划")
    set_up_places(county, facts, by)
    passwords = open_accounts(county, facts["accounts"], by)
    say("部门、账号")
    call_command(
        "import_workbook",
        str(settings.FIXTURES_DIR / "county-official.xlsx"),
        county=county.code,
        reason="首次编制清单",
        by="clerk",
        create_departments=True,
        verbosity=0,
    )
    say("事项清单导入")
    add_on_top(county, facts, User.objects.get(username="clerk"))
    give_telephones(county, by)
    publish(county, facts["edition"], reason="首次公布清单", with_revision=False)
    say("第1版公布")
    return county, passwords


def add_second_edition(county):
    """Revises texts of the first edition, which stays as it was, and publishes the second: Chinese
    quotes and commas from here on, and one duty said more closely.
    """
    facts, clerk = demo_facts(), User.objects.get(username="clerk")
    review = {**facts["review"], "on": facts["second_review_on"]}
    items = list(DutyItem.objects.of_county(county).current())
    contents, pairs = contents_of(items), []
    for item in items:
        fields = revised(contents[item.pk], facts["second_changes"].get(item.name, {}))
        if fields:
            pairs.append((item, {**fields, "secrecy_review": review}))
    reason = "按年度评估情况修订"
    change_items(county, pairs, by=clerk, reason=reason, source="seed")
    publish(county, facts["second_edition"], reason=reason, with_revision=True)


def revised(content, replaced):
    """The fields of an item that change: its marks are made Chinese, and what is `replaced`
    ({field: (old, new)}) is said anew.
    """
    fields = {}
    for name, value in content.items():
        text = with_chinese_marks(value)
        if name in replaced:
            text = text.replace(*replaced[name])
        if text != value:
            fields[name] = text
    return fields


def with_chinese_marks(value):
    """A text, or all texts of a content, with “ ” for straight quotes and ， between words."""
    if isinstance(value, str):
        return BETWEEN_WORDS.sub("，", IN_QUOTES.sub(r"“\1”", value))
    if isinstance(value, list):
        return [with_chinese_marks(one) for one in value]
    if isinstance(value, dict):
        return {name: with_chinese_marks(one) for name, one in value.items()}
    return value


def publish(county, edition, *, reason, with_revision):
    """Publishes an edition by the accounts of the demo."""
    days = {name: date.fromisoformat(edition[name]) for name in ("decided_on", "effective_on")}
    call_command(
        "publish_edition",
        county=county.code,
        submitted_by="clerk",
        approved_by="approver",
        by="lead",
        reason=reason,
        **{**edition, **days},
        with_revision=with_revision,
        verbosity=0,
    )


def from_the_ground(parts):
    """What upper apps show rests on what lower ones have; rooms are named from the ground up."""
    by_app = {}
    for part in parts:
        by_app.setdefault(part.__name__.split(".")[0], []).append(part)
    return list(chain.from_iterable(reversed(by_app.values())))


def set_up_places(county, facts, by):
    townships = {region.code: region for region in Region.objects.townships_of(county)}
    for name, codes in facts["tags"].items():
        tag_townships(
            county, name, [townships[code] for code in codes], by=by, reason=REASON, source="seed"
        )
    for name, kind, ownership, *aliases in facts["departments"]:
        create_department(
            county,
            name,
            kind=kind,
            ownership=ownership,
            aliases=aliases,
            by=by,
            reason=REASON,
            source="seed",
        )
    with recording(by=by, reason=REASON, source="seed", county=county.code):
        policy = CountyPolicy.objects.locked(county)
        for field, value in facts["office"].items():
            setattr(policy, field, value)
        policy.save()
    seed_categories(county, by=by, reason=REASON)


def add_on_top(county, facts, clerk):
    """What the workbook does not say: acts, bases, support, procedure, and the secrecy review of
    every item.
    """
    reason = "补充依据、支持保障和保密审查"
    with recording(by=clerk, reason=reason, source="seed", county=county.code):
        for title, rank, since in facts["acts"]:
            LegalAct.objects.create(title=title, rank=rank, effective_on=date.fromisoformat(since))
        additions = facts["additions"]
        items = DutyItem.objects.of_county(county).current()
        pairs = []
        for item in items:
            pairs.append(
                (item, {"secrecy_review": facts["review"], **additions.get(item.name, {})})
            )
        change_items(county, pairs, by=clerk, reason=reason, source="seed")


def give_telephones(county, by):
    """Every department, also those the workbook brought, and every township gets an invented public
    card.
    """
    with recording(by=by, reason=REASON, source="seed", county=county.code):
        for n, department in enumerate(Department.objects.filter(county=county).order_by("pk"), 1):
            department.public_telephone = f"0000-00000{n:02d}"
            department.hours = "工作日 8:30—12:00，14:30—17:30"
            department.address = f"{county.name}示例路{n}号"
            department.save()
    for n, township in enumerate(Region.objects.valid().townships_of(county), 1):
        set_township_card(
            township,
            public_telephone=f"0000-10000{n:02d}",
            address=f"{township.name}示例街{n}号",
            hours="工作日 8:30—12:00，14:30—17:30",
            by=by,
            reason=REASON,
            source="seed",
        )


def open_accounts(county, accounts, by):
    """One account for each line, with its roles at its place: -> {username: password}."""
    passwords = {}
    for username, name, roles, place in accounts:
        user, passwords[username] = open_account(
            username, name, by=by, reason=REASON, must_change=False
        )
        for role in roles.split("+"):
            grant_membership(
                user,
                role,
                **place_of(county, Role(role), place),
                by=by,
                reason=REASON,
                source="seed",
            )
    return passwords


def place_of(county, role, place):
    if role in DUTY_ROLES:
        return {}
    if role in DEPARTMENT_ROLES:
        return {"department": Department.objects.get(county=county, name=place)}
    if role in COUNTY_ROLES or not place:
        return {"region": county}
    return {"region": Region.objects.get(code=place)}
