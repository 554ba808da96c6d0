"""What a query gives: a table of RDF terms, whatever the form of the query."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self

import pyoxigraph as ox

from . import tables

if TYPE_CHECKING:
    import rdflib

type Form = Literal["select", "ask", "construct"]
type Row = tuple[rdflib.term.Node | bool | None, ...]
type _Term = ox.NamedNode | ox.BlankNode | ox.Literal
# A plain value stands for the plain or the integer literal of it: making the terms of a long
# answer takes longer than finding it.
type _Cell = _Term | str | int | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float"))
SHOWN = 100
"""How many rows a notebook shows."""


@dataclass(frozen=True)
class Result:
    """The answer to a query.

    `form` is `select`, `ask` or `construct` (DESCRIBE too). The columns of a constructed
    graph are subject, predicate and object; that of ASK is `answer`, with one row. As a
    truth value, a result is the answer of ASK, and whether there are rows otherwise.
    """

    form: Form
    columns: tuple[str, ...]
    answer: bool | None = None
    _cells: tuple[tuple[_Cell, ...], ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Self:
        """The result that the store found, read to its end."""
        if isinstance(found, ox.QueryBoolean):
            return cls("ask", ("answer",), bool(found))
        if isinstance(found, ox.QueryTriples):
            # A constructed graph is a set without order: sorted, it is the same each time.
            triples = {(triple.subject, triple.predicate, triple.object) for triple in found}
            ordered = sorted(triples, key=lambda triple: tuple(map(str, triple)))
            return cls("construct", ("subject", "predicate", "object"), None, tuple(ordered))
        columns = tuple(variable.value for variable in found.variables)
        rows = tuple(tuple(solution[name] for name in columns) for solution in found)
        return cls("select", columns, None, rows)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows: rdflib terms, and None where a variable is not bound."""
        if self.answer is not None:
            return ((self.answer,),)
        from .dataset import to_rdflib

        return tuple(
            tuple(None if cell is None else to_rdflib(_term(cell)) for cell in row) for row in self._cells
        )

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return 1 if self.answer is not None else len(self._cells)

    def __bool__(self) -> bool:
        return self.answer if self.answer is not None else bool(self._cells)

    def to_graph(self) -> rdflib.Graph:
        """The constructed graph; empty for the other forms."""
        import rdflib

        graph = rdflib.Graph()
        if self.form == "construct":
            for row in self.rows:
                graph.add(row)  # type: ignore[arg-type]
        return graph

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as texts: IRIs, the values of literals, and nothing where there is no value."""
        if self.answer is not None:
            return [(str(self.answer).lower(),)]
        return [tuple(map(_text, row)) for row in self._cells]

    def to_csv(self) -> str:
        """The rows as CSV with a header, safe to open in a spreadsheet."""
        if self.answer is not None:
            return tables.text(self.columns, self.texts())
        return tables.text(self.columns, (list(map(_safe, row)) for row in self._cells))

    def to_json(self) -> str:
        """The result in SPARQL 1.1 Query Results JSON; a constructed graph as a table of its triples."""
        if self.answer is not None:
            return json.dumps({"head": {}, "boolean": self.answer})
        bindings = [
            {
                name: _binding(_term(cell))
                for name, cell in zip(self.columns, row, strict=True)
                if cell is not None
            }
            for row in self._cells
        ]
        record = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(record, ensure_ascii=False, indent=1)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        texts = self.texts()
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(value)}</td>" for value in row) + "</tr>"
            for row in texts[:SHOWN]
        )
        more = f"<p>{len(texts) - SHOWN} more rows</p>" if len(texts) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _term(cell: _Term | str | int) -> _Term:
    if isinstance(cell, int):
        return ox.Literal(str(cell), datatype=ox.NamedNode(_XSD + "integer"))
    return ox.Literal(cell) if isinstance(cell, str) else cell


def _text(cell: _Cell) -> str:
    if cell is None:
        return ""
    return str(cell) if isinstance(cell, str | int) else cell.value


def _safe(cell: _Cell) -> tables.Cell:
    """A cell for a spreadsheet; numbers keep their minus."""
    if cell is None or isinstance(cell, int):
        return cell
    number = isinstance(cell, ox.Literal) and cell.datatype.value in _NUMBERS
    return _text(cell) if number else tables.safe(_text(cell))


def _binding(term: _Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    binding = {"type": "literal", "value": term.value}
    if term.language:
        binding["xml:lang"] = term.language
    elif term.datatype.value != _XSD + "string":
        binding["datatype"] = term.datatype.value
    return binding
