"""How the server and a query worker speak: frames of one letter, a length and the content.

The server writes one frame, the request; the worker answers with any number of PART frames and
then DONE or REFUSED. Requests, DONE and REFUSED are JSON.
"""

from __future__ import annotations

import asyncio
import json
import struct
from typing import Any, BinaryIO, Final

READY: Final = b"R"
"""The worker has opened the store; says how it is confined."""
REQUEST: Final = b"Q"
PART: Final = b"P"
"""Some bytes of the answer."""
DONE: Final = b"D"
"""The answer is complete; says its media type and how many rows it has."""
REFUSED: Final = b"X"
"""There is no answer; says the kind of trouble and the reason."""

_HEAD: Final = struct.Struct("!cI")


def write(stream: BinaryIO, kind: bytes, content: bytes) -> None:
    """Write a frame."""
    stream.write(_HEAD.pack(kind, len(content)) + content)
    stream.flush()


def encoded(kind: bytes, record: dict[str, Any]) -> bytes:
    """A frame of JSON as bytes."""
    content = json.dumps(record).encode()
    return _HEAD.pack(kind, len(content)) + content


def read(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame; None where the stream has ended."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    return kind, stream.read(length)


async def next_frame(stream: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """The next frame; raises asyncio.IncompleteReadError where the stream ends."""
    kind, length = _HEAD.unpack(await stream.readexactly(_HEAD.size))
    return kind, await stream.readexactly(length)
