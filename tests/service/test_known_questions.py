"""Which SPARQL is one of the questions, and which is not, however little is different."""

from __future__ import annotations

import re

import pytest
from parleygraph.graph.sparql import question as sparql_of
from parleygraph.service.asked import question_of

from .conftest import NAMES, STANCES


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_known_however_it_is_spelled(name: str) -> None:
    """Other white space, comments, prefixes, or none."""
    sparql = sparql_of(name)
    body = sparql[sparql.index("SELECT") :]
    assert question_of(sparql) == question_of(body) == name
    assert question_of(body.replace("\n", "\r\n\t# words } {\n")) == name
    renamed = sparql.replace("parley:", "p-1:").replace("skos:", ":")
    assert question_of(renamed) == name
    full = re.sub(r"parley:(\w+)", r"<https://w3id.org/parleygraph/ontology#\1>", body)
    assert question_of(full) == name


@pytest.mark.parametrize(
    "sparql",
    [
        "",
        "SELECT * { ?s ?p ?o }",
        STANCES + "LIMIT 1",
        STANCES.replace("ORDER BY ?object", "ORDER BY ?actor"),
        STANCES.replace("parley:opposes }", "}"),
        STANCES.replace('"author"', '"Author"'),
        STANCES.replace('"author"', '" author"'),
        STANCES.replace('"#"', "'#'"),
        STANCES.replace("?voice", "?v oice"),
        STANCES.replace("parley: <https://w3id.org/parleygraph/ontology#>", "parley: <http://x.example/>"),
        "PREFIX oa: <http://x.example/>" + STANCES[STANCES.index("\n\nSELECT") :],
        "BASE <http://x.example/>" + STANCES,
        "PREFIX parley <x>" + STANCES,
        "PREFIX" + STANCES,
        STANCES.replace("parley:subject/", "parley:subject\\u002F"),
        "# \\u000A ASK {} #" + STANCES,
        STANCES.replace("parley:relation ?relation", "parley:rel ation ?relation"),
        STANCES.replace("parley:relation ?relation ;", "parley:relation.x ?relation ;"),
        STANCES.replace("parley:relation ?relation ;", "parley:relation:x ?relation ;"),
        STANCES.replace("WHERE {", "WHERE { # }\n }"),
        STANCES.replace("parley:evidence", "unknown:evidence"),
        STANCES + " " * 10_000,
    ],
)
def test_what_is_another_query_is_not_taken_for_a_question(sparql: str) -> None:
    """However little is different."""
    assert question_of(sparql) is None
