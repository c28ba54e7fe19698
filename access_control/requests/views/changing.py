"""The content of one change of a draft: what is added or altered, in the register's own editor."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from access_control.requests.services.drafting import OF_THE_OFFICE, amend_request
from dutylist.history.searching import search
from dutylist.history.texts import query_fault
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.refusals import Invalid, Refusal, Stale
from items.entry.cleaning import clean_content
from items.entry.content import content_of
from items.entry.fields import EMPTY
from items.models import ProposedChange
from items.register.conflicts import EditorConflict, opened_mark, opened_of
from items.register.editor import ItemEditor
from items.register.places import frame
from items.register.services.proposals import SCOPE_FIELDS

from .reshaping import choosing_merged, splitting
from .seen import lookup_for, request_seen, version_seen

Op = ProposedChange.Op
# What a unit may ask for on these pages, with what it means.
OFFERED = (
    (Op.REVISE, "修改名称、职责、依据或者其他内容"),
    (Op.SCOPE, "只调整适用范围"),
    (Op.TRANSFER, "改变事项类型，例如由部门收回"),
    (Op.CANCEL, "不再列入清单"),
    (Op.SPLIT, "拆成几项，分别写名称和职责"),
)
OF_ITEMS = tuple(op for op, _means in OFFERED)
MOST_FOUND = 20


@dataclass
class Draft:
    """One change as it is drawn up: its kind, the item it is about, or the change it amends."""

    subject: object
    op: str
    item: object = None
    change: object = None
    codes: tuple = ()  # of all the items that are to be merged

    @property
    def code(self):
        return self.item.code if self.item else ""

    @property
    def title(self):
        named = self.change.title if self.change else self.item and self.item.name
        if self.codes:
            named = f"{named}等{len(self.codes)}项"
        return f"{Op(self.op).label}：{named}" if named else Op(self.op).label

    def others(self):
        """The other changes, which stay as they are."""
        pending = set(self.subject.changes.pending().values_list("pk", flat=True))
        return [change.pk for change in self.subject.changes_in_order() if change.pk in pending]

    def told(self, payload):
        """(the whole list of changes with this one, the place of this one in it)."""
        this = self.this(payload)
        rows = [{"id": pk} for pk in self.others()]
        if self.change is None:
            return [*rows, this], len(rows)
        place = self.others().index(self.change.pk)
        rows[place] = this
        return rows, place

    def this(self, payload):
        content = "items" if self.op == Op.SPLIT else "item"
        if self.change:
            return {"id": self.change.pk, "op": self.op, content: payload}
        if self.op == Op.ADD:
            return {"op": self.op, "item": payload}
        if self.op == Op.MERGE:
            return {"op": self.op, "codes": list(self.codes), "item": payload}
        if self.op == Op.CANCEL:
            return {"op": self.op, "code": self.code}
        return {"op": self.op, "code": self.code, content: payload}


def draft_seen(http, pk):
    """The request, while it is with the unit and this person may amend it."""
    subject = request_seen(http, pk)
    if not subject.is_draft or not subject.may_change(http.user):
        raise Http404
    return subject


@takes("op", "code", "q", "codes", "go")
@desk_form
def new(http, pk):
    """One more change: what kind, of which item, then its content."""
    subject = draft_seen(http, pk)
    op, code = http.GET.get("op", ""), http.GET.get("code", "").strip()
    if op and op not in (Op.ADD, Op.MERGE, *OF_ITEMS):
        raise Http404
    if op == Op.MERGE:
        return merging(http, subject)
    item = item_of(subject, http.user, code)
    if op == Op.ADD:
        return editing(http, Draft(subject, op))
    if op == Op.SPLIT and item:
        draft = Draft(subject, op, item)
        return splitting(http, draft, version_seen(http, subject.version))
    if op and item:
        return editing(http, Draft(subject, op, item))
    if http.method == "POST":
        raise Http404
    return choosing(http, subject, item, code)


def merging(http, subject):
    """Several items become one: chosen first, then its content, which begins as that of the first
    one.
    """
    chosen, page = choosing_merged(http, subject)
    if page is not None:
        return page
    codes = tuple(item.code for item in chosen)
    return editing(http, Draft(subject, Op.MERGE, chosen[0], codes=codes))


def item_of(subject, user, code):
    rows = subject.items_named_by(user).current().filter(code=code[:11])
    return rows.select_related("county").first() if code else None


def choosing(http, subject, item, code):
    """What kind of change, of which item: found by its code or the words of its name."""
    query = http.GET.get("q", "").strip()
    cut, fault, found = query_fault(query), "", []
    if query:
        rows = subject.items_named_by(http.user).current()
        found = search(rows, ("name", "code"), query).order_by("kind", "code")[:MOST_FOUND]
    if code and not item:
        fault = f"没有编码为“{code[:11]}”的事项。"
    context = frame(http, subject.county) | {
        "counties": (),
        "subject": subject,
        "item": item,
        "offered": [(op, op.label, means) for op, means in OFFERED],
        "query": query,
        "fault": fault,
        "cut": cut,
        "found": list(found),
    }
    status = 422 if fault else 200
    return render(http, "requests/choose.html", context, status=status)


@desk_form
def edit(http, pk, change):
    """One change of a draft: amended, or dropped from the request."""
    subject = draft_seen(http, pk)
    rows = subject.changes.pending().select_related("item", "change_set__county")
    row = get_object_or_404(rows, pk=change)
    draft = Draft(subject, row.op, row.item, row)
    if http.method == "POST" and http.POST.get("do") == "drop":
        return drop(http, draft)
    if row.op == Op.SPLIT:
        return splitting(http, draft, version_seen(http, subject.version))
    if not isinstance(row.proposed, dict):
        raise Http404
    return editing(http, draft)


def drop(http, draft):
    """Takes the change out of the request."""
    rows = [{"id": pk} for pk in draft.others() if pk != draft.change.pk]
    try:
        expect = version_seen(http, draft.subject.version)
        amend_request(draft.subject, {"changes": rows}, by=http.user, expect=expect)
    except Refusal as refused:
        messages.error(http, refused.sentence)
    else:
        messages.success(http, f"已删去“{draft.change.title}”。")
    return redirect(draft.subject)


def editing(http, draft):
    """The content as boxes; a POST saves it with the other changes as they are."""
    editor, status, conflict = editor_of(http, draft), 200, None
    if http.method == "POST":
        status = save(http, draft, editor)
        if status == 302:
            return redirect(draft.subject)
        if status == Stale.status and draft.change:
            conflict = conflict_of(http, draft, editor)
            editor = conflict.editor
    marks = {
        "expect": http.POST.get("expect", draft.subject.version),
        "opened": http.POST.get("opened", opened_mark(editor.base)),
    }
    if conflict:
        marks = {"expect": draft.subject.version, "opened": opened_mark(editor.base)}
    context = frame(http, draft.subject.county) | {
        "counties": (),
        "subject": draft.subject,
        "draft": draft,
        "editor": editor,
        "is_scope": draft.op == Op.SCOPE,
        "is_cancel": draft.op == Op.CANCEL,
        "marks": marks,
        "conflict": conflict.rows if conflict else (),
    }
    return render(http, "requests/change.html", context, status=status)


def conflict_of(http, draft, editor):
    """What a colleague wrote into this change meanwhile beside what was typed."""
    theirs = {**EMPTY, **draft.change.proposed}
    mine = clean_content(payload_of(draft, editor), editor.lookup, theirs, is_draft=True)
    opened, words = opened_of(http.POST), words_for(draft.subject.county)
    conflict = EditorConflict(opened, theirs, mine, editor.lookup, words)
    without_the_offices(conflict.editor)
    return conflict


def editor_of(http, draft):
    if draft.change:
        content = draft.change.proposed
    elif draft.item:
        content = content_of(draft.item)
    else:
        content = None
    data = http.POST if http.method == "POST" else None
    if data is not None and draft.op in (Op.SCOPE, Op.CANCEL):
        data = with_scope_only(content, data)
    editor = ItemEditor(content, lookup_for(http.user, draft.subject.county), data)
    without_the_offices(editor)
    return editor


def with_scope_only(content, data):
    """Where only the scope is typed, everything else is as it stands."""
    typed = QueryDict(mutable=True)
    typed["kind"] = content["kind"]
    for name in SCOPE_FIELDS:
        typed.setlist(name, data.getlist(name))
    return typed


def without_the_offices(editor):
    """Leaves out what the office completes when the request is taken up."""
    for form in editor.sections.values():
        for name in OF_THE_OFFICE:
            form.fields.pop(name, None)


def payload_of(draft, editor):
    """What was typed, as the services take it."""
    if draft.op == Op.SCOPE:
        return {name: editor.payload[name] for name in SCOPE_FIELDS}
    payload = dict(editor.payload)
    for name in OF_THE_OFFICE:
        payload.pop(name, None)
    return payload


def save(http, draft, editor):
    """Saves the change: the status of the answer. What is refused stands at its box."""
    if not editor.leaves_behind():
        return 422
    rows, place = draft.told(payload_of(draft, editor))
    expect = version_seen(http, draft.subject.version)
    if is_as_opened(http, draft):
        expect = draft.subject.version  # a colleague changed something else of the request
    try:
        amend_request(draft.subject, {"changes": rows}, by=http.user, expect=expect)
    except Refusal as refused:
        editor.add_errors(Invalid(errors_of(refused, place)))
        return refused.status
    messages.success(http, f"已保存“{draft.title}”。")
    return 302


def is_as_opened(http, draft):
    """Whether the change that is saved still says what its form was filled from."""
    if draft.change is None:
        return "opened" in http.POST
    opened = opened_of(http.POST)
    return opened is not None and opened == {**EMPTY, **draft.change.proposed}


def errors_of(refused, place):
    """{path in the content: sentence} of a refusal."""
    errors = {}
    for path, sentence in getattr(refused, "errors", {"": refused.sentence}).items():
        for start in (f"changes.{place}.item.", f"changes.{place}."):
            path = path.removeprefix(start)
        errors[path] = sentence
    return errors
