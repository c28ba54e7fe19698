"""The form of one page of a county's rules: filled in with what holds, it writes what changes."""

from dataclasses import dataclass, field

from django import forms

from dutylist.staff.forms import VerbForm

from ..models import CountyPolicy
from ..policies import policy_groups, ruled
from ..policy_shapes import Rows
from .policy_fields import blocks_of, free_codes, typed, typed_rows

RESET = "reset"
NOTHING_CHANGED = "没有改动。请修改后再保存。"


@dataclass
class RuleShown:
    """One rule on the page: its words, its ground, its boxes in blocks."""

    line: object
    words: str
    blocks: list
    reset: object = None

    @property
    def is_sole(self):
        """Whether its one box is called as the rule is: the heading says it."""
        return len(self.blocks) == 1 and len(self.blocks[0].fields) == 1


@dataclass
class BlockShown:
    title: str
    fields: list = field(default_factory=list)


class RulesForm(VerbForm):
    """`group` is the page. A box left empty takes the default."""

    group = ""
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def prepare(self):
        self.blocks = {}
        reason = self.fields.pop("reason")
        for line in self.lines():
            self.blocks[line.key] = blocks_of(line, self.subject.value(line.key))
            for block in self.blocks[line.key]:
                self.fields |= block.fields
            if line.key in self.subject.values:
                self.fields[f"{line.key}.{RESET}"] = reset_box(line)
        self.fields["reason"] = reason
        self.initial["seen"] = self.subject.mark_of_values

    def lines(self):
        return next(lines for group, lines in policy_groups() if group.name == self.group)

    def clean(self):
        """-> what the verb takes: the rules that change, as they were seen."""
        cleaned = super().clean()
        values = {}
        for line in self.lines():
            if not self.is_wrong(line):
                values |= self.changed(line, cleaned)
        self.changes = values
        if not values and not self.errors:
            self.add_error(None, NOTHING_CHANGED)
        return {"values": values, "seen": cleaned.get("seen"), "reason": cleaned.get("reason")}

    def is_wrong(self, line):
        return any(name.partition(".")[0] == line.key for name in self.errors)

    def changed(self, line, cleaned):
        """{key: value} of a rule that is to hold otherwise; None takes the default back."""
        if cleaned.get(f"{line.key}.{RESET}"):
            return {line.key: None}
        value, holds = self.value_of(line, cleaned), self.subject.value(line.key)
        if value is None:
            return {line.key: None} if line.key in self.subject.values else {}
        if not line.faults(value) and line.shape.clean(value) == line.shape.clean(holds):
            return {}
        return {line.key: value}

    def value_of(self, line, cleaned):
        if not isinstance(line.shape, Rows):
            return typed(line.shape, line.key, cleaned)
        rows = self.subject.value(line.key)
        codes = [*rows, *free_codes(line.shape, rows)]
        return typed_rows(line.shape, line.key, codes, cleaned)

    def refuse(self, refusal):
        """What is refused stands at its box, or at the first box within it."""
        for path, sentence in getattr(refusal, "errors", {None: refusal.sentence}).items():
            self.add_error(self.box_at(path), sentence)

    def box_at(self, path):
        if path is None or path in self.fields:
            return path
        within = [name for name in self.fields if name.startswith(f"{path}.")]
        return next(iter(within), None)

    # ---- what the page shows ----

    def rules(self):
        """[`RuleShown`] of the page."""
        rules = []
        for line in self.lines():
            blocks = [self.shown_block(block) for block in self.blocks[line.key]]
            reset = f"{line.key}.{RESET}"
            shown = RuleShown(line, line.words(self.subject.values), blocks)
            if reset in self.fields:
                shown.reset = self[reset]
            rules.append(shown)
        return rules

    def shown_block(self, block):
        return BlockShown(block.title, [self[name] for name in block.fields])

    def told(self):
        """What the rules come to, with what was typed where anything was."""
        for group, _lines in policy_groups():
            if group.name == self.group and group.told:
                return group.told(self.policy_typed())
        return ()

    def policy_typed(self):
        changes = getattr(self, "changes", {})
        sound = {}
        for line in self.lines():
            if line.key in changes and not line.faults(changes[line.key]):
                sound[line.key] = changes[line.key]
        return CountyPolicy(region=self.subject.region, values=ruled(self.subject.values, sound))


def reset_box(line):
    """Takes the default back, whatever stands in the boxes of the rule."""
    return forms.BooleanField(
        label=f"“{line.label}”恢复通用值，不再另行规定",
        required=False,
        help_text=f"通用值：{line.shape.words(line.value)}",
    )


def form_of(group):
    """The form of one page."""
    return type(f"RulesOf{group.name.title()}", (RulesForm,), {"group": group.name})
