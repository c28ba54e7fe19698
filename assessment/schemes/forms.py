"""The forms of schemes on the desk: the scheme with its indicators, without a script; an upload."""

import re

from django import forms

from assessment.models import Bearer
from assessment.schemes.telling import INDICATOR_TEXTS
from dutylist.history.offering import OneOfMany
from dutylist.staff.move_forms import MoveForm, long_field, text_field
from items.register.picking import SeveralItems, codes_within

SPARE_ROWS = 3
WHOLE = ("title", "year", "bearer", "total_points", "days", "frequency", "document_number", "notes")


def whole_number(text):
    """A number as it was typed, as a value where it can be read as one."""
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    if re.fullmatch(r"-?\d{1,9}\.\d{1,9}", text):
        return float(text)
    return text


class SchemeForm(MoveForm):
    """A scheme with its indicators, some empty ones behind them; `owners` are [(key, words)]."""

    owner = forms.CharField(label="制定单位", required=False, widget=forms.Select)
    title = text_field("方案名称", longest=200)
    year = text_field("年度", longest=6, inputmode="numeric")
    bearer = forms.CharField(
        label="考核对象", required=False, widget=OneOfMany(choices=Bearer.choices)
    )
    total_points = text_field("总分（选填）", longest=12, inputmode="decimal")
    days = text_field("考核天数（选填）", longest=6, inputmode="numeric")
    frequency = text_field("考核频次（选填）", "例如：每年一次。", longest=80)
    document_number = text_field("文号（选填）", longest=100)
    notes = long_field("结果运用和其他说明（选填）", rows=3)

    def __init__(self, *args, owners=(), rows=(), **kwargs):
        super().__init__(*args, action="scheme", **kwargs)
        if len(owners) > 1:
            self.fields["owner"].widget.choices = owners
        else:
            del self.fields["owner"]
        self.rows = rows
        for place, row in enumerate(rows):
            self.fields |= indicator_fields(place, row)

    def told(self):
        """What was typed, as the service takes it; an indicator left empty is none."""
        typed = self.cleaned_data
        told = {name: typed[name] for name in WHOLE}
        for name in ("year", "total_points", "days"):
            told[name] = whole_number(typed[name])
        told["bearer"] = typed["bearer"] or Bearer.TOWNSHIP.value
        told["indicators"], self.places = [], []
        for place in range(len(self.rows)):
            if row := self.row_told(place):
                told["indicators"].append(row)
                self.places.append(place)
        return told

    def row_told(self, place):
        typed = self.cleaned_data
        texts = {name: typed[f"i{place}-{name}"] for name in INDICATOR_TEXTS}
        weight, codes = typed[f"i{place}-weight"], typed[f"i{place}-items"]
        if not any(text.strip() for text in (*texts.values(), weight, codes)):
            return None
        number = typed[f"i{place}-number"]
        return {
            **texts,
            "number": int(number) if number and number.isdecimal() else None,
            "weight": whole_number(weight),
            "bearer": typed[f"i{place}-bearer"] or None,
            "items": codes_within(codes) or None,
        }

    def refuse(self, refusal):
        """Puts each fault of an indicator at its own box."""
        errors = getattr(refusal, "errors", None)
        if errors:
            refusal.errors = {self.box_at(path): text for path, text in errors.items()}
        super().refuse(refusal)

    def box_at(self, path):
        parts = path.split(".")
        if parts[0] != "indicators" or len(parts) < 3 or not parts[1].isdigit():
            return path
        return f"i{self.places[int(parts[1])]}-{parts[2]}"

    def parts(self):
        """[(place, name, boxes that are always asked, boxes that are folded away)]"""
        found = []
        for place, row in enumerate(self.rows):
            boxes = [self[f"i{place}-{name}"] for name in ASKED]
            folded = [self[f"i{place}-{name}"] for name in FOLDED]
            is_open = any(box.value() or box.errors for box in folded)
            found.append((row.get("number"), row.get("name"), boxes, folded, is_open))
        return found

    def whole(self):
        names = [name for name in ("owner", *WHOLE) if name in self.fields]
        return [self[name] for name in names]


OFFERED_ITEMS = "offered-items"
ASKED = ("name", "text", "weight", "lead", "method", "items")
FOLDED = ("frequency", "bearer", "basis", "document_number")


def indicator_fields(place, row):
    """The boxes of one indicator; `row` is what stands of it, with what is `suggested`."""
    choices = [("", "同整个方案"), *Bearer.choices]
    bearer = OneOfMany(choices=choices)
    boxes = {
        "number": forms.CharField(required=False, widget=forms.HiddenInput),
        "name": text_field("指标", longest=300),
        "text": long_field("考核内容", rows=2),
        "weight": text_field("分值", longest=12, inputmode="decimal"),
        "lead": text_field("牵头单位", longest=120),
        "method": long_field("考核方式", rows=2),
        "items": items_field(row),
        "frequency": text_field("频次", longest=80),
        "bearer": forms.CharField(label="考核对象", required=False, widget=bearer),
        "basis": text_field("依据", longest=4000),
        "document_number": text_field("依据的文号", longest=100),
    }
    fields = {}
    for name, box in boxes.items():
        value = row.get(name)
        box.initial = "、".join(value) if isinstance(value, list) else value
        box.widget.attrs.setdefault("autocomplete", "off")
        fields[f"i{place}-{name}"] = box
    return fields


def items_field(row):
    """A box for each item that an indicator is of; what they offer stands once on the page."""
    hint = f"每格一个事项，从列出的事项中选。{suggested_words(row)}"
    box = text_field("对应的事项", hint, 300)
    box.widget = SeveralItems(list_id=OFFERED_ITEMS)
    return box


def suggested_words(row):
    """What it may be of, to be typed or left: 可能是 99012100046 落实河湖长制."""
    found = [f"{one['code']} {one['name']}" for one in row.get("suggested") or ()]
    return f"可能是：{'；'.join(found[:2])}。" if found else ""


class UploadForm(MoveForm):
    """The office's workbook of a scheme."""

    owner = forms.CharField(label="制定单位", required=False, widget=forms.Select)
    year = text_field(
        "年度（选填）", "不填的，取表格标题中的年份。", longest=6, inputmode="numeric"
    )
    file = forms.FileField(
        label="方案的表格",
        required=False,
        help_text="支持 Excel、WPS 表格、Word 和 CSV：.xlsx、.xls、.ods、.et、.docx、.csv。涉密信息不得录入。",
    )

    def __init__(self, *args, owners=(), is_revised=False, **kwargs):
        super().__init__(*args, action="upload", **kwargs)
        if len(owners) > 1:
            self.fields["owner"].widget.choices = owners
        else:
            del self.fields["owner"]
        if is_revised:
            del self.fields["year"]
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.xls,.ods,.et,.docx,.csv"
