"""The vocabularies that the RDF uses, and the IRIs of the data under the base of a graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from ..model import Document, Evidence, Statement
from ..ontology import NAMESPACE

PREFIXES: Final = {
    "parley": NAMESPACE,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def term(name: str) -> ox.NamedNode:
    """The IRI of a prefixed name.

    >>> term("skos:prefLabel").value
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of the data: `base` followed by what kind of thing it is and its identifier."""

    base: str

    def of(self, path: str) -> ox.NamedNode:
        """The IRI of a node, or of anything by its path; what an IRI cannot hold is percent-encoded."""
        return ox.NamedNode(self.base + quote(path, safe="/"))

    def document(self, document: Document) -> ox.NamedNode:
        """The IRI of a document."""
        return ox.NamedNode(f"{self.base}document/{document.id}")

    def graph(self, name: str) -> ox.NamedNode:
        """The IRI of a named graph: `entities`, `derived`, `meta`, or the identifier of a document."""
        return ox.NamedNode(f"{self.base}graph/{name}")

    def statement(self, statement: Statement) -> ox.NamedNode:
        """The IRI of a statement."""
        return ox.NamedNode(f"{self.base}statement/{statement.id}")

    def stretch(self, document: Document, start: int, end: int) -> ox.NamedNode:
        """The IRI of a stretch of a document, which is what evidence is."""
        return ox.NamedNode(f"{self.base}evidence/{document.id}/{start}-{end}")

    def evidence(self, evidence: Evidence) -> ox.NamedNode:
        """The IRI of a quotation."""
        return self.stretch(evidence.document, evidence.start, evidence.end)
