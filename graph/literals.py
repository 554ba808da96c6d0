"""Values as RDF literals in Turtle: texts, dates of any precision, and confidence."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from .turtle import References

_SPECIAL: Final = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff\ud800-\udfff]')
_ESCAPES: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_DATE: Final = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


def text(value: str) -> str:
    r"""The plain string; a lone surrogate, which RDF cannot hold, becomes U+FFFD, so that offsets stay.

    >>> text("a\n\x07b")
    '"a\\n\\u0007b"'
    """
    return f'"{_SPECIAL.sub(_escaped, value)}"'


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def integer(value: int) -> str:
    """The number as `xsd:integer`."""
    return str(value)


def truth(value: bool) -> str:
    """The value as `xsd:boolean`."""
    return str(value).lower()


def instant(value: str) -> str:
    """The ISO 8601 time in UTC as `xsd:dateTime`, in canonical form.

    >>> instant("2031-05-04T10:00:00.120+00:00")
    '"2031-05-04T10:00:00.12Z"^^xsd:dateTime'
    """
    digits = datetime.fromisoformat(value).replace(tzinfo=None).isoformat()
    return f'"{digits.rstrip("0") if "." in digits else digits}Z"^^xsd:dateTime'


def confidence(value: float) -> str:
    """The number as `xsd:decimal` of four digits after the point at most, never 0, in canonical form.

    >>> confidence(0.75), confidence(1), confidence(0.00001)
    ('0.75', '"1"^^xsd:decimal', '0.0001')
    """
    digits = f"{max(value, 0.0001):.4f}".rstrip("0").rstrip(".")
    # A bare number without a point would be an integer.
    return digits if "." in digits else f'"{digits}"^^xsd:decimal'


def when(value: str) -> str:
    """The ISO 8601 date by its precision: day, month or year; a plain string for anything else.

    >>> when("2031-05"), when("May 2031")
    ('"2031-05"^^xsd:gYearMonth', '"May 2031"')
    """
    if _DATE.fullmatch(value):
        try:
            date.fromisoformat(value + "-01-01"[len(value) - 4 :])
        except ValueError:
            return text(value)
        return f'"{value}"^^xsd:{({4: "gYear", 7: "gYearMonth"}).get(len(value), "date")}'
    return text(value)


def address(value: str, references: References) -> str:
    """The address as an IRI, or as a plain string where it is not one of a host or a `urn:`."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://|urn:", value):
        try:
            return references.iri(value)
        except ValueError:
            return text(value)
    return text(value)
