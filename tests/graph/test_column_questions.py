"""The questions asked of the tables: the answer of the SPARQL, row for row."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from parleygraph.graph import DossierError, Graph, QueryError, Run
from parleygraph.graph.columns import names_of_questions, question, write_columns
from parleygraph.model import Document, Extraction, Node, Statement
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation, questions

NAMES = [item.name for item in questions()]
WORDS = (
    "Ätna",
    "Zell",
    "Oslo",
    "Élan",
    "ak",
    "Bern",
    "=Rom",
    "\u05d3\u05d2",
    "zell",
    "Oslo",
    "Ulm",
    "Goa",
    "Eb",
)


@cache
def dense_graph(seed: int) -> Graph:
    """A graph in which few nodes stand in every relation to each other, often, and disagree.

    Labels are shared by nodes, identifiers begin with letters that IRIs percent-encode, and
    there are dates by day, by year and none at all.
    """
    rng = random.Random(seed)  # noqa: S311 - no secret
    return Graph((_extraction(rng, number) for number in range(5)), run=Run("0.1.0", "dense", "1"))


def _extraction(rng: random.Random, number: int) -> Extraction:
    text = " ".join(rng.choice(WORDS) for _ in range(60)) + f" {number}"
    document = Document(text, name=f"d{number % 3}", date=rng.choice((None, "2031", "2031-02-03", "May")))
    nodes = []
    for kind in NodeClass:
        for place in range(2):
            slug = f"{rng.choice(WORDS[:3])}-{kind.value}".lower()
            name = f"{kind.kind.lower()}/{slug if kind.is_actor else f'{document.id}/{slug}-{place}'}"
            nodes.append(Node(name, kind, rng.choice(WORDS), (document.quote(0, 2),)))
    unique = tuple({node.id: node for node in nodes}.values())
    return Extraction(document, unique, tuple(_statements(rng, document, unique)))


def _statements(rng: random.Random, document: Document, nodes: tuple[Node, ...]) -> Iterator[Statement]:
    actors = [node.id for node in nodes if node.node_class.is_actor]
    made = {}
    for relation in list(Relation) * rng.choice((1, 3, 10)):
        subject = rng.choice([node for node in nodes if node.node_class in relation.domain])
        object_ = rng.choice([node for node in nodes if node.node_class in relation.range])
        start = rng.randrange(len(document.text) - 9)
        statement = Statement(
            subject.id,
            relation,
            object_.id,
            document.quote(start, start + rng.randrange(1, 9)),
            rng.choice((Polarity.POSITIVE, Polarity.POSITIVE, Polarity.NEGATIVE)),
            rng.choice((Certainty.ASSERTED, Certainty.ASSERTED, Certainty.UNCERTAIN)),
            tuple(rng.sample(actors, k=rng.choice((0, 0, 1, 2)))),
            document.quote(start, start + 3) if rng.random() < 0.2 else None,
            rng.choice((None, None, "2031-01-01", "2032")),
        )
        made[statement.id] = statement
    yield from made.values()


@pytest.fixture(scope="module", params=("dense 1", "dense 2", "dense 3", "hostile"))
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, small_graph: Graph
) -> tuple[Graph, Path]:
    """A graph and the folder of its tables."""
    kind, _, seed = request.param.partition(" ")
    graph = dense_graph(int(seed)) if kind == "dense" else small_graph
    folder = tmp_path_factory.mktemp(kind)
    write_columns(graph, folder)
    return graph, folder


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_answer_as_the_triples_do(both: tuple[Graph, Path], name: str) -> None:
    """Columns, rows, their order, and every term with its type."""
    graph, folder = both
    triples, columns = graph.ask_question(name), question(folder, name)
    assert columns.columns == triples.columns
    assert columns.to_json() == triples.to_json()


@pytest.mark.parametrize("name", NAMES)
def test_the_comparison_is_of_something(name: str) -> None:
    """Every question has an answer on the graphs that the test above compares."""
    assert any(dense_graph(seed).ask_question(name) for seed in (1, 2, 3))


def test_every_question_has_a_query_for_the_tables() -> None:
    """None is left out, and none answers a question that the ontology does not have."""
    assert list(names_of_questions()) == NAMES


def test_an_unknown_question_is_refused(both: tuple[Graph, Path]) -> None:
    """With the names that there are; the shared views are no question."""
    with pytest.raises(QueryError, match=r"there is no question 'views'.*choose one of allies-at-odds"):
        question(both[1], "views")


def test_missing_and_damaged_tables_are_named(both: tuple[Graph, Path], tmp_path: Path) -> None:
    """The message has the folder and what to do."""
    with pytest.raises(DossierError, match=r"the tables cannot be read .*build the graph again"):
        question(tmp_path, "stances")
    write_columns(both[0], tmp_path)
    (tmp_path / "statements.parquet").write_bytes(b"not a table")
    with pytest.raises(DossierError, match=r"the tables cannot be read .*build the graph again"):
        question(tmp_path, "stances")
