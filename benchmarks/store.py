"""Loading and asking graphs of many statements, in the engines that could do it, measured in one run.

    python benchmarks/store.py [--sizes N ...] [--rdflib N] [--oxigraph N] [--quads N] [--rounds N]
                               [--limit S] [--keep DIR] [--write]

The graphs are invented, in the shape of real ones (corpus.py). Each engine loads the same graph
and is asked every question of the ontology; an answer counts when its last row has been read.

    oxigraph   the store of a dossier, on disk, written from the graph and asked in SPARQL
    duckdb     the tables of a dossier, written from the graph and asked in SQL, on one thread
    rdflib     its own engine in memory, from the N-Quads, asked in SPARQL; up to --rdflib statements,
               and loaded only up to --rdflib-load

The N-Quads are also loaded into Oxigraph, in memory and on disk, to compare what is comparable. To
write a store from the graph is to describe the graph in TriG and to load that; both are measured.

Every load and every engine is a process of its own. Times are processor time, which a busy machine
changes less than time on the clock; that of a question is the median of the rounds. A
question that takes longer than the limit is given up, and is shown as more than that.

A million statements are loaded into the store by `--sizes 1000000 --oxigraph 1000000 --keep DIR`,
with as much disk as benchmarks/store.md says. The steps that need the N-Quads stop at --quads:
Oxigraph in memory would take ten times as much of it as at 100,000.
"""

from __future__ import annotations

import argparse
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import store_loads
import store_report
from parleygraph.graph import columns
from parleygraph.ontology import questions

NAMES = [question.name for question in questions()]
SPARQL = {question.name: question.sparql for question in questions()}


def main() -> int:
    """Measure all sizes and print the report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 10_000, 100_000])
    parser.add_argument("--rdflib", type=int, default=2_000, help="the largest size for rdflib")
    parser.add_argument(
        "--rdflib-load", type=int, default=10_000, help="the largest size to load into rdflib"
    )
    parser.add_argument("--oxigraph", type=int, default=100_000, help="the largest size for the store")
    parser.add_argument(
        "--quads",
        type=int,
        default=100_000,
        help="the largest size to write as N-Quads and to load from them, in memory too",
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=10, help="seconds of processor time a question")
    parser.add_argument("--write", action="store_true", help="write the report to benchmarks/store.md")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what was made, and go on from there")
    parser.add_argument("--step", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        name, folder = options.step
        print(json.dumps(STEPS[name](Path(folder), options)))
        return 0
    with tempfile.TemporaryDirectory(prefix="store-") as made:
        kept = options.keep or Path(made)
        measured = {size: _measure(size, kept / str(size), options) for size in options.sizes}
    report = store_report.report(measured, options.limit)
    print(report)
    if options.write:
        store_report.write(report)
    return 0


def _measure(size: int, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """What each step came to; a step that an earlier run kept in the folder is not done again."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "size").write_text(str(size))
    found = {}
    for step in _steps(size, options):
        result = folder / f"{step}.json"
        if not result.exists():
            result.write_text(json.dumps(_run(step, folder, options)))
        found[step] = json.loads(result.read_text())
    return found


def _steps(size: int, options: argparse.Namespace) -> list[str]:
    steps = ["tables", "ask duckdb"]
    if size <= options.oxigraph:
        steps += ["trig", "store", "ask oxigraph"]
    has_quads = size <= min(options.oxigraph, options.quads)
    if has_quads:
        steps += ["nquads", "memory", "disk"]
    if has_quads and size <= options.rdflib:
        steps += ["ask rdflib"]
    elif has_quads and size <= options.rdflib_load:
        steps += ["load rdflib"]
    return steps


def _run(step: str, folder: Path, options: argparse.Namespace) -> Any:
    started = time.perf_counter()
    command = [sys.executable, __file__, "--step", step, str(folder), "--rounds", str(options.rounds)]
    command += ["--limit", str(options.limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(f"{step}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    return json.loads(done.stdout)


def _ask_oxigraph(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Each question in a process of its own, which can be ended."""
    asked: dict[str, Any] = {}
    for name in NAMES:
        command = [sys.executable, __file__, "--step", f"question {name}", str(folder)]
        command += ["--rounds", str(options.rounds)]
        limit = f'ulimit -t {int(options.limit) + 2 * options.rounds}; exec "$@"'
        done = subprocess.run(
            ["/bin/sh", "-c", limit, "sh", *command], capture_output=True, text=True, check=False
        )
        if done.returncode not in {0, -signal.SIGXCPU, -signal.SIGKILL}:
            raise RuntimeError(f"{name}: {done.stderr}")
        asked[name] = json.loads(done.stdout) if done.returncode == 0 else None
    return asked


def _question(name: str) -> Callable[[Path, argparse.Namespace], dict[str, Any]]:
    def ask(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
        import pyoxigraph as ox

        store = ox.Store.read_only(str(folder / "store"))

        def answer() -> int:
            found = store.query(SPARQL[name], use_default_graph_as_union=True)
            return len([tuple(row) for row in found])

        return _median(answer, options.rounds)

    return ask


def _ask_duckdb(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    asked = {}
    with columns.opened(folder / "columns") as connection:
        for name in NAMES:
            asked[name] = _median(lambda name=name: len(columns.answer(connection, name)), options.rounds)
    return asked


def _ask_rdflib(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    asked: dict[str, Any] = {
        "load": store_loads.cost(lambda: dataset.parse(folder / "graph.nq", format="nquads"))
    }
    for name in NAMES:
        try:
            with _limited(options.limit):
                asked[name] = _median(lambda name=name: len(list(dataset.query(SPARQL[name]))), 1)
        except TooLong:
            asked[name] = None
    return asked


class TooLong(BaseException):
    """Not an Exception: rdflib catches those while it evaluates."""


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise TooLong in the block when it has taken that much processor time."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _median(answer: Callable[[], int], rounds: int) -> dict[str, float]:
    """The median processor time of an answer in seconds, and its rows; what is slow is asked once."""
    times, rows = [], 0
    for _ in range(rounds):
        started = time.process_time()
        rows = answer()
        times.append(time.process_time() - started)
        if times[0] > 2:
            break
    return {"seconds": statistics.median(times), "rows": rows}


STEPS: dict[str, Callable[[Path, argparse.Namespace], dict[str, Any]]] = {
    **store_loads.STEPS,
    "ask oxigraph": _ask_oxigraph,
    "ask duckdb": _ask_duckdb,
    "ask rdflib": _ask_rdflib,
    **{f"question {name}": _question(name) for name in NAMES},
}

if __name__ == "__main__":
    sys.exit(main())
