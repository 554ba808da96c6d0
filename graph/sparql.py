"""SPARQL 1.1 queries over a store, over all its named graphs together.

The prefixes of the mapping need no declaration. What would reach the network (`SERVICE`) or
change the graph (updates) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from ..ontology import questions
from .errors import QueryError
from .namespaces import PREFIXES
from .results import Result

# SPARQL reads \u escapes before all else, and so the word can hide in them.
_SUSPECT: Final = re.compile(r"service|\\u", re.IGNORECASE)
_PROLOGUE: Final = re.compile(
    r"\s*(?:(?:#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s*[^\s:]*:\s*<[^>]*>)\s*)*", re.IGNORECASE
)
_UPDATE: Final = re.compile(r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_WHERE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_FORM: Final = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


def query(store: ox.Store, sparql: str) -> Result:
    """The answer to a query; the rows are in the order that the query asks for, if it asks for one.

    Raises QueryError: malformed queries with line and column, `SERVICE` and updates as refused.
    """
    _refuse(sparql)
    try:
        found = store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
        return Result.of(found)
    except SyntaxError as error:
        raise QueryError(_explained(str(error), sparql)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be answered: {error}") from error


def question(name: str) -> str:
    """The SPARQL of one of the ontology's questions; raises QueryError, which lists the names."""
    known = {item.name: item.sparql for item in questions()}
    if name not in known:
        raise QueryError(f"there is no question {name!r}; choose one of {', '.join(known)}")
    return known[name]


def _refuse(sparql: str) -> None:
    """Raise QueryError for what would reach the network or change the graph."""
    if _SUSPECT.search(sparql) and _may_call_a_service(sparql):
        raise QueryError(
            "SERVICE is refused: it would send the query over the network; query this graph only"
        )
    prologue = _PROLOGUE.match(sparql)
    update = _UPDATE.match(sparql, prologue.end() if prologue else 0)
    if update:
        raise QueryError(
            f"{update[0].upper()} is refused: a query does not change a graph; "
            "use SELECT, ASK, CONSTRUCT or DESCRIBE"
        )


def _may_call_a_service(sparql: str) -> bool:
    """Whether the query has a SERVICE pattern; True too where that cannot be told.

    The word alone can stand in a text or an IRI, so this takes a parser. The store has none
    to look at, and no switch against the network.
    """
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return _holds_service(parseQuery(sparql))
    except Exception:  # The parser raises what its grammar actions happen to raise.
        return True


def _holds_service(part: Any) -> bool:
    if getattr(part, "name", None) == "ServiceGraphPattern":
        return True
    # A pattern is a dictionary of its parts; what the parser calls its results is a list, too.
    parts = part.values() if isinstance(part, dict) else part
    return not isinstance(parts, str) and isinstance(parts, Iterable) and any(map(_holds_service, parts))


def _explained(message: str, sparql: str) -> str:
    """The parser's complaint in plain words, with the line that it is about."""
    found = _WHERE.match(message)
    if found is None:
        return f"the query is not SPARQL: {message}"
    line, column = int(found[1]), int(found[2])
    lines = sparql.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1].strip()
    # What the parser says it expected is a long list, or the one thing of many that it tried last.
    if "Prefix not found" in found[3]:
        reason = f"a prefix is not declared (without a declaration there are {', '.join(PREFIXES)})"
    elif not _FORM.search(sparql):
        reason = "a query has one of SELECT, ASK, CONSTRUCT and DESCRIBE"
    elif line >= len(lines) and column > len(lines[-1].rstrip()):
        reason = "the query ends too early"
    else:
        reason = "this cannot stand here"
    return f"the query is not SPARQL: line {line}, column {column}, at {shown!r}: {reason}"
