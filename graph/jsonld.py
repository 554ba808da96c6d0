"""JSON-LD, with a context made from the ontology, so that plain JSON tools read it too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from ..ontology import NAMESPACE, ontology_file
from .namespaces import PREFIXES, term
from .rdf import Triple, named_graphs

if TYPE_CHECKING:
    from .graph import Graph

type Object = dict[str, Any]

_TYPE: Final = term("rdf:type")
_STRING: Final = term("xsd:string").value
_INTEGER: Final = term("xsd:integer").value


def jsonld(graph: Graph) -> bytes:
    """The named graphs in JSON-LD 1.1, one `@graph` each, a subject an object in it."""
    context = _context()
    named = {name.value: _subjects(triples, context) for name, triples in named_graphs(graph)}
    document = {
        "@context": context,
        "@graph": [{"@id": name, "@graph": things} for name, things in named.items()],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _subjects(triples: Iterable[Triple], context: Mapping[str, Any]) -> list[Object]:
    """An object for each subject; values are in a list where there are several."""
    things: dict[str, Object] = {}
    for subject, predicate, value in triples:
        thing = things.setdefault(subject.value, {"@id": subject.value})
        if predicate == _TYPE:
            thing.setdefault("@type", []).append(_compact(value.value))
            continue
        key = _compact(predicate.value)
        written = _value(value, context.get(key))
        if key not in thing:
            thing[key] = written
        elif isinstance(thing[key], list):
            thing[key].append(written)
        else:
            thing[key] = [thing[key], written]
    return list(things.values())


@cache
def _context() -> dict[str, Any]:
    """The prefixes, and each term of the ontology with the type of its values."""
    kinds: dict[str, set[str]] = {}
    ranges: dict[str, str] = {}
    for triple in ox.parse(ontology_file().read_bytes(), format=ox.RdfFormat.TURTLE):
        if not isinstance(triple.subject, ox.NamedNode) or not isinstance(triple.object, ox.NamedNode):
            continue
        if triple.subject.value.startswith(NAMESPACE):
            name = triple.subject.value.removeprefix(NAMESPACE)
            if triple.predicate == _TYPE:
                kinds.setdefault(name, set()).add(triple.object.value.rpartition("#")[2])
            elif triple.predicate == term("rdfs:range"):
                ranges[name] = triple.object.value
    # What has terms of the ontology for values reads best without their namespace.
    terms = {NAMESPACE + name for name in ("Relation", "Polarity", "Certainty")}
    context: dict[str, Any] = dict(PREFIXES)
    for name in sorted(kinds):
        if "ObjectProperty" in kinds[name]:
            kind = "@vocab" if ranges.get(name) in terms else "@id"
            context[name] = {"@id": f"parley:{name}", "@type": kind}
        elif "DatatypeProperty" in kinds[name] and ranges.get(name, _STRING) not in (_STRING, _INTEGER):
            context[name] = {"@id": f"parley:{name}", "@type": _compact(ranges[name])}
        else:
            context[name] = f"parley:{name}"
    return context


@cache
def _compact(iri: str) -> str:
    """The name of a term in the context, or its prefixed name."""
    if iri.startswith(NAMESPACE):
        return iri.removeprefix(NAMESPACE)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _value(value: ox.NamedNode | ox.Literal, definition: str | Object | None) -> str | int | Object:
    """A value as the definition of its key in the context lets it be written."""
    expected = definition.get("@type") if isinstance(definition, dict) else None
    if isinstance(value, ox.NamedNode):
        if expected == "@vocab":
            return _compact(value.value)
        return value.value if expected == "@id" else {"@id": value.value}
    if value.datatype.value == _STRING and expected is None:
        return value.value
    if value.datatype.value == _INTEGER:
        return int(value.value)
    datatype = _compact(value.datatype.value)
    return value.value if datatype == expected else {"@value": value.value, "@type": datatype}
