"""What the service says of itself and of its data: service description and VoID."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..graph.namespaces import PREFIXES
from ..ontology import NAMESPACE, questions
from .confinement import Confinement
from .context import Context
from .formats import GRAPHS, RESULTS, Offer, chosen, listed
from .process import Query
from .workers import Workers

type Pair = tuple[str, ox.NamedNode | ox.Literal]
type Described = tuple[ox.NamedNode, Iterable[Pair]]

_PREFIXES: Final = {
    **{name: PREFIXES[name] for name in ("dcterms", "rdf", "rdfs", "void", "xsd")},
    "formats": "http://www.w3.org/ns/formats/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
}
_FORMATS: Final = (
    *(f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)
_COUNTS: Final = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "documents": "SELECT (COUNT(DISTINCT ?document) AS ?n) { ?entity oa:hasSource ?document }",
}
MOST_GRAPHS: Final = 1000
"""How many named graphs the service description lists."""
_STYLE: Final = (
    "body{font:1em/1.5 system-ui,sans-serif;max-width:50em;margin:2em auto;padding:0 1em}"
    "pre{background:#f4f4f4;padding:.8em;overflow:auto}"
)
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_PAGE_POLICY: Final = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'none'"
_HTML: Final = Offer(ox.RdfFormat.TURTLE, ("text/html; charset=utf-8",))


def routes(context: Context) -> list[Route]:
    """The route of VoID; the service description is at the endpoint itself."""

    counted: dict[Path, dict[str, int]] = {}

    async def void(request: Request) -> Response:
        data = await context.source.current()
        store = data.store_path
        if store not in counted:
            workers: Workers = request.app.state.workers
            counts = {name: int((await _column(workers, query))[0]) for name, query in _COUNTS.items()}
            counted.clear()
            counted[store] = counts
        return _written(request, [_dataset(context, data.base, counted[store])])

    return [Route("/.well-known/void", void, methods=["GET"])]


async def describe(context: Context, request: Request) -> Response:
    """The description of the service: RDF, or a page for people, as the client likes better."""
    workers: Workers = request.app.state.workers
    held = workers.held or Confinement(False, False)
    if chosen(request.headers.get("accept"), {"turtle": GRAPHS["turtle"], "html": _HTML}) == "html":
        return Response(
            _page(context, held), media_type=_HTML.types[0], headers={"Content-Security-Policy": _PAGE_POLICY}
        )
    names = await _column(workers, f"SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} ORDER BY ?g LIMIT {MOST_GRAPHS}")
    return _written(request, _service(context, names))


async def _column(workers: Workers, query: str) -> list[str]:
    """The only column of the answer to a query of our own."""
    answer = await workers.answer(Query(query))
    try:
        bindings = json.load(answer.content)["results"]["bindings"]
        return [value["value"] for row in bindings for value in row.values()]
    finally:
        workers.release(answer)


def _service(context: Context, graphs: list[str]) -> Iterator[Described]:
    endpoint = _iri(f"{context.base_url}/sparql")
    dataset, default = _iri(f"{endpoint.value}#dataset"), _iri(f"{endpoint.value}#default")
    named = [(_iri(f"{endpoint.value}#graph-{place}"), name) for place, name in enumerate(graphs, start=1)]
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if context.updates and context.updates.writes else [])]
    yield (
        endpoint,
        [
            ("rdf:type", _name("sd:Service")),
            ("sd:endpoint", endpoint),
            *(("sd:supportedLanguage", _name(f"sd:{language}")) for language in languages),
            ("sd:feature", _name("sd:UnionDefaultGraph")),
            *(("sd:resultFormat", _name(f"formats:{name}")) for name in _FORMATS),
            ("sd:defaultDataset", dataset),
            ("rdfs:seeAlso", _iri(f"{context.base_url}/questions")),
            ("dcterms:description", ox.Literal(_limits(context))),
        ],
    )
    yield (
        dataset,
        [
            ("rdf:type", _name("sd:Dataset")),
            ("sd:defaultGraph", default),
            *(("sd:namedGraph", node) for node, _ in named),
        ],
    )
    yield default, [("rdf:type", _name("sd:Graph"))]
    for node, name in named:
        yield node, [("rdf:type", _name("sd:NamedGraph")), ("sd:name", _iri(name))]


def _dataset(context: Context, base: str, counts: dict[str, int]) -> Described:
    return _iri(f"{base}dataset"), [
        ("rdf:type", _name("void:Dataset")),
        ("void:sparqlEndpoint", _iri(f"{context.base_url}/sparql")),
        ("void:dataDump", _iri(f"{context.base_url}/graph?default")),
        ("void:uriSpace", ox.Literal(base)),
        ("void:vocabulary", _iri(NAMESPACE)),
        ("rdfs:seeAlso", _iri(f"{context.base_url}/questions")),
        *((f"void:{name}", ox.Literal(count)) for name, count in counts.items()),
        *(("void:feature", _name(f"formats:{name}")) for name in _FORMATS if "SPARQL" not in name),
    ]


def _limits(context: Context) -> str:
    limits = context.limits
    return (
        f"A query has {limits.seconds:g} s and {limits.memory >> 20:,} MiB; "
        f"an answer at most {limits.rows:,} rows and {limits.answer_bytes >> 20:,} MiB. "
        "Without a dataset of its own, a query asks the union of all named graphs."
    )


def _page(context: Context, held: Confinement) -> str:
    endpoint = f"{context.base_url}/sparql"
    network = "Queries cannot reach a network." if not held.network else "Queries can reach the network."
    examples = "".join(
        f"<h2>{html.escape(question.text)}</h2><pre>{html.escape(question.sparql)}</pre>"
        f'<p><a href="{html.escape(address(context, question.sparql))}">The answer</a></p>'
        for question in questions()
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>SPARQL</title><style>{_STYLE}</style>'
        f"<h1>SPARQL</h1><p>{html.escape(endpoint)} answers SPARQL 1.1 queries by GET and POST, "
        f"as {listed(RESULTS, GRAPHS)}. "
        f"{html.escape(_limits(context))} {network}</p>"
        f"<pre>curl {html.escape(endpoint)} -H 'Accept: text/csv' --data-urlencode "
        f"'query=SELECT ?label {{ ?s a parley:Actor ; skos:prefLabel ?label }}'</pre>{examples}</html>"
    )


def address(context: Context, sparql: str) -> str:
    """Where a query is answered."""
    return f"{context.base_url}/sparql?query={quote(sparql, safe='')}"


def _written(request: Request, described: Iterable[Described]) -> Response:
    form = chosen(request.headers.get("accept"), GRAPHS)
    if form is None:
        raise HTTPException(406, f"it can be had as {listed(GRAPHS)}")
    offer = GRAPHS[form]
    triples = (
        ox.Triple(subject, _name(predicate), value)
        for subject, pairs in described
        for predicate, value in pairs
    )
    content = ox.serialize(triples, format=offer.format)
    return Response(content, headers={"Content-Type": offer.types[0], "Vary": "Accept"})


def _name(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(_PREFIXES[prefix] + local)


def _iri(value: str) -> ox.NamedNode:
    return ox.NamedNode(value)
