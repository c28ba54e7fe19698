"""Finds the weights by which recognition tells what a column holds
(`items/imports/recognition/column_weights.json`).

    python -m tools.fit_columns

Seeded; no network; some minutes on one core. It learns from the layouts of `tests/layouts`, whose
heads are known words, with these words hidden from it, so that heads nobody knows are met: as other
words of the table, as words that say nothing, as none. Columns are added, their order is changed
and rows are cut. It learns also from the sets of files by other hands
(`benchmarks/judgement/recognition`), of whose columns the truth says what stands in them.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from random import Random

import django
import numpy

SEEDS = (1, 2)
TURNS = 3  # of each head, differently disturbed
STEPS = 400
RATE = 0.05
HELD_BACK = 5  # of so many layouts one is not learnt from but measured on
PENALTY = 2e-4
MOSTLY = 0.6
ROUNDED = 2
SAYING_NOTHING = "内容 说明 项目 情况 事由 要点 单位 栏目 信息 备查 栏1 栏2 其他 具体 要求 明细"
OF_NO_FIELD = {
    "填报人": ["张伟", "李红", "王建国", "赵敏"],
    "联系电话": ["13800000000", "0999-1234567", "13900001111"],
    "核对情况": ["已核对", "待核", "已核对无误"],
    "修改意见": ["建议保留", "同意", "建议修改为由部门负责", "无意见", "建议合并"],
    "经费": ["5", "12.5", "0", "3.2"],
    "完成情况": ["完成", "正在推进", "长期坚持"],
    "频次": ["每月一次", "每季度一次", "随时", "每年一次"],
    "原序号": ["3", "17", "25", "40", "8"],
    "责任领导": ["王主任", "李副书记", "张镇长", "刘局长"],
    "资料来源": ["2025年版清单", "部门报送", "乡镇反映"],
    "原名称": ["河道巡查工作", "森林防火工作", "养老服务管理", "违建治理"],
    "办理事由": ["", "按上级文件要求调整", "承接能力不足", "专业性强"],
}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from items.imports.recognition.weighing import WEIGHTS

    heads = heads_of_layouts() + heads_of_sets()
    learnt, measured = [], []
    for name, head in heads:
        is_held_back = sum(map(ord, name)) % HELD_BACK == 0
        (measured if is_held_back else learnt).append(head)
    if "--measure" in sys.argv:
        report(fitted(disturbed(learnt, 1)), disturbed(measured, 2))
    weights = fitted(disturbed(learnt + measured, 3))
    WEIGHTS.write_text(json.dumps(weights) + "\n")
    report(weights, disturbed(measured, 4))


def heads_of_layouts():
    """[(layout, (columns, labels, rows))] of every head in the layouts, as it is read by its
    words.
    """
    from tests.layouts.all_layouts import LAYOUTS
    from tests.layouts.model import Maker

    heads = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in SEEDS:
            for layout in LAYOUTS:
                path = Path(folder) / f"{layout.name}.{layout.suffix}"
                try:
                    layout.build(path, Maker(f"{seed} {layout.name}"))
                except (IndexError, ValueError):
                    continue  # a few layouts are made for items of their own seed alone
                for head in heads_in(path):
                    heads.append((layout.name, head))
    return heads


def heads_of_sets():
    """The same of every head in the files by other hands; a head is left out where the truth says
    that a column holds something else than its words.
    """
    from benchmarks.recognition import SETS

    heads = []
    for truths in sorted(SETS.glob("*/truth.json")):
        for truth in json.loads(truths.read_text()):
            for columns, labels, rows in heads_in(truths.parent / truth["file"]):
                if labels := labels_by_truth(columns, labels, truth["items"]):
                    heads.append((f"{truths.parent.name} {truth['file']}", (columns, labels, rows)))
    return heads


def labels_by_truth(columns, labels, items):
    """The labels of columns with those that the truth alone tells; [] where it says otherwise than
    the head's words.
    """
    from items.imports.recognition.likeness import NONE

    values = values_of(items)
    told = []
    for (_path, texts, _merged), label in zip(columns, labels, strict=True):
        by_truth = field_by_truth(texts, values)
        if by_truth and label == NONE:
            label = by_truth
        elif by_truth and label in values and label != by_truth:
            return []
        told.append(label)
    return told


def values_of(items):
    """{field: the values items have of it, without blanks}"""
    values = {"name": set(), "category": set(), "township_duty": set(), "department_duty": set()}
    for item in items:
        for field in ("name", "category", "township_duty"):
            values[field].add(squeezed(item[field]))
        for part in item["responsibilities"]:
            values["department_duty"].add(squeezed(part.get("duty")))
    return values


def squeezed(text):
    return "".join(str(text or "").split())


def field_by_truth(texts, values):
    """The field whose values most of a column's texts are; "" for none."""
    for field, known in values.items():
        said = sum(squeezed(text) in known for text in texts)
        if texts and said >= MOSTLY * len(texts):
            return field
    return ""


def heads_in(path):
    from items.imports.reading.grid import FileRefused, book_from
    from items.imports.reading.reader_process import answer
    from items.imports.recognition.evidence import columns_shown
    from items.imports.recognition.layout import Layout
    from items.imports.recognition.likeness import NONE
    from items.imports.recognition.recognised import Recognition
    from items.imports.recognition.sheet_reader import SheetReader

    try:
        sheets = book_from(line.encode() for line in answer(str(path))).sheets
    except FileRefused:
        return
    for sheet in sheets:
        layout = Layout(sheet)
        reader = SheetReader(layout, Recognition(), {}, {}, None)
        reader.read()
        for area in reader.areas.all:
            head = area.head
            fields = {column: str(field) for field, column in head.columns.items()}
            fields |= {column: str(field) for field, column, _duty in head.further}
            spans = dict(head.spans.values())
            columns, labels = [], []
            for left, words in sorted(head.words.items()):
                if left in head.townships or left in head.ticks:
                    continue
                columns.append((left, spans.get(left, left), tuple(words.split(" / "))))
                labels.append(fields.get(left, NONE))
            shown, rows = columns_shown(
                layout, head.bottom, columns, lambda texts, head=head: repeats(texts, head)
            )
            if rows > 1 and len(columns) > 1:
                yield shown, labels, rows


def repeats(texts, head):
    words = {words.split(" / ")[-1] for words in head.words.values()}
    return sum(" ".join(text.split()) in words for text in texts) > 1


def disturbed(heads, seed):
    """[(evidence, labels)] of heads, each several times, otherwise disturbed each time."""
    from items.imports.recognition.evidence import evidence_of

    random, cases = Random(seed), []
    for head in heads:
        for _turn in range(TURNS):
            columns, labels, rows, hidden = disturb(*head, random)
            cases.append((evidence_of(columns, rows, hidden), labels))
    return cases


def disturb(columns, labels, rows, random):
    from items.imports.recognition.headwords import head_key
    from items.imports.recognition.likeness import NONE

    columns, labels = list(columns), list(labels)
    for _more in range(random.choice((0, 0, 1, 1, 2, 3))):
        head, texts = random.choice(list(OF_NO_FIELD.items()))
        column = ((head,), [text for text in random.choices(texts, k=rows) if text], 0.0)
        place = random.randint(0, len(columns))
        columns.insert(place, column)
        labels.insert(place, NONE)
    if random.random() < 0.25:
        one, other = random.sample(range(len(columns)), 2)
        columns[one], columns[other] = columns[other], columns[one]
        labels[one], labels[other] = labels[other], labels[one]
    if random.random() < 0.15 and len(columns) > 3:
        place = random.randrange(len(columns))
        del columns[place], labels[place]
    most = rows
    if random.random() < 0.5:
        most = random.randint(2, max(2, min(rows, 15)))
    hidden, changed = {}, []
    is_bare = random.random() < 0.15
    for place, (path, texts, merged) in enumerate(columns):
        chance = random.random()
        if is_bare or chance < 0.3:
            path = (random.choice(SAYING_NOTHING.split()),) if random.random() < 0.7 else ()
        elif chance < 0.8 and path:
            hidden[place] = head_key(path[-1])
        kept = texts[: max(1, len(texts) * most // rows)] if texts else []
        changed.append((path, kept, merged))
    return changed, labels, min(rows, most), hidden


def fitted(cases):
    """The weights under which the labels are the most likely: first by what a column shows, then
    also by what stands around it.
    """
    from items.imports.recognition.likeness import FIELDS
    from items.imports.recognition.weighing import around

    shown, words, own, labels = [], [], [], []
    for evidence, fields in cases:
        for (last, whole, numbers), field in zip(evidence, fields, strict=True):
            shown.append(numbers)
            words.append(last)
            own.append([[*last, 0.0], [*whole, 0.0]])
            labels.append(FIELDS.index(field))
    data = Data(shown, words, own, labels)
    print(f"{len(labels)} columns", flush=True)
    first = learn(data, None)
    told = as_lists(first, with_beside=False)
    likely, beside = chances_of(scores_of(data, first)).tolist(), []
    for _evidence, fields in cases:
        here = len(beside)
        beside += around(likely[here : here + len(fields)])
    second = learn(data, numpy.array(beside, dtype=numpy.float32), first)
    return as_lists(second, with_beside=True, first=told)


class Data:
    def __init__(self, shown, words, own, labels):
        self.shown = numpy.array(shown, dtype=numpy.float32)
        self.words = numpy.array(words, dtype=numpy.float32)
        own = numpy.array(own, dtype=numpy.float32)
        self.last, self.whole = own[:, 0].copy(), own[:, 1].copy()
        self.labels = numpy.array(labels)


def learn(data, beside, first=None):
    """Adam over all columns at once; with `beside` only its own weights and the bias are learnt on
    top of the `first`.
    """
    fields = data.last.shape[1]
    if first is None:
        weights = {
            "bias": numpy.zeros(fields, dtype=numpy.float32),
            "shown": numpy.zeros((fields, data.shown.shape[1]), dtype=numpy.float32),
            "words": numpy.zeros((fields, data.words.shape[1]), dtype=numpy.float32),
            "own": numpy.ones(2, dtype=numpy.float32),
        }
        base = 0
    else:
        weights = {"beside": numpy.zeros((fields, beside.shape[1]), dtype=numpy.float32)}
        base = scores_of(data, first)
    moments = {name: (numpy.zeros_like(w), numpy.zeros_like(w)) for name, w in weights.items()}
    wanted = numpy.eye(fields, dtype=numpy.float32)[data.labels]
    count = len(data.labels)
    for step in range(1, STEPS + 1):
        scores = base + (beside @ weights["beside"].T if first else scores_of(data, weights))
        wrong = (chances_of(scores) - wanted) / count
        if first:
            slopes = {"beside": wrong.T @ beside}
        else:
            slopes = {
                "bias": wrong.sum(axis=0),
                "shown": wrong.T @ data.shown,
                "words": wrong.T @ data.words,
                "own": numpy.array([(wrong * data.last).sum(), (wrong * data.whole).sum()]),
            }
        for name, slope in slopes.items():
            slope = slope + PENALTY * weights[name]
            mean, square = moments[name]
            mean[...] = 0.9 * mean + 0.1 * slope
            square[...] = 0.999 * square + 0.001 * slope**2
            size = numpy.sqrt(square / (1 - 0.999**step)) + 1e-8
            weights[name] = weights[name] - RATE * mean / (1 - 0.9**step) / size
    return weights


def scores_of(data, weights):
    scores = data.shown @ weights["shown"].T + data.words @ weights["words"].T + weights["bias"]
    return scores + weights["own"][0] * data.last + weights["own"][1] * data.whole


def chances_of(scores):
    scores = scores - scores.max(axis=1, keepdims=True)
    chances = numpy.exp(scores)
    return chances / chances.sum(axis=1, keepdims=True)


def as_lists(weights, *, with_beside, first=None):
    told = dict(first or {})
    for name, values in weights.items():
        told[name] = numpy.round(values, ROUNDED).tolist()
    if not with_beside:
        told["beside"] = []
    return told


def report(weights, cases):
    """Prints how many columns are told rightly, and how sure of it one may be by the margin."""
    from items.imports.recognition import weighing
    from items.imports.recognition.likeness import FIELDS

    right, all_columns, by_margin = 0, 0, {}
    for evidence, fields in cases:
        scores = weighing.all_scores(evidence, weights)
        chosen = weighing.assignment(scores)
        for place, (number, field) in enumerate(zip(chosen, fields, strict=True)):
            if fields.count(field) > 1 and field != "none":
                continue
            ordered = sorted(scores[place], reverse=True)
            margin = min(6, int(ordered[0] - ordered[1]))
            known = by_margin.setdefault(margin, [0, 0])
            known[0] += FIELDS[number] == field
            known[1] += 1
            right += FIELDS[number] == field
            all_columns += 1
    print(f"{right / all_columns:.4f} of {all_columns} columns right")
    for margin, (good, count) in sorted(by_margin.items()):
        print(f"  margin {margin}: {good / count:.3f} of {count}")


if __name__ == "__main__":
    main()
