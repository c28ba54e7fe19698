"""The form of a move, made from what the move declares: its facts, and the reason."""

from dataclasses import dataclass, field

from django import forms

from dutylist.history.offering import OneOfMany
from dutylist.staff.move_forms import MoveForm, day_field, long_field, text_field

from .facts import FactType, is_told
from .refusals import Invalid

LONGEST = 200
NONE_ATTACHED = "还没有上传过的，请在下面上传。"
UPLOAD_HINT = "没有上传过的，在这里选择扫描件，随本次办理一并上传，不超过 20 MB。"
ONE_A_LINE = "one a line"  # offered for rows that are texts
YES_OR_NO = [("", "请选择"), ("yes", "是"), ("no", "否")]


class FactsForm(MoveForm):
    """Asks for the facts of one move and its reason. What is typed is judged where the move is
    made; a fact that can not be read stays as it was typed.

    `offered` is {name of a fact of rows: the `OfferedRow`s a person may tell something about, or
    `ONE_A_LINE` for rows that are texts}, `choices` {name of a fact: [(value, label)]} where a text
    is one of a few, `attachments` [(number, words)] of those that may be told. A scan may be handed
    in with the form instead: `attach_with` attaches it and tells its number.
    """

    def __init__(
        self,
        data=None,
        files=None,
        *,
        choice,
        offered=None,
        choices=None,
        attachments=(),
        **options,
    ):
        self.declared, self.offered = choice.facts, offered or {}
        self.choices = choices or {}
        self.names_of = {}  # of each fact, the boxes in which it is told
        self.attachments = attachments
        super().__init__(data, files, action=choice.action, **options)
        for fact in self.declared:
            fields = self._fields_of(fact)
            self.names_of[fact.name] = list(fields)
            self.fields |= fields
        label = "理由（必填）" if choice.needs_reason else "说明"
        self.fields["reason"] = long_field(label, rows=2)
        for box in self.fields.values():
            box.widget.attrs.setdefault("autocomplete", "off")

    def groups(self):
        """[`Group`] of the boxes as a page shows them: those of one row below its name."""
        groups, grouped = [], {"expect"}
        for fact in self.declared:
            grouped.update(self.names_of[fact.name])
            rows = self._offered_rows(fact)
            if rows:
                groups += [row.group(fact, self) for row in rows]
            else:
                groups += [Group([Box(self[name])]) for name in self.names_of[fact.name]]
        groups += [Group([Box(self[name])]) for name in self.fields if name not in grouped]
        return groups

    def _offered_rows(self, fact):
        if fact.type != FactType.ROWS:
            return ()
        offered = self.offered.get(fact.name, ())
        return () if offered == ONE_A_LINE else offered

    def offer_again(self, offered):
        """Takes the rows that are offered now, where the refusal of the move has brought a new one;
        what was typed and what was said of it stays.
        """
        for fact in self.declared:
            if fact.type != FactType.ROWS or fact.name not in offered:
                continue
            self.offered[fact.name] = offered[fact.name]
            fields = self._fields_of(fact)
            self.names_of[fact.name] = list(fields)
            for name, box in fields.items():
                self.fields.setdefault(name, box)

    def _fields_of(self, fact):
        """{name: field} of one fact."""
        if fact.type == FactType.ATTACHMENT:
            return self._fields_of_attachment(fact)
        if fact.name in self.choices:
            return {fact.name: choice_field(fact.label, "", self.choices[fact.name])}
        fields = {}
        if fact.type != FactType.ROWS:
            for name in fact.names:
                fields[name] = self._field_of_one(fact, name)
            return fields
        offered = self.offered.get(fact.name, ())
        if offered == ONE_A_LINE:
            return {fact.name: long_field(fact.label, "每行填写一项。", rows=3)}
        for row in offered:
            fields |= row.fields(fact)
        return fields

    def _field_of_one(self, fact, name):
        """The field of one of the several names of a fact, or of its only one."""
        if name in self.choices:
            return choice_field(fact.label_of(name), fact.hint, self.choices[name])
        return field_of(fact, fact.label_of(name), fact.hint)

    def _fields_of_attachment(self, fact):
        """One to choose from what is attached already, and one to hand in a new scan."""
        fields = {}
        for name in fact.names:
            label = fact.label_of(name)
            fields[name] = attachment_field(label, fact.hint, self.attachments)
            fields[upload_name(name)] = forms.FileField(
                label=f"上传{label}", required=False, help_text=UPLOAD_HINT
            )
        return fields

    def attach_with(self, name, attach):
        """Attaches the scan that was handed in for a fact; from then on it is the chosen one, so
        that it need not be handed in again when the move is refused.
        """
        upload = self.cleaned_data.get(upload_name(name))
        if not upload:
            return
        number = str(attach(upload))
        self.cleaned_data[name] = number
        self.data = self.data.copy()
        self.data[name] = number
        widget = self.fields[name].widget
        widget.choices = [*widget.choices, (number, upload.name)]

    def names_of_attachments(self):
        """The facts of this form that are attachments."""
        names = []
        for fact in self.declared:
            if fact.type == FactType.ATTACHMENT:
                names += fact.names
        return names

    def facts(self):
        """The facts as they were typed, each as a value of its type where it can be read as one."""
        told = {}
        for fact in self.declared:
            if fact.type == FactType.ROWS:
                if rows := self._rows(fact):
                    told[fact.name] = [values for _row, values in rows]
                continue
            for name in fact.names:
                told[name] = typed(fact, self.cleaned_data[name])
        return told

    def _rows(self, fact):
        """[(offered row, values)] of those about which something was typed; the lines of a box."""
        offered = self.offered.get(fact.name, ())
        if offered == ONE_A_LINE:
            lines = self.cleaned_data[fact.name].splitlines()
            return [(None, line.strip()) for line in lines if line.strip()]
        rows = []
        for row in offered:
            if written := row.written(fact, self.cleaned_data):
                rows.append((row, {**row.key, **written}))
        return rows

    def refuse(self, refusal):
        """Puts each sentence at its box, that of a row at the box of the row."""
        if hasattr(refusal, "errors"):
            placed = {}
            for path, sentence in refusal.errors.items():
                box = self._box_at(path)
                placed[box] = placed.get(box, "") + sentence
            refusal = Invalid(placed, refusal.code)
        super().refuse(refusal)

    def _box_at(self, path):
        """The name of the box in which what stands at a path was typed; the path where there is
        none.
        """
        name, _, rest = (path or "").partition(".")
        number, _, column = rest.partition(".")
        for fact in self.declared:
            if fact.name != name or not number.isdigit():
                continue
            rows = self._rows(fact)
            row = rows[int(number)][0] if int(number) < len(rows) else None
            if row:
                return row.box_at(fact, column)
        return path


@dataclass
class Box:
    """One box on the page. `label` says it below the name of its row; else the field's own does."""

    field: forms.BoundField
    label: str = ""


@dataclass
class Group:
    """The boxes of one row below its name, or one box that stands for itself. Those of an object
    are `folded` under `fold` until one of them is needed.
    """

    boxes: list
    label: str = ""
    folded: list = field(default_factory=list)
    fold: str = ""

    @property
    def is_unfolded(self):
        boxes = [box.field for box in self.folded]
        return any(box.errors or (box.value() or "") != (box.initial or "") for box in boxes)


class OfferedRow:
    """A row of which a part stands already: the person fills in the other columns.

    `choices` is {column: [(value, label)]} where a column is one of a few, `members` {column: its
    `Fact`s} for a column that is an object, asked for member by member; one without is not asked.
    `makes` is {column: what makes the object of the members that were typed}, where it is not they.
    `name` tells rows apart whose key does not. `starting` is {column or column-member: the text
    that stands there at first}: left as it is, it is not told. `fold` are the words under which the
    boxes of objects are folded away.
    """

    def __init__(
        self,
        key,
        label,
        hint="",
        *,
        name="",
        choices=None,
        members=None,
        makes=None,
        starting=None,
        fold="",
    ):
        self.key, self.label, self.hint, self.name = key, label, hint, name
        self.choices, self.members, self.makes = choices or {}, members or {}, makes or {}
        self.starting, self.fold = starting or {}, fold

    def stem(self, fact):
        named = self.name or "-".join(str(value or "") for value in self.key.values())
        return f"{fact.name}-{named}"

    def field_name(self, fact, column):
        return f"{self.stem(fact)}-{column.name}"

    def fields(self, fact):
        """{name: field} of the columns to fill in; where they are several, each says its own."""
        columns, fields = self.columns(fact), {}
        is_one = len(columns) == 1 and not self.members
        for column in columns:
            label = self.label if is_one else f"{self.label}：{column.label}"
            name = self.field_name(fact, column)
            if column.name in self.choices:
                fields[name] = choice_field(label, self.hint, self.choices[column.name])
            elif column.type == FactType.OBJECT:
                for member in self.members[column.name]:
                    label = f"{self.label}：{member.label}"
                    fields[f"{name}-{member.name}"] = field_of(member, label, member.hint)
            else:
                fields[name] = field_of(column, label, self.hint if is_one else column.hint)
        for place, text in self.starting.items():
            fields[f"{self.stem(fact)}-{place}"].initial = text
        return fields

    def group(self, fact, form):
        """The boxes of the row on the page; a single one says all in its own label."""
        columns = self.columns(fact)
        boxes, folded = [], []
        for column in columns:
            name = self.field_name(fact, column)
            if column.type != FactType.OBJECT:
                boxes.append(Box(form[name], column.label))
                continue
            place = folded if self.fold else boxes
            for member in self.members[column.name]:
                place.append(Box(form[f"{name}-{member.name}"], member.label))
        if len(boxes) == 1 and not folded:
            return Group([Box(boxes[0].field)])
        return Group(boxes, self.label, folded, self.fold)

    def columns(self, fact):
        """The columns that are asked: an object only where its members are known."""
        columns = columns_to_fill(fact, self)
        return [c for c in columns if c.type != FactType.OBJECT or c.name in self.members]

    def written(self, fact, typed_texts):
        """{column: value} of what was typed about the row."""
        values = {}
        for column in self.columns(fact):
            name = self.field_name(fact, column)
            if column.type == FactType.OBJECT:
                value = self._object(fact, column, name, typed_texts)
            else:
                value = typed(column, self._altered(fact, name, typed_texts))
            if is_told(value) and value != {}:
                values[column.name] = value
        return values

    def _altered(self, fact, name, typed_texts):
        """What was typed in a box; "" where it says what stood there at first."""
        text = typed_texts[name].replace("\r\n", "\n")
        first = self.starting.get(name.removeprefix(f"{self.stem(fact)}-"), "")
        return "" if text.strip() == first.strip() else text

    def _object(self, fact, column, name, typed_texts):
        """The members of an object that were typed."""
        value = {}
        for member in self.members[column.name]:
            text = self._altered(fact, f"{name}-{member.name}", typed_texts)
            if text.strip():
                value[member.name] = typed(member, text)
        if value and column.name in self.makes:
            return self.makes[column.name](value)
        return value

    def box_at(self, fact, path):
        """The box of a path below the row; its first one where the path names none."""
        fields = list(self.fields(fact))
        wanted = f"{self.stem(fact)}-{path.replace('.', '-')}"
        return wanted if wanted in fields else fields[0]


def columns_to_fill(fact, row):
    return [column for column in fact.columns if column.name not in row.key]


def choice_field(label, hint, choices):
    """One of a few; what is no choice of the list is judged where the move is made."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        widget=OneOfMany(choices=[("", "请选择"), *choices]),
    )


def field_of(fact, label, hint):
    """The field in which a fact is typed."""
    if fact.type == FactType.DAY:
        return day_field(label, hint)
    if fact.type == FactType.BOOL:
        return forms.ChoiceField(label=label, help_text=hint, choices=YES_OR_NO, required=False)
    if fact.is_long:
        return long_field(label, hint, rows=2)
    if fact.type == FactType.INTEGER:
        return text_field(label, hint, LONGEST, inputmode="numeric")
    return text_field(label, hint, LONGEST)


def attachment_field(label, hint, attachments):
    """One of what is attached. Another number is judged where the move is made."""
    choices = [("", "请选择，或者在下面上传"), *attachments]
    widget = OneOfMany(choices=choices)
    field = forms.CharField(
        label=label, help_text=hint, required=False, max_length=LONGEST, widget=widget
    )
    field.missing = f"{hint}{NONE_ATTACHED}"
    return field


def upload_name(name):
    """The field in which the scan of an attachment is handed in with the move."""
    return f"{name}_file"


def typed(fact, text):
    """What was typed, as a value of the fact's type; as it is where it can not be read as one."""
    written = text.strip()
    if fact.type == FactType.BOOL:
        return {"yes": True, "no": False}.get(written)
    if fact.type == FactType.OBJECT and ":" in written:
        name, _, value = written.partition(":")  # of a box of choices: an object of one member
        return {name: value}
    is_number = written.isascii() and written.isdigit()
    if fact.type in (FactType.INTEGER, FactType.ATTACHMENT) and is_number:
        return int(written)
    return text
