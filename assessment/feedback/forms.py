"""The forms of feedback: of citizens, and of the clerk who writes down a call or a letter."""

from django import forms

from assessment.models import FeedbackChannel, FeedbackKind
from assessment.models.feedback import LONGEST_CONTACT, LONGEST_WORDS
from dutylist.organizations.models import Region
from dutylist.staff.move_forms import MoveForm, text_field
from dutylist.staff.sent_once import ONCE, mark_of, once_field
from items.register.picking import item_choices, item_field

SATISFIED = [("yes", "满意"), ("no", "不满意"), ("", "不评价")]
VALUES = {"yes": True, "no": False}
TRAP = "这一栏请留空。"
WRITTEN_DOWN = [pair for pair in FeedbackChannel.choices if pair[0] != FeedbackChannel.WEB]


def words_field(label, help_text=""):
    """A box for several lines; what is too long is refused by the service, and stays."""
    widget = forms.Textarea({"rows": 5})
    return forms.CharField(label=label, required=False, help_text=help_text, widget=widget)


class FeedbackForm(MoveForm):
    """What a citizen says. `website` is for programs alone: nobody sees it."""

    kind = forms.ChoiceField(
        label="哪一类", required=False, choices=FeedbackKind.choices, widget=forms.RadioSelect
    )
    text = words_field(
        "要说的内容", f"写明什么事、在哪里，最多{LONGEST_WORDS}字。不必写姓名、电话和身份证号码。"
    )
    satisfied = forms.ChoiceField(
        label="对答复", required=False, choices=SATISFIED, widget=forms.RadioSelect
    )
    contact = text_field(
        "联系方式（可以不填）",
        "只有经办人和承办单位能看到，办结满六个月清除。",
        longest=LONGEST_CONTACT,
    )
    website = text_field("网址（请留空）", longest=200, tabindex="-1")

    def __init__(self, *args, townships=(), has_answer=True, **kwargs):
        super().__init__(*args, action="feedback", **kwargs)
        self.fields[ONCE] = once_field()
        self.fields["text"].widget.attrs["maxlength"] = LONGEST_WORDS
        offered = [("", "不选")]
        for township in townships:
            offered.append((township.code, township.name))
        self.fields["township"] = forms.ChoiceField(
            label="所在地（可以不选）", required=False, choices=offered
        )
        if not has_answer:
            del self.fields["satisfied"]

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(TRAP)
        return ""

    def told(self):
        """What was typed, as the service takes it."""
        typed, told = self.cleaned_data, {}
        for name in ("kind", "text", "contact", "township"):
            told[name] = typed[name]
        told["satisfied"] = VALUES.get(typed.get("satisfied"))
        return told


class FollowForm(MoveForm):
    number = forms.IntegerField(
        label="编号", error_messages={"invalid": "编号是8位数字。"}, widget=forms.TextInput
    )
    code = text_field("查询码", longest=48, autocapitalize="characters")


class ReopenForm(MoveForm):
    number = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(max_length=48, widget=forms.HiddenInput)
    reason = words_field("还有什么没有解决")


class WrittenDownForm(MoveForm):
    """A call, a letter or a visit, as the clerk writes it down."""

    channel = forms.ChoiceField(label="来源", required=False, choices=WRITTEN_DOWN)
    kind = forms.ChoiceField(label="哪一类", required=False, choices=FeedbackKind.choices)
    township = forms.ChoiceField(label="所在地", required=False)
    item = item_field("涉及的事项（知道就选）")
    text = words_field("内容", f"最多{LONGEST_WORDS}字。不写姓名、电话和住址，写在联系方式里。")
    contact = text_field(
        "联系方式（没有就不填）",
        "只有经办人和承办单位能看到，办结满六个月清除。",
        longest=LONGEST_CONTACT,
    )

    def __init__(self, *args, county, **kwargs):
        super().__init__(*args, action="new", **kwargs)
        self.fields[ONCE] = once_field()
        offered = [("", "不清楚")]
        for township in Region.objects.valid().townships_of(county):
            offered.append((township.code, township.name))
        self.fields["township"].choices = offered
        self.fields["item"].widget.choices = item_choices(county)

    def told(self):
        typed = dict(self.cleaned_data)
        typed.pop("expect")
        typed.pop(ONCE)
        typed["item"] = typed["item"].strip() or None
        return typed

    def mark(self):
        """What stands for this sending of the form."""
        return mark_of(self.cleaned_data[ONCE], self.told())
