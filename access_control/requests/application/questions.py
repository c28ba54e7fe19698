"""The questions of the application's page in their order, with what was found beside the field that
it is about, and where what is missing stands.
"""

import re
from dataclasses import dataclass, field

from django.utils import timezone

from access_control.models import Channel
from dutylist.history.days import day_words
from items.entry.fields import LABELS
from items.findings.registry import field_of

from .own_change import Way

QUOTED = re.compile("“([^”]+)”")
# The question that a finding belongs to, by its field; a field not listed is a question itself.
OF_FIELD = {"responsibilities": "department", "starts_on": "days", "ends_on": "days"}
# The first box of the question that a path of the services belongs to.
OF_PATH = {
    "title": "title",
    "reason": "reason",
    "ends_on": "days",
    "circumstance": "circumstance",
    "item.name": "name",
    "item.kind": "kind",
    "item.category": "category",
    "item.township_duty": "township_duty",
    "item.responsibilities": "department",
    "item.bases": "bases",
    "item.support": "support",
    "item.scope": "scope",
}
ANCHORS = {"title": "apply_title", "kind": "apply_item-kind"}


@dataclass
class Note:
    """A fact beside a field that is no finding: whether an act is valid, where to go instead."""

    text: str
    is_good: bool = False
    is_bad: bool = False
    rule: str = ""  # the finding that says the same


@dataclass
class Question:
    """One question: its boxes, or rows of boxes, and what is said beside it."""

    key: str
    title: str
    hint: str = ""
    boxes: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    number: int = 0
    depends_on_head: bool = False  # whether another unit or channel is asked otherwise

    @property
    def is_alone(self):
        """Whether one box is the whole question, so that its label is the question itself."""
        return len(self.boxes) == 1 and not self.rows and not self.boxes[0].use_fieldset

    @property
    def has_one_box(self):
        return len(self.boxes) == 1

    def every_box(self):
        boxes = list(self.boxes)
        for row in self.rows:
            boxes += row
        return boxes

    @property
    def anchor(self):
        return f"ask-{self.key}"

    def text(self):
        """All that is typed into its boxes."""
        values = [box.value() for box in self.every_box()]
        return "\n".join(value for value in values if isinstance(value, str))


class Questions:
    """The questions of one form, in sections: `[(heading, [Question])]` in `sections`,
    and in `terms` those that are not asked of whoever only hands work back (`takes_away`,
    or the way chosen here).
    """

    def __init__(self, form, own, *, words, department=None, takes_away=False):
        self.form, self.own, self.words = form, own, words
        self.department = department
        self.sections = [(head, asked) for head, asked in self.all_sections() if asked]
        self.terms = [] if self.hands_back(takes_away) else list(self.sections_of_terms())
        self.unplaced = []
        self.by_key = {}
        number = 0
        for _head, asked in [*self.sections, *self.terms]:
            for question in asked:
                number += 1
                question.number = number if self.is_numbered else 0
                self.by_key[question.key] = question

    @property
    def is_numbered(self):
        """What is to become of a listed item decides what else is asked: no number would stay."""
        return self.own is None or self.own.is_new_item

    @property
    def preset(self):
        """The boxes beside the title that are filled in beforehand and seldom changed."""
        names = [name for name in ("applicant", "channel", "item-kind") if name in self.form.fields]
        return [box for box in self.boxes(*names) if not box.is_hidden]

    @property
    def opens_preset(self):
        """Whether one of these still has to be chosen, or is wrong."""
        return (
            any(box.errors or not box.value() for box in self.preset) or self.form["title"].errors
        )

    def all_sections(self):
        townships = self.words["townships"]
        yield "要办什么", self.of_the_item()
        yield "依据", self.of_bases()
        asks_for_change = self.own is not None and not self.own.is_new_item
        yield "为什么调整" if asks_for_change else f"为什么由{townships}做", self.of_reasons()

    def sections_of_terms(self):
        yield "保障", [self.of_support()]
        yield "从什么时候起", [self.of_days()]

    def hands_back(self, takes_away):
        """Whether the item is only given back; not where its terms are filled in already, which are
        never lost from the page.
        """
        terms = (self.of_support(), self.of_days())
        is_filled = any(question.text().strip() for question in terms)
        if is_filled or self.form.channel == Channel.TEMPORARY:
            return False
        if self.own is None or self.own.is_new_item:
            return takes_away
        return self.form["way"].value() in (Way.LEAVE, Way.TRANSFER, Way.CANCEL)

    def of_the_item(self):
        if self.own is None:
            return []
        if self.own.is_new_item:
            return [*self.of_wording(), self.of_scope()]
        boxes = self.boxes("way")
        way = Question("way", "希望怎样调整", boxes=boxes, depends_on_head=True)
        return [way, *self.of_wording()]

    def of_wording(self):
        name_hint = "写事情，不写口号。"
        duty_hint = "一行一项，只写配合的事。"
        answering_hint = "写清由哪个内设机构办理，上报以后多久处理、怎样反馈。"
        if not self.own.is_new_item:
            name_hint = f"选“{Way.REVISE.label}”的，在原文上改。"
            duty_hint = "现在的写法已经填好，删去、改写承担不了的部分。"
            answering_hint = f"选“{Way.TRANSFER.label}”的，写由哪个部门收回、怎样办理。"
        names = ["item-name"]
        asked = [Question("name", LABELS["name"], name_hint, self.boxes(*names))]
        if self.own.is_new_item:
            asked.append(Question("category", LABELS["category"], "", self.boxes("item-category")))
        title = f"{self.words['townships']}做什么"
        asked.append(Question("township_duty", title, duty_hint, self.boxes("item-township_duty")))
        names = ["item-department", "item-internal_office", "item-duty"]
        if self.is_of_department:
            names.remove("item-department")
        title = "本部门做什么" if self.is_of_department else "哪个部门负责，做什么"
        asked.append(Question("department", title, answering_hint, self.boxes(*names)))
        return asked

    @property
    def is_of_department(self):
        """The department that applies for a new item leads it itself."""
        return self.department is not None and self.own.is_new_item

    def of_scope(self):
        hint = "只选确有这项工作的地方；选了的都会收到征求意见。"
        names = ["item-scope", "item-townships"]
        if self.form.fields["item-tags"].widget.choices:
            names.insert(1, "item-tags")
        return Question("scope", f"哪些{self.words['townships']}", hint, self.boxes(*names))

    def of_bases(self):
        if self.own is None:
            return []
        rows = []
        for number in range(self.form.bases):
            rows.append(self.boxes(f"basis-{number}-act", f"basis-{number}-article"))
        hint = "输入几个字，从法规库中选；库里没有的也可以写。"
        question = Question("bases", "法律法规和政策文件，第几条", hint, rows=rows)
        question.notes = self.validity()
        return [question]

    def validity(self):
        """What the library knows of each act that is named."""
        notes = []
        for number in range(self.form.bases):
            title = str(self.form[f"basis-{number}-act"].value() or "").strip().strip("《》")
            if title:
                notes.append(note_of_act(title, self.own.lookup.acts.get(title)))
        return notes

    def of_reasons(self):
        circumstance = self.boxes("circumstance")
        asked = [
            Question("circumstance", "因为什么提出", "", circumstance, depends_on_head=True),
            Question("reason", "理由", "依据什么提出，要解决什么问题。", self.boxes("reason")),
        ]
        if self.own is None or self.own.is_new_item:
            title = "部门自己办为什么不行（选填）"
            asked.append(Question("necessity", title, "", self.boxes("necessity")))
        return asked

    def of_support(self):
        rows = []
        for number in range(self.form.lines):
            names = [f"support-{number}-{name}" for name in ("kind", "promise", "amount", "due_on")]
            rows.append(self.boxes(*names))
        hint = "写进事项一并公布，半年后看是否兑现。写满了，存下以后还能再添。"
        title = f"承诺给{self.words['townships']}什么"
        if self.own and self.own.township:
            title, hint = "需要部门给什么保障", "改写职责、新增事项的，写明与部门商定的保障。"
        return Question("support", title, hint, rows=rows)

    def of_days(self):
        is_temporary = self.form.channel == Channel.TEMPORARY
        title, hint = "起止日期（选填）", "不填的，自印发之日起施行，长期有效。"
        if is_temporary:
            title, hint = "起止日期", "临时准入必须写明到哪天止，期满自动退出。"
        boxes = self.boxes("starts_on", "ends_on")
        return Question("days", title, hint, boxes, depends_on_head=True)

    def boxes(self, *names):
        return [self.form[name] for name in names]

    # ---- what is said beside ----

    def take_findings(self, findings, known):
        """Puts each finding beside its question; `known` are the codes of items that may be
        named.
        """
        if self.own and self.own.item:
            known = known - {self.own.item.code}
        rules = {finding.rule for finding in findings}
        for question in self.by_key.values():
            question.notes = [note for note in question.notes if note.rule not in rules]
        for finding in findings:
            question = self.by_key.get(self.key_of(finding))
            if question is None:
                self.unplaced.append(Beside.of(finding, "", known))
            else:
                question.findings.append(Beside.of(finding, question.text(), known))

    def key_of(self, finding):
        """The question of a finding: by its field, else where its words stand."""
        name = field_of(finding)
        key = OF_FIELD.get(name, name)
        if key in self.by_key:
            return key
        quoted = QUOTED.findall(finding.sentence)[1:]
        for key, question in self.by_key.items():
            if any(words in question.text() for words in quoted):
                return key
        return ""

    def missing(self, missing):
        """[(anchor, number of the question or "", sentence)] of what is missing."""
        told = []
        for one in missing:
            key = key_of_path(one["path"])
            question = self.by_key.get(key)
            if question:
                told.append((question.anchor, question.number or "", one["message"]))
            else:
                told.append((ANCHORS.get(key, ""), "", one["message"]))
        return told


@dataclass
class Beside:
    """A finding as it stands beside a field: its sentence cut at the words that gave it away."""

    finding: object
    pieces: list
    code: str = ""
    number: int = 0  # of its change, where a page shows several

    @classmethod
    def of(cls, finding, text, known):
        code = finding.entry if finding.entry in known else ""
        return cls(finding, marked(finding, text), code)

    @property
    def is_blocking(self):
        return self.finding.severity == "blocking"


def marked(finding, text):
    """(piece, is marked) pairs of the sentence: marked are quoted words that stand in the field."""
    pieces, at = [], 0
    for match in QUOTED.finditer(finding.sentence):
        words = match[1]
        is_given_away = words in finding.words or words in text
        start, end = match.span(1)
        pieces += [(finding.sentence[at:start], False), (words, is_given_away)]
        at = end
    pieces.append((finding.sentence[at:], False))
    return [(piece, is_marked) for piece, is_marked in pieces if piece]


def key_of_path(path):
    """The question of a path: of the head, or of the one change that the page holds."""
    parts = path.split(".")
    if parts[0] != "changes" or len(parts) == 1:
        return OF_PATH.get(parts[0], "")
    return OF_PATH.get(".".join(parts[2:4]), "")


def note_of_act(title, act):
    """Whether an act of this title is valid today, in one sentence."""
    today = timezone.localdate()
    if act is None:
        return Note(f"法规库没有《{title}》，请写明条款，由编办核对后入库。", rule="unknown_act")
    number = f"（{act.document_number}）" if act.document_number else ""
    named = f"《{act.title}》{number}"
    new = f"，请改用《{act.replaced_by.title}》" if act.replaced_by_id else ""
    if act.is_repealed(today):
        return Note(f"{named}{day_words(act.repealed_on)}已废止{new}。", is_bad=True)
    if act.replaced_by_id:
        return Note(f"{named}已修订{new}。", is_bad=True)
    if act.effective_on and act.effective_on > today:
        return Note(f"{named}{day_words(act.effective_on)}起施行，现在还没有施行。")
    return Note(f"{named}现行有效。", is_good=True)
