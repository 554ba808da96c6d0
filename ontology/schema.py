"""The ontology read from its Turtle file into plain values, for whatever is generated from it.

Needs rdflib; the rest of the package reads the generated `vocabulary.py` instead, which
costs no start-up time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from .files import ontology_file
from .terms import NAMESPACE

PARLEY = Namespace(NAMESPACE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as the ontology documents it; `name` is the IRI without the namespace."""

    name: str
    label: str
    definition: str
    example: str
    scope_note: str


@dataclass(frozen=True, slots=True)
class ClassEntry(Entry):
    """A class of nodes, with its kind (Actor, Proposal or Interest) and its colour."""

    kind: str
    color: str


@dataclass(frozen=True, slots=True)
class RelationEntry(Entry):
    """A relation; `domain` and `range` name classes of nodes in the ontology's order.

    `stance` is 1 where the relation is for its object, -1 where it is against it, and else 0.
    """

    domain: tuple[str, ...]
    range: tuple[str, ...]
    symmetric: bool
    stance: int
    family: str
    color: str


@cache
def ontology() -> Graph:
    """The graph of `parleygraph.ttl`."""
    return Graph().parse(ontology_file(), format="turtle")


def node_classes() -> list[ClassEntry]:
    """The classes that nodes have, in the ontology's order."""
    kinds = [str(kind) for kind in (PARLEY.Actor, PARLEY.Proposal, PARLEY.Interest)]
    return [
        ClassEntry(
            *_texts(term),
            kind=next(_name(URIRef(kind)) for kind in kinds if URIRef(kind) in _above(term)),
            color=_text(term, PARLEY.color),
        )
        for term in _ordered(OWL.Class)
    ]


def relations() -> list[RelationEntry]:
    """The relations, in the ontology's order."""
    return [
        RelationEntry(
            *_texts(term),
            domain=_members(term, RDFS.domain),
            range=_members(term, RDFS.range),
            symmetric=(term, RDF.type, OWL.SymmetricProperty) in ontology(),
            stance=int(_text(term, PARLEY.stance)),
            family=_text(_one(term, PARLEY.family), RDFS.label),
            color=_text(_one(term, PARLEY.family), PARLEY.color),
        )
        for term in _ordered(PARLEY.Relation)
    ]


def concepts(scheme_class: str) -> list[Entry]:
    """The concepts of a class, such as `Polarity`, in the ontology's order."""
    return [Entry(*_texts(term)) for term in _ordered(PARLEY[scheme_class])]


def documented() -> list[Entry]:
    """Every term of the ontology, sorted by name."""
    terms = {term for term in ontology().subjects(SKOS.definition) if str(term).startswith(NAMESPACE)}
    return [Entry(*_texts(term)) for term in sorted(terms, key=str)]


def short(term: Node) -> str:
    """The term as a reader writes it, with its prefix."""
    return ontology().namespace_manager.normalizeUri(str(term))


def notation(name: str) -> str:
    """The notation of a concept, such as `+` for `positive`."""
    return _text(PARLEY[name], SKOS.notation)


def _ordered(kind: Node) -> list[Node]:
    """The instances of a class that have a place in the order of their kind."""
    ranked = [(int(str(rank)), term) for term, rank in ontology().subject_objects(PARLEY.order)]
    return [term for _, term in sorted(ranked) if (term, RDF.type, kind) in ontology()]


def _texts(term: Node) -> tuple[str, str, str, str, str]:
    documented = (RDFS.label, SKOS.definition, SKOS.example, SKOS.scopeNote)
    label, definition, example, scope_note = (_text(term, prop) for prop in documented)
    return _name(term), label, definition, example, scope_note


def _members(term: Node, prop: Node) -> tuple[str, ...]:
    """The classes of nodes at or below the class that is the domain or range."""
    bound = _one(term, prop)
    return tuple(entry.name for entry in node_classes() if bound in _above(PARLEY[entry.name]))


def _above(term: Node) -> set[Node]:
    return {above for above in ontology().transitive_objects(term, RDFS.subClassOf) if above}


def _one(term: Node, prop: Node) -> Node:
    (value,) = ontology().objects(term, prop)
    return value


def _text(term: Node, prop: Node) -> str:
    return str(_one(term, prop))


def _name(term: Node) -> str:
    return str(term).removeprefix(NAMESPACE)
