"""Every shape has a message, and it is in plain words."""

from __future__ import annotations

import re

import pytest
from rdflib import RDF, SH, URIRef

from .shaping import SHAPES


@pytest.mark.parametrize("message", sorted({str(text) for text in SHAPES.objects(None, SH.message)}))
def test_a_message_is_in_plain_words(message: str) -> None:
    """It says what is wrong and what to do in sentences, without the words of the trade."""
    assert len(re.findall(r"[.;](?= |$)", message)) >= 2
    assert message.endswith(".")
    assert not re.search(
        r"cardinality|datatype|literal|node kind|constraint|shape|predicate|triple store", message
    )


def test_every_property_shape_has_a_message() -> None:
    """Nothing falls back to the wording of a SHACL engine."""
    named = [shape for shape in SHAPES.subjects(RDF.type, SH.NodeShape) if isinstance(shape, URIRef)]
    properties = [part for shape in named for part in SHAPES.objects(shape, SH.property)]
    properties += [inner for part in properties for inner in SHAPES.objects(part, SH.property)]
    leaves = [part for part in properties if (part, SH.property, None) not in SHAPES]
    assert len(leaves) > 40
    assert [part for part in leaves if (part, SH.message, None) not in SHAPES] == []
