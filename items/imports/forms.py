"""The forms of an import: the file and whose it is, the decisions about alike rows, the reason."""

from django import forms

from dutylist.organizations.models import Region
from dutylist.organizations.words import words_for

from .matching import DECISIONS

REASON_LENGTH = 500


class UploadForm(forms.Form):
    """A workbook for one of the counties the clerk keeps the list of, or for one of their townships."""

    county = forms.ModelChoiceField(Region.objects.none(), label="导入到")
    township = forms.ModelChoiceField(Region.objects.none(), required=False)
    file = forms.FileField(
        label="工作簿（.xlsx）",
        help_text="一个文件可以有多个工作表、多张清单表格。涉密信息不得录入。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    create_departments = forms.BooleanField(
        required=False, label="新建名录中没有的部门", help_text="与已有部门名称相近的仍会报错，不会新建。"
    )
    cancel_absent = forms.BooleanField(
        required=False,
        label="取消文件中没有的事项",
        help_text="只涉及文件中已有的事项类型。不勾选时只列出，不作改动。",
    )

    def __init__(self, *args, counties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["county"].queryset = counties
        townships = Region.objects.valid().filter(parent__in=counties, level="township").order_by("code")
        self.fields["township"].queryset = townships
        self.fields["county"].empty_label = None
        if len(counties) == 1:
            self.fields["county"].initial = counties[0]
        words = words_for(counties[0])
        self.fields["township"].label = f"{words['townships']}报送的清单"
        self.fields["township"].empty_label = f"不是，是全{words['county']}的清单"
        self.fields["township"].help_text = "选择后，文件并入总清单：相同的事项只增加适用范围，不改动已有文字。"

    def clean(self):
        cleaned = super().clean()
        county, township = cleaned.get("county"), cleaned.get("township")
        if county and township and township.parent_id != county.pk:
            self.add_error("township", f"{township.name}不属于{county.name}，请重新选择。")
        return cleaned

    @property
    def switches(self):
        return {name: self.cleaned_data[name] for name in ("create_departments", "cancel_absent")}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="理由",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写入变更记录，例如：首次录入，依据示政发〔2026〕6号附件。",
        error_messages={"required": "请填写理由。"},
    )


def decisions_from(data, entries):
    """{row's key: decision} of the alike rows a page sent; one choice for all others that are still undecided."""
    for_all, chosen = data.get("all", ""), {}
    for entry in entries:
        sent = data.get(f"decision-{entry['key']}")
        if sent is not None:
            chosen[entry["key"]] = sent or for_all
        elif for_all and not entry["decision"]:
            chosen[entry["key"]] = for_all
    return {key: value for key, value in chosen.items() if value in (*DECISIONS, "")}


def decision_choices(township):
    """What may be said of a row that looks like an item of the list, as (value, words)."""
    if township:
        own = f"同一事项，作为{township.name}的个性化表述"
        new = f"另一事项，新增（适用于{township.name}）"
    else:
        own, new = "同一事项，改用文件中的文字", "另一事项，新增"
    return (("", "待定，暂不导入"), ("county_text", "同一事项，保留清单中的文字"), ("own_wording", own), ("new", new))
