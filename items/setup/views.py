"""The first-run page, also for the next county, and the page of what is still missing."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dutylist.history.refusals import Refusal
from dutylist.organizations.models import Region
from dutylist.organizations.pages import FORM_METHODS, account_page
from dutylist.organizations.permissions import ACCOUNT_KEEPERS, ROLE_KEEPERS, may
from dutylist.organizations.roles import STAFFING_OFFICE, Role
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form, desk_page
from items.entry.entries import KINDS

from .code import is_code, is_first_run
from .services import SHOWN_WORDS, Person, grant_roles, keeper_named, set_up
from .steps import NEEDED, accounts_without_role, is_published, steps_of

KEEPERS = (
    (Role.SYSTEM_ADMIN, "admin", "开设、停用账号"),
    (Role.SECURITY_ADMIN, "security", "授予、终止角色"),
    (Role.AUDITOR, "audit", "查阅和核验全部记录"),
)
OFFICE = (
    (Role.CLERK, "clerk", "登记事项、起草版次"),
    (Role.OFFICE_LEAD, "lead", "审核、公布"),
    (Role.RECORDER, "recorder", "登记会议审定的结果"),
)
SEEING = (*ACCOUNT_KEEPERS, *ROLE_KEEPERS, *STAFFING_OFFICE, Role.RECORDER, Role.AUDITOR)


class PersonRow:
    """Two boxes of the form: the user name and the name of one person."""

    def __init__(self, role, username, what, posted, *, suffix=""):
        self.role, self.what = role, what
        self.username = f"{role}-username"
        self.name = f"{role}-name"
        self.typed_username = posted.get(self.username, f"{username}{suffix}").strip()
        self.typed_name = posted.get(self.name, "").strip()
        self.errors = []

    @property
    def person(self):
        return Person(self.role, self.typed_username, self.typed_name)


class SetupForm:
    """What is typed on the page: the county, its people, and, once they are shown, its words."""

    def __init__(self, posted, people, *, suffix=""):
        self.posted = posted
        self.county = posted.get("county", "").strip()
        self.telephone = posted.get("telephone", "").strip()
        self.rows = [PersonRow(*row, posted, suffix=suffix) for row in people]
        self.errors = {}

    @property
    def people(self):
        return [row.person for row in self.rows]

    @property
    def words(self):
        return {key: self.posted.get(f"word-{key}", "") for key, _label in SHOWN_WORDS}

    def refuse(self, refusal):
        errors = getattr(refusal, "errors", {"": refusal.sentence})
        for path, sentence in errors.items():
            role, _, name = path.partition(".")
            row = next((row for row in self.rows if row.role == role), None)
            if row and name:
                row.errors.append(sentence)
            else:
                self.errors[path] = sentence

    @property
    def sentences(self):
        of_people = [
            f"{row.role.label}：{sentence}" for row in self.rows for sentence in row.errors
        ]
        return [*self.errors.values(), *of_people]


@takes("code")
@account_page
@require_http_methods(FORM_METHODS)
def first_run(request):
    """For an installation where nobody has an account: the code of its files opens it."""
    if not is_first_run():
        return redirect("desk:setup")
    code = request.POST.get("code", request.GET.get("code", ""))
    if not is_code(code):
        context = {"is_wrong": bool(code)}
        return render(request, "setup/code.html", context, status=403 if code else 200)
    form = SetupForm(request.POST, (*KEEPERS, *OFFICE))
    return answered(request, form, by=None, code=code)


@desk_form
def next_county(request):
    """The same for the next county, by the system administrator of the site."""
    if not may(request.user, "setup_county", None):
        raise PermissionDenied("只有全站的系统管理员可以设立新的地区。")
    number = Region.objects.keeping_list().count() + 1
    form = SetupForm(request.POST, OFFICE, suffix=str(number))
    return answered(request, form, by=request.user)


def answered(request, form, *, by, code=""):
    """The form; what would be set up; or the passwords, once it is."""
    action = request.POST.get("action", "")
    context = {"form": form, "code": code, "is_first": by is None, "words": {}}
    if action not in {"preview", "confirm"}:
        return render(request, "setup/new.html", context)
    try:
        made = set_up(
            keeper_named(form.county),
            form.people,
            by=by,
            words=form.words,
            telephone=form.telephone,
            only_shown=action == "preview",
        )
    except Refusal as refused:
        form.refuse(refused)
        return render(request, "setup/new.html", context, status=refused.status)
    context |= {"made": made, "kinds": kinds_of(made), "shown_words": shown_words(made)}
    if action == "preview":
        return render(request, "setup/preview.html", context)
    context["county_url"] = reverse("desk:setup-county", args=[made.county.code])
    return render(request, "setup/done.html", context)


def kinds_of(made):
    return [(made.words[f"kind_{kind}"], made.categories[kind]) for kind in KINDS]


def shown_words(made):
    return [(key, label, made.words[key]) for key, label in SHOWN_WORDS]


# ---- what is missing ----


def counties_seen(user):
    """The counties whose setting up this person has a part in."""
    return Region.objects.keeping_list().reached_by(user, *SEEING).order_by("code")


@desk_page
def counties(request):
    """The counties that are set up, and the way to the next one."""
    seen = list(counties_seen(request.user)[:200])
    may_set_up = may(request.user, "setup_county", None)
    if not seen and not may_set_up:
        raise Http404
    rows = [(county, is_published(county)) for county in seen]
    context = {"rows": rows, "may_set_up": may_set_up, "words": {}}
    return render(request, "setup/counties.html", context)


class GrantForm(forms.Form):
    """A role for each account that has none, where somebody chose one."""

    def __init__(self, data, accounts, words):
        super().__init__(data)
        choices = [("", "暂不授予")]
        for role in NEEDED:
            choices.append((role.value, words[f"role_{role.value}"]))
        for user in accounts:
            self.fields[f"u{user.pk}"] = forms.ChoiceField(
                label=f"{user.get_full_name()}（{user.username}）", choices=choices, required=False
            )

    def roles(self, accounts):
        chosen = {}
        for user in accounts:
            if role := self.cleaned_data.get(f"u{user.pk}"):
                chosen[user] = role
        return chosen


@desk_form
def county(request, code):
    """What the county still lacks before its first edition; the security administrator gives the
    roles of its new accounts here.
    """
    here = counties_seen(request.user).filter(code=code).select_related("policy").first()
    if here is None:
        raise Http404
    words = words_for(here)
    may_grant = may(request.user, "grant_membership", here)
    accounts = list(accounts_without_role(here)) if may_grant else []
    form, faults, status = GrantForm(request.POST or None, accounts, words), [], 200
    if request.method == "POST":
        if not may_grant:
            raise PermissionDenied("只有安全管理员可以授予角色。")
        faults, status = granted(request, here, form, accounts)
        if not faults:
            return redirect(request.path)
    steps = steps_of(here, words)
    context = {
        "county": here,
        "words": words,
        "steps": steps,
        "left": [step for step in steps if step.needed and not step.is_done],
        "now": next((step for step in steps if step.needed and not step.is_done), None),
        "form": form,
        "accounts": accounts,
        "faults": faults,
        "edits": request.user.standing().has(*STAFFING_OFFICE, county=here),
        "is_clerk": request.user.standing().has(Role.CLERK, county=here),
    }
    return render(request, "setup/county.html", context, status=status)


def granted(request, here, form, accounts):
    """(what is wrong, the status of the answer)."""
    if not form.is_valid():
        return ["请在所列角色中选择。"], 422
    try:
        count = grant_roles(here, form.roles(accounts), by=request.user, reason="设立地区")
    except Refusal as refused:
        return [refused.sentence], refused.status
    messages.success(request, f"已授予{count}个角色。")
    return [], 302
