"""Looks at what was read as a reader would: what makes no sense is an error."""

import re
from collections import Counter, defaultdict

from items.imports.reading.issues import Issue, issue_at, shown
from items.imports.recognition.columns import LONG_TEXTS, Column
from items.imports.recognition.departments import (
    LABEL,
    NOBODY,
    is_known_office,
    is_office,
    look_like_offices,
)
from items.imports.recognition.departments_in_duties import headings_in, with_roles_behind
from items.imports.recognition.duties import DASHED
from items.imports.recognition.flags import ORDER, STATE
from items.imports.recognition.former import is_same_as_left
from items.imports.recognition.head_evidence import OF_PEOPLE
from items.imports.recognition.headwords import BRACKETED, FIELD_OF, FORMER, head_key, kind_in
from items.imports.recognition.labels import parts_of
from items.imports.recognition.no_longer import CHANGE_HEAD, DECISION_HEAD, OPINION_HEAD, STATE_HEAD
from items.imports.recognition.numbering import FIGURE_BEFORE, LEADING_CHINESE, without_number
from items.imports.recognition.row_types import is_known_category
from items.imports.recognition.scopes import is_chosen
from items.models import Power
from items.printed.columns import column_letter

OPENING = re.compile(rf"^(?:{FIGURE_BEFORE})?(?P<label>[\u4e00-\u9fff、]{{3,40}}?)[：:]")
FEWEST_OF_A_CATEGORY = 2
FEWEST_SIGNS = 5
LOOKED_FOR = 8  # so many signs of a line's end are looked for
FAR = 2  # a number so many away from what the section says of itself
FEWEST_TICKS = 3
OF_DUTIES = re.compile(r"(?<!本岗)(?:职责|职责分工)$")
# Errors about one text, which may stand so in the county's list.
OF_SENSE = frozenset(
    [
        "half_sentence",
        "no_name",
        "duty_of_another",
        "unplaced_duty",
        "like_category",
        "odd_category",
    ]
)
OF_ANOTHER_ROW = re.compile(
    r"^[（(]?(?:同|见|参照)(?:上述|本表)?第?\s*\d{1,3}\s*(?:项|条|号|行)[）)]?$"
)
SIGNED = re.compile(
    r"[（(](?:签字|签名|签章|盖章)[）)]"
    r"|(?:(?:经办|填[表报]|制表|校对)人?|(?:审核|联系)人)\s*[：:]"
)
OF_NO_CATEGORY = re.compile(r"事项|清单|承接|收回|配合|牵头|^由|[。：:；;]|^[\W\dA-Za-z_]+$")
LONGEST_CATEGORY = 16
# a head over the items of a kind, as head words are compared
OF_A_KIND = re.compile(
    r"^镇?(?:基本|配合)履[职行](?:事项)?$|^(?:上级)?(?:部门)?(?:收回|上收)的?(?:事项)?$"
)
# of a category; no day, no number, no office of a township, no kind
A_SHORT_WORD = re.compile(
    r"^(?!基本|配合|收回|上收|每)[\u4e00-\u9fff、]{2,8}(?<![办站所股科室局委镇乡道是否月日度])$"
)
FEWEST_IN_CATEGORIES = 4
OF_POWERS = {*Power.Type.labels, *(label.removeprefix("行政") for label in Power.Type.labels)}
OF_NO_SORT = (
    FORMER,
    OPINION_HEAD,
    STATE_HEAD,
    DECISION_HEAD,
    OF_PEOPLE,
    re.compile("事由|来源|原因"),
)
CHECK = "请核对这一行；确实如此的，请在文件中写完整后重新上传。"


def senseless(recognition, rows):
    """Errors for what was read and can hardly be meant."""
    for row in rows:
        yield from half_names(row)
        yield from same_as_left(row)
        yield from duties_of_others(row)
        yield from unplaced_duties(row)
        yield from lost_lines(row)
        yield from said_elsewhere(row)
    yield from odd_categories(rows)
    yield from lone_categories(rows)
    yield from unread_ticks(recognition)
    yield from unread_states(recognition)
    yield from unread_departments(recognition)
    yield from unread_kinds(recognition)
    yield from unread_categories(recognition)


def half_names(row):
    """A name that begins or ends like half of a sentence, or is no name at all."""
    name = row.texts["name"].strip()
    if name.startswith(tuple("，、。；：）》”")):
        yield of_name(row, "half_sentence", "事项名称像是半句话，可能与上一行本是一项。")
    elif is_same_as_left(name):
        yield of_name(row, "half_sentence", f"“{name}”不是事项名称，看不出与哪一栏相同。")
    elif name.endswith(("：", ":")) or SIGNED.search(name):
        yield of_name(row, "half_sentence", "事项名称中有签署栏或栏目的文字。")
    elif is_known_office(name):
        yield of_name(row, "no_name", f"事项名称一栏写的是“{shown(name)}”，像是部门。")
    elif FIELD_OF.get(head_key(name)) or OF_A_KIND.match(head_key(name)):
        yield of_name(row, "no_name", f"事项名称一栏写的是“{shown(name)}”，像是表头。")


def same_as_left(row):
    """A duty or a way of working that only says it is the same as another (同左), or is a tick."""
    for field in LONG_TEXTS:
        cell = row.texts.get(field, "")
        if cell and is_tick(cell):
            message = f"“{shown(cell)}”不是职责或工作方式，只是勾选的符号。"
            yield issue_at(row, field, "half_sentence", message, CHECK, cell)
        for text in cell.split("\n"):
            if is_same_as_left(text):
                message = f"“{shown(text)}”不是职责或工作方式，看不出与哪一栏相同。"
                yield issue_at(row, field, "half_sentence", message, CHECK, text)


def of_name(row, code, message):
    return issue_at(row, "name", code, message, CHECK)


def duties_of_others(row):
    """A department's duty or way of working that begins with the name of another one, which the
    row does not answer for.
    """
    named = {one["department"] for one in row.content.get("responsibilities") or ()}
    for one in row.content.get("responsibilities") or ():
        for field, text in (("department_duty", one["duty"]), ("method", one["method"])):
            opening = OPENING.match(text)
            if opening is None or not is_office(opening["label"]):
                continue
            if headings_in(text) and opening["label"] not in named | {one["department"]}:
                message = (
                    f"“{one['department']}”的职责以“{opening['label']}”开头，看不出是谁的职责。"
                )
                field = field if field in row.columns else "name"
                yield issue_at(row, field, "duty_of_another", message, CHECK, text)


def unplaced_duties(row):
    """Blocks of duties headed by an office that the row does not name: whose they are nobody can
    tell.
    """
    texts = []
    for one in row.content.get("responsibilities") or ():
        texts += [one["duty"], one["method"]]
    for name in row.strangers:
        text = next((text for text in texts if name in text), name)
        message = f"职责中有“{shown(name)}”的内容，但该行没有写这个部门，看不出是谁的职责。"
        hint = "请在部门一栏补上该部门，或核对名称，再重新上传。"
        yield issue_at(row, "department_duty", "unplaced_duty", message, hint, text)


def odd_categories(rows):
    """A category that speaks of items or departments: a section of another sort, half a title; or a
    code.
    """
    told = set()
    for row in rows:
        category = row.content.get("category") or ""
        if not category or category in told or is_known_category(category):
            continue
        if OF_NO_CATEGORY.search(category) or len(category) > LONGEST_CATEGORY:
            told.add(category)
            message = f"类别“{shown(category)}”不像类别，可能是小标题或代码。"
            yield issue_at(row, "category", "odd_category", message, CHECK, category)


def lost_lines(row):
    """A line of a duty or a way of working that is nowhere in what was read of the item."""
    if row.kind == "basic" or row.strangers or not row.content.get("responsibilities"):
        return  # what is wrong with its departments is said by itself
    known, read = "\n".join(departments_and_duties(row.content)), None
    duties = [bare(one["duty"]) for one in row.content["responsibilities"]]
    ends = tuple(filter(None, duties))
    for column in LONG_TEXTS:
        for line in re.split("[\n｜|]", row.texts.get(column, "")):
            line = line.strip()
            if line.rstrip("：:") in known:
                continue  # as almost every line is
            read = read or bare("\n".join(texts_in(row.content)))
            if bare(line)[-LOOKED_FOR:] in read or bare(line).endswith(ends):
                continue
            end = bare(said_in(without_section(line, row)))[-LOOKED_FOR:]
            if len(end) >= FEWEST_SIGNS and end not in read:
                message = f"“{shown(line)}”没有归到任何部门，也没有归到乡镇（街道）。"
                yield issue_at(row, column, "duty_lost", message, CHECK, line)
                return


def without_section(line, row):
    """A line without the section of a department that heads it: 餐饮股：抽检食材."""
    for one in row.content["responsibilities"]:
        if one["internal_office"]:
            line = re.sub(rf"^{re.escape(one['internal_office'])}\s*[：:]", "", line)
    return line


def said_elsewhere(row):
    """A duty or a way of working that only names another row: 同第3项."""
    for column in LONG_TEXTS:
        text = row.texts.get(column, "").strip()
        if OF_ANOTHER_ROW.match(text):
            message = f"“{shown(text)}”没有写出内容，请写明。"
            yield issue_at(row, column, "said_elsewhere", message, CHECK, text)


def said_in(line):
    """A line without the labels and departments before it: 工作方式：县公安局：依法查处。"""
    text, line = "", with_roles_behind(line)
    if parts := parts_of(LEADING_CHINESE.sub("", without_number(line.strip()))):
        text = parts[-1][1]
    if headings := headings_in(f"{text}\n"):
        text = text[headings[-1][1] :]
    elif (dashed := DASHED.match(text)) and names_offices(dashed["label"]):
        text = text[dashed.end() :]
    return "" if names_offices(text) or text.endswith(("：", ":")) else text


def names_offices(text):
    """Whether a text names departments and nothing else: 县公安局（户政股）、县司法局, also behind
    协助：.
    """
    return look_like_offices(LABEL.sub("", text).strip("；;。，, "))


def bare(text):
    """A text as it is looked for: letters and figures alone."""
    return re.sub(r"[\W_]+", "", text)


def departments_and_duties(content):
    """The texts of a content in which almost every line of a duty or a way of working is found."""
    yield content.get("township_duty", "")
    for one in content["responsibilities"]:
        yield from (one["department"], one["duty"], one["method"])


def texts_in(content):
    """All texts of a content, however deep."""
    texts, left = [], [content]
    while left:
        value = left.pop()
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict):
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
    return texts


def lone_categories(rows):
    """A category met once that differs from a frequent one by a sign or two: a slip, or a mark that
    belongs to no name.
    """
    counts, first = Counter(), {}
    for row in rows:
        category = row.content.get("category", "")
        if category:
            counts[category] += 1
            first.setdefault(category, row)
    by_core = defaultdict(list)
    for category in counts:
        by_core[core(category)].append(category)
    for alike in by_core.values():
        if len(alike) < FEWEST_OF_A_CATEGORY:
            continue
        most = max(alike, key=lambda one: (is_known_category(one), counts[one]))
        for category in alike:
            if category != most:
                message = f"类别“{shown(category)}”与“{most}”几乎相同，看不出是否同一类别。"
                yield issue_at(
                    first[category], "category", "like_category", message, CHECK, category
                )


def core(category):
    """A category without numbers, marks, blanks and endings."""
    bare = without_number(category)
    bare = re.sub(r"^[\W\d_IVXⅠ-Ⅻ]+|[\W_]+$|\s+", "", bare)
    return re.sub(r"(?:类|方面|领域|工作|续)$", "", bare)


def unread_ticks(recognition):
    """Columns of ticks under words nobody knows, which may say where the items apply."""
    for table in recognition.tables:
        columns = []
        for column, head in table.unknown.items():
            examples = table.examples.get(column, [])
            if head in table.explained or ORDER.search(head) or CHANGE_HEAD.match(head):
                continue
            if examples and all(is_tick(text) for text in examples):
                columns.append(table.heads.get(column, ""))
        if len(columns) >= FEWEST_TICKS:
            heads = "、".join(columns)
            message = (
                f"“{shown(heads)}”这几列只有勾选的符号，看不出是不是各乡镇（街道）的适用情况。"
            )
            yield Issue(table.sheet, table.head_row, "", "", "ticks_unread", message, CHECK)


def unread_states(recognition):
    """Columns of a row's state whose codes nothing explains, where not all rows have the same."""
    for table in recognition.tables:
        for column, head in table.unknown.items():
            codes = {raw.unread.get(head, "") for raw in table.rows} - {""}
            is_known = head in table.explained or column in table.dismissed
            are_codes = all(len(code) <= FAR and code.isascii() for code in codes)
            if STATE.match(head) and not is_known and len(codes) > 1 and are_codes:
                message = f"“{shown(head)}”一列有不同的代码，看不出哪些行已经停用。"
                letter = column_letter(column)
                yield Issue(
                    *(table.sheet, table.head_row, letter, head),
                    *("ticks_unread", message, "请删除已停用的行，或写明代码的含义。"),
                )


def unread_departments(recognition):
    """Columns under words nobody knows that name departments with their duties, or are called
    duties.
    """
    for table in recognition.tables:
        for column, head in table.unknown.items():
            if FORMER.search(head_key(head)) or OPINION_HEAD.search(head):
                continue  # of an old list beside the new one, or what others think of it
            examples = table.examples.get(column, [])
            said = [text for text in examples if text not in NOBODY]
            is_duty = OF_DUTIES.search(head_key(head)) or all(map(says_whose_duty, said))
            if column not in table.dismissed and said and is_duty:
                message = f"“{shown(head)}”一列写的像是部门的职责，看不出是哪一类部门，没有读入。"
                hint = "请在第2步指定这一列；确实不用读入的，请在第2步注明。"
                letter = column_letter(column)
                yield Issue(
                    *(table.sheet, table.head_row, letter, shown(said[0])),
                    *("departments_unread", message, hint),
                )


def unread_kinds(recognition):
    """Columns that hold the items of another kind beside those that were read: 基本履职 |
    配合履职.
    """
    for table in recognition.tables:
        for column, head in table.unknown.items():
            word = head_key(BRACKETED.sub("", head))
            is_kind = OF_A_KIND.match(word) and kind_in(word) != table.kind
            examples = [text for text in table.examples.get(column, []) if text not in NOBODY]
            if is_kind and examples and column not in table.dismissed:
                message = f"“{shown(head)}”一列像是另一类事项，没有读入。"
                hint = "请每类事项单列一张表后重新上传；确实不用读入的，请在第2步注明。"
                letter = column_letter(column)
                yield Issue(
                    *(table.sheet, table.head_row, letter, shown(examples[0])),
                    *("kind_unread", message, hint),
                )


def unread_categories(recognition):
    """Columns before the names whose few short words come again and again, where no item has a
    category: 党建, 经济.
    """
    for table in recognition.tables:
        before = table.columns.get(Column.NAME, 0)
        if len(table.rows) < FEWEST_IN_CATEGORIES or any(raw.category for raw in table.rows):
            continue
        for column, head in table.unknown.items():
            is_aside = column >= before or column in table.dismissed
            if is_aside or any(words.search(head) for words in OF_NO_SORT):
                continue
            said = [raw.unread.get(head, "") for raw in table.rows]
            if are_like_categories([text for text in said if text], len(said)):
                message = f"“{shown(head)}”一列像是事项的类别，没有读入。"
                hint = "请在第2步把这一列指定为“类别”；确实不用读入的，请在第2步注明。"
                letter = column_letter(column)
                first = next(filter(None, said))
                yield Issue(
                    *(table.sheet, table.head_row, letter, shown(first)),
                    *("category_unread", message, hint),
                )


def are_like_categories(texts, items):
    """Whether the texts of a column are few short words for many items, and neither kinds nor
    offices nor types of powers.
    """
    words = set(texts)
    if not 1 < len(words) <= items // 2 or words & OF_POWERS:
        return False
    return all(A_SHORT_WORD.match(word) and not is_office(word) for word in words)


def says_whose_duty(text):
    """Whether a text names departments and says something of them; a name alone does not."""
    headings = headings_in(text)
    return bool(headings and text[headings[-1][1] :].strip())


def is_tick(text):
    return len(text) <= FAR and is_chosen(text) is not None and text not in NOBODY
