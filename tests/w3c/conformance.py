"""Run the W3C SPARQL 1.1 tests against the service and write the table of what passes.

    python tests/w3c/conformance.py [--check]

The tests lie beside the checkout in ../shared/w3c. All data are loaded into one store, each file as
a named graph, and each query is asked with the graphs of its test as the dataset, by the parameters
of the protocol. Updates are carried out by what the updating process of the service calls, and their
protocol is tried on a service that takes them. `--check` writes nothing, and fails where the table is
not the one in docs/.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

import httpx
import pyoxigraph as ox
import rdflib
import updating
from cases import Case, Exchange, cases
from page import Outcome, table
from rdflib.compare import isomorphic
from results import ACCEPT, form_of, same
from serve_store import TOKEN

ROOT: Final = Path(__file__).resolve().parents[2]
SUITE: Final = ROOT.parent / "shared" / "w3c" / "sparql" / "sparql11"
TABLE: Final = ROOT / "docs" / "sparql-conformance.md"
EMPTY: Final = "urn:x-empty"
SD: Final = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
LOAD: Final = "needs LOAD, which is refused"
USING: Final = "names graphs beside an update, which names them itself by USING"
DIRECT: Final = "names a graph by the path of the request: the service takes ?graph= and ?default"
AUTHORIZED: Final = {"Authorization": f"Bearer {TOKEN}"}
# Whole groups that do not apply, each with its reason.
GROUPS: Final = {
    "entailment": "needs an entailment regime: the service answers by simple entailment",
    "service": "needs SERVICE, which is refused",
    "syntax-fed": "needs SERVICE, which is refused",
    "http-rdf-update": "an earlier form of graph-store-protocol",
}


def main() -> int:
    """Run the tests and write, or check, the table; the exit status."""
    if not SUITE.is_dir():
        print("the W3C tests are not there (../shared/w3c): nothing was run")
        return 0
    found = list(cases(SUITE))
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "store", found)
        ox.Store(str(Path(folder) / "empty")).flush()
        with (
            serving(Path(folder) / "store") as url,
            serving(Path(folder) / "empty", "--write") as writing_url,
            httpx.Client(base_url=url, timeout=60) as client,
            httpx.Client(base_url=writing_url, timeout=60, headers=AUTHORIZED) as writer,
        ):
            outcomes = [outcome(case, client, writer) for case in found]
    for each in outcomes:
        if each.status == "failed":
            print(f"failed: {each.case.group}/{each.case.name}: {each.reason}")
    counts = Counter(each.status for each in outcomes)
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    text = table(outcomes)
    if "--check" not in sys.argv:
        TABLE.write_text(text, encoding="utf-8")
    elif TABLE.read_text(encoding="utf-8") != text:
        print(f"{TABLE.name} is not what came out: run make test-w3c")
        return 1
    return 0


def fill(path: Path, found: list[Case]) -> None:
    """Load the data of all tests into a store, each file as the named graph of its address."""
    store = ox.Store(str(path))
    store.add_graph(ox.NamedNode(EMPTY))
    files = {file.as_uri(): file for case in found for file in (*case.data, *case.graphs) if file.is_file()}
    files |= {name: file for case in found for name, file in case.labelled.items()}
    # Named by a protocol test that has no data for it.
    store.add_graph(ox.NamedNode("http://kasei.us/2009/09/sparql/data/data0.rdf"))
    for name, file in sorted(files.items()):
        store.add_graph(ox.NamedNode(name))
        if file.suffix in {".ttl", ".nt", ".rdf"}:
            store.load(path=str(file), base_iri=file.as_uri(), to_graph=ox.NamedNode(name))
    store.flush()


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """The address of a service on the store, in a process of its own."""
    command = [sys.executable, str(Path(__file__).with_name("serve_store.py")), str(store), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def outcome(case: Case, client: httpx.Client, writer: httpx.Client) -> Outcome:
    """Run one test; `writer` asks a service that takes updates, and has nothing in it."""
    reason = GROUPS.get(case.group) or _not_applicable(case)
    if reason:
        return Outcome(case, "skipped", reason)
    if case.kind == "GraphStoreProtocolTest":
        reason = _stored(case, writer)
    elif case.kind == "ServiceDescriptionTest":
        reason = _described(client)
    elif case.exchanges:
        asked = writer if "update" in case.name else client
        reason = next(filter(None, (_exchanged(each, asked) for each in case.exchanges)), "")
    elif case.query is not None and case.query.suffix == ".ru":
        reason = updating.trouble(case)
    else:
        reason = _asked(case, client)
    return Outcome(case, "failed" if reason else "passed", reason)


def _not_applicable(case: Case) -> str:
    """Why a test does not apply."""
    if "DirectGraphIdentification" in case.requires:
        return DIRECT
    if any("using-" in each.address + each.body.decode("latin-1") for each in case.exchanges):
        return USING
    if case.query is not None and case.query.suffix == ".ru":
        return LOAD if re.search(r"\bLOAD\b", case.query.read_text(encoding="utf-8"), re.IGNORECASE) else ""
    return ""


def _asked(case: Case, client: httpx.Client) -> str:
    """What is wrong with the answer to a query test; nothing where it is right."""
    if case.query is None:
        return "there is no query"
    text = case.query.read_text(encoding="utf-8")
    fields: list[tuple[str, str]] = [("query", f"BASE <{case.query.as_uri()}>\n{text}")]
    if "FROM" not in text:
        fields += [("default-graph-uri", file.as_uri()) for file in case.data] or [
            ("default-graph-uri", EMPTY)
        ]
        fields += [("named-graph-uri", file.as_uri()) for file in case.graphs]
    accept = ACCEPT[form_of(case.expected)] if case.expected else "*/*"
    response = client.post(
        "/sparql",
        content=urlencode(fields),
        headers={"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"},
    )
    if case.kind == "NegativeSyntaxTest11":
        return "" if response.status_code == 400 else f"it was taken, with status {response.status_code}"
    if case.kind == "PositiveSyntaxTest11" and "the query is not SPARQL" not in response.text:
        # It was read. That it names graphs or functions that are not there is another matter.
        return ""
    if response.status_code != 200:
        return response.text.strip()
    if case.expected is not None and not same(case.expected, response.content):
        return "another answer is expected"
    return ""


def _stored(case: Case, writer: httpx.Client) -> str:
    """What is wrong with the responses to the requests of a Graph Store Protocol test."""
    writer.post("/sparql", data={"update": "DROP ALL"}).raise_for_status()
    named: dict[str, str] = {}
    for each in case.exchanges:
        address = each.address.replace("/gsp", "/graph", 1)
        for variable, name in named.items():
            address = address.replace(variable, quote(name, safe=""))
        # As it stands, with no second reading of its escapes.
        target = httpx.URL(str(writer.base_url).rstrip("/") + address)
        response = writer.request(each.method, target, content=each.body or None, headers=each.headers)
        if reason := _status_trouble(response.status_code, each):
            return reason
        if each.location is not None:
            named[each.location] = response.headers.get("location", "")
        if each.content is not None:
            expected = rdflib.Graph().parse(data=each.content, format="turtle")
            if not isomorphic(expected, rdflib.Graph().parse(data=response.content, format="turtle")):
                return "another graph is expected"
    return ""


def _status_trouble(status: int, exchange: Exchange) -> str:
    """What is wrong with the status of a response."""
    allowed = {name.removeprefix("StatusCode") for name in exchange.statuses}
    named = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404", "MethodNotAllowed": "405"}
    if {f"{status // 100}xx", str(status)} & {named.get(name, name) for name in allowed}:
        return ""
    return f"status {status} where {', '.join(sorted(allowed))} is expected"


def _exchanged(exchange: Exchange, client: httpx.Client) -> str:
    """What is wrong with the response to a request of a protocol test."""
    path = exchange.address.replace("/sparql/", "/sparql").replace("/gsp", "/graph")
    connection = HTTPConnection(urlsplit(str(client.base_url)).netloc, timeout=30)
    try:
        headers = {**exchange.headers, **(AUTHORIZED if "Authorization" in client.headers else {})}
        connection.request(exchange.method, path, exchange.body or None, headers)
        response = connection.getresponse()
        status, content, media_type = response.status, response.read(), response.headers.get_content_type()
    finally:
        connection.close()
    if reason := _status_trouble(status, exchange):
        return reason
    if exchange.boolean is not None:
        form = ox.QueryResultsFormat.from_media_type(media_type)
        answer = ox.parse_query_results(content, form) if form else None
        if not isinstance(answer, ox.QueryBoolean) or bool(answer) != exchange.boolean:
            return "another answer is expected"
    graphs = {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"}
    if exchange.form is not None and (exchange.form == "RDF") != (media_type in graphs):
        return f"the answer is {media_type}"
    return ""


def _described(client: httpx.Client) -> str:
    """What is wrong with the service description."""
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    described = rdflib.Graph().parse(data=response.content, format="turtle")
    endpoint = rdflib.URIRef(f"{client.base_url}/sparql".replace("//sparql", "/sparql"))
    services = list(described.subjects(SD.endpoint, endpoint))
    if len(services) != 1 or (services[0], rdflib.RDF.type, SD.Service) not in described:
        return "no service has this endpoint"
    datasets = list(described.objects(services[0], SD.defaultDataset))
    if any((dataset, rdflib.RDF.type, SD.Dataset) not in described for dataset in datasets):
        return "a dataset has no class"
    return ""


if __name__ == "__main__":
    sys.exit(main())
