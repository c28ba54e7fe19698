"""The form of a move, made from what the move declares: its facts, and the reason."""

from django import forms

from dutylist.staff.move_forms import MoveForm, day_field, long_field, text_field

from .facts import FactType

LONGEST = 200
UPLOAD_HINT = "没有上传过的，在这里选择扫描件，随本次办理一并上传，不超过 20 MB。"
YES_OR_NO = [("", "请选择"), ("yes", "是"), ("no", "否")]


class FactsForm(MoveForm):
    """Asks for the facts of one move and its reason. What is typed is judged where the move is made;
    a fact that can not be read stays as it was typed.

    `offered` is {name of a fact of rows: the `OfferedRow`s a person may tell something about},
    `attachments` [(number, words)] of those that may be told. A scan may be handed in with the
    form instead: `attach_with` attaches it and tells its number.
    """

    def __init__(self, data=None, files=None, *, choice, offered=None, attachments=(), **options):
        self.declared, self.offered = choice.facts, offered or {}
        self.attachments = attachments
        super().__init__(data, files, action=choice.action, **options)
        for fact in self.declared:
            self.fields |= self._fields_of(fact)
        label = "理由（必填）" if choice.needs_reason else "说明"
        self.fields["reason"] = long_field(label, rows=2)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def _fields_of(self, fact):
        """{name: field} of one fact."""
        if fact.type == FactType.ATTACHMENT:
            return self._fields_of_attachment(fact)
        fields = {}
        if fact.type != FactType.ROWS:
            for name in fact.names:
                fields[name] = field_of(fact, fact.label_of(name), fact.hint)
            return fields
        for row in self.offered.get(fact.name, ()):
            for column in columns_to_fill(fact, row):
                fields[row.field_name(fact, column)] = field_of(column, row.label, row.hint)
        return fields

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
                    told[fact.name] = rows
                continue
            for name in fact.names:
                told[name] = typed(fact, self.cleaned_data[name])
        return told

    def _rows(self, fact):
        """The offered rows about which something was typed."""
        rows = []
        for row in self.offered.get(fact.name, ()):
            values, is_written = dict(row.key), False
            for column in columns_to_fill(fact, row):
                text = self.cleaned_data[row.field_name(fact, column)]
                values[column.name] = typed(column, text)
                is_written = is_written or bool(text.strip())
            if is_written:
                rows.append(values)
        return rows


class OfferedRow:
    """A row of which a part stands already: the person fills in the other columns."""

    def __init__(self, key, label, hint=""):
        self.key, self.label, self.hint = key, label, hint

    def field_name(self, fact, column):
        named = "-".join(str(value or "") for value in self.key.values())
        return f"{fact.name}-{named}-{column.name}"


def columns_to_fill(fact, row):
    return [column for column in fact.columns if column.name not in row.key]


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
    widget = forms.Select(choices=choices)
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=LONGEST, widget=widget
    )


def upload_name(name):
    """The field in which the scan of an attachment is handed in with the move."""
    return f"{name}_file"


def typed(fact, text):
    """What was typed, as a value of the fact's type; as it is where it can not be read as one."""
    written = text.strip()
    if fact.type == FactType.BOOL:
        return {"yes": True, "no": False}.get(written)
    is_number = written.isascii() and written.isdigit()
    if fact.type in (FactType.INTEGER, FactType.ATTACHMENT) and is_number:
        return int(written)
    return text
