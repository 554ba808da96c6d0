"""A dossier that grew by any path holds the same quads as one that was built at once."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parleygraph.graph import Graph, Run
from parleygraph.graph.corpus import Corpus, Reading, Source
from parleygraph.graph.decisions import append, propose
from parleygraph.graph.dossiers import open_dossier, refresh, store, writing
from parleygraph.graph.dossiers.prints import Prints
from parleygraph.model import Document

from .conftest import contents, extraction, quads

WHO = ("Marovia", "Tessland", "Quill")
TEXTS = [
    f"{who} {how} the {what}." for who in WHO for how in ("supports", "opposes") for what in ("quota", "ban")
]
RUNS = [Run("0.1.0", "toy", version, {"extractor": "toy"}) for version in ("1", "2")]
BASE = "https://data.example/"
_folders = count()


def corpus(texts: dict[str, str], run: Run = RUNS[0]) -> Corpus:
    """The corpus of texts by their names."""
    readings = tuple(
        Reading.of(extraction(Document(text, name=name)), run) for name, text in sorted(texts.items())
    )
    return Corpus(readings, run, BASE)


def keep(folder: Path, new: Corpus, *, anew: bool = False) -> None:
    """Make the corpus what the dossier holds."""
    with writing(folder) as writer:
        writer.write(new, anew=anew)


def fresh_quads(graph: Graph) -> list[bytes]:
    """The quads of a graph as they are made from nothing."""
    return sorted(graph.serialize("nquads").splitlines())


STATES = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3)),
        st.sampled_from(RUNS),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=STATES)
def test_any_sequence_of_changes_gives_the_quads_of_a_fresh_build(
    tmp_path: Path, states: list[tuple[dict[str, list[str]], Run]]
) -> None:
    """Documents come, go, change and are read by another run; and the exports follow."""
    folder = tmp_path / str(next(_folders))
    for texts, run in states:
        new = corpus({name: " ".join(sentences) for name, sentences in texts.items()}, run)
        new = replace(new, readings=tuple({r.document.id: r for r in new.readings}.values()))
        keep(folder, new)
        graph = Graph.of(new)
        assert quads(folder) == fresh_quads(graph)
        assert Graph.load(folder).statements == graph.statements
        assert (folder / "graph.trig").read_bytes() == graph.serialize("trig")
    keep(tmp_path / f"{folder.name}-fresh", new)
    assert quads(tmp_path / f"{folder.name}-fresh") == quads(folder)


def test_the_bytes_do_not_depend_on_the_path(tmp_path: Path) -> None:
    """But for the number of the generation, the manifest and all files are those of a fresh build."""
    keep(tmp_path / "grown", corpus({"a": TEXTS[0], "b": TEXTS[1]}))
    keep(tmp_path / "grown", corpus({"b": TEXTS[1], "c": TEXTS[2]}))
    keep(tmp_path / "fresh", corpus({"b": TEXTS[1], "c": TEXTS[2]}))
    trees = []
    for name, generation in (("grown", "2"), ("fresh", "1")):
        tree = contents(tmp_path / name)
        tree["dossier.json"] = re.sub(rb'"generation": \d', b"", tree["dossier.json"])
        trees.append({path.replace(f"generations/{generation}", "g"): tree[path] for path in tree})
    assert trees[0] == trees[1]


def test_decisions_reach_the_store_by_the_difference(tmp_path: Path) -> None:
    """Statements of a document that nobody touched point to the one node, and to the old one after undo."""
    keep(tmp_path, corpus({"a": TEXTS[0], "b": TEXTS[5], "c": TEXTS[10]}))
    before = quads(tmp_path)
    graph = Graph.load(tmp_path)
    merged = propose.merge(graph.decided, ["actor/marovia", "actor/tessland"], who="an analyst")
    append(tmp_path / "decisions.jsonl", merged)
    assert not open_dossier(tmp_path).is_current
    after = refresh(tmp_path)
    assert open_dossier(tmp_path).is_current
    assert quads(tmp_path) == fresh_quads(after) != before
    assert not any(b"statement/" in line and b"actor/tessland>" in line for line in quads(tmp_path))
    append(tmp_path / "decisions.jsonl", propose.undo(after.decided, merged.id, who="an analyst"))
    undone = refresh(tmp_path)
    assert quads(tmp_path) == fresh_quads(undone)
    # The log itself, which the graph of the review tells, is never undone.
    assert [line for line in quads(tmp_path) if b"/graph/review>" not in line] == before


def test_only_the_difference_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new store shares the files of the old one, and no other document's graph is made again."""
    texts = {f"text-{number}": f"{who} {who}" for number, who in enumerate(TEXTS)}
    keep(tmp_path, corpus(texts))
    old = {path.stat().st_ino for path in (open_dossier(tmp_path).store_path).glob("*.sst")}
    held = open_dossier(tmp_path)
    made: list[str] = []
    real = store.named_blocks

    def watched(graph: Graph, places: object) -> object:
        for name, blocks in real(graph, places):
            yield name, (made.append(name) or block for block in blocks)

    monkeypatch.setattr(store, "named_blocks", watched)
    new = corpus({**texts, "new": "Quill supports the toll."})
    keep(tmp_path, new)
    assert held.is_whole
    shared = {path.stat().st_ino for path in (open_dossier(tmp_path).store_path).glob("*.sst")} & old
    assert len(shared) > len(old) / 2
    (added,) = set(made)
    assert added == next(r.document.id for r in new.readings if r.document.name == "new")
    assert quads(tmp_path) == fresh_quads(Graph.of(new))


def test_the_same_again_writes_nothing(tmp_path: Path) -> None:
    """Not even a new generation: a folder under version control stays as it is."""
    keep(tmp_path, corpus({"a": TEXTS[0]}))
    before = contents(tmp_path)
    keep(tmp_path, corpus({"a": TEXTS[0]}), anew=True)
    assert contents(tmp_path) == before
    assert "generations/1/graphs.json" in before


def test_equal_input_gives_equal_bytes_under_any_order_of_hashing(tmp_path: Path) -> None:
    """Manifest, documents, tables and exports; the files of the store are the library's own."""
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]); import killed; "
        "killed.prepare('change', Path(sys.argv[1])); killed.change(Path(sys.argv[1]))"
    )
    trees = []
    for seed in ("0", "4242"):
        folder = tmp_path / seed
        command = [sys.executable, "-c", code, str(folder), str(Path(__file__).parent)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        trees.append(contents(folder))
    assert trees[0] == trees[1]
    assert "generations/2/statements.parquet" in trees[0]


def test_a_source_is_found_from_wherever_the_dossier_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link to the dossier, and another working folder, lead to the same file."""
    (tmp_path / "far" / "off").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "far" / "off")
    monkeypatch.chdir(tmp_path)
    kept = Source.of("notes/a.txt").seen_from(Path("link"))
    assert kept == "../../notes/a.txt"
    monkeypatch.chdir(tmp_path / "far")
    assert Source.read(kept, tmp_path / "link").path.resolve() == tmp_path / "notes" / "a.txt"
    assert Source.of("/srv/a.txt").seen_from(Path("link")) == "/srv/a.txt"


def test_a_statement_that_was_edited_keeps_its_evidence_in_the_store(tmp_path: Path) -> None:
    """The graph of a document has what its former statements quote, whichever way the store was made."""
    keep(tmp_path, corpus({"a": " ".join(TEXTS[:4]), "b": TEXTS[5]}))
    graph = Graph.load(tmp_path)
    for statement in graph.statements[:2]:
        append(tmp_path / "decisions.jsonl", propose.reject(graph.decided, statement.id, who="an analyst"))
    assert quads(tmp_path) != fresh_quads(Graph.load(tmp_path))
    refresh(tmp_path)
    assert quads(tmp_path) == fresh_quads(Graph.load(tmp_path))


def test_the_digests_are_written_as_the_standard_library_would(tmp_path: Path) -> None:
    """Sorted and indented, whatever the names hold; and they are read as they were."""
    prints = Prints({"b": "2", "a": "1"}, {"meta": {}, "entities": {'<x/"é\\u2028>': "3", "<x/a>": "4"}})
    content = {"documents": dict(prints.documents), "shared": {k: dict(v) for k, v in prints.shared.items()}}
    assert prints.to_bytes() == (json.dumps(content, indent=1, sort_keys=True) + "\n").encode()
    (tmp_path / "graphs.json").write_bytes(prints.to_bytes())
    assert Prints.read(tmp_path / "graphs.json") == prints
    assert Prints({}, {}).to_bytes() == b'{\n "documents": {},\n "shared": {}\n}\n'
