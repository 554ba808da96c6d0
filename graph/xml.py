"""Texts in XML, which cannot hold most control characters, not even as escapes."""

from __future__ import annotations

import re
from typing import Final

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_safe(text: str) -> bool:
    """Whether XML 1.0 can hold every character of the text."""
    return _FORBIDDEN.search(text) is None


def safe(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold, so that offsets stay.

    >>> safe("a\\x00b") == "a\\ufffdb"
    True
    """
    return _FORBIDDEN.sub("\ufffd", text)
