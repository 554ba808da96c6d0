"""Whether a graph satisfies the shapes of the ontology, in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..ontology import ontology_file, relation_shapes_file, shapes_file
from .errors import GraphError
from .rdf import union

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

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
    import rdflib

    from .dataset import to_rdflib

    data = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, value in union(graph):
        data.add((to_rdflib(subject), to_rdflib(predicate), to_rdflib(value)))
    return report(data, graph.base)


def report(data: rdflib.Graph, base: str = "") -> ValidationReport:
    """The report on any RDF graph; `base` is left out where a problem names a thing."""
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF

    shapes = rdflib.Graph()
    for file in (shapes_file(), relation_shapes_file()):
        shapes.parse(file, format="turtle")
    ontology = rdflib.Graph().parse(ontology_file(), format="turtle")
    conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology)
    if not isinstance(results, rdflib.Graph):
        raise GraphError(f"the shapes could not be applied: {results!s}")
    sh = rdflib.Namespace(_SH)
    problems = set()
    for result in results.subjects(RDF.type, sh.ValidationResult):
        thing, path, value = (
            _short(results.value(result, part), base) for part in (sh.focusNode, sh.resultPath, sh.value)
        )
        where = f"{thing}, {path}" if path else thing
        found = f" (it is {value})" if value and value != thing else ""
        problems.add(f"{where}: {results.value(result, sh.resultMessage)}{found}")
    return ValidationReport(bool(conforms), tuple(sorted(problems)))


def _short(term: Node | None, base: str) -> str:
    """A thing by what comes after the base or the namespace of its IRI; a literal as it is."""
    from rdflib import URIRef

    if not isinstance(term, URIRef):
        return "" if term is None else str(term)
    return term.removeprefix(base) if base and term.startswith(base) else re.split("[#/]", term)[-1]
