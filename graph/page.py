"""The page: one HTML file with the picture, the quotations and the table, that asks nobody for anything.

pyvis fills the template, and its own copy of vis-network draws. Everything is inlined; the
content security policy admits exactly the scripts and styles of the page, by their hashes,
and no connection at all. Text of articles is data in the page, never markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib import resources
from typing import Any, Final

from markupsafe import Markup

from ..model import Document, ParleyError
from .contents import Shown, details, legend, web_address
from .embedding import csp_hash, json_in_script, sound
from .labels import plain
from .layout import best_linked, positions
from .picture import drawn_edges, drawn_nodes

SCRIPTS: Final = ("dom.js", "evidence.js", "picture.js", "names.js", "page.js")
STYLES: Final = ("page.css",)
# How many of the best linked nodes a reader may ask for.
LIMITS: Final = (10, 25, 50, 100, 250, 500, 1_000, 2_500)
# A graph of more nodes than this opens with the best linked, in letters that can be read.
CROWDED: Final = 120
FIRST_VIEW: Final = 50
_TEMPLATE: Final = "page.html"
_OPTIONS: Final = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
}


class PageError(ParleyError):
    """The page cannot be made; the message says what is missing."""


def render(graph: Shown, *, title: str | None = None) -> str:
    """The page as HTML, to be written as UTF-8; `title` is otherwise that of the documents.

    Equal graphs give equal pages. Raises PageError where pyvis comes without vis-network.
    """
    # pyvis loads IPython, which takes longer than drawing; whoever only queries is spared it.
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    places = positions(graph)
    network.nodes = drawn_nodes(graph, places)
    network.edges = drawn_edges(graph, places)
    network.set_options(json.dumps(_OPTIONS))
    # In place of `set_template_dir`, whose environment does not escape.
    network.path = _TEMPLATE
    network.templateEnv = Environment(
        loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    network.templateEnv.filters |= {
        "data": _data, "options": _options, "plain": plain, "sound": sound, "web": web_address
    }  # fmt: skip
    network.templateEnv.globals |= _context(graph, title)
    return str(network.generate_html())


def _context(graph: Shown, title: str | None) -> dict[str, Any]:
    # Trusted: these are files of this package and of pyvis, with nothing of a document in them.
    scripts = [Markup(text) for text in (_vis_network(), _own_script())]  # noqa: S704
    styles = [Markup(_inlined(name)) for name in STYLES]  # noqa: S704
    return {
        "title": plain(title or _title(graph.documents)),
        "policy": _policy(scripts, styles),
        "scripts": scripts,
        "styles": styles,
        "graph": graph,
        "legend": legend(graph),
        "details": details(graph),
        "views": _views(graph),
        "first_view": FIRST_VIEW if len(graph.nodes) > CROWDED else None,
        "labels": {node.id: node.label for node in graph.nodes},
    }


def _views(graph: Shown) -> dict[int, list[tuple[int, float, float]]]:
    """For each number of best linked nodes that can be asked for, which these are and where they stand."""
    index = {node.id: number for number, node in enumerate(graph.nodes)}
    found = best_linked(graph, [limit for limit in LIMITS if limit < len(graph.nodes)])
    return {
        limit: sorted((index[node], *place) for node, place in places.items())
        for limit, places in found.items()
    }


def _title(documents: Sequence[Document]) -> str:
    named = [document.title or document.name for document in documents]
    more = f" and {len(named) - 3:,} more" if len(named) > 3 else ""
    return " · ".join(named[:3]) + more if named else "An empty graph"


def _data(value: Any) -> Markup:
    """JSON that can stand inside a script element: it neither ends it nor opens a comment."""
    return Markup(json_in_script(value))  # noqa: S704


def _options(text: str) -> Markup:
    """The options, which pyvis hands over as JSON text."""
    return _data(json.loads(text))


def _own_script() -> str:
    parts = "\n".join(_inlined(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _inlined(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """The drawing library as pyvis ships it, the newest where it ships several."""
    library = resources.files("pyvis") / "templates" / "lib"
    found = sorted(
        (folder for folder in library.iterdir() if folder.name.startswith("vis-")),
        key=lambda folder: [int(number) for number in re.findall(r"\d+", folder.name)],
    )
    if not found:
        raise PageError("pyvis comes without vis-network, which draws the page: install pyvis 0.3.2 or later")
    text = (found[-1] / "vis-network.min.js").read_text(encoding="utf-8")
    # A browser reads every line end as a line feed before it computes the hash.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(csp_hash(text) for text in scripts)}",
            f"style-src {' '.join(csp_hash(text) for text in styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            # No text can become markup or a script in the browser, not even by a mistake of ours.
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
