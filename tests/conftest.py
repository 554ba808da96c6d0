"""A small language for graphs, and an invented dispute over fish that is written in it.

Nodes, one a line, with the strings that mention them (the label too, where it occurs):

    name Class Label | mention | mention

Statements, one a line; the quotation and the condition are words of the document:

    document: subject relation object [-] [?] [@source ...] [date=...] [0.7] | quotation | condition

`-` denies, `?` makes uncertain, each `@` names a voice, the nearest first, and a number is the
confidence. The name `crab` stands for the identifier `proposal/crab` where it is a Proposal.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from parleygraph.graph import Graph, Run
from parleygraph.model import Document, Evidence, Extraction, Node, Statement
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

from .browsing import browser, chromium, launch

__all__ = ["browser", "chromium", "launch"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser come last: as long as it is open, Playwright keeps an event loop in this thread."""
    items.sort(key=lambda item: "launch" in getattr(item, "fixturenames", ()))


RUN = Run(version="0.1.0", model="by-hand", model_version="1", settings={"reader": "careful"})

DOCUMENTS = (
    Document(
        "Marovia proposed the shared quota on Monday. Tessland rejected the shared quota. "
        "The Net Menders' Guild supports the shared quota. Marovia calls on Tessland for the patrol ban. "
        "Bishop Orla Finn mediates between Marovia and Tessland. Marovia wants full nets. "
        "Tessland fears empty harbours. The shared quota would secure full nets. "
        "The patrol ban runs counter to full nets. The shared quota helps the guild. "
        "Empty harbours would cost the dockers dearly. The shared quota holds only with the patrol ban. "
        "The shared quota contains the mesh rule.",
        name="quota-talks",
        title="Quota on the table",
        date="2031-05-04",
        author="R. Lind",
        publisher="The Quay",
        url="https://quay.example/quota talks?id=1",
        topics=("fish", "borders"),
    ),
    Document(
        "Tessland is the ally of Quill Island. The dockers do not trust Marovia.\n\n"
        "Tessland threatened Marovia with tolls. Quill Island blamed Marovia. "
        "Tessland pays for the diesel of Quill Island. Marovia's cutters fired at Tessland. "
        "Marovia met Tessland in the lighthouse. "
        "Edda Brook, the minister of Marovia, was there. According to the Tern Gazette, citing Edda Brook, "
        "Tessland did not accept the patrol ban. The guild may back the mesh rule if diesel is cheap. "
        "Tessland supports the shared quota. Marovia does not fear empty harbours.",
        name="lighthouse",
        date="June 2031",
        url="no address",
    ),
    Document(
        '</script><img src=x onerror=alert(1)> rejected =SUM(A1:A9), says "O\'Brien" 🐟 '
        "cafe\u0301 \u05d3\u05d2\u05d9\u05dd\u2028& \\u0041 "
        "<b>fish\u0007\u0000</b>\tnet\u200f.\n-5 boats want it.",
        name="hostile",
        title="</title><script>alert('title')</script>",
        date="2031",
        publisher="=1+1",
    ),
)

NODES = """
marovia State Marovia
tessland State Tessland
quill State Quill Island
guild Organization Net Menders' Guild | guild
gazette Organization Tern Gazette
finn Person Orla Finn | Bishop Orla Finn
brook Person Edda Brook
dockers Group dockers
quota Proposal shared quota
ban Proposal patrol ban
mesh Proposal mesh rule
nets Interest full nets
empty Interest empty harbours | Empty harbours
script Group </script><img src=x onerror=alert(1)>
sum Proposal =SUM(A1:A9)
boats Group -5 boats
"""

STATEMENTS = """
quota-talks: marovia proposes quota date=2031-05-03 0.9 | Marovia proposed the shared quota
quota-talks: tessland opposes quota | Tessland rejected the shared quota
quota-talks: guild supports quota | The Net Menders' Guild supports the shared quota
quota-talks: marovia demands ban | Marovia calls on Tessland for the patrol ban
quota-talks: ban addressedTo tessland | Marovia calls on Tessland for the patrol ban
quota-talks: finn mediates marovia | mediates between Marovia and Tessland
quota-talks: marovia seeks nets | Marovia wants full nets
quota-talks: tessland fears empty | Tessland fears empty harbours
quota-talks: quota advances nets ? | The shared quota would secure full nets
quota-talks: ban threatens nets | The patrol ban runs counter to full nets
quota-talks: quota benefits guild | The shared quota helps the guild
quota-talks: empty harms dockers ? 0.125 | Empty harbours would cost the dockers dearly
quota-talks: quota requires ban | The shared quota holds only with the patrol ban
quota-talks: quota includes mesh | The shared quota contains the mesh rule
lighthouse: tessland allyOf quill | Tessland is the ally of Quill Island
lighthouse: dockers distrusts marovia | The dockers do not trust Marovia
lighthouse: tessland pressures marovia | Tessland threatened Marovia with tolls
lighthouse: quill criticizes marovia | Quill Island blamed Marovia
lighthouse: tessland aids quill | Tessland pays for the diesel of Quill Island
lighthouse: marovia attacks tessland | Marovia's cutters fired at Tessland
lighthouse: marovia negotiatesWith tessland date=2031-05 | Marovia met Tessland in the lighthouse
lighthouse: brook affiliatedWith marovia | Edda Brook, the minister of Marovia
lighthouse: tessland supports ban - @gazette @brook date=2031 | Tessland did not accept the patrol ban
lighthouse: guild supports mesh ? | The guild may back the mesh rule | if diesel is cheap
lighthouse: tessland supports quota | Tessland supports the shared quota
lighthouse: marovia fears empty - | Marovia does not fear empty harbours
hostile: script opposes sum 0.33333 | </script><img src=x onerror=alert(1)> rejected =SUM(A1:A9)
hostile: boats demands sum | -5 boats want it
"""


def make_graph(
    documents: Iterable[Document] | str,
    nodes: str,
    statements: str,
    *,
    base: str | None = None,
    codes: Mapping[str, tuple[str, str]] | None = None,
) -> Graph:
    """A graph in the language above; a text alone is a document named `text`.

    `codes` gives the Wikidata and ISO 3166 codes of nodes by their names.
    """
    found = [Document(documents, name="text")] if isinstance(documents, str) else list(documents)
    described = [line.split(maxsplit=2) for line in nodes.strip().splitlines()]
    identifiers = {name: f"{NodeClass(kind).kind.lower()}/{name}" for name, kind, _ in described}
    extractions = []
    for document in found:
        parsed = [
            _statement(document, line.partition(": ")[2], identifiers)
            for line in statements.strip().splitlines()
            if line.startswith(f"{document.name}: ")
        ]
        used = {end for st in parsed for end in (st.subject, st.object, *st.sources)}
        made = [
            _node(document, identifiers[name], NodeClass(kind), names, (codes or {}).get(name, (None, None)))
            for name, kind, names in described
        ]
        kept = tuple(node for node in made if node.mentions or node.id in used)
        extractions.append(Extraction(document, kept, tuple(parsed), ("one sentence was not placed",)))
    return Graph(extractions, run=RUN, **({"base": base} if base else {}))


def _node(
    document: Document, node_id: str, kind: NodeClass, names: str, codes: tuple[str | None, str | None]
) -> Node:
    label, *others = (name.strip() for name in names.split(" | "))
    places = {
        (match.start(), match.end())
        for name in (label, *others)
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text)
    }
    mentions = tuple(document.quote(start, end) for start, end in sorted(places))
    aliases = tuple(sorted(set(others)))
    return Node(node_id, kind, label, mentions, aliases, *codes)


def _statement(document: Document, line: str, identifiers: Mapping[str, str]) -> Statement:
    head, quotation, *condition = (part.strip() for part in line.split(" | "))
    subject, relation, object_, *flags = head.split()
    given: dict[str, Any] = {"stage": "by-hand"}
    for flag in flags:
        if flag.startswith("date="):
            given["date"] = flag.removeprefix("date=")
        elif flag[0].isdigit():
            given["confidence"] = float(flag)
    return Statement(
        identifiers[subject],
        Relation(relation),
        identifiers[object_],
        _quoted(document, quotation),
        Polarity.NEGATIVE if "-" in flags else Polarity.POSITIVE,
        Certainty.UNCERTAIN if "?" in flags else Certainty.ASSERTED,
        tuple(identifiers[flag[1:]] for flag in flags if flag.startswith("@")),
        _quoted(document, condition[0]) if condition else None,
        **given,
    )


def _quoted(document: Document, quotation: str) -> Evidence:
    """The first place of the quotation, in the sentence around it."""
    start = document.text.index(quotation)
    end = start + len(quotation)
    before = max(document.text.rfind(stop, 0, start) for stop in (". ", ".\n"))
    after = document.text.find(".", end)
    return document.quote(start, end, (max(before + 2, 0) if before >= 0 else 0, after + 1 or end))


def sample_graph(base: str | None = None) -> Graph:
    """The dispute over fish: three documents, every relation and qualifier, and hostile text."""
    codes = {"marovia": ("Q42", "MV"), "finn": ("Q43", None)}
    return make_graph(DOCUMENTS, NODES, STATEMENTS, base=base, codes=codes)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def small_graph() -> Graph:
    """The dispute over fish; a graph does not change, and so it is made once."""
    return sample_graph()


@pytest.fixture(name="make_graph", scope="session")
def make_graph_fixture() -> Callable[..., Graph]:
    """The function that makes graphs in the language of this module."""
    return make_graph


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and the requests that reach it."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def handle(self) -> None:
            requests.append("reached")

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", requests
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def under_hash_seeds() -> Callable[[str], list[str]]:
    """What a Python program prints under two hash seeds, which must be the same for equal input."""

    def printed(program: str) -> list[str]:
        return [
            subprocess.run(
                [sys.executable, "-c", program],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed in ("1", "2")
        ]

    return printed
