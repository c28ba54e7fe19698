"""The forms of an import: the file and whose it is, the decisions about alike rows, the reason."""

from django import forms

from dutylist.organizations.models import Region
from dutylist.organizations.words import words_for
from items.imports.matching.rows import DECISIONS
from items.imports.reading.safety import MAX_FILE_BYTES

REASON_LENGTH = 500
EMPTY = "“{}”是空的，没有任何内容，请重新选择。"
TOWNSHIP_HELP = (
    "不选的，文件写明是一个单位的，识别后先问您。选择后，文件并入总清单：相同的事项只增加适用范围，不改动已有文字。一次选多个文件时不必选，按文件逐个识别；"
    "一个文件里有多个单位的清单时，按工作表和标题分给各单位。"
)
ENDINGS = (".xlsx", ".xls", ".ods", ".et", ".docx", ".csv", ".txt", ".html", ".htm", ".json")


class FilesField(forms.FileField):
    """One file or several; every one of them is looked at."""

    widget = type("FilesInput", (forms.ClearableFileInput,), {"allow_multiple_selected": True})

    def clean(self, data, initial=None):
        files = [data]
        if isinstance(data, (list, tuple)):
            files = data or [None]
        empty = [EMPTY.format(file.name) for file in files if file and not file.size]
        if empty:
            raise forms.ValidationError(empty)
        cleaned = []
        for file in files:
            cleaned.append(super().clean(file, initial))
        return cleaned


class UploadForm(forms.Form):
    """A workbook for one of the counties the clerk keeps the list of, or for one of their
    townships.
    """

    county = forms.ModelChoiceField(Region.objects.none(), label="导入到")
    township = forms.ModelChoiceField(Region.objects.none(), required=False)
    file = FilesField(
        label="文件",
        help_text=(
            "可选一个或多个，也可选一个压缩包（.zip）。支持 Excel、WPS 表格和 Word，以及本系统导出的 JSON："
            f"{'、'.join(ENDINGS)}，"
            f"每个不超过 {MAX_FILE_BYTES // 2**20} MB。涉密信息不得录入。"
        ),
        error_messages={
            "required": "请选择要导入的文件。",
            "missing": "请选择要导入的文件。",
        },
    )
    create_departments = forms.BooleanField(
        required=False,
        label="新建名录中没有的部门",
        help_text="与已有部门名称相近的仍会报错，不会新建。",
    )
    cancel_absent = forms.BooleanField(
        required=False,
        label="取消文件中没有的事项",
        help_text="只涉及文件中已有的事项类型。不勾选时只列出，不作改动。",
    )

    def __init__(self, *args, counties, before=None, **kwargs):
        super().__init__(*args, **kwargs)
        if before:
            self.initial |= choices_of(before)
        self.fields["file"].widget.attrs["accept"] = ",".join((*ENDINGS, ".zip"))
        self.fields["county"].queryset = counties
        townships = (
            Region.objects.valid().filter(parent__in=counties, level="township").order_by("code")
        )
        self.fields["township"].queryset = townships
        self.fields["county"].empty_label = None
        if len(counties) == 1:
            self.fields["county"].initial = counties[0]
            self.fields["county"].widget = forms.HiddenInput()
        words = words_for(counties[0])
        self.fields["township"].label = f"是不是{words['townships']}报送的清单"
        self.fields[
            "township"
        ].empty_label = f"不选：文件没有写明单位的，是全{words['county']}的清单"
        self.fields["township"].help_text = TOWNSHIP_HELP

    def clean(self):
        cleaned = super().clean()
        county, township = cleaned.get("county"), cleaned.get("township")
        if county and township and township.parent_id != county.pk:
            self.add_error("township", f"{township.name}不属于{county.name}，请重新选择。")
        return cleaned

    @property
    def switches(self):
        return {name: self.cleaned_data[name] for name in ("create_departments", "cancel_absent")}


def choices_of(job):
    """What was chosen for an earlier import, for the mended file that follows it."""
    choices = {"county": job.county, "township": job.township}
    for name in ("create_departments", "cancel_absent"):
        choices[name] = job.options.get(name, False)
    return choices


class WhoseForm(forms.Form):
    """Whose list a single file is that names a township: one of the county's townships, or the
    county itself.
    """

    whose = forms.ChoiceField(
        label="这是哪个单位的清单",
        error_messages={
            "required": "请选定是哪个单位的清单。",
            "invalid_choice": "请从列出的单位中选择。",
        },
    )

    def __init__(self, *args, county, said, townships, now="", **kwargs):
        super().__init__(*args, **kwargs)
        why = "文件写明"
        if said.get("only_sent"):
            why = "收文单位"
        named, others = [], []
        for township in townships:
            if township.code in said["townships"]:
                named.append((township.code, f"{township.name}（{why}）"))
            else:
                others.append((township.code, township.name))
        whole = (county.code, f"{county.name}的总清单")
        chosen, blank = now or said["likely"], []
        if not chosen:
            blank = [("", "请选择")]
        self.fields["whose"].choices = [*blank, *named, whole, *others]
        self.fields["whose"].initial = chosen
        self.fields["whose"].help_text = (
            f"选单位的，并入{county.name}的总清单：相同的事项只增加适用范围，不改动已有文字。"
            f"选总清单的，文件中的文字就是全{words_for(county)['county']}的文字，"
            "没有写明适用范围的事项适用于所有单位。"
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="理由",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写入变更记录，例如：首次录入，依据示政发〔2026〕6号附件。",
        error_messages={"required": "请填写理由。"},
    )


class UndoForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "写入变更记录，例如：文件拿错了，改正后重新导入。"


def decisions_from(data, pairs):
    """{row's key or group: decision} a page sent; one choice for all others that are still
    undecided.
    """
    for_all, chosen = data.get("all", ""), {}
    for pair in pairs:
        decision = data.get(f"decision-{pair['input']}")
        if decision is not None:
            decision = decision or for_all
        elif for_all and not pair["decision"]:
            decision = for_all
        if decision in (*DECISIONS, ""):
            chosen[pair["input"]] = decision
    return chosen


def decision_choices(township, *, many=False):
    """What may be said of a row that looks like an item of the list, as (value, words, what it
    means).
    """
    if township or many:
        name = "各自单位"
        if township:
            name = township.name
        own = (f"{name}自有表述", f"同一事项，{name}用自己的文字")
        new = ("新事项", f"新增，只适用于{name}")
    else:
        own = ("改用文件文字", "同一事项，清单改用文件中的文字")
        new = ("新事项", "另外新增一项")
    return (
        ("", "待定", "暂不导入"),
        ("county_text", "与全县文本相同", "同一事项，保留清单中的文字"),
        ("own_wording", *own),
        ("new", *new),
    )
