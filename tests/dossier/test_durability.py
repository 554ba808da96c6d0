"""A writer that is killed leaves the old state or the new one, and the next one goes on from there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from parleygraph.graph import DossierError, Graph
from parleygraph.graph.dossiers import DossierLocked, open_dossier, writing

from .conftest import Command, contents, names, quads, run_script


def killed(how: str, work: Path, scenario: str, number: int) -> list[dict[str, object]]:
    """What was found after each kill."""
    process = run_script("killed.py", how, work, scenario, number)
    printed, _ = process.communicate(timeout=900)
    assert process.returncode == 0
    return [json.loads(line) for line in printed.splitlines()]


@pytest.mark.parametrize(
    ("scenario", "each", "before"),
    [("change", 1, "before"), ("migration", 4, "before"), ("first", 4, "none")],
)
def test_a_writer_that_is_killed_at_any_step_leaves_the_old_state_or_the_new(
    tmp_path: Path, scenario: str, each: int, before: str
) -> None:
    """Documents and store are those of one state; the next writer completes the new one and tidies up."""
    found = killed("steps", tmp_path, scenario, each)
    states = [run["state"] for run in found]
    last_of_old = max(number for number, state in enumerate(states) if state == before)
    assert states == [before] * (last_of_old + 1) + ["after"] * (len(states) - last_of_old - 1)
    assert {before, "after"} == set(states)
    assert all(run["then"] == ["after", []] for run in found)
    assert [run["killed"] for run in found] == [True] * (len(found) - 1) + [False]


def test_a_writer_that_is_killed_at_any_time_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    """Also in the middle of what the libraries write."""
    found = killed("times", tmp_path, "change", 8)
    assert {run["state"] for run in found} <= {"before", "after"}
    assert any(run["killed"] for run in found)
    assert all(run["then"] == ["after", []] for run in found)


HOLD = """
import sys, time
from pathlib import Path
from parleygraph.graph.dossiers import writing
with writing(Path(sys.argv[1])):
    print("writing", flush=True)
    time.sleep(600)
"""


def test_a_second_writer_is_told_at_once_and_readers_do_not_wait(
    parley: Command, dossier: Path, notes: Path
) -> None:
    """Status 3 and one line; the lock goes with its process, however that ends."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(dossier)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "writing\n"
        before = contents(dossier)
        build = ("build", notes, "--extractor", "toy", "-o", dossier)
        for command in (("add", dossier, notes), ("remove", dossier, "one"), ("rebuild", dossier), build):
            started = time.monotonic()
            outcome = parley(*command)
            assert time.monotonic() - started < 10
            assert outcome.status == 3
            (line,) = outcome.err.splitlines()
            assert f"{dossier}: another process is writing into it" in line
        assert contents(dossier) == before
        assert parley("query", dossier, "ASK { ?a parley:supports ?b }").status == 0
        assert parley("list", dossier).status == 0
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert parley("add", dossier, notes, "-q").status == 0


def test_the_lock_is_for_one_folder_and_one_writer(dossier: Path, tmp_path: Path) -> None:
    """Also within one process; another folder is not concerned."""
    with writing(dossier), writing(tmp_path / "other"), pytest.raises(DossierLocked), writing(dossier):
        pass
    assert not (tmp_path / "other").exists()
    with writing(dossier):
        pass


def test_a_reader_keeps_its_store_and_tables_while_writers_go_on(
    parley: Command, dossier: Path, notes: Path
) -> None:
    """What is held stays whole; what nobody holds any more goes with the next change."""
    held = open_dossier(dossier)
    expected = quads(dossier)
    assert parley("add", dossier, notes, "-q").status == 0
    assert parley("remove", dossier, "two", "-q").status == 0
    assert sorted(held.store().dump(format=_nquads()).splitlines()) == expected
    assert (held.columns_path / "statements.parquet").is_file()
    assert sorted(path.name for path in (dossier / "generations").iterdir()) == ["1", "3"]
    assert open_dossier(dossier).manifest.generation == 3
    del held
    assert parley("remove", dossier, "three", "-q").status == 0
    assert [path.name for path in (dossier / "generations").iterdir()] == ["4"]


def _nquads() -> object:
    import pyoxigraph as ox

    return ox.RdfFormat.N_QUADS


READ = """
import sys
from pathlib import Path
from parleygraph.graph import Graph
from parleygraph.graph.dossiers import open_dossier
folder, seen = Path(sys.argv[1]), set()
while not (folder.parent / "stop").exists():
    graph = Graph.load(folder)
    dossier = open_dossier(folder)
    seen.add(tuple(document.name for document in graph.documents))
    assert len(dossier.store()) > 0
print(sorted(map(list, seen)))
"""


def test_readers_meet_whole_states_only_while_writers_write(
    parley: Command, dossier: Path, notes: Path, tmp_path: Path
) -> None:
    """A graph is loaded again where a writer came between."""
    reader = subprocess.Popen([sys.executable, "-c", READ, str(dossier)], stdout=subprocess.PIPE, text=True)
    for _ in range(6):
        assert parley("add", dossier, notes, "-q").status == 0
        assert parley("remove", dossier, "three", "-q").status == 0
    (tmp_path / "stop").touch()
    printed, _ = reader.communicate(timeout=120)
    assert reader.returncode == 0
    assert json.loads(printed.replace("'", '"')) in (
        [["one", "three", "two"], ["one", "two"]],
        [["one", "three", "two"]],
        [["one", "two"]],
    )


def test_a_full_disk_leaves_what_was_there(
    parley: Command, dossier: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says so, nothing half-made is left, and what was read is not read again."""
    before = contents(dossier)
    real = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.suffix == ".ttl":
            real(path, content[:3])
            raise OSError(28, "No space left on device", str(path))
        return real(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        outcome = parley("add", dossier, notes)
    assert outcome.status == 3
    assert "No space left on device" in outcome.err
    left = contents(dossier)
    assert {name: left[name] for name in left if ".unfinished" not in name} == before
    outcome = parley("add", dossier, notes, "--json")
    assert outcome.status == 0
    assert "had been read" in outcome.json["report"][0]


def test_what_is_not_of_the_dossier_is_left_alone(parley: Command, notes: Path, tmp_path: Path) -> None:
    """A dossier may be written into a folder that has other things in it, of like names."""
    folder = tmp_path / "shared"
    own = [
        "documents/letter.txt",
        "documents/0123.json",
        "generations/notes.txt",
        "generations/7/x",
        "mine.txt",
    ]
    for name in own:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("mine")
    assert parley("build", notes, "--extractor", "toy", "-o", folder, "-q").status == 0
    assert parley("remove", folder, "two", "-q").status == 0
    assert parley("rebuild", folder, "--all", "-q").status == 0
    assert all((folder / name).read_text() == "mine" for name in own)
    assert names(folder) == ["one", "three"]


def test_a_graph_does_not_go_over_a_later_dossier(dossier: Path) -> None:
    """A newer format is refused by every writer, and the folder is as it was."""
    manifest = dossier / "dossier.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"format": 2', b'"format": 9'))
    before = contents(dossier)
    with pytest.raises(DossierError, match="later version"), writing(dossier):
        pass
    with pytest.raises(DossierError, match="later version"):
        Graph.load(dossier)
    assert contents(dossier) == before
