"""Values as RDF literals: texts, dates of any precision, and confidence."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

import pyoxigraph as ox

from .namespaces import term

_DATE: Final = term("xsd:date")
_MONTH: Final = term("xsd:gYearMonth")
_YEAR: Final = term("xsd:gYear")
_DECIMAL: Final = term("xsd:decimal")
_INTEGER: Final = term("xsd:integer")
_BOOLEAN: Final = term("xsd:boolean")
_INSTANT: Final = term("xsd:dateTime")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def text(value: str) -> ox.Literal:
    """The plain string; a lone surrogate, which RDF cannot hold, becomes U+FFFD, so that offsets stay."""
    return ox.Literal(_SURROGATES.sub("\ufffd", value))


def integer(value: int) -> ox.Literal:
    """The number as `xsd:integer`."""
    return ox.Literal(str(value), datatype=_INTEGER)


def truth(value: bool) -> ox.Literal:
    """The value as `xsd:boolean`."""
    return ox.Literal(str(value).lower(), datatype=_BOOLEAN)


def instant(value: str) -> ox.Literal:
    """The ISO 8601 time in UTC as `xsd:dateTime`, in canonical form.

    >>> instant("2031-05-04T10:00:00.120+00:00").value
    '2031-05-04T10:00:00.12Z'
    """
    digits = datetime.fromisoformat(value).replace(tzinfo=None).isoformat()
    return ox.Literal((digits.rstrip("0") if "." in digits else digits) + "Z", datatype=_INSTANT)


def confidence(value: float) -> ox.Literal:
    """The number as `xsd:decimal` of four digits after the point at most, never 0, in canonical form.

    >>> confidence(0.75).value, confidence(1).value, confidence(0.00001).value
    ('0.75', '1', '0.0001')
    """
    digits = f"{max(value, 0.0001):.4f}".rstrip("0").rstrip(".")
    return ox.Literal(digits, datatype=_DECIMAL)


def when(value: str) -> ox.Literal:
    """The ISO 8601 date by its precision: day, month or year; a plain string for anything else.

    >>> when("2031-05").datatype.value.rpartition("#")[2], when("May 2031").value
    ('gYearMonth', 'May 2031')
    """
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", value, re.ASCII):
        try:
            date.fromisoformat(value + "-01-01"[len(value) - 4 :])
        except ValueError:
            return text(value)
        return ox.Literal(value, datatype={4: _YEAR, 7: _MONTH}.get(len(value), _DATE))
    return text(value)


def address(value: str) -> ox.NamedNode | ox.Literal:
    """The address as an IRI, or as a plain string where it is not one of a host or a `urn:`."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://|urn:", value):
        try:
            return ox.NamedNode(value)
        except ValueError:
            return text(value)
    return text(value)
