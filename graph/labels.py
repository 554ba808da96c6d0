"""Labels as a picture shows them: on few short lines, and how much room these take."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import Final

LINE: Final = 24
LINES: Final = 3
# Controls of direction could make a label read as another one; other format controls are unseen.
_DROPPED: Final = frozenset({"Cf", "Cs"})
_BREAKS: Final = frozenset({"Cc", "Zl", "Zp"})
# Persian words and family emoji fall apart without these two.
_JOINERS: Final = frozenset("\u200c\u200d")
# Generous means over common sans-serif fonts at 15 pixels, so that a page may choose its own.
_CHARACTER: Final = 8.2
_LINE_HEIGHT: Final = 21.0
_MARGIN: Final = (30.0, 18.0)


def plain(text: str) -> str:
    """The text on one line without control and direction characters, for labels and titles."""
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category in _BREAKS:
            kept.append(" ")
        elif category not in _DROPPED or character in _JOINERS:
            kept.append(character)
    return " ".join("".join(kept).split())


def wrapped(label: str) -> list[str]:
    """The label on at most three lines of 24 characters, shortened with an ellipsis."""
    # A long word is cut before it is wrapped, so that hostile lengths cost nothing.
    return textwrap.wrap(plain(label[:400]), LINE, max_lines=LINES, placeholder=" …") or ["(no name)"]


def room(label: str) -> tuple[float, float]:
    """The width and height, in pixels at a zoom of 1, of a box that holds the wrapped label."""
    lines = wrapped(label)
    widest = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in lines)
    return widest * _CHARACTER + _MARGIN[0], len(lines) * _LINE_HEIGHT + _MARGIN[1]
