"""Whether an answer is the one that a test expects."""

from __future__ import annotations

import csv
import io
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import rdflib
from rdflib.compare import isomorphic

ACCEPT: Final = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".ttl": "text/turtle",
}
_FORMATS: Final = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS: Final = {_XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "byte")}
_RS: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_OF: Final = rdflib.Namespace("urn:result:")


def same(expected: Path, answer: bytes) -> bool:
    """Whether the answer is that of the file, up to the names of blank nodes and the order of rows."""
    given, form = expected.read_bytes(), form_of(expected)
    if form != expected.suffix:
        found = ox.parse_query_results(answer, _FORMATS[form])
        return isinstance(found, ox.QuerySolutions) and isomorphic(_from_turtle(expected), _described(found))
    if form == ".ttl":
        graphs = (rdflib.Graph().parse(data=content, format="turtle") for content in (given, answer))
        return isomorphic(*(_plain(graph) for graph in graphs))
    if form == ".csv":
        return _table(given) == _table(answer)
    left, right = (ox.parse_query_results(content, _FORMATS[form]) for content in (given, answer))
    if isinstance(left, ox.QueryBoolean) or isinstance(right, ox.QueryBoolean):
        return isinstance(left, type(right)) and bool(left) == bool(right)
    return isomorphic(_described(left), _described(right))  # type: ignore[arg-type]


def form_of(expected: Path) -> str:
    """The form to ask for: rows may be written in Turtle, which no service answers with."""
    if expected.suffix == ".ttl" and b"ResultSet" in expected.read_bytes():
        return ".srj"
    return expected.suffix


def _from_turtle(path: Path) -> rdflib.Graph:
    """Rows that are written in Turtle, as the graph that `_described` makes."""
    read, described = rdflib.Graph().parse(path, publicID=path.as_uri()), rdflib.Graph()
    for name in read.objects(None, _RS.resultVariable):
        described.add((_OF.table, _OF.column, rdflib.Literal(name)))
    for row in read.objects(None, _RS.solution):
        described.add((_OF.table, _OF.row, row))
        for binding in read.objects(row, _RS.binding):
            name, value = read.value(binding, _RS.variable), read.value(binding, _RS.value)
            if isinstance(value, rdflib.Literal) and not value.language:
                value = _literal(str(value), str(value.datatype or _XSD + "string"))
            described.add((row, _OF[str(name)], value))
    return described


def _described(solutions: ox.QuerySolutions) -> rdflib.Graph:
    """The rows as a graph: two tables are the same when their graphs are isomorphic."""
    described = rdflib.Graph()
    names = [variable.value for variable in solutions.variables]
    for name in names:
        described.add((_OF.table, _OF.column, rdflib.Literal(name)))
    nodes: dict[str, rdflib.BNode] = {}
    for row in solutions:
        this = rdflib.BNode()
        described.add((_OF.table, _OF.row, this))
        for name in names:
            term = row[name]
            if term is not None:
                described.add((this, _OF[name], _term(term, nodes)))
    return described


def _term(term: object, nodes: dict[str, rdflib.BNode]) -> rdflib.term.Node:
    if isinstance(term, ox.BlankNode):
        return nodes.setdefault(term.value, rdflib.BNode())
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language.lower())
        return _literal(term.value, term.datatype.value)
    raise TypeError(term)


def _literal(value: str, datatype: str) -> rdflib.Literal:
    """A literal by its value where it is one that may be written in several ways."""
    if datatype in _NUMBERS:
        value = _number(value)
    elif datatype == _XSD + "boolean":
        value = {"0": "false", "1": "true"}.get(value, value)
    return rdflib.Literal(value, datatype=_OF[datatype])


def _number(value: str) -> str:
    try:
        return str(Decimal(value).normalize())
    except InvalidOperation:
        return value


def _plain(graph: rdflib.Graph) -> rdflib.Graph:
    made = rdflib.Graph()
    for subject, predicate, value in graph:
        if isinstance(value, rdflib.Literal) and str(value.datatype) in _NUMBERS:
            made.add((subject, predicate, _literal(str(value), str(value.datatype))))
        else:
            made.add((subject, predicate, value))
    return made


def _table(content: bytes) -> tuple[list[str], Counter[tuple[str, ...]]]:
    """The rows of a CSV, with the columns by alphabet: SELECT * gives them in no certain order."""
    header, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    order = sorted(range(len(header)), key=header.__getitem__)
    return sorted(header), Counter(
        tuple("_:" if row[place].startswith("_:") else _number(row[place]) for place in order)
        for row in rows
        if row
    )
