"""The form of the export page: whose list, which one, what of it, how it is written. It is sent as
an address.
"""

from django import forms
from django.utils import timezone

from dutylist.organizations.models import Region
from dutylist.organizations.words import words_for
from dutylist.staff.nothing_offered import say_what_is_missing
from items.permissions import READERS
from items.printed.files import FLAT, NAMES, NO_FLAT
from items.published.listings import DRAFT_LABEL
from items.published.lists import documents_of_county

from .wanted import Wanted

ALL = "all"
IN_FORCE, ON_DAY, DRAFT = "now", "day", "draft"
LAYOUT_NAMES = (
    ("official", "印发格式：分表、分类别，与纸质清单一致"),
    ("flat", "逐项一行：含全部字段，便于统计和修改后再导入"),
)
NOT_PUBLISHED = "还没有公布过清单，由经办人起草、公布以后才能导出。"
RECEIVERS = (("", "承接部门、工作方式分为两列"), ("merged", "合为“承接部门及工作方式”一列"))


class ExportForm(forms.Form):
    place = forms.ChoiceField(label="清单")
    version = forms.ChoiceField(label="版本")
    on = forms.DateField(
        required=False,
        label="日期",
        help_text="版本选“某一天的清单”时填写。",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "不是日期，请按 2026-01-31 的格式填写。"},
    )
    full = forms.ChoiceField(
        choices=(("", "公开本"), ("full", "全本（含不予公开的事项，限内部使用）")),
        required=False,
        label="内容",
    )
    form = forms.ChoiceField(choices=tuple(NAMES.items()), label="文件格式")
    layout = forms.ChoiceField(choices=LAYOUT_NAMES, label="版式")
    receivers = forms.ChoiceField(choices=RECEIVERS, required=False, label="收回事项表")

    def __init__(self, *args, county, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.county, words = county, words_for(county)
        townships = Region.objects.valid().filter(parent=county, level="township").order_by("code")
        self.names = {place.code: place.name for place in townships}
        every = f"全部{len(self.names)}个{words['townships']}，各一份（压缩包）"
        self.fields["place"].choices = [
            ("", f"{county.name}总清单"),
            (ALL, every),
            *self.names.items(),
        ]
        self.fields["place"].required = False
        self.fields["version"].choices = self.versions(user)
        say_what_is_missing(self.fields, {"version": NOT_PUBLISHED})
        for field in self.fields.values():
            if hasattr(field, "choices"):
                field.initial = next(iter(dict(field.choices)), "")
            else:
                field.initial = None
            field.error_messages["invalid_choice"] = "请从列出的选项中选择。"

    def versions(self, user):
        today, documents = timezone.localdate(), documents_of_county(self.county.code)
        choices = []
        if documents:
            choices = [(IN_FORCE, "现行有效的清单"), (ON_DAY, "某一天的清单")]
        choices += [
            (document.slug, self.version_words(document, today)) for document in reversed(documents)
        ]
        if user.standing().has(*READERS, county=self.county):
            choices.append((DRAFT, f"{DRAFT_LABEL}：登记的事项加上集中修订的拟调整内容"))
        return choices

    def version_words(self, document, today):
        if document.revoked(today):
            return f"{document.label}，已撤销"
        return f"{document.label}，自{document.effective_on:%Y-%m-%d}起施行"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("version") == ON_DAY and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", "请填写日期。")
        if cleaned.get("layout") == "flat" and cleaned.get("form") not in {*FLAT, "json", None}:
            self.add_error("layout", NO_FLAT)
        return cleaned

    @property
    def is_pack(self):
        return self.cleaned_data["place"] == ALL

    def wanted(self):
        data, version = self.cleaned_data, self.cleaned_data["version"]
        return Wanted(
            county=self.county,
            township="" if self.is_pack else data["place"],
            edition=version if version.startswith("v") else "",
            on=data["on"] if version == ON_DAY else None,
            draft=version == DRAFT,
            full=bool(data["full"]),
            form=data["form"],
            layout=data["layout"],
            merged_receivers=bool(data["receivers"]),
        )
