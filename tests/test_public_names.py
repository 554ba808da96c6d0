"""The public face: what `import parleygraph` offers, and that it loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import parleygraph as pg

NAMES = [
    *("Certainty", "Document", "DossierError", "Evidence", "EvidenceError", "ExportError", "Extraction"),
    *("Extractor", "ExtractorError", "ExtractorStopped"),
    *("Graph", "GraphError", "Node", "NodeClass", "ParleyError", "Polarity", "QueryError", "ReadError"),
    *("Relation", "Run", "Statement", "StatementError", "__version__", "build"),
]


def test_the_public_names_are_exactly_the_listed_ones() -> None:
    """A name enters or leaves the public face only on purpose."""
    assert sorted(pg.__all__) == sorted(NAMES)


def test_every_public_name_can_be_used() -> None:
    """Each listed name is there, and is listed by `dir`."""
    for name in NAMES:
        assert getattr(pg, name) is not None
        assert name in dir(pg)


def test_the_errors_have_one_root() -> None:
    """`except ParleyError` catches whatever the package raises on purpose."""
    errors = [getattr(pg, name) for name in NAMES if name.endswith("Error")]
    assert errors
    assert all(issubclass(error, pg.ParleyError) for error in errors)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name is reported as Python reports it, so that `hasattr` works."""
    assert not hasattr(pg, "biuld")


def test_importing_the_package_loads_no_heavy_library() -> None:
    """spaCy, rdflib, networkx and pyvis are loaded when something needs them, not before."""
    heavy = ["spacy", "rdflib", "networkx", "pyvis", "pyshacl", "numpy", "IPython"]
    code = (
        "import sys, parleygraph, parleygraph.cli; from parleygraph import Document, Relation; "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
