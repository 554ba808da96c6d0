"""The W3C SPARQL 1.1 tests, as their manifests describe them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS

MF: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT: Final = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT: Final = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT: Final = rdflib.Namespace("http://www.w3.org/2011/content#")


type Placed = tuple[str, Path]
"""A graph by its name, empty for the default graph, and the file of what is in it."""


@dataclass(frozen=True)
class Exchange:
    """A request of a protocol test and what is expected of its response."""

    method: str
    address: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None
    form: str | None
    content: bytes | None = None
    """The Turtle of the graph that is expected."""
    location: str | None = None
    """What later requests have where the name is that the response gives."""


@dataclass(frozen=True)
class Case:
    """A test: what kind it is, in which group, and what belongs to it."""

    group: str
    name: str
    kind: str
    query: Path | None = None
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    expected: Path | None = None
    exchanges: tuple[Exchange, ...] = ()
    labelled: dict[str, Path] = field(default_factory=dict)
    before: tuple[Placed, ...] = ()
    after: tuple[Placed, ...] = ()
    requires: frozenset[str] = frozenset()
    """What of the Graph Store Protocol a test is about."""


def cases(suite: Path) -> Iterator[Case]:
    """Every test of the suite, group by group."""
    for folder in sorted(path.parent for path in suite.glob("*/manifest.ttl")):
        manifest = rdflib.Graph()
        for path in sorted(folder.glob("manifest*.ttl")):
            manifest.parse(path, publicID=path.as_uri())
        for head in sorted(manifest.objects(None, MF.entries)):
            for entry in Collection(manifest, head):
                # Some lists name a test that the manifest does not describe.
                if (entry, RDF.type, None) in manifest:
                    yield _case(manifest, folder.name, entry)


def _case(manifest: rdflib.Graph, group: str, entry: rdflib.term.Node) -> Case:
    kind = str(manifest.value(entry, RDF.type)).rpartition("#")[2]
    requires = frozenset(str(each).rpartition("#")[2] for each in manifest.objects(entry, MF.requires))
    action = manifest.value(entry, MF.action)
    name = str(entry).rpartition("#")[2]
    requests = manifest.value(action, HT.requests)
    if requests is not None:
        exchanges = tuple(_exchange(manifest, node) for node in Collection(manifest, requests))
        labelled = {
            str(manifest.value(node, RDFS.label)): _path(manifest.value(node, UT.graph))
            for node in manifest.objects(entry, UT.graphData)
        }
        return Case(group, name, kind, exchanges=exchanges, labelled=labelled, requires=requires)
    query = manifest.value(action, QT.query) or (action if isinstance(action, rdflib.URIRef) else None)
    expected = manifest.value(entry, MF.result)
    update = manifest.value(action, UT.request)
    if update is not None:
        before, after = _placed(manifest, action), _placed(manifest, expected)
        return Case(group, name, kind, _path(update), before=before, after=after)
    return Case(
        group,
        name,
        kind,
        None if query is None else _path(query),
        tuple(sorted(map(_path, manifest.objects(action, QT.data)))),
        tuple(sorted(map(_path, manifest.objects(action, QT.graphData)))),
        _path(expected) if isinstance(expected, rdflib.URIRef) else None,
    )


def _placed(manifest: rdflib.Graph, node: rdflib.term.Node | None) -> tuple[Placed, ...]:
    """The graphs before or after an update."""
    default = [("", _path(file)) for file in manifest.objects(node, UT.data)]
    named = [
        (str(manifest.value(each, RDFS.label)), _path(manifest.value(each, UT.graph)))
        for each in manifest.objects(node, UT.graphData)
    ]
    return tuple(sorted(default + named))


def _exchange(manifest: rdflib.Graph, node: rdflib.term.Node) -> Exchange:
    response = manifest.value(node, HT.resp)
    headers = manifest.value(node, HT.headers)
    fields = Collection(manifest, headers) if headers is not None else ()
    named = ((manifest.value(item, HT.fieldName), manifest.value(item, HT.fieldValue)) for item in fields)
    body = manifest.value(node, HT.body)
    encoding = str(manifest.value(body, CNT.characterEncoding) or "utf-8")
    boolean = manifest.value(response, MF.expectedBoolean)
    form = manifest.value(response, MF.expectedFormat)
    answer = manifest.value(manifest.value(response, HT.body), CNT.chars)
    location = manifest.value(response, MF.expectedLocation)
    statuses = (str(status).rpartition("#")[2] for status in manifest.objects(response, MF.expectedStatus))
    return Exchange(
        str(manifest.value(node, HT.methodName)),
        str(manifest.value(node, HT.absolutePath)),
        {str(name): str(value) for name, value in named},
        str(manifest.value(body, CNT.chars) or "").encode(encoding),
        tuple(sorted(statuses)),
        None if boolean is None else str(boolean).lower() == "true",
        None if form is None else str(form),
        None if answer is None else str(answer).encode(),
        None if location is None else str(location),
    )


def _path(iri: rdflib.term.Node | None) -> Path:
    return Path(unquote(urlsplit(str(iri)).path))
