"""Cuts a text into overlapping parts at the ends of paragraphs and sentences.

Offsets are in code points, ends exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

type Span = tuple[int, int]

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
# A full stop after a short title or an initial (Mr., Gen., J.) ends no sentence.
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\Wa-z])"
)


def sentences(text: str) -> list[Span]:
    """The sentences of the text, without the white space around them; roughly, since no parse is made."""
    ends = sorted(
        {match.end() for pattern in (_PARAGRAPH, _STOP) for match in pattern.finditer(text)} | {len(text)}
    )
    found = []
    start = 0
    for end in ends:
        inner = text[start:end].strip()
        if inner:
            first = text.index(inner[0], start)
            found.append((first, first + len(inner)))
        start = end
    return found


def around(spans: list[Span], start: int, end: int) -> Span:
    """From the begin of the sentence at `start` to the end of the one at `end`."""
    first = max(bisect_right(spans, (start, 1 << 62)) - 1, 0)
    last = max(bisect_left(spans, (end, 0)) - 1, 0)
    if not spans:
        return start, end
    return min(spans[first][0], start), max(spans[last][1], end)


def cut(text: str, size: int, overlap: int) -> list[Span]:
    """Parts of at most `size`, each beginning at most `overlap` before the end of the one before.

    A part ends with a paragraph where one ends in its second half, else with a sentence. What is
    longer than `size` without either is cut at white space, or else anywhere.
    """
    units = [piece for span in sentences(text) for piece in _pieces(text, *span, size)]
    breaks = {a[1] for a, b in pairwise(units) if _PARAGRAPH.search(text, a[1], b[0])}
    parts: list[Span] = []
    first = 0
    while first < len(units):
        begin = units[first][0]
        stop = first + 1
        while stop < len(units) and units[stop][1] - begin <= size:
            stop += 1
        if stop < len(units):
            whole = [i for i in range(first + 1, stop + 1) if units[i - 1][1] in breaks]
            if whole and units[whole[-1] - 1][1] - begin >= size // 2:
                stop = whole[-1]
        end = units[stop - 1][1]
        parts.append((begin, end))
        if stop == len(units):
            break
        again = stop
        while again > first + 1 and end - units[again - 1][0] <= overlap:
            again -= 1
        first = again
    return parts


def halve(text: str, part: Span) -> list[Span]:
    """The part as two, cut between sentences near its middle; one where it cannot be cut."""
    start, end = part
    return [(start + a, start + b) for a, b in cut(text[start:end], max((end - start) * 2 // 3, 1), 0)]


def _pieces(text: str, start: int, end: int, size: int) -> list[Span]:
    pieces = []
    while end - start > size:
        space = max(text.rfind(" ", start, start + size), text.rfind("\n", start, start + size))
        stop = space + 1 if space > start + size // 2 else start + size
        pieces.append((start, stop))
        start = stop
    return [*pieces, (start, end)]
