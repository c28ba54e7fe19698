"""The register equals what the county has approved: free before the first edition, by proposal
afterwards.
"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dutylist.history.models import Batch
from dutylist.organizations.roles import Role
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible, Stale
from items.editions.services.editions import publish_edition
from items.entry import content
from items.entry.content import content_of, contents_of, contents_within
from items.models import DutyItem, ProposedChange
from items.register.services.editing import cancel_items, change_items
from items.register.services.proposals import settle_clash, withdraw_change
from tests.factories import (
    make_category,
    make_content,
    make_county,
    make_department,
    make_item,
    make_items,
    make_staff,
    make_tag,
    make_township,
    make_townships,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db


def test_codes_carry_the_county_and_are_never_reused():
    first, second = make_items([make_content(), make_content(name="负责政府信息公开")])
    assert (first.code, second.code) == ("99012100001", "99012100002")
    clerk = make_user(Role.CLERK)
    cancel_items(first.county, [second], by=clerk, reason="登记有误")
    assert make_item(name="负责值班值守").code == "99012100003"


def test_what_is_written_reads_back_as_the_same_content():
    county = make_county()
    make_townships(3, county=county)
    make_department("县公安局", county=county)
    make_tag("沿海", make_township("990121104000", "湾口镇"), county=county)
    make_category("coordination", "平安法治", county=county)
    payload = make_content(
        "coordination",
        "反电信网络诈骗",
        category="平安法治",
        responsibilities=[
            {
                "department": "县公安局",
                "role": "lead",
                "duty": "1.统筹；\n2.侦办。",
                "internal_office": "刑侦大队",
            },
            {"department": "县直有关部门", "collective": True, "role": "joint", "duty": ""},
        ],
        bases=[
            {
                "act": "《中华人民共和国反电信网络诈骗法》",
                "document_number": "",
                "article": "第六条",
            }
        ],
        power={
            "type": "penalty",
            "origin": "entrusted",
            "document_number": "示政发〔2026〕6号",
            "until": "2027-01-01",
        },
        support=[{"kind": "training", "promise": "每年培训两次", "amount": "", "due_on": None}],
        procedure=["接到线索", "入户劝阻"],
        scope="tagged",
        tags=["沿海"],
        variants=[{"townships": ["990121101000"], "name": "反诈", "township_duty": "宣传"}],
        public=False,
        secrecy_review={"reviewer": "李审查", "on": "2026-01-05", "result": "不涉密，不宜公开"},
    )
    item = make_items([payload], county=county)[0]
    stored = content_of(item)
    again = change_items(county, [(item, stored)], by=make_user(Role.CLERK), reason="无变化")
    assert again.same == [item]
    assert stored["bases"][0]["act"] == "中华人民共和国反电信网络诈骗法"
    assert [row["department"] for row in stored["responsibilities"]] == ["县公安局", "县直有关部门"]
    assert stored["power"]["until"] == "2027-01-01"
    assert stored["variants"] == [
        {"townships": ["990121101000"], "name": "反诈", "township_duty": "宣传"}
    ]
    assert stored["procedure"] == ["接到线索", "入户劝阻"]


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"name": "  "}, "name"),
        ({"name": "职" * 201}, "name"),
        ({"kind": "其他"}, "kind"),
        ({"township_duty": "巡查"}, "township_duty"),
        ({"scope": "listed"}, "townships"),
        ({"scope": "listed", "townships": ["110101001000"]}, "townships"),
        ({"tags": ["沿海"]}, "tags"),
        ({"category": "不存在的类别"}, "category"),
        ({"bases": [{"act": ""}]}, "bases.0.act"),
        (
            {"responsibilities": [{"department": "县自然资原局", "role": "support"}]},
            "responsibilities.0.department",
        ),
        (
            {"responsibilities": [{"department": "县自然资源局", "role": "lead"}]},
            "responsibilities.0.role",
        ),
        ({"starts_on": "2026-02-30"}, "starts_on"),
        ({"starts_on": "2026-03-01", "ends_on": "2026-02-01"}, "ends_on"),
        ({"public": "不公开"}, "public"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_field_is_refused_with_its_path_and_nothing_is_written(fields, path):
    make_department()
    make_townships(2)
    with pytest.raises(Invalid) as refused:
        make_items([make_content(**fields)])
    assert path in refused.value.errors
    assert not DutyItem.objects.exists()


def test_all_faults_of_all_rows_are_named_at_once():
    with pytest.raises(Invalid) as refused:
        make_items([make_content(name=""), make_content(), make_content(kind="", scope="listed")])
    assert {"0.name", "2.kind", "2.townships"} <= set(refused.value.errors)


def test_a_slip_of_the_pen_names_the_department_that_was_meant():
    with pytest.raises(Invalid) as refused:
        make_items(
            [
                make_content(
                    "reclaimed",
                    responsibilities=[{"department": "县自然资原局", "role": "receiver"}],
                )
            ]
        )
    assert "县自然资源局" in refused.value.errors["responsibilities.0.department"]


@pytest.mark.either_database
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CLERK}))
def test_only_the_clerk_of_the_county_changes_items(role):
    item = make_item()
    with pytest.raises(NotAllowed):
        change_items(item.county, [(item, {"name": "改名"})], by=make_user(role), reason="试")


def test_a_clerk_of_another_county_changes_nothing():
    item = make_item()
    stranger = make_user(Role.CLERK, county=make_county("990122000000", "邻县"))
    with pytest.raises(NotAllowed):
        change_items(item.county, [(item, {"name": "改名"})], by=stranger, reason="试")
    assert not DutyItem.objects.visible_to(stranger).exists()


def test_an_equal_save_writes_nothing_and_one_batch_raises_the_version_once():
    item = make_item("coordination", "违法占用耕地整治")
    clerk = make_user(Role.CLERK)
    batches = Batch.objects.count()
    change_items(item.county, [(item, content_of(item))], by=clerk, reason="无变化")
    assert Batch.objects.count() == batches
    change_items(
        item.county,
        [(item, {"name": "耕地保护", "township_duty": "巡查"})],
        by=clerk,
        reason="改名",
    )
    item.refresh_from_db()
    assert (item.version, item.history.count()) == (2, 2)


def test_a_change_of_a_part_alone_raises_the_version_of_its_item():
    item = make_item("coordination", "违法占用耕地整治")
    change_items(
        item.county, [(item, {"procedure": ["巡查"]})], by=make_user(Role.CLERK), reason="补充程序"
    )
    item.refresh_from_db()
    assert item.version == 2


def test_an_edit_of_a_version_that_is_gone_is_refused():
    item = make_item()
    clerk = make_user(Role.CLERK)
    change_items(item.county, [(item, {"name": "甲"})], by=clerk, expect=1)
    with pytest.raises(Stale):
        change_items(item.county, [(item, {"name": "乙"})], by=clerk, expect=1)


def test_after_the_first_edition_an_edit_waits_in_the_open_revision():
    item = make_item()
    publish()
    clerk = make_user(Role.CLERK)
    with pytest.raises(Invalid, match="理由"):
        change_items(item.county, [(item, {"name": "新名称"})], by=clerk)
    outcome = change_items(item.county, [(item, {"name": "新名称"})], by=clerk, reason="名称不准")
    item.refresh_from_db()
    assert item.name == "负责公文、档案和印章管理"
    change = outcome.proposed[0]
    assert (change.op, change.proposed["name"], change.then["name"]) == (
        "revise",
        "新名称",
        item.name,
    )


def test_a_second_edit_amends_the_pending_change_and_an_edit_back_withdraws_it():
    item = make_item()
    publish()
    clerk = make_user(Role.CLERK)
    change_items(item.county, [(item, {"name": "甲名称"})], by=clerk, reason="一")
    change_items(item.county, [(item, {"directory_entry": "省目录第3项"})], by=clerk, reason="二")
    change = ProposedChange.objects.get()
    assert (change.proposed["name"], change.proposed["directory_entry"]) == (
        "甲名称",
        "省目录第3项",
    )
    change_items(
        item.county, [(item, {"name": item.name, "directory_entry": ""})], by=clerk, reason="三"
    )
    change.refresh_from_db()
    assert change.outcome == "withdrawn"


def test_the_register_stands_still_while_the_first_edition_is_decided():
    from dutylist.workflow.engine import perform
    from items.editions.services.editions import start_edition

    item = make_item()
    clerk, _, _ = make_staff()
    edition = start_edition(item.county, by=clerk)
    change_items(item.county, [(item, {"name": "起草中可改"})], by=clerk)
    perform(edition, "submit", by=clerk)
    with pytest.raises(NotPossible, match="第1版"):
        change_items(item.county, [(item, {"name": "审定中不可改"})], by=clerk)
    perform(edition, "take_back", by=clerk, reason="补充事项")
    change_items(item.county, [(item, {"name": "撤回后可改"})], by=clerk)


def revised_edition(county, staff, **fields):
    clerk, recorder, lead = staff
    facts = {
        "meeting": "县委编委会第2次会议",
        "decided_on": "2026-05-10",
        "document_number": "示政发〔2026〕9号",
        "effective_on": "2026-06-01",
        "reason": "年度调整",
        "with_revision": True,
    } | fields
    return publish_edition(county, submitted_by=clerk, approved_by=recorder, by=lead, **facts)


def test_a_decided_revision_enters_the_register_with_its_decision_on_every_row():
    item, other = make_items([make_content(), make_content(name="负责值班值守")])
    staff = make_staff()
    publish(staff=staff)
    change_items(
        item.county,
        [(item, {"name": "新名称"}), (None, make_content(name="新增事项"))],
        by=staff[0],
        reason="调整",
    )
    cancel_items(item.county, [other], by=staff[0], reason="取消")
    edition = revised_edition(item.county, staff)
    names = set(DutyItem.objects.current().values_list("name", flat=True))
    assert names == {"新名称", "新增事项"}
    batch = Batch.objects.get(pk=item.history.order_by("-history_id").first().batch)
    assert batch.decision_id in set(edition.decisions.values_list("pk", flat=True))
    assert set(ProposedChange.objects.values_list("outcome", flat=True)) == {"applied"}
    edition.revision.refresh_from_db()
    assert edition.revision.status == "closed"


def test_an_interim_edition_carries_none_of_two_hundred_proposed_changes():
    from items.models.document_bytes import unpacked

    items = make_items([make_content(name=f"事项{n}") for n in range(200)])
    staff = make_staff()
    publish(staff=staff)
    change_items(
        items[0].county,
        [(item, {"name": f"未审定{n}"}) for n, item in enumerate(items)],
        by=staff[0],
        reason="拟调整",
    )
    edition = revised_edition(items[0].county, staff, with_revision=False)
    document = edition.documents.get()
    assert "未审定".encode() not in b"".join(
        [str(unpacked(document.full)).encode(), str(unpacked(document.public)).encode()]
    )
    assert ProposedChange.objects.pending().count() == 200


def test_a_withdrawn_change_stays_readable_and_is_not_applied():
    item = make_item()
    staff = make_staff()
    publish(staff=staff)
    change = change_items(
        item.county, [(item, {"name": "新名称"})], by=staff[0], reason="调整"
    ).proposed[0]
    withdraw_change(change, by=staff[0], reason="考虑不周")
    change.refresh_from_db()
    assert (change.outcome, change.outcome_reason) == ("withdrawn", "考虑不周")
    with pytest.raises(NotPossible, match="已撤回"):
        withdraw_change(change, by=staff[0], reason="再撤")


def test_a_clash_must_be_settled_before_the_decision():
    from items.register.services.applying import apply_changes
    from items.register.services.proposals import clashes_of
    from tests.factories import seeding

    item = make_item()
    staff = make_staff()
    publish(staff=staff)
    change = change_items(
        item.county, [(item, {"name": "拟定名称"})], by=staff[0], reason="调整"
    ).proposed[0]
    with seeding():
        moved = DutyItem.objects.get(pk=item.pk)
        moved.name = "另行审定的名称"
        moved.save()
    change.refresh_from_db()
    assert clashes_of([change]) == {change.pk: ["事项名称"]}
    with pytest.raises(NotPossible, match="冲突"), seeding():
        apply_changes(item.county, [change], decided_on=date(2026, 5, 1))
    settle_clash(change, keep="proposed", by=staff[0], reason="以本次为准")
    change.refresh_from_db()
    assert (change.then["name"], change.proposed["name"]) == ("另行审定的名称", "拟定名称")


def test_merged_and_split_items_keep_their_lineage():
    from items.models import Lineage
    from items.register.services.proposals import propose_merge, propose_split

    first, second, third = make_items(
        [make_content(name=name) for name in ("甲项", "乙项", "丙项")]
    )
    staff = make_staff()
    publish(staff=staff)
    propose_merge(first.county, [first, second], {"name": "甲乙项"}, by=staff[0], reason="内容相同")
    propose_split(
        first.county, third, [{"name": "丙一"}, {"name": "丙二"}], by=staff[0], reason="分开"
    )
    revised_edition(first.county, staff)
    assert set(DutyItem.objects.current().values_list("name", flat=True)) == {
        "甲乙项",
        "丙一",
        "丙二",
    }
    lines = set(Lineage.objects.values_list("source__name", "target__name", "op"))
    assert lines == {
        ("甲项", "甲乙项", "merge"),
        ("乙项", "甲乙项", "merge"),
        ("丙项", "丙一", "split"),
        ("丙项", "丙二", "split"),
    }


def test_writing_contents_takes_the_same_queries_for_three_items_and_for_thirty():
    counts = []
    clerk = make_user(Role.CLERK)
    county = make_county()
    make_department(county=county)
    for size in (1, 3, 30):
        contents = [(None, make_content("coordination", f"事项{size}-{n}")) for n in range(size)]
        with CaptureQueriesContext(connection) as queries:
            change_items(county, contents, by=clerk, reason="批量")
        counts.append(len(queries))
    assert counts[1] == counts[2]


# ---- contents read for many items


def rich_items():
    """Items with something of every part, in a county that is not the only one."""
    town, category = make_township(), make_category("basic", "综合政务")
    make_item(name="别县的事项", county=make_county("990122000000", "邻县"))
    own = {
        "variants": [{"townships": [town.code], "name": "自有表述"}],
        "bases": [{"act": "水法", "article": "第四条"}],
    }
    support = {
        "support": [{"kind": "training", "promise": "每年培训一次"}],
        "procedure": ["核实", "上报"],
    }
    listed = {"scope": "listed", "townships": [town.code], "category": category.name}
    power = {
        "power": {
            "type": "inspection",
            "origin": "conferred",
            "document_number": "示政发〔2026〕1号",
        }
    }
    make_department()
    contents = [
        make_content(name="甲"),
        make_content(name="乙", **own, **support),
        make_content(name="丙", **listed),
    ]
    return make_items(
        [*contents, make_content("coordination", "丁", **power)], county=make_county()
    )


def test_contents_of_a_whole_list_are_those_of_its_items(django_assert_num_queries):
    items = rich_items()
    whole = DutyItem.objects.of_county(make_county()).in_print_order()
    with django_assert_num_queries(10):
        rows, contents = contents_within(whole)
    assert contents == contents_of(items)
    assert [(row.pk, row.code) for row in rows] == [(item.pk, item.code) for item in whole]
    assert len({str(content) for content in contents.values()}) == 4


def test_a_long_list_is_read_in_pieces(monkeypatch):
    items = rich_items()
    before = contents_of(items)
    monkeypatch.setattr(content, "AT_ONCE", 3)
    assert contents_of(items) == before
