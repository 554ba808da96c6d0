"""The media types of answers, and which of them a client accepts best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Offer[F: ox.QueryResultsFormat | ox.RdfFormat]:
    """A format with the media types that ask for it; the first is that of the answer."""

    format: F
    types: tuple[str, ...]


# In the order of preference where a client likes several the same.
RESULTS: Final[Mapping[str, Offer[ox.QueryResultsFormat]]] = {
    "json": Offer(ox.QueryResultsFormat.JSON, ("application/sparql-results+json", "application/json")),
    "xml": Offer(
        ox.QueryResultsFormat.XML, ("application/sparql-results+xml", "application/xml", "text/xml")
    ),
    "csv": Offer(ox.QueryResultsFormat.CSV, ("text/csv; charset=utf-8",)),
    "tsv": Offer(ox.QueryResultsFormat.TSV, ("text/tab-separated-values; charset=utf-8",)),
}
"""The forms of the answers to SELECT and ASK."""

GRAPHS: Final[Mapping[str, Offer[ox.RdfFormat]]] = {
    "turtle": Offer(ox.RdfFormat.TURTLE, ("text/turtle; charset=utf-8", "application/x-turtle")),
    "ntriples": Offer(ox.RdfFormat.N_TRIPLES, ("application/n-triples", "text/plain")),
    "rdfxml": Offer(ox.RdfFormat.RDF_XML, ("application/rdf+xml", "application/xml", "text/xml")),
    "jsonld": Offer(ox.RdfFormat.JSON_LD, ("application/ld+json", "application/json")),
}
"""The forms of graphs: the answers to CONSTRUCT and DESCRIBE, and whole graphs."""


def chosen(accept: str | None, offers: Mapping[str, Offer[Any]]) -> str | None:
    """The name of the offer that an Accept header likes best; None where it accepts none.

    >>> chosen("text/csv;q=0.5, application/sparql-results+xml", RESULTS)
    'xml'
    >>> chosen("text/*", RESULTS), chosen(None, RESULTS), chosen("image/png", RESULTS)
    ('csv', 'json', None)
    """
    ranges = _ranges(accept) if accept and accept.strip() else {"*/*": 1.0}
    best, name = 0.0, None
    for candidate, offer in offers.items():
        score = max(
            _score(media_type.split(";")[0], place, ranges) for place, media_type in enumerate(offer.types)
        )
        if score > best:
            best, name = score, candidate
    return name


def listed(*offers: Mapping[str, Offer[Any]]) -> str:
    """The media types of offers, for people."""
    return ", ".join(offer.types[0].partition(";")[0] for some in offers for offer in some.values())


def _score(media_type: str, place: int, ranges: Mapping[str, float]) -> float:
    """How well a media type is liked: what the most specific range that holds it says.

    A wide range holds what an answer really is; its other names count where they are named. What is
    named comes before what a wide range holds, and what an answer really is before its other names.
    """
    wide = () if place else (media_type.partition("/")[0] + "/*", "*/*")
    for wanted in (media_type, *wide):
        if wanted in ranges:
            preference = (2e-4 if wanted == media_type else 0) + (0 if place else 1e-4)
            return ranges[wanted] and ranges[wanted] + preference
    return 0.0


def _ranges(accept: str) -> dict[str, float]:
    """How well each range of media types is liked."""
    found: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = min(1.0, max(0.0, float(parameter[2:])))
                except ValueError:
                    quality = 0.0
        found[name] = max(quality, found.get(name, 0.0))
    return found
