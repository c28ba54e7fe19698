"""`show` and `decide`: every flow from the command line, with the checks and the record of the
desk.
"""

import json

import pytest
from django.core.management import CommandError, call_command

from dutylist.workflow.states import state_of
from items.editions.services.editions import start_edition
from items.models import Edition
from tests.factories import make_content, make_county, make_items, make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return make_staff()


@pytest.fixture
def draft(staff):
    make_items([make_content(name="公文管理")])
    return start_edition(make_county(), by=staff[0])


def said(capsys, *arguments):
    call_command(*map(str, arguments))
    return capsys.readouterr().out


def test_show_tells_the_state_as_the_api_does(draft, staff, capsys):
    told = json.loads(
        said(capsys, "show", "edition", draft.pk, "--as", staff[0].username, "--json")
    )
    assert told == state_of(draft, staff[0])
    assert [action["action"] for action in told["actions"]] == ["submit", "discard"]
    nobody = json.loads(said(capsys, "show", "edition", draft.pk, "--json"))
    assert nobody == {**told, "actions": []}


def test_show_says_whose_turn_it_is_and_what_can_be_done(draft, staff, capsys):
    lines = said(capsys, "show", "edition", draft.pk, "--as", staff[0].username).splitlines()
    assert lines[0].endswith(f"（edition {draft.pk}）：草稿")
    assert lines[1].startswith("待编办经办人办理“提请审定”")
    assert lines[2:] == ["可以办理：提请审定 submit", "可以办理：放弃起草 discard（须填写：理由）"]


def test_what_a_person_does_not_see_is_not_there(draft, staff):
    for arguments in (
        ["show", "edition", draft.pk, "--as"],
        ["decide", "edition", draft.pk, "submit", "--by"],
    ):
        with pytest.raises(CommandError, match="无权查看"):
            call_command(*map(str, arguments), make_user().username)
    with pytest.raises(
        CommandError,
        match=(
            "没有“poem”这一流程，可填：change_request、correction、edition、feedback、inspection、interpretation、"
            "off_list_report、pledge、problem、report_demand、revision、revision_round、"
            "satisfaction_round、scheme、sitting、veto、whistle"
        ),
    ):
        call_command("show", "poem", "1")
    with pytest.raises(CommandError, match="没有编号为999999的版次"):
        call_command("show", "edition", "999999")


def test_three_people_decide_from_the_command_line(draft, staff, capsys, tmp_path):
    clerk, recorder, lead = (person.username for person in staff)
    out = said(capsys, "decide", "edition", draft.pk, "submit", "--by", clerk)
    assert out.startswith("已办理“提请审定”。")
    facts = [
        "--fact",
        "meeting=编委会",
        "--fact",
        "decided_on=2026-05-10",
        "--fact",
        "minutes_number=3",
    ]
    said(capsys, "decide", "edition", draft.pk, "approve", "--by", recorder, *facts)
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({"document_number": "草拟", "effective_on": "2026-06-01"}))
    number = "document_number=示政发〔2026〕9号"
    said(
        capsys,
        "decide",
        "edition",
        draft.pk,
        "publish",
        "--by",
        lead,
        "--facts",
        path,
        "--fact",
        number,
    )
    stored = Edition.objects.get(pk=draft.pk)
    assert (stored.status, stored.document_number, stored.minutes_number) == (
        "published",
        "示政发〔2026〕9号",
        "3",
    )
    assert [decision.by for decision in stored.decisions] == list(staff)


def test_rows_are_told_as_json_and_every_fault_is_a_line(draft, staff):
    rows = 'overrides=[{"rule": "no_lead", "reason": "甲"}, {"rule": 5}]'
    with pytest.raises(CommandError) as refused:
        call_command(
            "decide",
            "edition",
            str(draft.pk),
            "submit",
            "--by",
            staff[0].username,
            "--fact",
            rows,
            "--fact",
            "at=今天",
        )
    assert str(refused.value).splitlines() == [
        "overrides.1.rule：应为文字。",
        "overrides.1.reason：请填写理由。",
        "at：办理“提请审定”不填写这一项。",
    ]
    assert not draft.decisions.exists()


@pytest.mark.parametrize("content", ["[1]", "{", None])
def test_a_file_without_facts_is_said(draft, staff, tmp_path, content):
    path = tmp_path / "facts.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match="facts："):
        call_command(
            "decide",
            "edition",
            str(draft.pk),
            "submit",
            "--by",
            staff[0].username,
            "--facts",
            str(path),
        )
    with pytest.raises(CommandError, match="fact：“meeting”应写成"):
        call_command(
            "decide",
            "edition",
            str(draft.pk),
            "submit",
            "--by",
            staff[0].username,
            "--fact",
            "meeting",
        )


def test_the_wrong_person_is_refused_as_on_the_desk(draft, staff):
    with pytest.raises(CommandError, match="您没有相应的角色"):
        call_command("decide", "edition", str(draft.pk), "submit", "--by", staff[1].username)
