"""An invented dispute over fish, in the language of `notation`, and what tests of every folder need."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from parleygraph.graph import Graph
from parleygraph.model import Document

from .browsing import browser, chromium, launch
from .notation import make_graph

__all__ = ["browser", "chromium", "launch"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser come last: as long as it is open, Playwright keeps an event loop in this thread."""
    items.sort(key=lambda item: "launch" in getattr(item, "fixturenames", ()))


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
    """The function that makes graphs in the language of `notation`."""
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
