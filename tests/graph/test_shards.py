"""Sorted N-Quads out of many quads: the lines of the single file, however they were put together."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from parleygraph.graph import DossierError, Graph
from parleygraph.graph.rdf import quads
from parleygraph.graph.shards import sorted_lines, write_file, write_shards

MADE = """
import resource, sys
import pyoxigraph as ox
from pathlib import Path
from parleygraph.graph.shards import write_shards

count, graph = int(sys.argv[2]), ox.NamedNode("http://example.org/g")
p = ox.NamedNode("http://example.org/p")
made = (ox.Quad(ox.NamedNode(f"http://example.org/{(n * 7919) % count:09}"), p, ox.Literal("x" * 80), graph)
        for n in range(count))
write_shards(made, Path(sys.argv[1]), size=count // 4)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.parametrize("run", [1, 7, 100, 1_000_000])
def test_the_lines_are_those_of_the_single_file(small_graph: Graph, run: int) -> None:
    """Whatever the order of the quads, whatever fits in memory, and each once."""
    found = [*quads(small_graph), *list(quads(small_graph))[:50]]
    random.Random(run).shuffle(found)  # noqa: S311 - no secret
    with sorted_lines(found[: 300 if run == 1 else None], run=run) as lines:
        content = b"".join(lines)
    if run > 1:
        assert content == small_graph.serialize("nquads")
    assert content.splitlines() == sorted(set(content.splitlines()))


def test_one_file_is_the_file_of_the_export(small_graph: Graph, tmp_path: Path) -> None:
    """Byte for byte, in a folder that is made, with nothing left beside it."""
    path = write_file(quads(small_graph), tmp_path / "new" / "graph.nq")
    assert path.read_bytes() == small_graph.serialize("nquads")
    assert [found.name for found in path.parent.iterdir()] == ["graph.nq"]


def test_shards_are_the_single_file_in_pieces(small_graph: Graph, tmp_path: Path) -> None:
    """All but the last have the lines that were asked for; a store reads them."""
    parts = write_shards(quads(small_graph), tmp_path, size=200)
    content = small_graph.serialize("nquads")
    assert b"".join(part.read_bytes() for part in parts) == content
    assert [part.name for part in parts[:2]] == ["part-00001.nq", "part-00002.nq"]
    assert {len(part.read_bytes().splitlines()) for part in parts[:-1]} == {200}
    store = ox.Store()
    for part in parts:
        store.bulk_load(path=part, format=ox.RdfFormat.N_QUADS)
    assert set(store) == set(quads(small_graph))


def test_a_smaller_export_leaves_no_old_parts(small_graph: Graph, tmp_path: Path) -> None:
    """What is in the folder afterwards is one graph."""
    write_shards(quads(small_graph), tmp_path, size=200)
    parts = write_shards(list(quads(small_graph))[:300], tmp_path, size=200)
    assert sorted(tmp_path.iterdir()) == list(parts)
    assert len(parts) == 2


def test_a_failure_leaves_what_was_there(small_graph: Graph, tmp_path: Path) -> None:
    """Where the quads end in an error, or the place is taken, no file is changed."""

    def broken() -> object:
        yield from list(quads(small_graph))[:300]
        raise OSError(5, "Input/output error")

    write_shards(quads(small_graph), tmp_path, size=200)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(DossierError, match=r"cannot be written .Input/output error"):
        write_shards(broken(), tmp_path, size=100)  # type: ignore[arg-type]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    with pytest.raises(DossierError, match="it is a folder"):
        write_file(quads(small_graph), tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is counted in kilobytes on Linux")
def test_memory_does_not_grow_with_the_quads(tmp_path: Path) -> None:
    """Half a million quads, 80 MB of lines, take little more than two fifths of them."""
    peaks = {}
    for count in (200_000, 500_000):
        done = subprocess.run(
            [sys.executable, "-c", MADE, str(tmp_path / str(count)), str(count)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        peaks[count] = int(done.stdout)
    assert peaks[500_000] < peaks[200_000] * 1.25
