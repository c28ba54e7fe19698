"""The form of a row of a register, made from its members."""

from dutylist.staff.move_forms import MoveForm
from dutylist.workflow.refusals import Invalid

from .fields import Place


class RowForm(MoveForm):
    """Asks for the members; what is typed the service judges, with its sentences at the boxes."""

    def __init__(self, *args, register, county, user, row=None, **kwargs):
        self.members = register.amended_fields if row else register.fields
        self.row = row
        initial = {}
        if row is not None:
            initial = {"expect": row.version}
            initial |= {one.name: one.initial(row) for one in self.members}
        super().__init__(*args, action="row", initial=initial, **kwargs)
        place = Place(county, user)
        for one in self.members:
            box = one.box(place)
            box.widget.attrs.setdefault("autocomplete", "off")
            self.fields[one.name] = box

    @property
    def boxes(self):
        return [self[one.name] for one in self.members]

    def told(self):
        """What was typed, as the service takes it."""
        return {one.name: one.typed(self.cleaned_data[one.name]) for one in self.members}

    def refuse(self, refusal):
        """What is wrong below a member stands at its box."""
        if hasattr(refusal, "errors"):
            placed = {}
            for path, sentence in refusal.errors.items():
                name = (path or "").partition(".")[0]
                placed[name] = placed.get(name, "") + sentence
            refusal = Invalid(placed, refusal.code)
        super().refuse(refusal)
