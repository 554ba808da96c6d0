"""The graph: documents, nodes and statements united, and every form they can be given out in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from ..model import Document, Extraction, Node, Statement
from .corpus import Corpus, Reading, united
from .decisions import FILE, Applied, Decision, apply, extend, read_decisions
from .errors import GraphError
from .files import write_file
from .garbage import uncollected
from .merge import Merged, merge
from .run import Run

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox
    import rdflib

    from .closeness import Link
    from .results import Result
    from .summary import Summary
    from .validate import ValidationReport

# What only some callers need, rdflib and pyshacl above all, is imported where it is used:
# importing the package stays quick.

BASE: Final = "https://example.org/parley/"


class Graph:
    """Who stands how to what, over any number of documents; immutable once made.

    `run` says what made it. `base` is the IRI that the identifiers of the data follow in the
    RDF; choose one of your own before you publish. `skipped` are notes on what never became
    an extraction, such as unreadable files; the notes of the extractions are added to them.
    `decisions` are those of people, in order; the graph is what they made of it.
    Raises GraphError for a base that is not an absolute IRI ending in `/`, without `?` and `#`.
    """

    def __init__(
        self,
        extractions: Iterable[Extraction] = (),
        *,
        run: Run,
        base: str = BASE,
        skipped: Iterable[str] = (),
        decisions: Iterable[Decision] = (),
    ) -> None:
        readings, notes = united(Reading.of(extraction, run) for extraction in extractions)
        self._fill(Corpus(readings, run, base, skipped=(*skipped, *notes)), decisions)

    @classmethod
    def of(cls, corpus: Corpus, decisions: Iterable[Decision] = ()) -> Self:
        """The graph of documents that were read, each by its own run, as people's decisions leave it.

        Raises GraphError as the class does.
        """
        graph = cls.__new__(cls)
        graph._fill(corpus, decisions)
        return graph

    @classmethod
    def assemble(
        cls, parts: Merged, *, run: Run, base: str = BASE, decisions: Iterable[Decision] = ()
    ) -> Self:
        """The graph of extractions that were merged before, as people's decisions leave it."""
        return cls.of(Corpus.of(parts, run, base), decisions)

    @uncollected()
    def _fill(self, corpus: Corpus, decisions: Iterable[Decision]) -> None:
        if not _is_base(corpus.base):
            raise GraphError(
                f"{corpus.base!r} is no base for identifiers: give an absolute IRI that ends in / "
                f"and has neither ? nor #, such as {BASE}"
            )
        self._decide(corpus, merge((r.extraction for r in corpus.readings), corpus.skipped), decisions)

    @uncollected()
    def _decide(self, corpus: Corpus, extracted: Merged, decisions: Iterable[Decision]) -> None:
        self._corpus = corpus
        self._runs = corpus.runs
        self._decided = apply(extracted, decisions)
        self._parts = self._decided.parts
        self._nodes = {node.id: node for node in self._parts.nodes}

    def with_decisions(self, decisions: Iterable[Decision]) -> Self:
        """The graph of the same documents, as these decisions leave it in place of those in it."""
        graph = type(self).__new__(type(self))
        graph._decide(self._corpus, self._decided.extracted, decisions)
        return graph

    @property
    def corpus(self) -> Corpus:
        """The documents as they were read, before they were united and anything was decided."""
        return self._corpus

    @property
    def run(self) -> Run:
        """What made the graph; where its documents were read by several runs, the one that reads now."""
        return self._corpus.run

    def run_of(self, document_id: str) -> Run:
        """The run that read the document of that identifier."""
        return self._runs.get(document_id, self.run)

    @property
    def base(self) -> str:
        """The IRI that the identifiers of the data follow."""
        return self._corpus.base

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, by name and then identifier."""
        return self._parts.documents

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes, by identifier; the mentions of each over all documents."""
        return self._parts.nodes

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, by document identifier and place in the text."""
        return self._parts.statements

    @property
    def skipped(self) -> tuple[str, ...]:
        """What could not be read, placed or agreed on, in words, sorted."""
        return self._parts.skipped

    @property
    def decided(self) -> Applied:
        """What people decided: review states, conflicts, and what could not be carried out."""
        return self._decided

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Proposals and interests of different documents that may be the same, with scores."""
        from .closeness import links

        return links(self.nodes) if len(self.documents) > 1 else ()

    def node(self, node_id: str) -> Node:
        """The node of that identifier; raises KeyError where there is none."""
        return self._nodes[node_id]

    def rdf(self) -> rdflib.Dataset:
        """The graph as RDF: a dataset of its own each time, with one named graph a document."""
        from .dataset import to_dataset

        return to_dataset(self)

    def network(self) -> nx.MultiDiGraph[str]:
        """The graph as a network: an edge a statement, with its qualifiers and its quotation."""
        from .network import to_network

        return to_network(self)

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL query over all named graphs together; raises QueryError."""
        from .sparql import query

        return query(self._store, sparql)

    def ask_question(self, name: str) -> Result:
        """The answer to one of the ontology's questions; raises QueryError for a name it does not have."""
        from .sparql import question

        return self.query(question(name))

    def summary(self) -> Summary:
        """Counts, the strongest stances, contradictions and what was skipped."""
        from .summary import summarize

        return summarize(self)

    def validate(self) -> ValidationReport:
        """Whether the RDF satisfies the ontology's shapes, in plain words."""
        from .validate import validate

        return validate(self)

    def serialize(self, format: str) -> bytes:
        """The graph in one of the formats of `EXPORTS` that fit in one file; raises ExportError."""
        from .exports import serialize

        return serialize(self, format)

    def to_html(self, path: str | os.PathLike[str]) -> Path:
        """Write the page, one file that needs no other, and return its path; raises DossierError."""
        return write_file(Path(path), self.serialize("html"))

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write the graph into the folder as a dossier (docs/dossier.md) and return the folder.

        People's decisions in the folder stay, those of this graph are added to them. Raises
        DossierError, with the graph that was there unchanged, where it cannot be written, and
        DossierLocked where another process is writing into the folder.
        """
        from .dossiers import writing

        path = Path(folder)
        with writing(path) as writer:
            if self._decided.decisions:
                extend(path / FILE, self._decided.decisions)
            writer.write(self.corpus, made=self)
        return path

    @classmethod
    def load(cls, folder: str | os.PathLike[str]) -> Self:
        """The graph in a folder that `save` wrote, with the decisions in it.

        Raises DossierError or DecisionError where a part is damaged.
        """
        from .dossiers import read_corpus

        return cls.of(read_corpus(Path(folder)), read_decisions(Path(folder) / FILE))

    @cached_property
    def _store(self) -> ox.Store:
        from .store import to_store

        return to_store(self)

    def __repr__(self) -> str:
        return (
            f"<Graph of {len(self.documents)} documents, {len(self.nodes)} nodes, "
            f"{len(self.statements)} statements>"
        )

    def _repr_html_(self) -> str:
        return self.summary().to_html()


def _is_base(base: str) -> bool:
    """Whether identifiers can follow the base: an absolute IRI that ends in `/`, and is only a path."""
    import pyoxigraph as ox

    try:
        ox.NamedNode(base)
    except ValueError:
        return False
    return base.endswith("/") and not {"?", "#"} & set(base)
