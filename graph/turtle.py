"""Turtle as text: IRIs as the base shortens them, and blocks of a subject with what is said of it.

The graph is described in text, and what needs terms parses it: a term that is an object costs ten
times as much to make as its text, and Oxigraph parses faster than Python makes objects. The text is,
byte for byte, what Oxigraph's serializer would write of the same triples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from ..model import Document, Evidence, Statement, digest
from .namespaces import PREFIXES

type Block = tuple[str, list[str]]
"""A subject, and what is said of it: lines of a predicate with its objects, ` , ` between them."""

type Named = tuple[str, Iterable[Block]]
"""A named graph: what follows `graph/` in its IRI, and its blocks."""

# What the serializer does not leave as it is when it is told to begin at the base.
_SAME: Final = re.compile(r"(?!\.{0,2}(?:/|$))[^/]+(?:/(?!\.{1,2}(?:/|$))[^/]*)*")


@dataclass(frozen=True, slots=True)
class References:
    """The IRIs of `namespaces.Names`, as Turtle with that base has them."""

    base: str
    start: str = field(init=False, repr=False)
    """What the identifiers begin with: nothing, or the base where Turtle cannot shorten by it."""

    def __post_init__(self) -> None:
        is_short = _written(f"{self.base}a/b", self.base) == "<a/b>"
        object.__setattr__(self, "start", "" if is_short else self.base)

    def of(self, path: str) -> str:
        """A node, or anything by its path; what an IRI cannot hold is percent-encoded.

        >>> References("https://example.org/").of("actor/Ålesund")
        '<actor/%C3%85lesund>'
        """
        quoted = quote(path, safe="/")
        return f"<{self.start}{quoted}>" if _SAME.fullmatch(quoted) else self.iri(self.base + quoted)

    def iri(self, iri: str) -> str:
        """Any IRI: a prefixed name where it can be one. Raises ValueError where it is none.

        >>> References("https://example.org/").iri("http://www.w3.org/2004/02/skos/core#prefLabel")
        'skos:prefLabel'
        """
        return _written(iri, self.base)

    def document(self, document: Document) -> str:
        """A document."""
        return f"<{self.start}document/{document.id}>"

    def graph(self, name: str) -> str:
        """A named graph."""
        return f"<{self.start}graph/{name}>"

    def statement(self, statement: Statement) -> str:
        """A statement."""
        return f"<{self.start}statement/{statement.id}>"

    def similarity(self, one: str, other: str) -> str:
        """That two nodes may be the same, by their identifiers."""
        return f"<{self.start}similarity/{digest(one, other)}>"

    def stretch(self, document: Document, start: int, end: int) -> str:
        """A stretch of a document, which is what evidence is."""
        return f"<{self.start}evidence/{document.id}/{start}-{end}>"

    def evidence(self, evidence: Evidence) -> str:
        """A quotation."""
        return f"<{self.start}evidence/{evidence.document.id}/{evidence.start}-{evidence.end}>"


@lru_cache(1 << 16)
def _written(iri: str, base: str) -> str:
    other = ox.NamedNode("x:x")
    triple = ox.Triple(other, other, ox.NamedNode(iri))
    content = ox.serialize([triple], format=ox.RdfFormat.TURTLE, prefixes=PREFIXES, base_iri=base) or b""
    return content.decode().rpartition("<x:x> ")[2].removesuffix(" .\n")


def header(base: str) -> str:
    """The base and the prefixes, these by alphabet."""
    lines = [f"@base <{base}> ."]
    lines += [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(PREFIXES.items())]
    return "\n".join(lines) + "\n"


def turtle(blocks: Iterable[Block], base: str) -> Iterator[str]:
    """The blocks in Turtle, in pieces; each subject once."""
    yield header(base)
    for subject, lines in united(blocks):
        yield f"\n{subject} {' ;\n\t'.join(lines)} .\n"


def trig(graphs: Iterable[Named], base: str) -> Iterator[str]:
    """The named graphs in TriG, in pieces; each subject of a graph once. An empty graph is left out."""
    references = References(base)
    yield header(base)
    for name, blocks in graphs:
        opened = False
        for subject, lines in united(blocks):
            if not opened:
                yield f"\n{references.graph(name)} {{\n"
                opened = True
            yield f"\n\t{subject} {' ;\n\t\t'.join(lines)} .\n"
        if opened:
            yield "}\n"


def union(graphs: Iterable[Named]) -> Iterator[Block]:
    """The blocks of all named graphs."""
    return chain.from_iterable(blocks for _, blocks in graphs)


def united(blocks: Iterable[Block]) -> Iterator[Block]:
    """One block for each subject, in the order in which they come first; predicates that meet are united."""
    by_subject: dict[str, list[str]] = {}
    for subject, lines in blocks:
        known = by_subject.setdefault(subject, lines)
        if known is not lines:
            by_subject[subject] = _joined(known, lines)
    yield from by_subject.items()


def _joined(lines: list[str], more: list[str]) -> list[str]:
    predicate, _, objects = more[0].partition(" ")
    if lines[-1].startswith(f"{predicate} "):
        return [*lines[:-1], f"{lines[-1]} , {objects}", *more[1:]]
    return [*lines, *more]
