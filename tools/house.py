"""The house in figures: `python tools/house.py [checkout]`.

Files loose at the roots of apps, circles of imports, arrows that run up between floors or rooms,
imports inside functions, densities of folded code, lines over 100 signs, files that name one field
of an entry, classes that share a name. Needs no installation.
"""

import ast
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

LONGEST_LINE = 100
LONG_FUNCTION = 40
LONG_MODULE = 400  # over these, look for the second subject
NOT_COUNTED = ("tests/", "benchmarks/", "tools/", "docs/")
# What an app may keep at its root once it is cut into rooms, or as its skeleton while it is not.
SKELETON = {
    "__init__.py",
    "apps.py",
    "permissions.py",
    "moves.py",
    "urls.py",
    "models.py",
    "admin.py",
    "api.py",
    "views.py",
    "forms.py",
    "filters.py",
    "findings.py",
    "shapes.py",
    "policy_lines.py",
    "place_words.py",
    "api_urls.py",
    "desk_urls.py",
    "clocks.py",
    "followers.py",
}
# Three fields of an entry: an old one of its own column, a part, and the latest.
FIELDS = ("directory_entry", "procedure", "work_standard")
# Every model has one, every command one: they mean nothing by themselves.
SAID_BY_ALL = {"Meta", "Command"}
FLOORS = (
    "desk",
    "assessment",
    "access_control",
    "items",
    "dutylist.attachments",
    "dutylist.webhooks",
    "dutylist.backups",
    "dutylist.workflow",
    "dutylist.notices",
    "dutylist.organizations",
    "dutylist.staff",
    "dutylist.rest",
    "dutylist.history",
)
ROOMS = (
    "items.management",
    "items.setup",
    "items.directory",
    "items.exports items.imports",
    "items.published",
    "items.printed",
    "items.editions",
    "items.register",
    "items.findings",
    "items.same_work",
    "items.lookup",
    "items.meaning",
    "items.search",
    "items.entry",
    "items.models",
)


class House:
    """The modules of a checkout and what each imports."""

    def __init__(self, root):
        self.root = Path(root).resolve()
        self.files = self._tracked()
        self.modules = {module_name(file): file for file in self.files}
        self.imports = {}
        self.hidden = []
        self.long_functions = []
        self.long_modules = []
        self.counts = defaultdict(int)
        self.classes = defaultdict(list)
        for module, file in self.modules.items():
            self._read(module, file)

    def _tracked(self):
        command = ["git", "ls-files", "*.py"]
        listed = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=True)
        return [file for file in listed.stdout.split() if is_counted(file)]

    def _read(self, module, file):
        text = (self.root / file).read_text(encoding="utf-8")
        lines = text.splitlines()
        self.counts["lines"] += len(lines)
        self.counts["long lines"] += sum(len(line) > LONGEST_LINE for line in lines)
        if len(lines) > LONG_MODULE:
            self.long_modules.append(file)
        tree = ast.parse(text)
        self.imports[module] = set()
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name not in SAID_BY_ALL:
                self.classes[node.name].append(module)
        for node in ast.walk(tree):
            self._count(node)
            for target in self._imported(module, file, node):
                self.imports[module].add(target)
                if node.col_offset:
                    self.hidden.append((module, target))

    def _count(self, node):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            self.counts["functions"] += 1
            if node.end_lineno - node.lineno + 1 > LONG_FUNCTION:
                self.long_functions.append(node.name)
        elif isinstance(node, ast.IfExp):
            self.counts["ternaries"] += 1
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            self.counts["comprehensions"] += 1
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            self.counts["tuple assignments"] += any(
                isinstance(target, ast.Tuple) for target in node.targets
            )

    def _imported(self, module, file, node):
        """The modules of the house that a statement imports."""
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = absolute(module, file, node)
            named = []
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                named.append(inner if inner in self.modules else base)
        else:
            return []
        return [name for name in named if name in self.modules and name != module]

    def loose(self):
        """Files at the root of an app that belong to no room and to no skeleton."""
        found = []
        for file in self.files:
            app, _, rest = file.partition("/")
            if rest and "/" not in rest and app != "dutylist" and rest not in SKELETON:
                found.append(file)
        return found

    def naming(self, field):
        """Files of code and templates that name a field of an entry; migrations aside."""
        command = ["git", "grep", "-lw", field, "--", "*.py", "*.html"]
        listed = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        return [file for file in listed.stdout.split() if is_counted(file)]

    def shared_names(self):
        """{name: modules} of the classes that another module has a class of the same name for."""
        return {name: where for name, where in self.classes.items() if len(where) > 1}

    def circles(self):
        """Groups of modules that import each other (strongly connected, Tarjan)."""
        return [group for group in components(self.imports) if len(group) > 1]

    def arrows_up(self):
        """[(module, imported)] where a lower floor or room imports a higher one."""
        found = []
        for ladder in (FLOORS, ROOMS):
            for module, targets in self.imports.items():
                place = height(module, ladder)
                for target in targets:
                    other = height(target, ladder)
                    if place is not None and other is not None and other < place:
                        found.append((module, target))
        return found


def is_counted(file):
    return not file.startswith(NOT_COUNTED) and "/migrations/" not in file and file != "manage.py"


def module_name(file):
    return file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def absolute(module, file, node):
    """The module that `from ... import` names, dots resolved."""
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    if not file.endswith("__init__.py"):
        parts = parts[:-1]
    parts = parts[: len(parts) - node.level + 1]
    if node.module:
        parts.append(node.module)
    return ".".join(parts)


def height(module, ladder):
    """How far down the ladder a module stands, 0 being the top; None where it stands on none of its
    steps.
    """
    for number, step in enumerate(ladder):
        for name in step.split():
            if module == name or module.startswith(f"{name}."):
                return number
    return None


def components(graph):
    """The strongly connected components of {node: nodes}, without recursion."""
    order, seen = [], set()
    for start in graph:
        walk_after(graph, start, seen, order)
    back = defaultdict(set)
    for node, targets in graph.items():
        for target in targets:
            back[target].add(node)
    groups, taken = [], set()
    for start in reversed(order):
        group = []
        walk_after(back, start, taken, group)
        if group:
            groups.append(group)
    return groups


def walk_after(graph, start, seen, order):
    """Appends every node reached from `start` and not seen yet to `order`, each after those it
    leads to.
    """
    if start in seen:
        return
    seen.add(start)
    stack = [(start, iter(graph.get(start, ())))]
    while stack:
        node, targets = stack[-1]
        following = next((target for target in targets if target not in seen), None)
        if following is None:
            stack.pop()
            order.append(node)
        else:
            seen.add(following)
            stack.append((following, iter(graph.get(following, ()))))


def main(root):
    house = House(root)
    counts = house.counts
    per_hundred = {
        name: round(100 * counts[name] / counts["functions"])
        for name in ("ternaries", "comprehensions", "tuple assignments")
    }
    share = 100 * counts["long lines"] / counts["lines"]
    print(f"{len(house.files)} files, {counts['lines']} lines, {counts['functions']} functions")
    print(
        "per 100 functions:", ", ".join(f"{name} {number}" for name, number in per_hundred.items())
    )
    print(f"lines over {LONGEST_LINE}: {counts['long lines']} ({share:.1f} %)")
    print(f"functions over {LONG_FUNCTION} lines: {len(house.long_functions)}")
    print(f"modules over {LONG_MODULE} lines: {len(house.long_modules)}")
    print(f"loose at the roots of apps: {len(house.loose())}")
    print(f"imports inside functions: {len(house.hidden)}")
    for field in FIELDS:
        print(f"files that name {field}: {len(house.naming(field))}")
    shared = house.shared_names()
    print(f"names that several classes share: {len(shared)}")
    for name, modules in sorted(shared.items()):
        print(f"    {name}: {' '.join(modules)}")
    print(f"arrows that run up: {len(house.arrows_up())}")
    for module, target in house.arrows_up():
        print(f"    {module} -> {target}")
    circles = house.circles()
    print(f"circles of imports: {len(circles)}")
    for group in circles:
        print(f"    of {len(group)}: {' '.join(sorted(group))}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ".")
