"""The forms of requests on the desk: the head of an application, and a unit's opinion."""

from django import forms

from access_control.models import Channel, HowFar, Stance, Willingness
from access_control.models.opinions import CAPACITY
from access_control.models.request_states import TITLE_LENGTH
from access_control.models.reviews import LONGEST_WORD
from dutylist.history.offering import OneOfMany
from dutylist.staff.move_forms import MoveForm, day_field, long_field, text_field
from dutylist.workflow.fact_forms import NONE_ATTACHED, UPLOAD_HINT
from items.entry.fields import FIELD, LABELS, label_of, member_of

SUPPORT = tuple(member.name for member in FIELD["support"].type.members)
DAYS = ("starts_on", "ends_on")
KINDS_OF_SUPPORT = [("", "请选择"), *FIELD["support"].type.model.Kind.choices]
HAS = [("yes", "有"), ("no", "没有")]


def select(label, choices, help_text=""):
    """One of a few; what is none of them is refused by the service."""
    widget = OneOfMany(choices=choices)
    return forms.CharField(label=label, required=False, help_text=help_text, widget=widget)


def radios(label, choices, help_text=""):
    widget = forms.RadioSelect(choices=choices)
    return forms.CharField(label=label, required=False, help_text=help_text, widget=widget)


def fill_in_nothing(form):
    """No browser fills in what was typed elsewhere."""
    for field in form.fields.values():
        field.widget.attrs.setdefault("autocomplete", "off")


class HeadForm(MoveForm):
    """The head of an application. `circumstances` are those of the county's table."""

    circumstance = select("因为什么提出", ())
    title = text_field("标题", "一句话写明申请什么。", TITLE_LENGTH)
    reason = long_field("理由", "写明依据什么提出、要解决什么问题。", rows=4)
    necessity = long_field("为什么须由基层办理（选填）", "部门自己办理为什么不行。", rows=3)
    starts_on = day_field(f"{LABELS['starts_on']}（选填）", "不填的，自印发之日起施行。")
    ends_on = day_field(LABELS["ends_on"], "临时准入必须填写，期满自动退出；其他渠道可以不填。")

    def __init__(self, *args, circumstances=(), lines=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines, self.circumstances = lines, list(circumstances)
        self.fields["circumstance"].widget.choices = [
            ("", "请选择"),
            *((row.code, labelled(row)) for row in self.circumstances),
        ]
        for number in range(lines):
            self.fields |= support_fields(number)
        fill_in_nothing(self)

    def clean(self):
        """The table of the county is told in its own words, not by its codes."""
        typed = super().clean()
        channel, code = self.channel_of(typed), typed.get("circumstance")
        fitting = [row for row in self.circumstances if channel in row.channels]
        if channel and code and code not in [row.code for row in fitting]:
            names = "、".join(row.name for row in fitting)
            self.add_error("circumstance", f"{Channel(channel).label}可选：{names}。")
        return typed

    def channel_of(self, typed):
        return ""

    def told(self):
        """What was typed, as the services take it."""
        typed = self.cleaned_data
        told = {name: typed[name] for name in ("circumstance", "title", "reason", "necessity")}
        told |= {name: typed[name] or None for name in DAYS}
        told["support"] = self.support()
        return told

    def support(self):
        """The lines in which anything stands."""
        rows = []
        for number in self.lines_used():
            values = {name: self.cleaned_data[f"support-{number}-{name}"] for name in SUPPORT}
            rows.append(values | {"due_on": values["due_on"] or None})
        return rows

    def lines_used(self):
        numbers = []
        for number in range(self.lines):
            if any(self.cleaned_data[f"support-{number}-{name}"].strip() for name in SUPPORT):
                numbers.append(number)
        return numbers

    def refuse(self, refusal):
        """A fault of the support stands at its line."""
        errors = getattr(refusal, "errors", {"": refusal.sentence})
        for path, sentence in errors.items():
            box = self.box_at(path)
            self.add_error(box if box in self.fields else None, sentence)

    def box_at(self, path):
        parts = path.split(".")
        used = self.lines_used()
        if parts[0] != "support":
            return parts[0]
        if len(parts) > 2 and parts[1].isdigit() and int(parts[1]) < len(used):
            return f"support-{used[int(parts[1])]}-{parts[2]}"
        return "support-0-promise"


def labelled(circumstance):
    channels = "、".join(Channel(channel).label for channel in circumstance.channels)
    if circumstance.papers:
        return f"{circumstance.name}（{channels}；另需{'、'.join(circumstance.papers)}）"
    return f"{circumstance.name}（{channels}）"


def support_fields(number):
    named = "" if number == 0 else f"（{number + 1}）"
    at = f"support-{number}"
    labels = {}
    for name in SUPPORT:
        labels[name] = f"{LABELS['support']}{named}：{label_of(f'support.{name}')}"
    longest = member_of("support", "amount").type.longest
    return {
        f"{at}-kind": select(labels["kind"], KINDS_OF_SUPPORT),
        f"{at}-promise": long_field(labels["promise"], "随事项公布，半年后看是否兑现。", rows=2),
        f"{at}-amount": text_field(labels["amount"], "经费的，写明元数。", longest),
        f"{at}-due_on": day_field(labels["due_on"]),
    }


def support_initial(rows):
    """{name of the box: what stands in it} of the support of a request."""
    values = {}
    for number, row in enumerate(rows):
        for name in SUPPORT:
            values[f"support-{number}-{name}"] = row[name] or ""
    return values


class PaperForm(MoveForm):
    """A form to which a sealed paper belongs where somebody else than the lead of the unit fills it
    in: chosen among those that are attached, or uploaded with it.
    """

    def ask_for_paper(self, papers, help_text):
        """`papers` is [(number, words)] of those that are attached; None: none is asked for."""
        if papers is None:
            return
        choices = [("", "请选择，或者在下面上传"), *papers]
        self.fields["paper"] = select("盖章原件扫描件", choices, help_text)
        self.fields["paper"].missing = f"{help_text}{NONE_ATTACHED}"
        self.fields["paper_file"] = forms.FileField(
            label="上传盖章原件扫描件", required=False, help_text=UPLOAD_HINT
        )

    def number_of_paper(self):
        """The number of the chosen paper, or None."""
        paper = str(self.cleaned_data.get("paper", "")).strip()
        return int(paper) if paper.isascii() and paper.isdigit() else None

    def attach_with(self, attach):
        """Attaches the scan that was handed in: from then on it is the chosen one, so that it need
        not be handed in again when the form is refused.
        """
        upload = self.cleaned_data.get("paper_file")
        if not upload:
            return
        number = str(attach(upload))
        self.cleaned_data["paper"] = number
        self.data = self.data.copy()
        self.data["paper"] = number
        widget = self.fields["paper"].widget
        widget.choices = [*widget.choices, (number, upload.name)]


class OpinionForm(PaperForm):
    """A unit's opinion: of every change, its capacity and its willingness. The stance on the whole
    is worked out from the changes: the strictest of them.
    """

    unit = select("以哪个单位的名义反馈", ())
    text = long_field("还要说明的（选填）", "对整件申请的意见。", rows=3)

    def __init__(self, *args, units=(), changes=(), is_township=True, papers=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.changes = list(changes)
        self.fields["unit"].widget.choices = [("", "请选择"), *units]
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        for change in self.changes:
            self.fields |= line_fields(change)
        if is_township:
            for name, label in CAPACITY.items():
                self.fields[f"capacity-{name}"] = radios(label, HAS)
            self.fields["willingness"] = radios("承接意愿", Willingness.choices)
        self.ask_for_paper(papers, "由经办人反馈或者代录的必须有；只保存时可以不选。")
        fill_in_nothing(self)

    def told(self, *, send):
        typed, lines = self.cleaned_data, self.lines()
        told = {"text": typed["text"], "send": send, "changes": lines}
        told["stance"] = strictest(line["stance"] for line in lines)
        if "willingness" in self.fields:
            told["willingness"] = typed["willingness"]
            told["capacity"] = self.capacity()
        if paper := self.number_of_paper():
            told["paper"] = paper
        return told

    def require_every_stance(self):
        """Every change is answered before the opinion is sent; whether it is."""
        for change in self.changes:
            if not self.cleaned_data[f"change-{change.pk}-stance"]:
                self.add_error(f"change-{change.pk}-stance", f"请选择对第{change.number}条的意见。")
        return self.is_valid()

    def capacity(self):
        """What is answered of the four questions; one left open is not told."""
        answers = {name: self.cleaned_data[f"capacity-{name}"] for name in CAPACITY}
        return {name: answer == "yes" for name, answer in answers.items() if answer}

    def lines(self):
        """A line for every change; one that is not answered yet stands as such, for without a line
        the stance on the whole would count for it.
        """
        rows = []
        for change in self.changes:
            stance = self.cleaned_data[f"change-{change.pk}-stance"]
            text = self.cleaned_data[f"change-{change.pk}-text"]
            rows.append({"change": change.pk, "stance": stance, "text": text})
        return rows

    # ---- its parts, as the page shows them ----

    def boxes_of_change(self, change):
        at = f"change-{change.pk}"
        return {"stance": self[f"{at}-stance"], "text": self[f"{at}-text"]}

    def boxes_of_capacity(self):
        return [self[f"capacity-{name}"] for name in CAPACITY if f"capacity-{name}" in self.fields]

    def open_boxes(self):
        """[(the box, what is still to be said there)] of what stands in the form now."""
        lacking = []
        for change in self.changes:
            box = self[f"change-{change.pk}-stance"]
            if not box.value():
                lacking.append((box, f"第{change.number}条的意见"))
        for box in self.boxes_of_capacity():
            if not box.value():
                lacking.append((box, f"承接能力：{box.label}"))
        if "willingness" in self.fields and not self["willingness"].value():
            lacking.append((self["willingness"], "承接意愿"))
        return lacking

    def stance_so_far(self):
        stances = [self[f"change-{change.pk}-stance"].value() or "" for change in self.changes]
        return dict(Stance.choices).get(strictest(stances), "")


STRICTEST_FIRST = (Stance.OBJECT, Stance.AGREE_IF, Stance.NO_COMMENT, Stance.AGREE)


def strictest(stances):
    """The stance on the whole that follows from those on its changes; "" where there is none."""
    said = set(stances)
    return next((stance for stance in STRICTEST_FIRST if stance in said), "")


def line_fields(change):
    at = f"change-{change.pk}"
    return {
        f"{at}-stance": radios(f"对第{change.number}条", Stance.choices),
        f"{at}-text": long_field("理由，或者怎样修改", rows=2),
    }


def opinion_initial(opinion, changes):
    """{name of the box: what stands in it} of what a unit said so far."""
    values = {"text": opinion.text, "willingness": opinion.willingness}
    values |= capacity_initial(opinion.capacity)
    for change in changes:
        values[f"change-{change.pk}-stance"] = opinion.stance
    for line in opinion.lines:
        values[f"change-{line['change']}-stance"] = line["stance"]
        values[f"change-{line['change']}-text"] = line["text"]
    return values


def capacity_initial(capacity):
    values = {}
    for name, answer in capacity.items():
        if answer is not None:
            values[f"capacity-{name}"] = "yes" if answer else "no"
    return values


class ReviewForm(PaperForm):
    """A township's line of the review: carried or not, the support kept or not, a word."""

    unit = select("以哪个单位的名义反馈", ())
    carried = radios("这一事项承接住了吗", HowFar.choices)
    support_kept = radios("承诺的保障兑现了吗", HowFar.choices)
    text = text_field("一句话说明（选填）", "不必附材料。", LONGEST_WORD)

    def __init__(self, *args, units=(), has_promises=True, papers=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].widget.choices = [("", "请选择"), *units]
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        if not has_promises:
            del self.fields["support_kept"]
        self.ask_for_paper(papers, "代录的必须有。")
        fill_in_nothing(self)

    def told(self):
        typed = self.cleaned_data
        told = {name: typed.get(name, "") for name in ("carried", "support_kept", "text")}
        if typed["unit"]:
            told["unit"] = {"township": typed["unit"]}
        if paper := self.number_of_paper():
            told["paper"] = paper
        return told
