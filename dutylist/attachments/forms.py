"""The forms of attachments: a file with its kind, and the reason for taking one back."""

from django import forms

from dutylist.staff.refusable_forms import ServiceForm

from .models import AttachmentKind
from .storage import MAX_FILE_BYTES, TOO_BIG

HELP = "PDF、OFD、图片、Office 和 WPS 文档、文本，不超过 20 MB，不含宏。涉密信息不得上传。"


class UploadForm(ServiceForm):
    required_sentence = "请选择{}。"

    file = forms.FileField(label="文件", help_text=HELP, allow_empty_file=True)
    kind = forms.ChoiceField(label="种类", choices=[("", "请选择"), *AttachmentKind.choices])

    def __init__(self, *args, papers=(), **kwargs):
        """`papers` are those that are asked for of the subject."""
        super().__init__(*args, auto_id="attachment_%s", **kwargs)
        if papers:
            choices = [("", "其他材料"), *((paper, paper) for paper in papers)]
            self.fields["paper"] = forms.ChoiceField(
                label="对应材料",
                choices=choices,
                required=False,
                help_text="申请的情形要求的材料，请在此选择是哪一份。",
            )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(TOO_BIG)
        return file


class WithdrawForm(ServiceForm):
    reason = forms.CharField(label="撤回理由（必填）", required=False, max_length=500)
