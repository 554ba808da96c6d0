"""The report of `benchmarks/store.py`: tables of ratios, and of the figures they come from."""

from __future__ import annotations

import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from parleygraph.ontology import questions

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "benchmarks" / "store.md"
ENGINES = ("duckdb", "oxigraph", "rdflib")

type Measured = dict[int, dict[str, Any]]

HEAD = """# Graphs of many statements

Made by `make bench-store` (`benchmarks/store.py` says how): invented graphs in the shape of real ones. Times
are processor time, and that of a question is the median of several answers, each read to its last row. Ratios
say more than seconds, which are those of one machine. `>` means that the question was given up at the limit;
`–` that it was not measured.
"""


def write(report: str) -> None:
    """Replace the page by the report."""
    PAGE.write_text(report, encoding="utf-8")


def report(measured: Measured, limit: float) -> str:
    """The page in Markdown, with commit and date; `limit` is in seconds a question."""
    now = f"{datetime.now(UTC):%Y-%m-%d}"
    where = f"Commit {_commit()}, {now}, Python {platform.python_version()}, {platform.machine()}."
    return "\n".join([HEAD, where, "", *_loading(measured), "", *_asking(measured, limit)]) + "\n"


def _commit() -> str:
    done = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty=+"],  # noqa: S607 - whichever git is there
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or "unknown"


def _loading(measured: Measured) -> list[str]:
    """What it costs to have a graph in each engine."""
    lines = [
        "## Loading",
        "",
        "| statements | what | seconds | of rdflib | memory, MB | on disk, MB |",
        "|---|---|---|---|---|---|",
    ]
    for size, steps in measured.items():
        loads = {
            "tables (Parquet), from the graph": steps.get("tables"),
            "TriG, from the graph": steps.get("trig"),
            "store (Oxigraph on disk), from the graph": steps.get("store"),
            "Oxigraph on disk, from N-Quads": steps.get("disk"),
            "Oxigraph in memory, from N-Quads": steps.get("memory"),
            "rdflib in memory, from N-Quads": (steps.get("ask rdflib") or steps.get("load rdflib") or {}).get(
                "load"
            ),
            "sorted N-Quads, out of the store": steps.get("nquads"),
        }
        slowest = loads["rdflib in memory, from N-Quads"]
        for what, cost in loads.items():
            if cost is None:
                continue
            ratio = _ratio(cost["seconds"], slowest["seconds"]) if slowest else "–"
            disk = f"{cost['disk']:.0f}" if cost["disk"] else "–"
            lines.append(
                f"| {size:,} | {what} | {cost['seconds']:.1f} | {ratio} | {cost['memory']:.0f} | {disk} |"
            )
    return lines


def _asking(measured: Measured, limit: float) -> list[str]:
    """What each question costs in each engine, and which is chosen for it."""
    lines: list[str] = []
    for size, steps in measured.items():
        found = {engine: steps.get(f"ask {engine}") for engine in ENGINES}
        lines += [
            f"## Questions at {size:,} statements",
            "",
            "| question | rows | duckdb, ms | oxigraph, ms | rdflib, ms "
            "| oxigraph / duckdb | rdflib / best |",
            "|---|---|---|---|---|---|---|",
        ]
        for question in questions():
            costs = {engine: (asked or {}).get(question.name, "–") for engine, asked in found.items()}
            lines.append(_row(question.name, costs, limit))
        lines.append("")
    return lines


def _row(name: str, costs: dict[str, Any], limit: float) -> str:
    seconds = {engine: cost["seconds"] for engine, cost in costs.items() if isinstance(cost, dict)}
    cells = [
        f"{seconds[engine] * 1000:.1f}"
        if engine in seconds
        else f"> {limit * 1000:.0f}"
        if cost is None
        else "–"
        for engine, cost in costs.items()
    ]
    rows = next((f"{cost['rows']:,}" for cost in costs.values() if isinstance(cost, dict)), "–")
    best = min((value for engine, value in seconds.items() if engine != "rdflib"), default=None)
    store = _or_more(costs["oxigraph"], seconds.get("oxigraph"), limit, seconds.get("duckdb"))
    slow = _or_more(costs["rdflib"], seconds.get("rdflib"), limit, best)
    return f"| `{name}` | {rows} | {' | '.join(cells)} | {store} | {slow} |"


def _or_more(cost: Any, seconds: float | None, limit: float, base: float | None) -> str:
    """How many times the base it is; at least so many where it was given up."""
    if cost == "–" or not base or seconds == 0:
        return "–"
    return _ratio(seconds, base) if seconds is not None else f"> {limit / base:.0f}"


def _ratio(value: float, base: float) -> str:
    ratio = value / base
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"
