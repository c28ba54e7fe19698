"""The page of one item: its editor, what waits for a decision beside it, the record, and what can
be done with it.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from dutylist.history.digests import digest
from dutylist.history.refusals import Invalid, Refusal, Stale
from dutylist.organizations.models import Region
from dutylist.organizations.words import words_for
from dutylist.staff.admin import Verb
from dutylist.staff.forms import ReasonOnly, VerbForm, text
from items.entry.content import content_of
from items.entry.fields import EMPTY
from items.entry.lookup import Lookup
from items.entry.wording import Wording
from items.models import DutyItem, ProposedChange
from items.permissions import EDITORS, may_edit
from items.register.comparison import compare
from items.register.conflicts import EditorConflict, opened_mark, opened_of
from items.register.editor import ItemEditor
from items.register.page_links import links_beside, panels_of
from items.register.picking import SeveralItems, codes_within, item_choices
from items.register.services.edit_conditions import is_published
from items.register.services.editing import cancel_items, change_items
from items.register.services.proposals import edited_contents, propose_merge, propose_split
from items.register.standing_still import change_with_the_sitting, stands_still

WHOLE = (ProposedChange.Op.CANCEL, ProposedChange.Op.MERGE, ProposedChange.Op.SPLIT)
MOST_PARTS = 6
STALE = "您打开以后，该事项已被他人修改，没有保存。您填写的内容仍在下面，请核对后再次保存。"


def can_change(options, request, item):
    return item.cancelled_on is None and may_edit(request.user, item.county)


def can_reshape(options, request, item):
    """Merging and splitting are proposals: before the first edition items are simply edited."""
    return can_change(options, request, item) and is_published(item.county)


def cancelled(options, request, item, *, reason):
    outcome = cancel_items(item.county, [item], by=request.user, reason=reason)
    if outcome.proposed:
        return f"已提出取消“{item.name}”，记入集中修订，审定公布后生效。"
    return f"已取消“{item.name}”，编码不再使用。"


class MergeForm(VerbForm):
    codes = text(
        "与哪些事项合并",
        "每格一个事项：输入名称中的字词，从列出的事项中选。合并后的内容在下一步提出后可以修改。",
        longest=2000,
        widget=SeveralItems(),
    )

    def prepare(self):
        offered = item_choices(self.subject.county)
        others = [(code, label) for code, label in offered if code != self.subject.code]
        self.fields["codes"].widget.choices = others

    def clean_codes(self):
        codes = codes_within(self.cleaned_data["codes"])
        if not codes:
            raise ValidationError("请选择要合并的其他事项。")
        return codes


def merged(options, request, item, *, codes, reason):
    rows = (
        DutyItem.objects.visible_to(request.user)
        .current()
        .filter(county=item.county, code__in=codes)
    )
    items = {row.code: row for row in rows}
    if missing := [code for code in codes if code not in items]:
        raise Invalid({"codes": f"没有编码为“{'、'.join(missing)}”的事项。"})
    items.pop(item.code, None)
    others = [items[code] for code in codes if code in items]
    change = propose_merge(item.county, [item, *others], {}, by=request.user, reason=reason)
    messages.success(request, "已提出合并。请核对合并后的内容，需要时修改后保存。")
    return redirect(reverse("admin:items_proposedchange_change", args=[change.pk]))


def counties_kept(request):
    ids = request.user.standing().county_ids(*EDITORS)
    return Region.objects.filter(pk__in=ids).order_by("code")


def county_for_new(request):
    """The county a new item is for: asked for among those the clerk keeps, else the first."""
    kept = counties_kept(request)
    if code := request.GET.get("county"):
        kept = kept.filter(code=code)
    if county := kept.first():
        return county
    raise Http404


def why_not_now(options, request, item):
    """What stands above a form that proposes something while the list stands still."""
    still = stands_still(item.county)
    if still is None:
        return ""
    return f"{still.sentence}{still.meanwhile}"


ADDING = Verb("add", "登记事项", ReasonOnly, None, "add")
VERBS = (
    Verb("merge", "合并", MergeForm, merged, when=can_reshape, note=why_not_now),
    Verb("split", "拆分", ReasonOnly, None, when=can_reshape),
    Verb("cancel", "取消事项", ReasonOnly, cancelled, when=can_change, note=why_not_now),
)


def item_page(options, request, item):
    """The page of one item in an admin of items (`options`): its editor, or the item to read."""
    content, change = edited_contents([item])[item.pk]
    may_change = options.has_change_permission(request) and can_change(options, request, item)
    if not may_change or (change and change.op in WHOLE):
        return read_page(options, request, item, change)
    if request.method != "POST" and (still := stands_still(item.county)):
        return read_page(options, request, item, change_with_the_sitting(item), still)
    lookup = Lookup(item.county)
    if request.method != "POST":
        return edit_page(options, request, item, change, ItemEditor(content, lookup))
    return save(options, request, item, change, ItemEditor(content, lookup, request.POST))


def save(options, request, item, change, editor):
    """Hands the typed content to the one verb; a refusal is shown, what was typed stays."""
    status = 422
    try:
        if editor.is_valid():
            require_seen(request, editor.base)
            outcome = change_items(
                item.county,
                [(item, editor.payload)],
                by=request.user,
                reason=request.POST.get("reason", ""),
                expect=int(request.POST.get("version") or 0),
                lookup=editor.lookup,
            )
            messages.success(request, saved_sentence(outcome, item))
            return redirect(options.address_of(item))
    except Stale as stale:
        return conflict_page(options, request, item.pk, editor, stale)
    except Refusal as refusal:
        status = refusal.status
        show_refusal(editor, refusal)
    return edit_page(options, request, item, change, editor, status)


def conflict_page(options, request, pk, editor, stale):
    """The editor with what somebody else saved beside what was typed; saving it goes on from
    there.
    """
    item = options.found(request, pk)
    content, change = edited_contents([item])[pk]
    if not can_change(options, request, item) or (change and change.op in WHOLE):
        editor.top.append(("", "", stale.sentence))
        return edit_page(options, request, item, change, editor, stale.status)
    conflict = EditorConflict(
        opened_of(request.POST),
        {**EMPTY, **content},
        editor.content,
        editor.lookup,
        words_for(item.county),
    )
    if not conflict.rows:
        conflict.editor.top.append(("", "", stale.sentence))
    return edit_page(
        options, request, item, change, conflict.editor, stale.status, conflict=conflict.rows
    )


def require_seen(request, content):
    """Refuses when what the form was filled from is no longer what an edit starts from."""
    is_same = request.POST.get("seen") in (None, "", digest(content))
    if not is_same or not request.POST.get("version", "").isdecimal():
        raise Stale(STALE)


def saved_sentence(outcome, item):
    if outcome.proposed:
        if outcome.proposed[0].outcome == ProposedChange.Outcome.WITHDRAWN:
            return "内容已改回现行登记，原来的拟调整内容已撤回。"
        return "已进入集中修订，审定公布后生效。公开页面和现行登记不变。"
    if outcome.changed:
        return f"已保存“{item.name}”。"
    return "内容没有变化，未作记录。"


def show_refusal(editor, refusal):
    """A refusal at the fields it names; one of the reason, or of no field, above them."""
    errors = {"": refusal.sentence}
    if isinstance(refusal, Invalid):
        errors = refusal.errors
    if "reason" in errors:
        editor.top.append(("reason", "理由", errors.pop("reason")))
    editor.add_errors(Invalid(errors))


def marks_of(request, content, version, *, is_renewed=False):
    """What the form says of what it was filled from; a form that is shown again says what it
    said.
    """
    marks = {
        "version": str(version),
        "seen": digest(content),
        "opened": opened_mark(content),
    }
    if request.method == "POST" and not is_renewed:
        marks |= {name: request.POST.get(name, marks[name]) for name in marks}
    return marks


def edit_page(options, request, item, change, editor, status=200, conflict=None):
    words = words_for(item.county)
    context = {
        "title": item.name,
        "subject": item,
        "still": stands_still(item.county),
        "editor": editor,
        "words": words,
        "published": is_published(item.county),
        "pending": pending(request, item, change, words),
        "marks": marks_of(request, editor.base, item.version, is_renewed=conflict is not None),
        "conflict": conflict,
        "reason": request.POST.get("reason", ""),
        "stale": status == Stale.status,
        "beside": links_beside(item, request.user),
        "panels": panels_of(item, request.user),
        "verbs": options.verb_links(request, item),
    }
    return options.page(request, "admin/item.html", context, status)


def pending(request, item, change, words):
    """The pending change beside the form: then, now, proposed."""
    if not change:
        return None
    return compare([change], item.county, words, request.user)[0]


def read_page(options, request, item, change, still=None):
    """The item to read: for whoever does not edit it, while its whole fate is being decided, or
    while the list stands still (`still`).
    """
    words = words_for(item.county)
    verbs = []
    if not change:
        verbs = options.verb_links(request, item)
    context = {
        "title": item.name,
        "subject": item,
        "words": words,
        "facts": facts_of(item, words),
        "still": still,
        "pending": pending(request, item, change, words),
        "verbs": verbs,
        "beside": links_beside(item, request.user),
        "panels": panels_of(item, request.user),
    }
    return options.page(request, "admin/item_read.html", context)


def facts_of(item, words):
    """[(label, text)] of everything an item says; its scope is one of them."""
    content, wording = content_of(item), Wording(item.county, words)
    facts = []
    for name in EMPTY:
        if name not in ("tags", "townships"):
            facts.append((wording.label(name), wording.text(content, name) or "—"))
    return facts


# ---- a new item ----


def new_item_page(options, request):
    """The editor of an item that is not there yet."""
    county = county_for_new(request)
    content = {**EMPTY, "kind": getattr(options.model, "kind_shown", "")}
    lookup = Lookup(county)
    if request.method != "POST":
        return add_page(options, request, county, ItemEditor(content, lookup))
    editor, status = ItemEditor(content, lookup, request.POST), 422
    try:
        if editor.is_valid():
            reason = request.POST.get("reason", "")
            outcome = change_items(
                county, [(None, editor.payload)], by=request.user, reason=reason, lookup=lookup
            )
            return added(options, request, outcome)
    except Refusal as refusal:
        status = refusal.status
        show_refusal(editor, refusal)
    return add_page(options, request, county, editor, status)


def added(options, request, outcome):
    if outcome.created:
        item = outcome.created[0]
        messages.success(request, f"已登记“{item.name}”，编码{item.code}。")
        return redirect(options.address_of(item))
    change = outcome.proposed[0]
    messages.success(request, f"已提出新增“{change.title}”，记入集中修订，审定公布后生效。")
    return redirect(reverse("admin:items_proposedchange_change", args=[change.pk]))


def add_page(options, request, county, editor, status=200):
    counties = counties_kept(request)
    if len(counties) == 1:
        counties = ()  # nothing to choose
    context = {
        "title": "登记事项",
        "still": stands_still(county),
        "counties": counties,
        "editor": editor,
        "county": county,
        "words": words_for(county),
        "published": is_published(county),
        "reason": request.POST.get("reason", ""),
    }
    return options.page(request, "admin/item.html", context, status)


# ---- one item becomes several ----


def split_page(options, request, item):
    """The editors of the items that one item becomes."""
    if not (options.has_change_permission(request) and can_reshape(options, request, item)):
        raise PermissionDenied
    editors = part_editors(request, item)
    refusals, status = [], 200
    if request.method == "POST":
        status = 422
        try:
            if split(request, item, editors):
                return redirect(options.address_of(item))
        except Refusal as refusal:
            refusals, status = [refusal.sentence], refusal.status
    context = {
        "title": f"拆分：{item.name}",
        "still": stands_still(item.county),
        "subject": item,
        "editors": editors,
        "count": len(editors),
        "choices": range(2, MOST_PARTS + 1),
        "refused": refusals,
        "words": words_for(item.county),
        "reason": request.POST.get("reason", ""),
        "back": options.address_of(item),
    }
    return options.page(request, "admin/split.html", context, status)


def part_editors(request, item):
    """An editor for each part asked for: two, where no possible number is."""
    text = request.POST.get("parts") or request.GET.get("parts", "2")
    count = 2
    if text in map(str, range(2, MOST_PARTS + 1)):
        count = int(text)
    data = None
    if request.method == "POST":
        data = request.POST
    content, lookup = content_of(item), Lookup(item.county)
    return [ItemEditor(content, lookup, data, prefix=f"part{n}-") for n in range(count)]


def split(request, item, editors):
    """Proposes the split and says so; False where an editor has faults, which it then shows."""
    # Every editor is asked, so that each shows its faults.
    is_valid = [editor.is_valid() for editor in editors]
    if not all(is_valid):
        return False
    payloads = [editor.payload for editor in editors]
    reason = request.POST.get("reason", "")
    propose_split(item.county, item, payloads, by=request.user, reason=reason)
    parts = len(editors)
    sentence = f"已提出把“{item.name}”拆分为{parts}项，记入集中修订，审定公布后生效。"
    messages.success(request, sentence)
    return True
