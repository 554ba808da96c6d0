"""Knowledge graphs of actors, proposals and interests from political text.

>>> import parleygraph as pg
>>> note = pg.Document("France rejected the plan. Germany supports it.", name="note")
>>> graph = pg.build(note)
>>> [document.name for document in graph.documents]
['note']

Every statement in a graph carries its evidence: the document, two offsets in Unicode code
points, and the quotation, which equals the text at these offsets.

The names are loaded when they are first used: importing the package loads neither spaCy
nor rdflib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._build import build
    from ._version import __version__
    from .extractors import Extractor, ExtractorError, ExtractorStopped, ReadError
    from .graph import DossierError, ExportError, Graph, GraphError, QueryError, Run
    from .model import (
        Document,
        Evidence,
        EvidenceError,
        Extraction,
        Node,
        ParleyError,
        Statement,
        StatementError,
    )
    from .ontology import Certainty, NodeClass, Polarity, Relation

_HOMES = {
    "_build": ("build",),
    "_version": ("__version__",),
    "extractors": ("Extractor", "ExtractorError", "ExtractorStopped", "ReadError"),
    "graph": ("DossierError", "ExportError", "Graph", "GraphError", "QueryError", "Run"),
    "model": (
        "Document",
        "Evidence",
        "EvidenceError",
        "Extraction",
        "Node",
        "ParleyError",
        "Statement",
        "StatementError",
    ),
    "ontology": ("Certainty", "NodeClass", "Polarity", "Relation"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Certainty",
    "Document",
    "DossierError",
    "Evidence",
    "EvidenceError",
    "ExportError",
    "Extraction",
    "Extractor",
    "ExtractorError",
    "ExtractorStopped",
    "Graph",
    "GraphError",
    "Node",
    "NodeClass",
    "ParleyError",
    "Polarity",
    "QueryError",
    "ReadError",
    "Relation",
    "Run",
    "Statement",
    "StatementError",
    "__version__",
    "build",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{_HOME_OF[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
