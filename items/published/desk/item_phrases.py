"""How people ask for one item: its phrases, its common matters, and a question to try."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dutylist.history.offering import value_asked
from dutylist.history.refusals import Invalid, Refusal
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from items.lookup.item_matters import matters_named, matters_of
from items.lookup.services.matter_links import forget_matter_link, link_matter, unlink_matter
from items.lookup.services.phrases import (
    add_phrases,
    move_phrases,
    remove_phrases,
    restore_phrases,
    strike_phrases,
)
from items.models import DutyItem, MatterLink, Phrase
from items.models.phrases import LONGEST_PHRASE
from items.permissions import may_edit
from items.register.picking import item_choices
from items.register.places import counties_read

from .trying import try_question


@takes("question", "matter")
@desk_form
def item_phrases(request, pk):
    items = DutyItem.objects.filter(county__in=counties_read(request.user))
    item = get_object_or_404(items.select_related("county"), pk=pk)
    refusal, status = None, 200
    if request.method == "POST":
        try:
            messages.success(request, carry_out(request, item))
            return redirect(reverse("desk:item-phrases", args=[item.pk]))
        except Refusal as refused:
            refusal, status = refused, refused.status
    context = {
        "item": item,
        "county": item.county,
        "words": words_for(item.county),
        "may_edit": may_edit(request.user, item.county) and not item.cancelled_on,
        "longest": LONGEST_PHRASE,
        "faults": faults_of(refusal),
        "typed": request.POST,
        "offered": targets_of(item),
        "target": target_asked(request, item),
        **told_of(item),
        **asked_of(request, item),
    }
    return render(request, "phrases/item.html", context, status=status)


def told_of(item):
    """The phrases of an item, and its matters with theirs."""
    phrases = list(Phrase.objects.filter(item=item).counted().order_by("pk"))
    return {"phrases": phrases, "matters": matters_of(item)}


def targets_of(item):
    """[(code, label)] of the items to which phrases may be moved."""
    return item_choices(item.county, DutyItem.objects.exclude(pk=item.pk))


def target_asked(request, item):
    """The code of the item to which phrases are to move, or the text that means none."""
    sent = request.POST.getlist("code")
    if not sent:
        return ""
    return value_asked(sent, targets_of(item)).strip()


def asked_of(request, item):
    """What the question and the name of a matter find that the address names."""
    question, named = request.GET.get("question", ""), request.GET.get("matter", "")
    tried = None
    if question.strip():
        tried = try_question(item.county, question)
    return {"tried": tried, "named": named, "matters_named": matters_named(named)}


def faults_of(refusal):
    """The sentences of a refusal, each once."""
    if refusal is None:
        return []
    if isinstance(refusal, Invalid):
        return list(dict.fromkeys(refusal.errors.values()))
    return [refusal.sentence]


# ---- what the buttons of the page do; each answers with a sentence ----


def added(request, item, how):
    made = add_phrases(item, request.POST.get("texts", "").splitlines(), **how)
    return f"已登记{len(made)}条说法。"


def removed(request, item, how):
    count = remove_phrases(chosen_phrases(request, item), **how)
    return f"已删除{count}条说法。"


def moved(request, item, how):
    code = target_asked(request, item)
    target = DutyItem.objects.filter(county=item.county, code=code).first()
    if target is None:
        raise Invalid({"code": "请从本级清单中选择要移到的事项。"})
    rows = move_phrases(chosen_phrases(request, item), target, **how)
    return f"已把{len(rows)}条说法移到“{target.name}”。"


def struck(request, item, how):
    rows = strike_phrases(item, request.POST.getlist("shipped"), **how)
    return f"已停用{len(rows)}条说法。"


def restored(request, item, how):
    count = restore_phrases(chosen_phrases(request, item, "struck"), **how)
    return f"已恢复{count}条说法。"


def linked(request, item, how):
    link = link_matter(item, request.POST["link"], **how)
    return f"已对应到“{link.name}”，其说法用于查询本事项。"


def unlinked(request, item, how):
    link = unlink_matter(item, request.POST["unlink"], **how)
    return f"已标明与“{link.name}”不对应，其说法不再用于查询本事项。"


def forgotten(request, item, how):
    links = MatterLink.objects.filter(item=item, matter=request.POST["forget"])
    link = links.select_related("county").first()
    if link is None:
        raise Invalid({"matter": "这一对应关系已经撤下。"})
    forget_matter_link(link, **how)
    return f"已撤下对“{link.name}”的标注，仍由系统按名称判断。"


BUTTONS = {
    "add": added,
    "remove": removed,
    "move": moved,
    "strike": struck,
    "restore": restored,
    "link": linked,
    "unlink": unlinked,
    "forget": forgotten,
}


def carry_out(request, item):
    """Does what the button says that was pressed: -> a sentence."""
    for name, run in BUTTONS.items():
        if name in request.POST:
            return run(
                request, item, {"by": request.user, "reason": request.POST.get("reason", "")}
            )
    raise Invalid({"": "请按要做的那一个按钮。"})


def chosen_phrases(request, item, name="phrase"):
    keys = [int(key) for key in request.POST.getlist(name) if key.isascii() and key.isdecimal()]
    return list(Phrase.objects.filter(item=item, pk__in=keys[:1000]).select_related("county"))
