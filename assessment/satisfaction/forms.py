"""The forms of satisfaction rounds: a new round, a ballot, an opinion on a head."""

from django import forms

from assessment.models import Answered, Occasion
from dutylist.organizations.models import Department
from dutylist.staff.move_forms import MoveForm, day_field, long_field, text_field


def names_of_departments(county):
    names = Department.objects.filter(county=county).valid().order_by("position", "pk")
    return [(name, name) for name in names.values_list("name", flat=True)]


class RoundForm(MoveForm):
    title = text_field("名称", longest=80)
    year = text_field("年度", longest=4, inputmode="numeric")
    departments = forms.MultipleChoiceField(
        label="评价哪些部门", required=False, widget=forms.CheckboxSelectMultiple
    )
    dimensions = long_field("评价内容", "每行一项，如：响应及时。", rows=4)
    opens_on = day_field("开始日期")
    closes_on = day_field("截止日期")
    least_answers = text_field(
        "最少份数", "少于这个份数的，不列得分；至少三份。", longest=3, inputmode="numeric"
    )
    process_share = text_field(
        "过程分占比（%）",
        "总分＝过程分×占比＋评价得分×（100%－占比）。过程分由当年的吹哨算出：解决100分，部分解决70分，"
        "办不了30分，取平均；退回重办的按最后一次办结计，拒绝、改派的不计，不满三件的没有过程分，"
        "总分即评价得分。",
        longest=3,
    )

    def __init__(self, *args, county, **kwargs):
        super().__init__(*args, action="round", **kwargs)
        self.fields["departments"].choices = names_of_departments(county)

    def told(self, county):
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        lines = [line.strip() for line in typed["dimensions"].splitlines()]
        told = {
            "county": county.code,
            "title": typed["title"],
            "departments": typed["departments"],
            "dimensions": [line for line in lines if line],
            "opens_on": typed["opens_on"],
            "closes_on": typed["closes_on"],
        }
        for name in ("year", "least_answers", "process_share"):
            told[name] = number_or_text(typed[name])
        return told

    def refuse(self, refusal):
        """What is wrong with one line of a list is said at the list."""
        if not hasattr(refusal, "errors"):
            super().refuse(refusal)
            return
        for path, sentence in refusal.errors.items():
            name = path.partition(".")[0]
            self.add_error(name if name in self.fields else None, sentence)


def number_or_text(typed):
    """A number where it is one; the service says what is wrong with anything else."""
    typed = typed.strip()
    if typed.isascii() and typed.isdigit():
        return int(typed)
    return typed or None


class BallotForm(MoveForm):
    """A line for each department, a choice for each dimension."""

    def __init__(self, *args, rated, dimensions, **kwargs):
        super().__init__(*args, action="ballot", **kwargs)
        self.rated, self.dimensions = list(rated), list(dimensions)
        for one in self.rated:
            for place, dimension in enumerate(self.dimensions):
                self.fields[self.name_of(one, place)] = forms.ChoiceField(
                    label=f"{one.department.name}：{dimension}",
                    required=False,
                    choices=Answered.choices,
                    widget=forms.RadioSelect,
                )

    @staticmethod
    def name_of(one, place):
        return f"rate-{one.department_id}-{place}"

    def lines(self):
        """[(the department, [(dimension, its box)])]."""
        lines = []
        for one in self.rated:
            boxes = []
            for place, dimension in enumerate(self.dimensions):
                boxes.append((dimension, self[self.name_of(one, place)]))
            lines.append((one.department, boxes))
        return lines

    def told(self):
        """What was chosen; of a department without any choice nothing is told."""
        ratings = []
        for one in self.rated:
            answers = []
            for place, _dimension in enumerate(self.dimensions):
                answers.append(self.cleaned_data[self.name_of(one, place)])
            if any(answers):
                whole = [answer or Answered.UNKNOWN.value for answer in answers]
                ratings.append({"department": one.department.name, "answers": whole})
        return {"ratings": ratings}


class HeadOpinionForm(MoveForm):
    department = forms.ChoiceField(label="对哪个部门的主要负责同志", required=False)
    occasion = forms.ChoiceField(
        label="用于", required=False, choices=Occasion.choices, widget=forms.RadioSelect
    )
    text = long_field("意见", rows=6)

    def __init__(self, *args, county, **kwargs):
        super().__init__(*args, action="head", **kwargs)
        self.fields["department"].choices = [("", "请选择"), *names_of_departments(county)]
