"""Every competency question gives the answer that a reader of the articles would give."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest
from parleygraph.graph import Graph
from parleygraph.ontology import NAMESPACE, Question, Relation, questions
from parleygraph.ontology.files import FOLDER
from rdflib.plugins.sparql import prepareQuery

EXPECTED = Path(__file__).parent / "expected"
NAMES = [question.name for question in questions()]


def answer(store: ox.Store, question: Question) -> list[list[str]]:
    """The head and the rows of the answer over the union of the named graphs; unbound is empty."""
    solutions = store.query(question.sparql, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    head = [variable.value for variable in solutions.variables]
    return [head, *([getattr(value, "value", "") for value in solution] for solution in solutions)]


def expected(name: str) -> list[list[str]]:
    """The table that the articles support, as a reader checked it."""
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("question", questions(), ids=NAMES)
def test_a_question_has_the_expected_answer(river_store: ox.Store, question: Question) -> None:
    """Head and rows are those of the table, in the same order."""
    assert answer(river_store, question) == expected(question.name)


def test_every_table_belongs_to_a_question_and_shows_an_answer() -> None:
    """No question goes untested, and no table is empty."""
    assert sorted(path.stem for path in EXPECTED.glob("*.csv")) == NAMES
    assert all(len(expected(name)) > 1 for name in NAMES)
    assert len(NAMES) >= 14


@pytest.mark.parametrize("name", [name for name in NAMES if "quotation" in expected(name)[0]])
def test_the_quotations_of_an_answer_are_words_of_the_articles(river: Graph, name: str) -> None:
    """Whatever is quoted can be found in a text, letter by letter."""
    texts = [document.text for document in river.documents]
    head, *rows = expected(name)
    quotations = [row[head.index("quotation")] for row in rows]
    assert all(any(quotation in text for text in texts) for quotation in quotations)


@pytest.mark.parametrize("question", questions(), ids=NAMES)
def test_a_question_is_one_line_and_its_query_is_standard_sparql(question: Question) -> None:
    """The question reads as a question, and a second engine can parse the query too."""
    assert question.text.endswith("?")
    assert "\n" not in question.text
    prepareQuery(question.sparql)


@pytest.mark.parametrize("question", questions(), ids=NAMES)
def test_a_query_names_only_terms_of_the_ontology(question: Question) -> None:
    """A misspelt term would answer nothing, in silence."""
    known = (FOLDER / "parleygraph.ttl").read_text(encoding="utf-8")
    named = {word.strip(",()?") for word in question.sparql.replace("|", " ").replace("/", " ").split()}
    terms = {word.removeprefix("^") for word in named if word.removeprefix("^").startswith("parley:")}
    terms -= {"parley:"}
    assert terms
    assert [term for term in sorted(terms) if f"\n{term}\n" not in known] == []


def test_the_case_uses_every_relation(river: Graph) -> None:
    """No relation is left out of what the questions are tested on."""
    assert {statement.relation for statement in river.statements} == set(Relation)


def test_the_order_of_rows_does_not_depend_on_the_order_of_loading(river: Graph) -> None:
    """Two stores filled in opposite orders give equal tables."""
    lines = river.serialize("nquads").splitlines(keepends=True)
    backwards = ox.Store()
    for line in reversed(lines):
        backwards.load(line, format=ox.RdfFormat.N_QUADS)
    for question in questions():
        assert answer(backwards, question) == expected(question.name)


def test_a_file_that_does_not_begin_with_its_question_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the file and says what the first line must be."""
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "mute.rq").write_text("SELECT * WHERE { ?s ?p ?o }", encoding="utf-8")
    monkeypatch.setattr("parleygraph.ontology.files.FOLDER", tmp_path)
    questions.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"mute\.rq: the first line must read '# question: …'"):
            questions()
    finally:
        questions.cache_clear()


def test_the_namespace_of_the_queries_is_that_of_the_ontology() -> None:
    """The prefix is bound to the namespace that Python uses."""
    assert all(f"PREFIX parley: <{NAMESPACE}>" in question.sparql for question in questions())
