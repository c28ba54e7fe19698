"""The form of an off-list report, and the box of a receipt."""

from django import forms

from assessment.models import How
from assessment.models.off_list_reports import RECEIPT_LENGTH
from dutylist.organizations.models import Department
from dutylist.staff.move_forms import MoveForm, long_field, text_field
from dutylist.staff.nothing_offered import NO_DEPARTMENTS
from dutylist.staff.sent_once import ONCE, mark_of, once_field
from items.published.picking import public_choices
from items.register.picking import item_field

FILE_HINT = "最多五个。上传后自动去掉文件名和文件的作者、设备、位置信息；截图请遮住姓名和头像。"


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """None, one or several files."""

    widget = Files

    def clean(self, data, initial=None):
        cleaned = []
        for one in data or ():
            cleaned.append(super().clean(one, initial))
        return cleaned


class ReportForm(MoveForm):
    missing = {"department": NO_DEPARTMENTS}
    department = forms.ChoiceField(label="哪个部门交办的", required=False)
    how = forms.ChoiceField(
        label="怎么交办的", required=False, choices=How.choices, widget=forms.RadioSelect
    )
    text = long_field("要求做什么", rows=4)
    item = item_field("清单里的事项（知道就选）")
    document_number = text_field("文号（有就填）", longest=60)
    file = SeveralFiles(
        label="材料（可以不传）", required=False, help_text=FILE_HINT, allow_empty_file=True
    )
    hide_me = forms.BooleanField(label="不让经办人看到我们单位", required=False, initial=True)

    def __init__(self, *args, township, townships=(), **kwargs):
        super().__init__(*args, action="report", **kwargs)
        self.fields[ONCE] = once_field()
        county = township.county
        names = Department.objects.filter(county=county).valid().order_by("position", "pk")
        choices = [(name, name) for name in names.values_list("name", flat=True)]
        self.fields["department"].choices = [("", "请选择"), *choices]
        self.fields["item"].widget.choices = public_choices(county)
        self.fields["text"].help_text = f"尽量不写{township.name}独有的地名、数字和人名。"
        self.fields["hide_me"].label = f"不让经办人看到{township.name}"
        if len(townships) > 1:
            offered = [(one.code, one.name) for one in townships]
            self.fields["township"] = forms.ChoiceField(label="以哪个单位反映", choices=offered)

    def mark(self):
        """What stands for this sending of the form."""
        typed = self.cleaned_data
        return mark_of(typed[ONCE], self.told(), typed["file"])

    def told(self):
        """What was typed, as the service takes it."""
        typed, told = self.cleaned_data, {}
        for name in ("department", "how", "text", "document_number", "hide_me", "township"):
            if name in typed:
                told[name] = typed[name]
        told["item"] = typed["item"].strip() or None
        return told


class ReceiptForm(MoveForm):
    receipt = text_field("查询码", longest=4 * RECEIPT_LENGTH, autocapitalize="characters")
