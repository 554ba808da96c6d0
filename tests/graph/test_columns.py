"""The columnar twin: three tables that say what the graph says, in its order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from parleygraph.graph import DossierError, Graph
from parleygraph.graph.columns import TABLES, exactly, write_columns
from parleygraph.model import Document


@pytest.fixture
def folder(small_graph: Graph, tmp_path: Path) -> Path:
    """The tables of the dispute over fish, in a folder whose name means something to SQL and to globs."""
    written = tmp_path / "it's [1] *"
    write_columns(small_graph, written)
    return written


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, as any reader of Parquet gets them."""
    found = duckdb.read_parquet(exactly(folder / f"{table}.parquet"))
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_each_statement_is_a_row_in_the_order_of_the_graph(small_graph: Graph, folder: Path) -> None:
    """With its ends, their labels, its qualifiers, its sources in order and its place."""
    found = rows(folder, "statements")
    assert [row["id"] for row in found] == [statement.id for statement in small_graph.statements]
    for row, statement in zip(found, small_graph.statements, strict=True):
        assert row["subject_label"] == small_graph.node(statement.subject).label
        assert row["object_label"] == small_graph.node(statement.object).label
        assert (row["relation"], row["polarity"]) == (statement.relation.value, statement.polarity.value)
        assert row["sources"] == list(statement.sources)
        assert row["source_labels"] == [small_graph.node(source).label for source in statement.sources]
        assert (row["start"], row["end"]) == (statement.evidence.start, statement.evidence.end)
        assert row["condition"] == (statement.condition.quotation if statement.condition else None)
        assert row["confidence"] == statement.confidence
        ends = [small_graph.nodes[row[f"{end}_number"]].id for end in ("subject", "object")]
        assert ends == [statement.subject, statement.object]
    (chain,) = [row["source_labels"] for row in found if len(row["sources"]) > 1]
    assert chain == ["Tern Gazette", "Edda Brook"]


def test_a_quotation_is_the_text_at_its_offsets(small_graph: Graph, folder: Path) -> None:
    """Also where the text holds NUL, marks that turn the direction and signs beyond 16 bits."""
    texts = {document.id: document.text for document in small_graph.documents}
    for row in rows(folder, "statements"):
        assert texts[row["document"]][row["start"] : row["end"]] == row["quotation"]
    assert any("<img src=x" in row["quotation"] for row in rows(folder, "statements"))


def test_nodes_and_documents_are_rows_too(small_graph: Graph, folder: Path) -> None:
    """Every mention of a node is in its row; the IRI is the one of the RDF."""
    nodes = rows(folder, "nodes")
    assert [row["id"] for row in nodes] == [node.id for node in small_graph.nodes]
    assert [row["number"] for row in nodes] == list(range(len(nodes)))
    for row, node in zip(nodes, small_graph.nodes, strict=True):
        assert (row["class"], row["kind"]) == (node.node_class.value, node.node_class.kind)
        places = [(place["document"], place["start"], place["end"]) for place in row["mentions"]]
        assert places == [mention.key for mention in node.mentions]
    assert nodes[0]["iri"] == small_graph.base + nodes[0]["id"]
    documents = rows(folder, "documents")
    assert [row["name"] for row in documents] == ["hostile", "lighthouse", "quota-talks"]
    assert [row["length"] for row in documents] == [len(document.text) for document in small_graph.documents]


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_have_the_names_and_types_that_are_stated(folder: Path, table: str) -> None:
    """Also where a column has no value at all."""
    found = duckdb.read_parquet(exactly(folder / f"{table}.parquet"))
    types = {name: str(kind).replace('"', "") for name, kind in zip(found.columns, found.types, strict=True)}
    assert types == {name: kind.replace('"', "") for name, kind in TABLES[table].items()}


def test_an_empty_graph_has_the_tables_too(tmp_path: Path) -> None:
    """Without rows, and with the same columns."""
    from parleygraph.graph import Run

    write_columns(Graph(run=Run("0.1.0", "by-hand", "1")), tmp_path)
    assert all(rows(tmp_path, table) == [] for table in TABLES)


def test_equal_graphs_give_equal_bytes(
    small_graph: Graph, rebuilt: Callable[[Graph], Graph], folder: Path, tmp_path: Path
) -> None:
    """Whatever the order of the extractions was."""
    write_columns(rebuilt(small_graph), tmp_path / "again")
    for table in TABLES:
        name = f"{table}.parquet"
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_lone_surrogate_takes_one_place(tmp_path: Path) -> None:
    """It becomes U+FFFD, so that the offsets stay right."""
    from parleygraph.graph import Run
    from parleygraph.model import Extraction, Node
    from parleygraph.ontology import NodeClass

    document = Document("The gu\ud800ild met.", name="broken \udfff name")
    node = Node("actor/guild", NodeClass.GROUP, "gu\ud800ild", (document.quote(4, 10),))
    write_columns(Graph([Extraction(document, (node,))], run=Run("0.1.0", "by-hand", "1")), tmp_path)
    assert rows(tmp_path, "nodes")[0]["label"] == "gu\ufffdild"
    assert rows(tmp_path, "documents")[0]["name"] == "broken \ufffd name"


def test_nothing_is_left_beside_the_tables(folder: Path) -> None:
    """No temporary file stays."""
    assert sorted(path.name for path in folder.iterdir()) == [
        "documents.parquet",
        "nodes.parquet",
        "statements.parquet",
    ]


def test_a_failure_leaves_the_last_tables(
    small_graph: Graph, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the second table cannot be written, the first is not replaced."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def broken(*_: object) -> dict[str, Any]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("parleygraph.graph.column_rows.document_row", broken)
    with pytest.raises(DossierError, match=r"cannot be written .*No space left on device"):
        write_columns(small_graph, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_folder_that_cannot_be_made_is_named(small_graph: Graph, tmp_path: Path) -> None:
    """A file in its place is an error with the path."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(DossierError, match=r"taken.*cannot be written"):
        write_columns(small_graph, tmp_path / "taken")
