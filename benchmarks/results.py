"""benchmarks/RESULTS.md: one section a module, rewritten when that module is run again."""

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = (
    "# Results\n\n"
    "Written by `make bench`; each section by the last run of its module. "
    "Timings move by a third from run to run.\n"
)


def machine():
    cpu = re.search(r"model name\s*:\s*(.+)", read("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s*(\d+)", read("/proc/meminfo"))
    gigabytes = f"{int(memory[1]) / 2**20:.0f} GiB" if memory else "memory unknown"
    return (
        f"{cpu[1] if cpu else platform.processor() or platform.machine()}, "
        f"{os.cpu_count()} cores, {gigabytes}"
    )


def read(path):
    return Path(path).read_text() if Path(path).exists() else ""


def versions(engines):
    names = [
        f"{name} {version(name)}" for name in ("Django", "django-simple-history", "psycopg2-binary")
    ]
    return ", ".join([f"Python {platform.python_version()}", *names, *engines])


def table(by_engine):
    """Markdown: a row a figure, a column an engine; a figure over its bound says so."""
    engines = list(by_engine)
    rows = {figure.name: figure for figures in by_engine.values() for figure in figures}
    lines = [
        f"| figure | {' | '.join(engines)} | bound | |",
        f"|---|{'---|' * len(engines)}---|---|",
    ]
    for name, example in rows.items():
        cells = [
            next((cell(f) for f in by_engine[engine] if f.name == name), "-") for engine in engines
        ]
        lines.append(f"| {name} | {' | '.join(cells)} | {example.bound} | {example.note} |")
    return "\n".join(lines)


def cell(figure):
    text = f"{figure.value:,.3g}" if abs(figure.value) < 1000 else f"{figure.value:,.0f}"
    beside = f" ({figure.beside})" if figure.beside else ""
    return f"{text} {figure.unit}".rstrip() + beside + ("" if figure.holds else " **missed**")


def section(module, by_engine, engines, command):
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return (
        f"## {module}\n\n{when} · `{command}` · {machine()} · {versions(engines)}\n\n"
        f"{table(by_engine)}\n"
    )


def keep(sections):
    """Replaces the sections of the modules that ran and keeps the others."""
    old = dict(
        re.findall(r"^(?=## ([^\n]+)\n)(.*?)(?=^## |\Z)", read(RESULTS), re.DOTALL | re.MULTILINE)
    )
    merged = old | sections
    RESULTS.write_text("\n".join([HEAD, *(merged[name].strip() + "\n" for name in sorted(merged))]))
