"""Kills a writer at every step, or after every few milliseconds, and says what state it left.

    killed.py steps WORK SCENARIO EACH     before every EACH-th change that it makes to a file or folder
    killed.py times WORK SCENARIO COUNT    COUNT times, each a little later

Prints a line of JSON for each kill. Every writer is a process of its own, forked before any
library has started a thread.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import pyoxigraph as ox
from conftest import extraction
from parleygraph.graph import DossierError, Graph, Run
from parleygraph.graph.corpus import Corpus, Reading
from parleygraph.graph.dossiers import open_dossier, read_corpus, writing
from parleygraph.graph.dossiers.lines import to_files
from parleygraph.graph.files import write_files
from parleygraph.model import Document

WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate"}


def corpus(*texts: str, notes: tuple[str, ...] = ()) -> Corpus:
    """The corpus of these texts, read by the toy."""
    run = Run("0.1.0", "toy", "1", {"extractor": "toy"})
    readings = []
    for number, text in enumerate(texts):
        found = extraction(Document(text, name=f"text-{number}"))
        readings.append(Reading.of(replace(found, notes=notes or found.notes), run))
    return Corpus(tuple(readings), run, "https://example.org/parley/")


ONE = "Marovia supports the quota. Tessland opposes the quota."
TWO = "Tessland proposes the ban. Marovia opposes the ban."
THREE = "Quill supports the ban. Marovia supports the ban."
BEFORE = corpus(ONE, TWO)
# The first text is the same and was read otherwise, the second one goes, the third one comes.
AFTER = corpus(ONE, THREE, notes=("another note",))


def prepare(scenario: str, folder: Path) -> None:
    """The state before."""
    if scenario == "change":
        with writing(folder) as writer:
            writer.write(BEFORE)
    elif scenario == "migration":
        write_files(folder, to_files(Graph.of(BEFORE)))


def change(folder: Path) -> None:
    """Go from the state before to the state after."""
    with writing(folder) as writer:
        writer.write(AFTER, anew=False)


def described(graph: Graph) -> list[str]:
    """What a graph holds, to compare."""
    notes = graph.skipped
    return [repr(graph.documents), repr(graph.nodes), repr(graph.statements), *notes]


def state(folder: Path) -> str:
    """`before`, `after` or `none`: what a reader finds; anything else is a fault, in words."""
    try:
        found = described(Graph.of(read_corpus(folder)))
    except DossierError as error:
        return "none" if "holds no graph" in str(error) else f"fault: {error}"
    name = "after" if found == described(Graph.of(AFTER)) else "before"
    expected = AFTER if name == "after" else BEFORE
    if found[:3] != described(Graph.of(expected))[:3]:
        return "fault: the documents are those of neither state"
    try:
        dossier = open_dossier(folder)
    except DossierError as error:
        return name if "format 1" in str(error) else f"fault: {error}"
    lines = sorted(dossier.store().dump(format=ox.RdfFormat.N_QUADS).splitlines())
    if lines != sorted(Graph.of(expected).serialize("nquads").splitlines()):
        return "fault: the store holds another graph"
    return name


def leftovers(folder: Path) -> list[str]:
    """What is in the folder and does not belong to its state."""
    dossier = open_dossier(folder)
    number = dossier.manifest.generation
    documents = {f"{entry.id}.json" for entry in dossier.manifest.documents}
    tops = {".lock", "dossier.json", "documents", "generations", *dossier.manifest.files}
    found = [path.name for path in folder.iterdir() if path.name not in tops]
    found += [path.name for path in (folder / "documents").iterdir() if path.name not in documents]
    found += [path.name for path in (folder / "generations").iterdir() if path.name != str(number)]
    parts = {"store", "graphs.json", "statements.parquet", "nodes.parquet", "documents.parquet"}
    made = folder / "generations" / str(number)
    return found + [path.name for path in made.iterdir() if path.name not in parts] + list(dossier.problems())


def in_child(work: Callable[[], Any]) -> Any:
    """What the function gives in a process of its own; None where that was killed."""
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        os.close(receive)
        try:
            answer = work()
        except BaseException as error:
            answer = f"fault: {type(error).__name__}: {error}"
        os.write(send, json.dumps(answer).encode())
        os._exit(0)
    os.close(send)
    with os.fdopen(receive, "rb") as answer:
        content = answer.read()
    _, status = os.waitpid(child, 0)
    return json.loads(content) if os.WIFEXITED(status) else None


def kill_at(step: int, folder: Path) -> str:
    """Change the dossier, and be killed before the step of that number, if it comes to it."""
    done = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        is_change = event in CHANGES or (event == "open" and arguments[2] & WRITE_FLAGS)
        if is_change and str(folder) in str(arguments[0]):
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    change(folder)
    return "done"


def at_steps(ready: Path, folder: Path, each: int) -> Iterator[bool]:
    """Run the writer again and again, each time it comes a little further; whether it was killed."""
    for step in range(1, 10_000, each):
        start_anew(ready, folder)
        killed = in_child(lambda step=step: kill_at(step, folder)) is None
        yield killed
        if not killed:
            return


def at_times(ready: Path, folder: Path, count: int) -> Iterator[bool]:
    """Kill the writer after longer and longer times; whether it was still at work."""
    start_anew(ready, folder)
    began = time.monotonic()
    in_child(lambda: change(folder))
    whole = time.monotonic() - began
    for number in range(count):
        start_anew(ready, folder)
        child = os.fork()
        if not child:
            change(folder)
            os._exit(0)
        time.sleep(whole * (number + 0.5) / count)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        yield os.WIFSIGNALED(status)


def start_anew(ready: Path, folder: Path) -> None:
    """The state before, from a copy of it."""
    shutil.rmtree(folder, ignore_errors=True)
    if ready.exists():
        shutil.copytree(ready, folder)


def main() -> None:
    """Kill, look, go on, look again."""
    how, work, scenario, number = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    ready, folder = work / "ready", work / "dossier"
    # What is loaded here need not be loaded by every child.
    Graph.of(BEFORE).serialize("html")
    in_child(lambda: prepare(scenario, ready))
    for killed in {"steps": at_steps, "times": at_times}[how](ready, folder, number):
        found, *then = in_child(lambda: [state(folder), change(folder), state(folder), leftovers(folder)])
        line = json.dumps({"killed": killed, "state": found, "then": then[1:]})
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
