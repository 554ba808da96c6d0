"""What the tests of graphs share: the example of docs/rdf.md, a graph made anew, and saved ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from parleygraph.graph import Graph, Run
from parleygraph.graph.dossiers.lines import to_files
from parleygraph.graph.files import write_files
from parleygraph.model import Document, Extraction, Node, Statement
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

type MakeGraph = Callable[..., Graph]


@pytest.fixture(scope="session")
def documented_graph() -> Graph:
    """The graph whose RDF docs/rdf.md shows in full."""
    document = Document(
        "The Harbour Guild rejected the night timetable, which Norway proposed. "
        "According to the guild, Norway may withdraw it if sailors protest.",
        name="harbour",
        title="Guild against night ferries",
        date="2031-05-04",
        author="R. Lind",
        publisher="The Quay",
        url="https://news.example/harbour",
    )
    quote = document.quote
    timetable = f"proposal/{document.id}/night-timetable"
    nodes = (
        Node(
            "actor/harbour-guild",
            NodeClass.ORGANIZATION,
            "Harbour Guild",
            (quote(4, 17), quote(88, 93)),
            ("guild",),
        ),
        Node("actor/norway", NodeClass.STATE, "Norway", (quote(54, 60), quote(95, 101)), (), "Q20", "NO"),
        Node(timetable, NodeClass.PROPOSAL, "night timetable", (quote(31, 46),)),
    )
    statements = (
        Statement(
            "actor/harbour-guild",
            Relation.OPPOSES,
            timetable,
            quote(0, 46, (0, 70)),
            date="2031-05-03",
            confidence=0.9,
            stage="verb",
        ),
        Statement(
            "actor/norway",
            Relation.PROPOSES,
            timetable,
            quote(27, 69, (0, 70)),
            confidence=0.85,
            stage="verb",
        ),
        Statement(
            "actor/norway",
            Relation.SUPPORTS,
            timetable,
            quote(95, 117, (71, 137)),
            Polarity.NEGATIVE,
            Certainty.UNCERTAIN,
            ("actor/harbour-guild",),
            quote(118, 136, (71, 137)),
            confidence=0.7,
            stage="verb",
        ),
    )
    run = Run("0.1.0", "en_core_web_md", "3.8.0")
    return Graph([Extraction(document, nodes, statements)], run=run)


@pytest.fixture(scope="session")
def rebuilt() -> Callable[[Graph], Graph]:
    """The same graph made anew from its parts, with every extraction and node in another order."""

    def rebuild(graph: Graph) -> Graph:
        extractions = []
        for document in reversed(graph.documents):
            statements = [st for st in graph.statements if st.evidence.document == document]
            used = {end for st in statements for end in (st.subject, st.object, *st.sources)}
            nodes = []
            for node in reversed(graph.nodes):
                mentions = tuple(m for m in reversed(node.mentions) if m.document == document)
                if mentions or node.id in used:
                    nodes.append(
                        Node(
                            node.id,
                            node.node_class,
                            node.label,
                            mentions,
                            node.aliases,
                            node.wikidata,
                            node.iso3166,
                        )
                    )
            extractions.append(Extraction(document, tuple(nodes), tuple(reversed(statements))))
        return Graph(extractions, run=graph.run, base=graph.base, skipped=graph.skipped)

    return rebuild


@pytest.fixture
def folder(small_graph: Graph, tmp_path: Path) -> Path:
    """The dispute over fish, saved."""
    return small_graph.save(tmp_path / "new" / "folder")


@pytest.fixture
def old(small_graph: Graph, tmp_path: Path) -> Path:
    """The dispute over fish in a folder of format 1."""
    write_files(tmp_path / "old", to_files(small_graph))
    return tmp_path / "old"
