"""The rule applied to ourselves: the product asks nobody for check-ins, counts nobody's presence,
ranks nobody, compels no photos and asks for nothing twice ("What must never be built"; the page
/help/no-burden/ says so to everybody).
"""

import re

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin

from dutylist.notices.models import InboxMessage
from dutylist.organizations.models import User
from dutylist.organizations.roles import DEPARTMENT_ROLES, TOWNSHIP_ROLES
from dutylist.rest.shapes import all_shapes
from dutylist.workflow.facts import FactType
from dutylist.workflow.flow import flows

from .test_sentences import fields_of_forms
from .tree import ROOMS

pytestmark = pytest.mark.one_database

PRESENCE = re.compile(
    r"签到|打卡|积分|在线时长|登录次数|访问次数|浏览次数|浏览量|阅读量|点击量|点赞|轨迹|定位"
    r"|check_?in|points?$|online|page_?views?|log_?in_?count|clicks?|likes?$|track"
)
RANK = re.compile(r"排名|名次|排行|rank|score_order|league")
ORDER_OF_LAWS = "rank 效力层级"
SAID_OF_OTHERS = {"rank", "total_points"}  # the order of laws; what a scheme of a department gives
# Forms that are about a file: without one there is nothing to send.
ABOUT_A_FILE = {
    "UploadForm",
    "PaperForm",
    "AttachmentForm",
    "ImportForm",
    "NewFileForm",
    "FileForm",
}


def own_models():
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.split(".")[0] in ROOMS:
            yield model


def test_no_column_counts_who_was_here_or_ranks_anybody():
    found = []
    for model in own_models():
        for field in model._meta.concrete_fields:
            words = f"{field.name} {field.verbose_name}"
            if words != ORDER_OF_LAWS and (PRESENCE.search(words) or RANK.search(words)):
                found.append(f"{model._meta.label}.{words}")
    assert found == []


def test_no_answer_of_the_api_counts_who_was_here_or_ranks_anybody():
    found = []
    for name, shape in all_shapes().items():
        for member in shape.get("properties", {}):
            counts = PRESENCE.search(member) or RANK.search(member)
            if counts and member not in SAID_OF_OTHERS:
                found.append(f"{name}.{member}")
    assert found == []


def moves_of_units():
    """(flow, action, move) of every move that people of townships or departments make."""
    for flow in flows().values():
        for (_status, action), move in flow.moves.items():
            if set(move.roles) & (TOWNSHIP_ROLES | DEPARTMENT_ROLES):
                yield flow, action, move


def test_no_move_of_a_unit_asks_for_a_picture():
    asked = []
    for flow, action, move in moves_of_units():
        for fact in move.facts:
            if fact.type == FactType.ATTACHMENT and fact.required:
                asked.append((flow.name, action, fact.name))
    assert asked == []
    assert len(list(moves_of_units())) > 10


def test_no_form_asks_for_a_picture_beside_what_it_is_about():
    asked = set()
    for form, name, field in fields_of_forms():
        if isinstance(field, forms.FileField) and field.required:
            asked.add(f"{form.__name__}.{name}")
    assert {each.split(".")[0] for each in asked} <= ABOUT_A_FILE, asked


def test_nobody_is_put_in_order_by_when_he_was_here():
    options = admin.site._registry[User]
    for name in options.list_display:
        display = getattr(options, name, None)
        assert getattr(display, "admin_order_field", None) != "last_login", name


def test_a_person_is_told_of_one_occasion_once():
    fields = [list(constraint.fields) for constraint in InboxMessage._meta.constraints]
    assert ["user", "key"] in fields
