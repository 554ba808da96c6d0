"""What a request of the SPARQL 1.1 Protocol asks: its parameters, checked, whatever way they came."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from .context import Limits

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_FIELDS: Final = 1000
SLOWEST: Final = 1 << 18
"""Bytes a second that a client must send, after the time that each body has."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A query, or an update, with the graphs that it is about."""

    text: str
    is_update: bool = False
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


async def operation(request: Request, limits: Limits) -> Operation | None:
    """The operation of a request; None where a GET asks for none.

    Raises HTTPException for what the protocol does not allow: 400, 408, 413, 414, 415.
    """
    query_string = request.scope["query_string"].decode("latin-1")
    fields = parsed(query_string)
    if request.method in {"GET", "HEAD"}:
        if "update" in fields:
            raise HTTPException(400, "an update is sent by POST")
        if "query" not in fields:
            return None
        return _checked(_one(fields, "query"), False, fields, limits, too_long=414)
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type not in {_FORM, _QUERY, _UPDATE}:
        raise HTTPException(415, f"a query is sent as {_FORM} or {_QUERY}, an update as {_FORM} or {_UPDATE}")
    charset = parameters.partition("charset=")[2].strip(' "').lower()
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise HTTPException(415, "the body must be UTF-8")
    try:
        body = (await read_body(request, limits.body_bytes, limits.body_seconds)).decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the body is not UTF-8") from error
    if media_type == _FORM:
        if {"query", "update"} & fields.keys():
            raise HTTPException(400, "with a form, the query or the update is in the body alone")
        # The graphs of the dataset may stand in the address even so.
        fields = parsed("&".join(filter(None, (query_string, body))))
        if ("query" in fields) == ("update" in fields):
            raise HTTPException(400, "a form has either a query or an update")
        is_update = "update" in fields
        return _checked(_one(fields, "update" if is_update else "query"), is_update, fields, limits)
    if {"query", "update"} & fields.keys():
        raise HTTPException(400, "the query or the update is either the body or a parameter")
    return _checked(body, media_type == _UPDATE, fields, limits)


def _checked(
    text: str, is_update: bool, fields: dict[str, list[str]], limits: Limits, *, too_long: int = 413
) -> Operation:
    most = limits.body_bytes if is_update else limits.query_bytes
    if len(text.encode(errors="replace")) > most:
        raise HTTPException(too_long, f"the longest query has {most:,} bytes")
    names = (
        ("using-graph-uri", "using-named-graph-uri")
        if is_update
        else ("default-graph-uri", "named-graph-uri")
    )
    default, named = (tuple(dict.fromkeys(fields.get(name, ()))) for name in names)
    return Operation(text, is_update, default, named)


def _one(fields: dict[str, list[str]], name: str) -> str:
    if len(fields[name]) != 1:
        raise HTTPException(400, f"there must be exactly one {name}")
    return fields[name][0]


def parsed(encoded: str) -> dict[str, list[str]]:
    """The parameters of a form or an address, by name; raises HTTPException."""
    try:
        pairs = parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the parameters are not UTF-8") from error
    except ValueError as error:
        raise HTTPException(400, f"there are more than {_FIELDS} parameters") from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


async def read_body(request: Request, most: int, seconds: float) -> bytes:
    """The body of a request of so many bytes at most; raises HTTPException: 408, 413."""
    body = bytearray()
    await receive(request, most, seconds, body.extend)
    return bytes(body)


async def receive(request: Request, most: int, seconds: float, take: Callable[[bytes], object]) -> None:
    """Hand the body of a request on as it comes, up to so many bytes.

    It has the seconds, and longer the more has come: who sends at a fair pace can send all of it.
    Raises HTTPException: 408, 413.
    """
    too_much = HTTPException(413, f"the longest body has {most:,} bytes")
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > most:
        raise too_much
    came = 0
    begin = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(seconds) as limit:
            async for part in request.stream():
                came += len(part)
                if came > most:
                    raise too_much
                take(part)
                limit.reschedule(begin + seconds + came / SLOWEST)
    except TimeoutError as error:
        raise HTTPException(408, "the body did not come in time", {"Connection": "close"}) from error
