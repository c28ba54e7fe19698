"""The last page before a publication: what will be in force for whom from when, in words, found by
carrying the move out and taking it back.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from dutylist.history.days import day_words
from dutylist.organizations.words import words_for
from dutylist.workflow.engine import decide
from items.editions.document_numbers import year_of
from items.editions.documents import standing_document
from items.models import Edition, EditionAction, EditionDocument
from items.models.document_bytes import canonical, digest_of, unpacked
from items.register.services.proposals import open_revision

LAST_PAGE = (EditionAction.PUBLISH, EditionAction.SUPPLEMENT, EditionAction.REVOKE)
OP_WORDS = {"add": "新增", "cancel": "取消", "revise": "修改"}
SHOWN_CHANGES = 50


@dataclass
class Outlook:
    """What a move would bring: sentences, remarks that make one stop, and the mark of all that was
    shown.
    """

    sentences: list
    remarks: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    change_count: int = 0
    mark: str = ""


def outlook(edition, action, facts, *, by, reason, expect):
    """-> `Outlook`; refuses as the move itself would. Nothing is left of it."""
    before = standing_document(edition.county)
    with transaction.atomic():
        decide(edition, action, facts, by=by, reason=reason, expect=expect)
        after = standing_document(edition.county)
        if action == EditionAction.REVOKE:
            found = of_revocation(edition, before, after)
        else:
            made = edition.documents.order_by("-sequence").first()
            found = of_publication(edition, made, before)
        transaction.set_rollback(True)
    return found


def of_publication(edition, made, before):
    public = unpacked(made.public)
    found = Outlook(in_words(edition, made, public))
    found.remarks = remarks_on(edition, made, before, public)
    found.changes = [change_in_words(change) for change in public["changes"][:SHOWN_CHANGES]]
    found.change_count = len(public["changes"])
    seen = {name: public[name] for name in ("entries", "changes", "counts", "edition")}
    found.mark = digest_of(canonical(seen))
    return found


def in_words(edition, made, public):
    """What will be in force, for whom, from when."""
    county, words = edition.county, words_for(edition.county)
    counted = []
    for kind, count in made.counts.items():
        counted.append(f"{words[f'kind_{kind}']}{count}项")
    townships = "、".join(place["name"] for place in public["townships"])
    total, hidden = sum(made.counts.values()), len(unpacked(made.full)["entries"])
    sentences = [
        f"{county.name}《{made.title}》{made.label}，文号{made.document_number}，"
        f"{made.meeting}{day_words(made.decided_on)}审定。",
        f"{day_words(made.effective_on)}起施行，{when(made.effective_on)}",
        f"适用于{len(public['townships'])}个单位：{townships}。",
        f"向公众公布{total}项：{'、'.join(counted)}。",
    ]
    if hidden > total:
        sentences.append(f"另有{hidden - total}项不予公开，只存入完整文本。")
    if made.note:
        sentences.append(f"公开说明：{made.note}")
    return sentences


def when(day):
    today = timezone.localdate()
    if day > today:
        return "到期自动施行；在此以前，公众看到的仍是现行清单。"
    if day == today:
        return "即从今天起施行，公布后公众立即看到。"
    return "这一天已经过去，公布后公众立即看到，并且显示为自那一天起施行。"


def remarks_on(edition, made, before, public):
    """What makes one stop: nothing differs, the revision stays behind, an odd number or day."""
    remarks = []
    if before and not public["changes"]:
        remarks.append(
            f"向公众公布的内容与{before.label}逐项相同，没有任何变化。请确认确有必要公布。"
        )
    revision = open_revision(edition.county)
    if revision and (count := revision.changes.pending().count()):
        remarks.append(f"不含正在进行的{revision.title}：其中的{count}条调整不会公布，也不会施行。")
    number = made.document_number
    documents = EditionDocument.objects.filter(edition__county=edition.county).exclude(pk=made.pk)
    if same := documents.filter(document_number=number).first():
        remarks.append(f"文号{number}已经用于{same.label}，请核对。")
    year = year_of(number)
    if year and year not in (made.decided_on.year, made.effective_on.year):
        decided = day_words(made.decided_on)
        remarks.append(f"文号的年份是{year}年，与审定日期（{decided}）不在同一年，请核对。")
    return remarks


def change_in_words(change):
    op = OP_WORDS.get(change["op"], "调整")
    return f"{op}：{change['code']} {change['name']}"


def of_revocation(edition, before, after):
    sentences = [f"撤销{edition}，其全部文本自今天起不再施行，公众看到的清单随之改变。"]
    if after:
        sentences.append(
            f"此后施行的是{after.label}（{after.document_number}，{day_words(after.effective_on)}起）。"
        )
    else:
        sentences.append("此前没有公布过的文本，公众将看不到清单。")
    sentences.append("清单登记同时恢复到该版以前的内容。")
    marks = [document.public_digest if document else "" for document in (before, after)]
    return Outlook(sentences, mark=digest_of(canonical({"marks": marks})))


def fresh(edition):
    """The edition as it stands after an outlook was taken back."""
    return Edition.objects.select_related("county__parent", "revision").get(pk=edition.pk)
