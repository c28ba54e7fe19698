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
from dutylist.rest.parameters import takes
from dutylist.staff.admin import Verb
from dutylist.staff.forms import ReasonOnly, VerbForm, text
from items.entry.content import content_of
from items.entry.fields import EMPTY
from items.entry.lookup import Lookup
from items.entry.wording import Wording
from items.models import DutyItem, ProposedChange
from items.permissions import EDITORS, may_edit
from items.register.comparison import compare
from items.register.editor import ItemEditor
from items.register.services.edit_conditions import is_published
from items.register.services.editing import cancel_items, change_items
from items.register.services.proposals import edited_contents, propose_merge, propose_split

WHOLE = (ProposedChange.Op.CANCEL, ProposedChange.Op.MERGE, ProposedChange.Op.SPLIT)
MOST_PARTS = 6
STALE = "您打开以后，该事项已被他人修改，没有保存。您填写的内容仍在下面，请对照最新内容后重新填写。"


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
        "填写其他事项的编码，用顿号或者空格分开。合并后的内容在下一步提出后可以修改。",
    )

    def clean_codes(self):
        given = (
            self.cleaned_data["codes"]
            .replace("、", " ")
            .replace("，", " ")
            .replace(",", " ")
            .split()
        )
        if not given:
            raise ValidationError("请填写其他事项的编码。")
        return list(dict.fromkeys(given))


def merged(options, request, item, *, codes, reason):
    rows = (
        DutyItem.objects.visible_to(request.user)
        .current()
        .filter(county=item.county, code__in=codes)
    )
    found = {row.code: row for row in rows}
    if missing := [code for code in codes if code not in found]:
        raise Invalid({"codes": f"没有编码为“{'、'.join(missing)}”的事项。"})
    others = [found[code] for code in codes if code != item.code]
    change = propose_merge(item.county, [item, *others], {}, by=request.user, reason=reason)
    messages.success(request, "已提出合并。请核对合并后的内容，需要时修改后保存。")
    return redirect(reverse("admin:items_proposedchange_change", args=[change.pk]))


def counties_kept(request):
    return Region.objects.filter(pk__in=request.user.standing().county_ids(*EDITORS)).order_by(
        "code"
    )


def county_for_new(request):
    """The county a new item is for: asked for among those the clerk keeps, else the first."""
    kept = counties_kept(request)
    if code := request.GET.get("county"):
        kept = kept.filter(code=code)
    if county := kept.first():
        return county
    raise Http404


class ItemPages:
    """Views of one item, for the admins of items."""

    adding = Verb("add", "登记事项", ReasonOnly, None, "add")
    verbs = (
        Verb("merge", "合并", MergeForm, merged, when=can_reshape),
        Verb("split", "拆分", ReasonOnly, None, when=can_reshape),
        Verb("cancel", "取消事项", ReasonOnly, cancelled, when=can_change),
    )

    def change_view(self, request, pk, extra_context=None):
        self._need(request, self.has_view_permission(request))
        item = self.found(request, pk)
        if not (self.has_change_permission(request) and can_change(self, request, item)):
            return self.read_page(request, item)
        content, change = edited_contents([item])[item.pk]
        if change and change.op in WHOLE:
            return self.read_page(request, item, change)
        lookup = Lookup(item.county)
        if request.method != "POST":
            return self.edit_page(request, item, change, ItemEditor(content, lookup))
        editor = ItemEditor(content, lookup, request.POST)
        return self.save(request, item, change, editor, content)

    def save(self, request, item, change, editor, content):
        """Hands the typed content to the one verb; a refusal is shown, what was typed stays."""
        reason, status = request.POST.get("reason", ""), 422
        try:
            self.require_seen(request, content)
            if editor.is_valid():
                seen = int(request.POST.get("version") or 0)
                pairs = [(item, editor.payload)]
                outcome = change_items(
                    item.county,
                    pairs,
                    by=request.user,
                    reason=reason,
                    expect=seen,
                    lookup=editor.lookup,
                )
                messages.success(request, said(outcome, item))
                return redirect(self.address_of(item))
        except Refusal as refusal:
            status = refusal.status
            self.take_refusal(editor, refusal)
        return self.edit_page(
            request, item, change, editor, status, seen=request.POST.get("seen", "")
        )

    def require_seen(self, request, content):
        """Refuses when what the form was filled from is no longer what an edit starts from."""
        if (
            request.POST.get("seen") not in (None, "", digest(content))
            or not request.POST.get("version", "").isdecimal()
        ):
            raise Stale(STALE)

    def take_refusal(self, editor, refusal):
        errors = refusal.errors if isinstance(refusal, Invalid) else {"": refusal.sentence}
        if "reason" in errors:
            editor.top.append(("reason", "理由", errors.pop("reason")))
        editor.add_errors(Invalid(errors) if errors else Invalid({}))

    def edit_page(self, request, item, change, editor, status=200, seen=""):
        words = words_for(item.county)
        context = {
            "title": item.name,
            "subject": item,
            "editor": editor,
            "words": words,
            "published": is_published(item.county),
            "pending": self.pending(request, item, change, words),
            "version": request.POST.get("version", item.version),
            "seen": seen or digest(editor.base),
            "reason": request.POST.get("reason", ""),
            "stale": status == Stale.status,
            "verbs": self.verb_links(request, item),
        }
        return self.page(request, "admin/item.html", context, status)

    def verb_links(self, request, item):
        return [
            (verb, self.address("verb", item.pk, verb.name))
            for verb in self.verbs_for(request, item)
        ]

    def pending(self, request, item, change, words):
        """The pending change beside the form: then, now, proposed."""
        return compare([change], item.county, words, request.user)[0] if change else None

    def read_page(self, request, item, change=None):
        """The item to read: for whoever does not edit it, or while its whole fate is being decided."""
        words, content = words_for(item.county), content_of(item)
        wording = Wording(item.county, words)
        fields = [name for name in EMPTY if name not in ("tags", "townships")]
        change = change or edited_contents([item])[item.pk][1]
        context = {
            "title": item.name,
            "subject": item,
            "words": words,
            "facts": [(wording.label(name), wording.text(content, name) or "—") for name in fields],
            "pending": self.pending(request, item, change, words),
            "verbs": [] if change else self.verb_links(request, item),
        }
        return self.page(request, "admin/item_read.html", context)

    # ---- a new item ----

    @takes("county")
    def add_view(self, request, form_url="", extra_context=None):
        self._need(request, self.has_add_permission(request))
        county = county_for_new(request)
        content = {**EMPTY, "kind": getattr(self.model, "kind_shown", "")}
        lookup = Lookup(county)
        if request.method != "POST":
            return self.add_page(request, county, ItemEditor(content, lookup))
        editor, status = ItemEditor(content, lookup, request.POST), 422
        try:
            if editor.is_valid():
                reason = request.POST.get("reason", "")
                outcome = change_items(
                    county, [(None, editor.payload)], by=request.user, reason=reason, lookup=lookup
                )
                return self.added(request, outcome)
        except Refusal as refusal:
            status = refusal.status
            self.take_refusal(editor, refusal)
        return self.add_page(request, county, editor, status)

    def added(self, request, outcome):
        if outcome.created:
            messages.success(
                request, f"已登记“{outcome.created[0].name}”，编码{outcome.created[0].code}。"
            )
            return redirect(self.address_of(outcome.created[0]))
        messages.success(
            request, f"已提出新增“{outcome.proposed[0].title}”，记入集中修订，审定公布后生效。"
        )
        return redirect(reverse("admin:items_proposedchange_change", args=[outcome.proposed[0].pk]))

    def add_page(self, request, county, editor, status=200):
        context = {
            "title": "登记事项",
            "counties": found if len(found := counties_kept(request)) > 1 else (),
            "editor": editor,
            "county": county,
            "words": words_for(county),
            "published": is_published(county),
            "reason": request.POST.get("reason", ""),
        }
        return self.page(request, "admin/item.html", context, status)

    # ---- one item becomes several ----

    @takes("parts")
    def verb_view(self, request, pk, verb):
        if verb != "split":
            return super().verb_view(request, pk, verb)
        item = self.found(request, pk)
        if not (self.has_change_permission(request) and can_reshape(self, request, item)):
            raise PermissionDenied
        return self.split_view(request, item)

    def split_view(self, request, item):
        content, lookup = content_of(item), Lookup(item.county)
        asked = request.POST.get("parts") or request.GET.get("parts", "2")
        count = int(asked) if asked in map(str, range(2, MOST_PARTS + 1)) else 2
        data = request.POST if request.method == "POST" else None
        editors = [ItemEditor(content, lookup, data, prefix=f"part{n}-") for n in range(count)]
        errors, status = [], 200
        if data is not None:
            status = 422
            try:
                valid = [editor.is_valid() for editor in editors]
                if all(valid):
                    payloads, reason = (
                        [editor.payload for editor in editors],
                        data.get("reason", ""),
                    )
                    propose_split(item.county, item, payloads, by=request.user, reason=reason)
                    messages.success(
                        request,
                        f"已提出把“{item.name}”拆分为{count}项，记入集中修订，审定公布后生效。",
                    )
                    return redirect(self.address_of(item))
            except Refusal as refusal:
                errors, status = [refusal.sentence], refusal.status
        context = {
            "title": f"拆分：{item.name}",
            "subject": item,
            "editors": editors,
            "count": count,
            "choices": range(2, MOST_PARTS + 1),
            "refused": errors,
            "words": words_for(item.county),
            "reason": request.POST.get("reason", ""),
            "back": self.address_of(item),
        }
        return self.page(request, "admin/split.html", context, status)


def said(outcome, item):
    if outcome.proposed:
        if outcome.proposed[0].outcome == ProposedChange.Outcome.WITHDRAWN:
            return "内容已改回现行登记，原来的拟调整内容已撤回。"
        return "已进入集中修订，审定公布后生效。公开页面和现行登记不变。"
    return f"已保存“{item.name}”。" if outcome.changed else "内容没有变化，未作记录。"
