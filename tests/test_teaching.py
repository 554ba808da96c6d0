"""What one network teaches another, and what is written down of it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import pytest
from parleygraph.extractors.learned import load_reader
from parleygraph.extractors.learned.features import Columns
from parleygraph.extractors.learned.model import CLASSES
from parleygraph.extractors.learned.wordpiece import WordPiece
from parleygraph.extractors.pipeline import load_pipeline

READER = files("parleygraph.extractors") / "data" / "reader"
TOOLS = Path(__file__).resolve().parent.parent / "tools" / "train_reader"
SETTINGS = json.loads((READER / "settings.json").read_text(encoding="utf-8"))


def test_what_a_network_teaches_counts_as_far_as_it_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the ontology does not allow is never taught; a pair without a relation says nothing else."""
    monkeypatch.syspath_prepend(str(TOOLS))
    import numpy as np
    from goals import taught_goal  # type: ignore[import-not-found]
    from labels import Taught

    relations = np.array([[3.0, 3.0, -9.0], [-9.0, -9.0, -9.0]], np.float16)
    taught = Taught([], relations, np.array([[2.0, -2.0], [0.0, 0.0]], np.float16))
    goal = taught_goal(taught, np.array([[1, 0, 1], [1, 1, 1]], np.float32))
    assert goal.chance[0].tolist() == pytest.approx([0.95, 0.0, 0.0], abs=0.01)
    assert goal.share[0].tolist() == pytest.approx([0.95, 0.0, 0.0], abs=0.01)
    assert goal.share[1].sum() < 0.001
    assert goal.said.tolist() == [0]
    assert goal.qualifiers[0].tolist() == pytest.approx([0.88, 0.12], abs=0.01)


def test_what_was_taught_is_read_back_in_the_order_of_the_documents(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Annotated documents have none of it, and a document that was forgotten is an error."""
    monkeypatch.syspath_prepend(str(TOOLS))
    import numpy as np
    from labels import Node, Taught
    from taught import read_taught, write_taught  # type: ignore[import-not-found]

    tokens = {name: [0, 0] for name in ("pos", "dep", "ent", "head")}
    arrays = tokens | {"pieces": [7, 8], "offsets": [0, 1, 2], "windows": [[0, 2]], "sentence": [0, 1]}
    entry = {"features": arrays | {"spans": [[0, 1, 0, 1], [1, 2, 1, 1]]}, "candidates": 2, "nodes": []}
    documents = [{"name": name, "annotated": name == "b"} | entry for name in ("c", "b", "a")]
    taught = Taught([Node("State", [0], None), Node("Proposal", [1], None)], np.ones((2, 3)), np.ones((2, 2)))
    shares = np.array([[0.25, 0.75], [1.0, 0.0]])
    write_taught(tmp_path / "deep" / "taught.npz", {"a": (shares, taught), "c": (1 - shares, taught)})
    first, second = read_taught(tmp_path / "deep" / "taught.npz", {"documents": documents}, 160)
    assert (first.targets.tolist(), second.targets.tolist()) == ((1 - shares).tolist(), shares.tolist())
    assert [(node.node_class, node.rows) for node in second.taught.nodes] == [
        ("State", [0]),
        ("Proposal", [1]),
    ]
    assert (second.sentences, second.candidates) == (2, 2)
    with pytest.raises(KeyError, match="d/"):
        read_taught(tmp_path / "deep" / "taught.npz", {"documents": [documents[0] | {"name": "d"}]}, 160)


def test_actors_that_are_written_down_correct_what_was_taught(monkeypatch: pytest.MonkeyPatch) -> None:
    """They have the last word on actors, and none on themes."""
    monkeypatch.syspath_prepend(str(TOOLS))
    import numpy as np
    from taught import corrected

    prepared = {"classes": ["none", "State", "Proposal"], "themes": ["Proposal"]}
    taught = np.array([[0.2, 0.7, 0.1], [0.1, 0.6, 0.3], [0.9, 0.0, 0.1]])
    annotated = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.5, 0.5, 0.0]])
    found = corrected(taught, annotated, prepared)
    np.testing.assert_allclose(found, [[0.0, 1.0, 0.0], [0.7, 0.0, 0.3], [0.45, 0.5, 0.05]])


def test_a_reader_teaches_the_pairs_that_its_successor_sees(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is written down fits the pairs that the fit finds anew, row by row; an actor is no theme too."""
    monkeypatch.syspath_prepend(str(TOOLS))
    from learning import WINDOW, find_pairs, join  # type: ignore[import-not-found]
    from prepare import prepare  # type: ignore[import-not-found]
    from taught import read_taught, write_taught
    from teach_again import teach  # type: ignore[import-not-found]

    doc = load_pipeline()(
        "Norway proposed a fishing treaty. Iceland rejected it, but Denmark wants the treaty."
    )
    nothing = SimpleNamespace(Node=lambda *_: None, align=lambda *_: ({}, {}), find_all=lambda *_: [])
    columns = Columns.of(SETTINGS["pos"], SETTINGS["dep"], SETTINGS["ent"])
    split = WordPiece.read(Path(str(READER / "vocab.txt")))
    gold = {"doc": "treaty", "nodes": [], "statements": []}
    document = prepare(doc, gold, split, columns, nothing) | {"annotated": False}
    prepared = {"classes": list(CLASSES), "themes": ["Proposal", "Interest"], "documents": [document]}
    write_taught(tmp_path / "taught.npz", {"treaty": teach(load_reader().read(doc), document, prepared)})
    (sample,) = read_taught(tmp_path / "taught.npz", prepared, WINDOW)
    nodes, features = sample.taught.nodes, sample.features
    pairs = join(list(find_pairs([node.rows for node in nodes], features.spans, features)))
    assert len(pairs.subject) == len(sample.taught.relations) > 0
    assert len({row for node in nodes for row in node.rows}) == sum(len(node.rows) for node in nodes)
    assert {"State", "Proposal"} <= {node.node_class for node in nodes}


def test_phrases_that_share_most_of_their_words_are_taught_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The surest of them stays; phrases inside one another with few common words stay both."""
    monkeypatch.syspath_prepend(str(TOOLS))
    import numpy as np
    from taught import apart

    spans = np.array([[0, 6, 0, 2], [1, 6, 1, 2], [4, 6, 4, 2], [8, 9, 8, 2]])
    assert apart([1, 0, 3, 2], spans) == [1, 3, 2]
