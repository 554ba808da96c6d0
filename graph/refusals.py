"""What a query may not do: reach the network, change the graph, or name graphs that are not there.

The store has no switch against `SERVICE` and no way to look at a parsed query, and a tokenizer
beside its parser can be led astray (`SERVICEex:a{…}` is a call to it, and so is what follows
`FILTER(?a<?b#>"`). So its own parser is asked: where a word is a keyword, the query cannot be
read any more once a letter of the word is another; in a text, a comment, an IRI or a name it can.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Final
from urllib.parse import urljoin

import pyoxigraph as ox

from .errors import QueryError, RefusedError
from .namespaces import PREFIXES

_EMPTY: Final = ox.Store()
_ANYWHERE: Final = "http://base.invalid/"
_NO_SERVICE: Final = "SERVICE is refused: it would send the query over the network; query this graph only"
_NO_LOAD: Final = "LOAD is refused: it would fetch what it names; send the data with INSERT DATA"
_PROLOGUE: Final = re.compile(
    r"\s*(?:(?:#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s*[^\s:]*:\s*<[^>]*>)\s*)*", re.IGNORECASE
)
_UPDATE: Final = re.compile(r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_WHERE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_FORM: Final = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_SERVICE: Final = re.compile(r"SERVICE(?:\s*SILENT)?", re.IGNORECASE)
_CALL: Final = re.compile(r"SERVICE(?:\s*SILENT)?(\s*<([^<>\s]*)>)", re.IGNORECASE)
_GAP: Final = r"(?:\s|#[^\n\r]*[\n\r])*"
_LOCAL: Final = r"[^\s:<>\"'{}()#]*"
_TEXTS: Final = re.compile(r"#[^\n\r]*|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>")
# What a query declares and names, past what only looks like it: comments, texts and other IRIs.
_CLAUSES: Final = re.compile(
    r"#[^\n\r]*|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
    r"|\bBASE\s*<(?P<base>[^>]*)>|\bPREFIX\s+(?P<prefix>[^\s:]*):\s*<(?P<namespace>[^>]*)>"
    rf"|\bFROM\b{_GAP}(?:NAMED\b{_GAP})?(?:<(?P<iri>[^<>\s]*)>|(?P<short>{_LOCAL}):(?P<local>{_LOCAL}))"
    r"|<[^<>\s]*>",
    re.IGNORECASE,
)


def refuse(sparql: str, services: Collection[str] = ()) -> None:
    """Raise RefusedError for what would reach the network or change the graph.

    `services` are the IRIs of what may be called; they must be written out in the query.
    """
    others = _CALL.sub(lambda call: "GRAPH" + call[1] if call[2] in services else call[0], sparql)
    if trouble := _keyword_trouble(others, "SERVICE"):
        # Where a call to a service can stand, a GRAPH pattern can: if that is read, the call is all.
        if _trouble(_SERVICE.sub("GRAPH", sparql)) is None:
            raise RefusedError(_NO_SERVICE)
        raise QueryError(explained(trouble, sparql))
    prologue = _PROLOGUE.match(sparql)
    update = _UPDATE.match(sparql, prologue.end() if prologue else 0)
    if update:
        raise RefusedError(
            f"{update[0].upper()} is refused: a query does not change a graph; "
            "use SELECT, ASK, CONSTRUCT or DESCRIBE"
        )


def refuse_in_update(update: str) -> None:
    """Raise RefusedError for an update that would reach the network or a file: by SERVICE or LOAD."""
    for word, reason in (("SERVICE", _NO_SERVICE), ("LOAD", _NO_LOAD)):
        if trouble := _keyword_trouble(update, word, _reads_update):
            # For the wording alone: an update that cannot be read is not carried out either way.
            seems = re.search(rf"\b{word}\b", _TEXTS.sub(" ", update), re.IGNORECASE)
            raise RefusedError(reason) if seems else QueryError(explained(trouble, update))


def names_a_dataset(sparql: str) -> bool:
    """Whether the query has FROM; True too where it cannot be read at all."""
    return _keyword_trouble(sparql, "FROM") is not None


def named_graphs(sparql: str, base: str = "") -> tuple[str, ...]:
    """The IRIs after FROM and FROM NAMED, in order; `base` is what they are relative to.

    For saying what is wrong with them: no store ever fetches them.

    >>> named_graphs("PREFIX g: <http://x.example/> SELECT * FROM g:a FROM NAMED <b> { ?s ?p 'FROM <c>' }")
    ('http://x.example/a', 'b')
    """
    prefixes, found = dict(PREFIXES), []
    for clause in _CLAUSES.finditer(sparql):
        if clause["base"] is not None:
            base = urljoin(base, clause["base"])
        elif clause["namespace"] is not None:
            prefixes[clause["prefix"]] = urljoin(base, clause["namespace"])
        elif clause["iri"] is not None:
            found.append(urljoin(base, clause["iri"]))
        elif clause["local"] is not None and clause["short"] in prefixes:
            found.append(prefixes[clause["short"]] + clause["local"])
    return tuple(dict.fromkeys(found))


def explained(message: str, sparql: str) -> str:
    """The store's complaint in plain words, with the line that it is about."""
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


def _keyword_trouble(sparql: str, word: str, reads: Callable[[str], str | None] | None = None) -> str | None:
    """What the parser says where the word is a keyword of the query; None where it is none.

    Something too where the query cannot be read at all, since then nobody can tell.
    """
    pattern = re.compile(word, re.IGNORECASE)
    if not pattern.search(sparql):
        return None
    return (reads or _trouble)(pattern.sub(lambda match: match[0][:-1] + "q", sparql))


def _trouble(sparql: str) -> str | None:
    """What the parser says against a query that is sure to call no service."""
    try:
        _EMPTY.query(sparql, base_iri=_ANYWHERE, prefixes=PREFIXES)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        return None
    return None


def _reads_update(update: str) -> str | None:
    """The same for an update, tried on a store that is thrown away."""
    try:
        ox.Store().update(update, base_iri=_ANYWHERE, prefixes=PREFIXES)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        return None
    return None
