"""How many items of files by other hands are read right in every field, and how many are wrong
though nothing was said against their file.

Each set in `judgement/recognition/` has its files and `truth.json`. What each was read as before
anything was changed for its sake stands in `first_scores.json`.
"""

import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import Figure, say
from items.search.simplified import simplified

SETS = Path(__file__).with_name("judgement") / "recognition"
FIRST_SCORES = SETS / "first_scores.json"
COUNTY = "990121000000"
TOWNSHIPS = ["城关镇", "河口乡", "湾头镇", "石桥镇", "青山乡", "柳林镇", "白水镇", "东风街道"]
DEPARTMENT_NAMES = (
    "县委组织部 县委宣传部 县委统战部 县委政法委 县委社会工作部 县委编办 县委办公室 "
    "县政府办公室 县发展和改革局 县教育局 县科学技术和工业信息化局 县公安局 县民政局 "
    "县司法局 县财政局 县人力资源和社会保障局 县自然资源局 县林业局 县住房和城乡建设局 "
    "县交通运输局 县水利局 县农业农村局 县商务局 县文化旅游局 县卫生健康局 "
    "县退役军人事务局 县应急管理局 县审计局 县市场监督管理局 县统计局 县医疗保障局 "
    "县城市管理局 县信访局 县数据局 县残疾人联合会 县妇女联合会 县消防救援大队 县气象局 "
    "县供电公司 市生态环境局示例县分局 "
)
WITH_NEAREST = "unknown_department"  # an error that says what it should be


@dataclass
class FileScore:
    """What became of one file: its items right, wrong, missing and too many, and what was said."""

    file: str
    items: int
    right: int = 0
    faults: list = field(default_factory=list)
    said: list = field(default_factory=list)  # errors and questions, in words

    @property
    def is_silent(self):
        return not self.said

    @property
    def silent_faults(self):
        return len(self.faults) if self.is_silent else 0


def squeezed(text):
    """A text without its blanks, in simplified characters: a list in traditional ones is read so,
    and that is said.
    """
    return simplified("".join(str(text or "").split()))


def plain_name(name):
    """A name without its blanks and the stop that ends it, which belongs to the line."""
    return squeezed(name).rstrip("。；;")


def make_county():
    """The county all sets speak of, with its townships, departments and a clerk."""
    from tests import factories

    county = factories.make_county(COUNTY, "示例县")
    for number, name in enumerate(TOWNSHIPS, start=1):
        factories.make_township(f"{COUNTY[:6]}{100 + number}000", name, county=county)
    for name in DEPARTMENT_NAMES.split():
        factories.make_department(name, county=county)
    return county


def score_file(path, truth, county):
    """Reads a file as an import does and holds it against its truth: -> FileScore"""
    from items.imports.reading.grid import FileRefused

    result = FileScore(path.name, len(truth["items"]))
    try:
        intake, report = previewed(path, truth, county)
    except FileRefused as refused:
        result.said = [refused.sentence]
        result.faults = [f"missing: {item['name']}" for item in truth["items"]]
        return result
    result.said = [error.sentence for error in report.errors if not names_nearest(error)]
    compare(intake, truth, county, result)
    return result


def previewed(path, truth, county):
    """(the file as it was read, what the import would do with it), whose list it is answered."""
    from items.imports.services.importing import Options
    from items.imports.services.intake import FileIn, Intake
    from items.imports.services.planning import Plan

    def taken(options):
        return Intake([FileIn(1, path.name, path)], county=county, options=options, checked=True)

    options = Options()
    intake = taken(options)
    if truth["township"]:
        options = Options(township=county.children.get(name=truth["township"]))
    elif intake.says.is_asked:
        options = Options(county_wide=True)
    if options != Options():
        intake = taken(options)
    return intake, Plan(intake.parts, county, options, intake).report


def names_nearest(error):
    """Whether an error only asks whether a department's short name is the one it names."""
    return error.code == WITH_NEAREST and bool(error.suggestion)


def compare(intake, truth, county, result):
    """Pairs what was read and what is true by kind and name, and says what differs."""
    from items.entry.lookup import Lookup

    lookup = Lookup(county)
    waiting = defaultdict(list)
    for part in intake.parts:
        for row in part.file.rows:
            found = waiting[row.kind, plain_name(row.name)]
            add_item(found, read_item(row, part, lookup), of_township=bool(part.township))
    for item in truth["items"]:
        found = waiting.get((item["kind"], plain_name(item["name"])))
        if not found:
            result.faults.append(f"missing: {item['kind']} {item['name']}")
            continue
        wanted = true_item(item, truth["township"])
        read = nearest(found, wanted)
        found.remove(read)
        if differing := differences(read, wanted):
            result.faults.append(f"wrong: {item['name']}: {differing}")
        else:
            result.right += 1
    for (kind, name), left in waiting.items():
        result.faults += [f"extra: {kind} {name}"] * len(left)


def add_item(found, read, *, of_township):
    """Adds what was read of one name; the same item of several townships' lists is one item of the
    county, as the register keeps it.
    """
    for other in found:
        if of_township and not differences(read | {"townships": other["townships"]}, other):
            other["townships"] = sorted({*other["townships"], *read["townships"]})
            return
    found.append(read)


def nearest(found, wanted):
    """Of several items of one name the one that differs least."""
    return min(found, key=lambda read: len(differences(read, wanted)))


def differences(read, wanted):
    said = []
    for name, value in wanted.items():
        if not is_same(name, read[name], value):
            said.append(f"{name}: read {read[name]!r}, is {value!r}")
    return "; ".join(said)


def is_same(name, read, wanted):
    """Whether two values say the same; a role that the truth does not name may be any."""
    if name != "parts":
        return read == wanted
    if len(read) != len(wanted):
        return False
    for mine, other in zip(sorted(read), sorted(wanted), strict=True):
        if mine[:-1] != other[:-1] or other[-1] not in ("", mine[-1]):
            return False
    return True


def read_item(row, part, lookup):
    content = {"scope": "all", "townships": [], "tags": [], **row.content}
    if part.township:
        townships = [part.township.name]
    else:
        townships = [lookup.townships[code].name for code in lookup.in_scope(content)]
    parts = []
    for department in content.get("responsibilities") or ():
        texts = [squeezed(department[name]) for name in ("internal_office", "duty", "method")]
        parts.append((full_name(department["department"], lookup), *texts, department["role"]))
    return {
        "category": squeezed(content.get("category")),
        "parts": parts,
        "township_duty": squeezed(content.get("township_duty")),
        "townships": sorted(townships),
    }


def full_name(name, lookup):
    """The department a name stands for, or the one the message about it proposes."""
    found = lookup.departments.nearest(name)
    return found.name if found else name


def true_item(item, township):
    """An item of the truth as one that was read; who takes an item back has one role alone in the
    register, whatever an author called it.
    """
    townships = item["townships"]
    if townships == "all":
        townships = [township] if township else TOWNSHIPS
    parts = []
    for department in item["responsibilities"]:
        texts = [squeezed(department.get(name)) for name in ("internal_office", "duty", "method")]
        role = "" if item["kind"] == "reclaimed" else department.get("role", "")
        parts.append((department["department"], *texts, role))
    return {
        "category": squeezed(item["category"]),
        "parts": parts,
        "township_duty": squeezed(item["township_duty"]),
        "townships": sorted(townships),
    }


def score_set(folder, county):
    """[FileScore] of all files of a set."""
    truths = json.loads((folder / "truth.json").read_text())
    scores = []
    for truth in truths:
        say(truth["file"])
        scores.append(score_file(folder / truth["file"], truth, county))
    return scores


def shares(scores):
    """What of a set is right, and what of it is wrong in silence: {name: share of the items}."""
    items = sum(score.items for score in scores)
    right = sum(score.right for score in scores)
    silent = sum(score.silent_faults for score in scores)
    return {"items": items, "right": right / items, "silent": silent / items}


def by_set():
    """Every set as it is read today, beside its first score."""
    folders = sorted(path.parent for path in SETS.glob("*/truth.json"))
    if not folders:
        print(f"LEFT OUT: {SETS.name}: no sets are laid there", file=sys.stderr)
        return []
    first = json.loads(FIRST_SCORES.read_text()) if FIRST_SCORES.exists() else {}
    county, figures = make_county(), []
    for folder in folders:
        now, before = shares(score_set(folder, county)), first.get(folder.name, {})
        unit = f"of {now['items']} items"
        for name, words in (("right", "right in every field"), ("silent", "wrong in silence")):
            beside = said_first(name, before)
            figures.append(Figure(f"{folder.name}: {words}", now[name], unit, beside=beside))
    return figures


def said_first(name, first):
    """A set's first score, and that of the program before columns were decided by evidence."""
    if not first:
        return ""
    before = first["before" if name == "right" else "silent_before"]
    return f"first score {first[name]:.3f}; of the program before {before:.3f}"


BENCHES = [by_set]


def main(folders):
    """Prints the score of each file of some sets and its faults: what is read while mending."""
    county = make_county()
    for folder in folders:
        scores = score_set(Path(folder), county)
        for score in scores:
            print(f"{score.file}: {score.right}/{score.items}, {len(score.faults)} faults", end="")
            print(" SILENT" if score.faults and score.is_silent else "", f"said {len(score.said)}")
            for text in [*score.faults, *(f"said: {text}" for text in score.said)]:
                print("   ", text[:400])
        print(folder, json.dumps(shares(scores)))
