"""The shapes, and what breaks them."""

from __future__ import annotations

import pyshacl
from parleygraph.ontology import relation_shapes_file, shapes_file
from rdflib import SH, Graph

SHAPES = Graph().parse(shapes_file()).parse(relation_shapes_file())


def problems(data: Graph) -> list[tuple[str, str]]:
    """The things that break a shape, each with the message."""
    conforms, report, _ = pyshacl.validate(data, shacl_graph=SHAPES)
    assert isinstance(report, Graph)
    found = [
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultMessage)))
        for result in report.objects(None, SH.result)
    ]
    assert conforms == (not found)
    return found
