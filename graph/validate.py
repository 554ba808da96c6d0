"""Whether a graph satisfies the shapes of the ontology, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from ..ontology import ontology_file, relation_shapes_file, shapes_file
from .rdf import quads

if TYPE_CHECKING:
    import rdflib

    from .graph import Graph

_SH: Final = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Whether the shapes hold, and if not, a line for each problem: what, where, what is wrong."""

    conforms: bool
    problems: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.conforms

    def __str__(self) -> str:
        return "\n".join(self.problems) or "The graph satisfies every shape."


def validate(graph: Graph) -> ValidationReport:
    """The report on the union of the named graphs."""
    from rdflib import Graph as RdfGraph

    data = RdfGraph(bind_namespaces="none")
    for quad in quads(graph):
        data.add(tuple(map(_term, (quad.subject, quad.predicate, quad.object))))  # type: ignore[arg-type]
    return report(data, graph.base)


def report(data: rdflib.Graph, base: str = "") -> ValidationReport:
    """The report on any RDF graph; `base` is left out where a problem names a thing."""
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF

    shapes = rdflib.Graph()
    for path in (shapes_file(), relation_shapes_file()):
        shapes.parse(path, format="turtle")
    ontology = rdflib.Graph().parse(ontology_file(), format="turtle")
    conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology)
    assert isinstance(results, rdflib.Graph)
    sh = rdflib.Namespace(_SH)
    problems = []
    for result in results.subjects(RDF.type, sh.ValidationResult):
        thing = _short(results.value(result, sh.focusNode), base)
        path = _short(results.value(result, sh.resultPath), base)
        value = _short(results.value(result, sh.value), base)
        message = results.value(result, sh.resultMessage)
        where = f"{thing}, {path}" if path else thing
        problems.append(f"{where}: {message}" + (f" (it is {value})" if value and value != thing else ""))
    return ValidationReport(bool(conforms), tuple(sorted(set(problems))))


def _short(term: rdflib.term.Node | None, base: str) -> str:
    if term is None:
        return ""
    return str(term).removeprefix(base or "\0").rpartition("#")[2]


def _term(term: ox.NamedNode | ox.Literal) -> rdflib.URIRef | rdflib.Literal:
    from rdflib import Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value))
