"""Setting a county up in one go: shown first, by the same code rolled back, then kept."""

from dataclasses import dataclass, field

from django.db import transaction

from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.history.texts import clean_text
from dutylist.organizations import reference
from dutylist.organizations.models import Region, User
from dutylist.organizations.roles import DUTY_ROLES, Role
from dutylist.organizations.services.accounts import open_account
from dutylist.organizations.services.members import grant_membership
from dutylist.organizations.services.regions import set_office_contact, set_word, setup_county
from dutylist.organizations.telephones import telephone_fault
from dutylist.organizations.words import words_for
from items.models import Category, Kind
from items.register.services.categories import seed_categories

from .code import forget_code, is_first_run

REASON = "首次启用"
SHOWN_WORDS = (
    ("list_title", "清单名称"),
    ("townships", "下辖单位统称"),
    ("departments", "部门统称"),
    ("office", "主管单位简称"),
    ("organizer", "主办单位"),
    ("kind_basic", "第一类事项"),
    ("kind_coordination", "第二类事项"),
    ("kind_reclaimed", "第三类事项"),
    ("body_government", "审定会议"),
)
TAKEN = "{name}已经设立，不必再次设立。"
NOT_FIRST = "这里已经有账号，请登录后再设立地区。"
MOST_NAMED = 8
SAME_NAME = "用户名“{name}”写了两次，每个账号一个用户名。"


@dataclass(frozen=True)
class Person:
    """Whose account is opened first, and for what."""

    role: Role
    username: str
    name: str

    @property
    def is_keeper(self):
        return self.role in DUTY_ROLES


@dataclass
class SetUp:
    """The county as it is, or would be, set up; `accounts` are (Person, one-time password)."""

    county: Region
    townships: list
    words: dict
    categories: dict
    accounts: list = field(default_factory=list)


def keeper_named(text):
    """The 12-digit code of the county that is meant by a code, of six or twelve digits, or
    by a name. Raises Invalid.
    """
    text = clean_text(text)
    if not text:
        raise Invalid({"county": "请填写区划代码或者名称，例如350626或者东山县。"})
    if text.isascii() and text.isdigit():
        return text.ljust(12, "0")[:12]
    named = [row for row in reference.list_keepers() if text in row.name]
    exact = [row for row in named if row.name == text]
    if len(exact) == 1 or len(named) == 1:
        return (exact or named)[0].code
    if not named:
        raise Invalid({"county": f"没有名称中有“{text}”的地区，请填写12位区划代码。"})
    shown = "、".join(f"{row.name}（{row.code}）" for row in (exact or named)[:MOST_NAMED])
    raise Invalid({"county": f"名称中有“{text}”的不止一个，请填写代码：{shown}。"})


def set_up(code, people, *, by, words=None, telephone="", only_shown=False):
    """The county with its townships, categories, words and first accounts; -> `SetUp`. Where nobody
    has an account yet, the system account does it and gives the roles too; later the system
    administrator does, and the roles are the security administrator's to give. `only_shown` keeps
    nothing.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=User.objects.system().pk)
        is_first = is_first_run()
        if by is None:
            if not is_first:
                raise NotAllowed(NOT_FIRST)
            by = User.objects.system()
        county = _new_county(code, by)
        with recording(by=by, reason=REASON, source="form", county=county.code):
            seed_categories(county, by=by, reason=REASON)
            if is_first:
                _keep_words(county, words or {}, telephone, by)
            accounts = _open(county, people, by, is_first)
        made = _shown(county, accounts)
        transaction.set_rollback(only_shown)
    if is_first and not only_shown:
        forget_code()
    return made


def _new_county(code, by):
    known = Region.objects.keeping_list().filter(code=code).first()
    if known:
        raise NotPossible(TAKEN.format(name=known.name))
    try:
        return setup_county(code, by=by, reason=REASON, source="form")
    except Invalid as refused:
        raise Invalid({"county": refused.sentence}) from None


def _keep_words(county, words, telephone, by):
    """The words that differ from the shipped ones, and the office's telephone."""
    if fault := telephone_fault(telephone):
        raise Invalid({"telephone": fault})
    shipped = words_for(county)
    for key, _label in SHOWN_WORDS:
        text = clean_text(words.get(key, ""))
        if text and text != shipped[key]:
            set_word(county, key, text, by=by, reason=REASON)
    if telephone:
        set_office_contact(county, by=by, reason=REASON, office_telephone=telephone)


def _open(county, people, by, is_first):
    """[(person, one-time password)]; every fault is told at once, at its person."""
    errors, accounts, seen = {}, [], set()
    for person in people:
        if person.username in seen:
            errors[f"{person.role}.username"] = SAME_NAME.format(name=person.username)
            continue
        seen.add(person.username)
        place = None if person.is_keeper else county
        try:
            if not clean_text(person.name):
                raise Invalid({"first_name": "请填写姓名。"})
            user, password = open_account(
                person.username, person.name, by=by, reason=REASON, place=place
            )
        except Invalid as refused:
            for path, sentence in refused.errors.items():
                errors[f"{person.role}.{path}"] = sentence
            continue
        accounts.append((person, password))
        if is_first:
            grant_membership(user, person.role, region=place, by=by, reason=REASON)
    if errors:
        raise Invalid(errors)
    return accounts


def _shown(county, accounts):
    townships = list(Region.objects.townships_of(county))
    categories = {}
    for kind in Kind.values:
        rows = Category.objects.filter(county=county, kind=kind).order_by("position")
        categories[kind] = list(rows.values_list("name", flat=True))
    return SetUp(county, townships, words_for(county), categories, accounts)


def grant_roles(county, roles, *, by, reason):
    """Gives each account opened for a county its role, {user: role}, in one batch: -> how many."""
    if not roles:
        raise NotPossible("请至少给一个账号选择角色。")
    with recording(by=by, reason=reason, source="form", county=county.code):
        for user, role in roles.items():
            grant_membership(user, role, region=county, by=by, reason=reason)
    return len(roles)
