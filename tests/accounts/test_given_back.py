"""A form whose session is over comes back with what was typed, for every signed-in form; nothing is
written by it.
"""

from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve

from dutylist.history.models import Batch
from dutylist.organizations import given_back
from dutylist.organizations.models import AccountSession
from dutylist.organizations.roles import Role
from items.editions.services.editions import start_edition
from items.imports.services.jobs import preview_uploads
from items.models import Correction
from items.register.admin.library import CategoryAdmin
from items.register.services.corrections import submit_correction
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_delegation,
    make_department,
    make_items,
    make_staff,
    make_township,
    make_user,
    publish,
    seeding,
)
from tests.gate.crawler import links_of
from tests.grounds import ground
from tests.imports.workbooks import save_workbook

from .pages import PASSWORD, age_password

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
SKIPPED = {"csrfmiddlewaretoken"}
NOTHING = {"value": ""}
# Forms of the account itself ask for secrets, which are never kept.
LEFT_OUT = ("/desk/history/", "/admin/logout/", "/admin/items/import/file/")
SECRET_FORMS = ("/login/", "/logout/", "/account/")
AT_LEAST = 30  # different forms of all people together


class Forms(HTMLParser):
    """The forms of a page: [(action, method, {name: field})]."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found, self.form, self.field = [], None, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self.form = {"action": values.get("action", ""), "fields": {}}
            self.form["method"] = values.get("method", "get").lower()
            self.found.append(self.form)
        elif self.form is not None and tag in ("input", "textarea", "select", "button"):
            self._take(tag, values)
        elif tag == "option" and self.field is not None:
            value = values.get("value", "")
            self.field["options"].append(value)
            if "selected" in values:
                self.field["value"] = value

    def _take(self, tag, values):
        name, sort = values.get("name"), values.get("type", tag)
        if not name or "disabled" in values:
            return
        field = {"sort": sort if tag == "input" else tag, "value": values.get("value", "")}
        known = self.form["fields"].get(name)
        if sort in ("radio", "checkbox"):
            field = known or {"sort": sort, "value": [], "options": []}
            field["options"].append(values.get("value", "on"))
            if "checked" in values:
                field["value"].append(values.get("value", "on"))
        elif tag in ("textarea", "select"):
            field |= {"value": "", "options": []}
            self.field = field
        self.form["fields"].setdefault(name, field)

    def handle_data(self, data):
        if self.field is not None and self.field["sort"] == "textarea":
            self.field["value"] += data

    def handle_endtag(self, tag):
        if tag in ("textarea", "select"):
            self.field = None
        elif tag == "form":
            self.form = None


def filled(form):
    """What a person would send: a text in each box, the last of each choice."""
    sent, number = {}, 0
    for name, field in form["fields"].items():
        number += 1
        sort = field["sort"]
        if name in SKIPPED or sort in ("file", "password", "submit", "button"):
            continue
        if sort in ("text", "textarea", "search", "email", "tel", "input"):
            sent[name] = f"填写内容第{number}处"
        elif sort == "date":
            sent[name] = f"2026-05-{number % 28 + 1:02d}"
        elif sort == "number":
            sent[name] = str(number)
        elif field.get("options"):
            sent[name] = field["options"][-1]
        else:
            sent[name] = field["value"]
    return sent


def typed(form, sent):
    """{name: what was typed or chosen} of what a person sees."""
    return {name: sent[name] for name in sent if form["fields"][name]["sort"] != "hidden"}


def holds(page, wanted):
    """Whether one form of the page has all of this in its fields."""
    for form in Forms(page).found:
        fields = form["fields"]
        if all(wanted[name] in fields.get(name, NOTHING)["value"] for name in wanted):
            return True
    return False


def texts_typed(wanted):
    return given_back.texts_of([(name, [wanted[name]]) for name in wanted])


def over(client):
    """The session has been idle for an hour."""
    listed = AccountSession.objects.get(pk=client.session["account_session"])
    AccountSession.objects.filter(pk=listed.pk).update(
        last_seen_at=listed.last_seen_at - timedelta(hours=1)
    )


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def sent_too_late(user, address, fields):
    """The form is sent when the session is over, the person logs in again: -> the answer, the
    client.
    """
    client = signed_in(user)
    over(client)
    refused = client.post(address, fields)
    assert refused.status_code == 302, address
    assert refused["Location"].startswith("/login/?next="), address
    login = client.get(refused["Location"])
    assert "登录后，原来的表单会带着您填写的内容打开" in login.content.decode()
    (form,) = [one for one in Forms(login.content.decode()).found if "username" in one["fields"]]
    credentials = {"username": user.username, "password": PASSWORD}
    entered = client.post("/login/", {**credentials, "next": form["fields"]["next"]["value"]})
    assert entered["Location"] == address
    return client.get(address), client


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ACCOUNT_POLICY = settings.ACCOUNT_POLICY | {"second_factor_roles": []}


@ground
def office(db):
    """A county in which every signed-in form has something to act on: -> {role: user}."""
    county = make_county()
    items = make_items([make_content(name="公文管理"), make_content("coordination", "消防安全")])
    staff = make_staff(county)
    publish(county, staff=staff)
    clerk, recorder, lead = staff
    change_items(county, [(items[0], {"name": "公文处理"})], by=clerk, reason="调整")
    with seeding("抄错"):
        items[1].name = "消防安金"
        items[1].save()
    submit_correction(county, items[1], "name", "消防安全", by=clerk, reason="抄录有误")
    start_edition(county, by=clerk, with_revision=True)
    make_delegation(role=Role.TOWNSHIP_LEAD)
    make_department("县公安局", county=county)
    make_township("990121101000", "河口乡")
    return {
        Role.CLERK: clerk,
        Role.RECORDER: recorder,
        Role.OFFICE_LEAD: lead,
        Role.SYSTEM_ADMIN: make_user(Role.SYSTEM_ADMIN, county=county),
        Role.SECURITY_ADMIN: make_user(Role.SECURITY_ADMIN, county=county),
    }


@pytest.fixture
def job(office, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    path = save_workbook(tmp_path / "清单.xlsx", ("basic", [[1, "值班值守"]]))
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    return preview_uploads([upload], county=make_county(), by=office[Role.CLERK])


def pages_of(client):
    """(address, text) of one page of each view and verb that a person reaches from the desk and the
    admin.
    """
    waiting, seen = ["/desk/", "/admin/"], set()
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        if not path.startswith(("/desk/", "/admin/")) or path.startswith(LEFT_OUT):
            continue
        match = resolve(path)
        key = (match.view_name, match.kwargs.get("verb"))
        if key in seen:
            continue
        seen.add(key)
        answer = client.get(address, follow=True)
        is_page = answer.get("Content-Type", "").startswith("text/html")
        if answer.status_code != 200 or not is_page:
            continue
        text = answer.content.decode()
        yield answer.request["PATH_INFO"], text
        waiting += links_of(address, text)


def forms_of(client):
    """(key, address, form) of the forms that are sent from these pages."""
    for address, text in pages_of(client):
        for form in Forms(text).found:
            target = urljoin(address, form["action"] or address)
            view = resolve(urlsplit(target).path).view_name
            # Rows that are ticked lead on to the next step, which asks what is to be done.
            is_ticked = "action" in form["fields"] and view.endswith("_changelist")
            is_secret = target.startswith(SECRET_FORMS)
            if form["method"] == "post" and not (is_secret or is_ticked):
                yield (view, *sorted(form["fields"])), target, form


def sent_after_log_in_elsewhere(user, address, fields):
    """The person has logged in again in another window: -> what the form's page shows then."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    answer = client.post(address, {**fields, "csrfmiddlewaretoken": "a" * 64}, **HERE)
    assert answer.status_code == 302, (address, answer.content.decode())
    return client.get(answer["Location"])


def sent_without_cookies(user, address, fields):
    """The browser has lost its cookies: -> the form's page after the log-in."""
    client = Client(enforce_csrf_checks=True)
    answer = client.post(address, fields, **HERE)
    if answer.status_code == 302:  # nothing was typed
        return answer
    entered = log_in_from(client, answer, user)
    assert entered.status_code == 302, (address, entered.content.decode())
    return client.get(entered["Location"])


@pytest.mark.one_database
def test_every_form_comes_back_with_what_was_typed(office, job):
    """Every form that the people of an office reach by links, each once; however the session was
    lost.
    """
    tried, lost = set(), []
    for user in office.values():
        for key, address, form in list(forms_of(signed_in(user))):
            sent = filled(form)
            wanted = typed(form, sent)
            if not wanted or key in tried:
                continue
            tried.add(key)
            before = Batch.objects.count()
            answer, _client = sent_too_late(user, address, sent)
            if answer.status_code != 200 or not holds(answer.content.decode(), wanted):
                lost.append((address, answer.status_code, wanted))
            for way in (sent_after_log_in_elsewhere, sent_without_cookies):
                if texts_typed(wanted):
                    answer = way(user, address, sent)
                    if answer.status_code != 200 or not holds(answer.content.decode(), wanted):
                        lost.append((way.__name__, address, answer.status_code, wanted))
            assert Batch.objects.count() == before, address
    assert not lost, "\n".join(map(str, lost))
    assert len(tried) >= AT_LEAST


def test_it_is_shown_once_and_sent_by_the_person(office):
    """The same form then goes through as any other."""
    clerk = office[Role.CLERK]
    answer, client = sent_too_late(clerk, "/admin/items/category/add/", NEW_CATEGORY)
    page = answer.content.decode()
    assert "请核对后提交" in page
    assert "no-store" in answer["Cache-Control"]
    (form,) = [one for one in Forms(page).found if "kind" in one["fields"]]
    assert form["fields"]["kind"]["value"] == "coordination"
    assert "水利" not in client.get("/admin/items/category/add/").content.decode()
    county = {"county": make_county().pk}
    assert client.post("/admin/items/category/add/", NEW_CATEGORY | county).status_code == 302


NEW_CATEGORY = {"kind": "coordination", "name": "水利", "reason": "机构改革"}


def test_another_person_at_the_same_browser_sees_nothing_of_it(office):
    client = signed_in(office[Role.CLERK])
    over(client)
    client.post("/admin/items/category/add/", NEW_CATEGORY)
    other = office[Role.OFFICE_LEAD]
    client.post("/login/", {"username": other.username, "password": PASSWORD})
    page = client.get("/desk/corrections/").content.decode()
    assert "水利" not in page
    assert given_back.KEPT not in client.session


def test_what_was_typed_long_ago_is_not_shown(office, monkeypatch):
    clerk = office[Role.CLERK]
    client = signed_in(clerk)
    over(client)
    client.post("/admin/items/category/add/", NEW_CATEGORY)
    client.post("/login/", {"username": clerk.username, "password": PASSWORD})
    monkeypatch.setattr(given_back, "KEPT_SECONDS", -1)
    assert "水利" not in client.get("/admin/items/category/add/").content.decode()


def test_a_session_ended_elsewhere_gives_back_too(office):
    clerk = office[Role.CLERK]
    client = signed_in(clerk)
    signed_in(clerk).post("/account/sessions/end-others/")
    refused = client.post("/admin/items/category/add/", NEW_CATEGORY)
    assert refused["Location"] == "/login/?next=/admin/items/category/add/&ended=ended"
    client.post("/login/", {"username": clerk.username, "password": PASSWORD})
    assert "水利" in client.get("/admin/items/category/add/").content.decode()


def test_a_password_that_is_due_first_gives_back_afterwards(office):
    clerk = office[Role.CLERK]
    client = signed_in(clerk)
    age_password(clerk, 91)
    refused = client.post("/admin/items/category/add/", NEW_CATEGORY)
    assert refused["Location"] == "/account/password/?next=%2Fadmin%2Fitems%2Fcategory%2Fadd%2F"
    age_password(clerk, 0)
    assert "水利" in client.get("/admin/items/category/add/").content.decode()


def test_where_no_form_comes_back_the_texts_are_shown_to_be_copied(office):
    """The flow has no such move: no form has a place for the text."""
    clerk = office[Role.CLERK]
    typed_late = {"action": "burn", "reason": "我写了很久的理由"}
    address = f"/desk/corrections/{Correction.objects.get().pk}/"
    answer, _client = sent_too_late(clerk, address, typed_late)
    page = answer.content.decode()
    assert "我写了很久的理由" in page
    assert "请先复制留用" in page


def test_more_than_is_kept_is_shown_to_be_copied_at_once(office, monkeypatch):
    monkeypatch.setattr(given_back, "LONGEST", 3)
    client = signed_in(office[Role.CLERK])
    over(client)
    answer = client.post("/admin/items/category/add/", NEW_CATEGORY)
    assert answer.status_code == 403
    assert "机构改革" in answer.content.decode()


def test_no_secret_is_kept(office):
    client = signed_in(office[Role.CLERK])
    over(client)
    client.post("/desk/corrections/", {"reason": "理由", "password": "x y", "again": "x y"})
    assert [name for name, _values in client.session[given_back.KEPT][0]["fields"]] == ["reason"]


HERE = {"HTTP_ORIGIN": "http://testserver"}


def log_in_from(client, answer, user):
    """Logs in with the form of a page, whatever it brings along: -> the answer."""
    (form,) = [one for one in Forms(answer.content.decode()).found if "username" in one["fields"]]
    brought = {name: form["fields"][name]["value"] for name in form["fields"]}
    token = {"csrfmiddlewaretoken": brought.get("csrfmiddlewaretoken", "")}
    credentials = {"username": user.username, "password": PASSWORD}
    return client.post("/login/", {**brought, **token, **credentials}, **HERE)


@pytest.mark.parametrize("has_mark", [True, False])
def test_whose_cookie_is_gone_logs_in_and_goes_on(office, has_mark):
    """The session's cookie is gone, or all cookies are; the log-in brings the text along."""
    client = Client(enforce_csrf_checks=not has_mark)
    answer = client.post("/admin/items/category/add/", NEW_CATEGORY, **HERE)
    assert answer.status_code == 403
    assert "机构改革" in answer.content.decode()
    assert given_back.KEPT not in client.session  # of whom nobody knows, nothing is kept
    entered = log_in_from(client, answer, office[Role.CLERK])
    assert entered["Location"] == "/admin/items/category/add/"
    page = client.get("/admin/items/category/add/").content.decode()
    assert holds(page, {"kind": "coordination", "name": "水利", "reason": "机构改革"})


def test_a_wrong_password_does_not_lose_what_the_log_in_brings_along(office):
    client, clerk = Client(), office[Role.CLERK]
    answer = client.post("/admin/items/category/add/", NEW_CATEGORY, **HERE)
    (form,) = [one for one in Forms(answer.content.decode()).found if "username" in one["fields"]]
    sent = {name: form["fields"][name]["value"] for name in ("next", "typed")}
    again = client.post("/login/", {**sent, "username": clerk.username, "password": "不对的密码"})
    log_in_from(client, again, clerk)
    assert "水利" in client.get("/admin/items/category/add/").content.decode()


def test_who_logged_in_again_in_another_window_goes_on(office):
    """The page still carries the mark of the session before: that was an error 403 without the
    text.
    """
    client = Client(enforce_csrf_checks=True)
    client.force_login(office[Role.CLERK])
    stale = {**NEW_CATEGORY, "csrfmiddlewaretoken": "a" * 64}
    answer = client.post("/admin/items/category/add/", stale, **HERE)
    assert answer["Location"] == "/admin/items/category/add/"
    page = client.get("/admin/items/category/add/").content.decode()
    assert holds(page, {"kind": "coordination", "name": "水利", "reason": "机构改革"})


def test_a_form_from_elsewhere_is_refused_without_its_text(office):
    for origin in ({"HTTP_ORIGIN": "https://evil.example"}, {}):
        client = Client(enforce_csrf_checks=True)
        client.force_login(office[Role.CLERK])
        answer = client.post("/admin/items/category/add/", NEW_CATEGORY, **origin)
        assert answer.status_code == 403
        assert "机构改革" not in answer.content.decode()
        assert given_back.KEPT not in client.session


def test_two_windows_keep_both_texts(office):
    clerk = office[Role.CLERK]
    client = signed_in(clerk)
    over(client)
    client.post("/admin/items/category/add/", NEW_CATEGORY)
    client.post("/desk/corrections/", {"code": "99012100001", "reason": "第二个窗口里的理由"})
    client.post("/login/", {"username": clerk.username, "password": PASSWORD})
    first = client.get("/admin/items/category/add/").content.decode()
    assert "水利" in first
    assert "您还有填写后没有保存的内容" in client.get("/desk/").content.decode()
    assert "第二个窗口里的理由" in client.get("/desk/corrections/").content.decode()
    assert given_back.KEPT not in client.session


def test_the_back_button_finds_a_refused_form_as_it_was_typed(office):
    """No page is stored by the browser: going back asks for the form anew."""
    client = signed_in(office[Role.CLERK])
    refused = client.post("/admin/items/category/add/", {**NEW_CATEGORY, "reason": " "})
    assert refused.status_code == 422
    assert "水利" in client.get("/admin/items/category/add/").content.decode()
    assert "水利" not in client.get("/admin/items/category/add/").content.decode()


def test_what_went_through_is_not_shown_again(office):
    client = signed_in(office[Role.CLERK])
    whole = NEW_CATEGORY | {"county": make_county().pk}
    assert client.post("/admin/items/category/add/", {**whole, "reason": ""}).status_code == 422
    assert client.post("/admin/items/category/add/", whole).status_code == 302
    assert given_back.KEPT not in client.session


@pytest.mark.parametrize(
    ("address", "status"), [("/desk/editions/999999/", 404), ("/desk/editions/x/", 404)]
)
def test_an_error_shows_what_was_typed(office, address, status):
    client = signed_in(office[Role.CLERK])
    answer = client.post(address, {"action": "submit", "reason": "写了很久的理由"})
    assert answer.status_code == status
    assert "写了很久的理由" in answer.content.decode()


def test_a_fault_of_the_program_loses_nothing(office, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the disk is full")

    client = signed_in(office[Role.CLERK])
    client.raise_request_exception = False
    monkeypatch.setattr(CategoryAdmin, "carry_out", broken)
    answer = client.post("/admin/items/category/add/", NEW_CATEGORY)
    assert answer.status_code == 500
    assert "机构改革" in answer.content.decode()
    assert "追踪码" in answer.content.decode()
    monkeypatch.undo()
    assert "水利" in client.get("/admin/items/category/add/").content.decode()


def test_the_steps_of_the_log_in_are_not_taken_for_a_lost_form(office, settings):
    """A name in Chinese once looked like a text somebody had typed."""
    client = Client()
    name = make_user(Role.CLERK, username="王经办甲").username
    answer = client.post("/login/", {"username": name, "password": "不对的密码"})
    assert answer.status_code != 403
    assert "请重新登录" not in answer.content.decode()
