"""The lines of a PDF put back together into paragraphs.

A PDF knows where its glyphs stand and nothing of paragraphs. A paragraph ends here where
the distance to the next line, the size or the weight of the type changes, where a line that
ends a sentence is followed by an indented one or is itself short, and where a line fills
less than half of the room that its neighbours have.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_BULLET = re.compile(r"[•‣⁃◦▪●■–\x7f]\s*|[-*]\s+")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d+(?:\s*(?:of|/)\s*\d+)?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
# Typographic ligatures, which NFC keeps and no word list knows.
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Shares of the type size, in points.
_SAME = 0.25
_OTHER_SIZE = 0.08
_INDENT = 0.7
_WIDEST_LEADING = 1.5
# A distance this much above the usual one parts two paragraphs.
_WIDER = 1.2
# Shares of the usual line, in code points.
_SHORT = 0.75
_HALF = 0.5
_EDGE_LINES = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `x` and `y` are its start on the page and `size` its type, in points."""

    page: int
    text: str
    x: float
    y: float
    size: float
    bold: bool = False


def paragraphs(lines: Iterable[Line]) -> list[str]:
    """The texts of headings, paragraphs and list items, in the order of the lines.

    Running heads, running feet and page numbers are left out; words that were divided at
    the end of a line are made whole.
    """
    kept = _without_furniture([line for line in lines if line.text.strip()])
    if not kept:
        return []
    leading = _leading(kept)
    groups = [
        part
        for block in _split(kept, lambda before, line: _is_apart(before, line, leading))
        for part in _split(block, _ends_inside(block, _width(kept)))
    ]
    texts = [[line.text.translate(_LIGATURES).strip() for line in group] for group in groups]
    words = Counter(
        word.casefold() for group in texts for text in group for word in re.findall(r"[\w-]+", text)
    )
    return [_join(group, words) for group in texts]


def _without_furniture(lines: list[Line]) -> list[Line]:
    """The lines but for those at the edges of the pages that only differ in their numbers."""
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    edges: list[Line] = []
    for page in pages.values():
        heights = sorted({line.y for line in page})
        outer = {*heights[:_EDGE_LINES], *heights[-_EDGE_LINES:]}
        edges.extend(line for line in page if line.y in outer)
    seen = Counter(key for key, _ in {(_furniture_key(line), line.page) for line in edges})
    furniture = {
        line for line in edges if seen[_furniture_key(line)] > 1 or _PAGE_NUMBER.fullmatch(line.text.strip())
    }
    return [line for line in lines if line not in furniture]


def _furniture_key(line: Line) -> tuple[str, int, float]:
    return _DIGITS.sub("#", line.text.strip()), round(line.y), line.size


def _split(lines: Sequence[Line], is_break: Callable[[Line, Line], bool]) -> list[list[Line]]:
    groups = [[lines[0]]]
    for before, line in pairwise(lines):
        if is_break(before, line):
            groups.append([])
        groups[-1].append(line)
    return groups


def _leading(lines: Sequence[Line]) -> dict[float, float]:
    """By type size: the usual distance between two lines."""
    gaps: defaultdict[float, list[float]] = defaultdict(list)
    for before, line in pairwise(lines):
        if before.page == line.page and before.size == line.size and before.y - line.y > _SAME * line.size:
            gaps[line.size].append(round(before.y - line.y, 1))
    return {
        size: statistics.mode(sorted(found)) if len(found) > 2 else min(*found, _WIDEST_LEADING * size)
        for size, found in gaps.items()
    }


def _width(lines: Sequence[Line]) -> float:
    """The usual length of a full line, in code points."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(0.8 * (len(lengths) - 1))]


def _is_apart(before: Line, line: Line, leading: dict[float, float]) -> bool:
    """Whether bullet, type or distance set a line apart from the one before it."""
    if _BULLET.match(line.text) or before.bold != line.bold:
        return True
    if abs(before.size - line.size) > _OTHER_SIZE * before.size:
        return True
    if _is_elsewhere(before, line):
        return bool(_SENTENCE_END.search(before.text.strip()))
    return before.y - line.y > _WIDER * leading.get(line.size, _WIDEST_LEADING * line.size)


def _is_elsewhere(before: Line, line: Line) -> bool:
    """Whether the text goes on in another column or on another page."""
    return line.page != before.page or line.y - before.y > _SAME * line.size


def _ends_inside(block: Sequence[Line], usual: float) -> Callable[[Line, Line], bool]:
    """The test for paragraph ends inside a block of even lines."""
    width = max(len(line.text) for line in block)
    hangs = bool(_BULLET.match(block[0].text))

    def ends(before: Line, line: Line) -> bool:
        if _is_elsewhere(before, line) or before.y - line.y < _SAME * line.size:
            return False
        if len(before.text) < _HALF * width:
            return True
        is_indented = line.x > before.x + _INDENT * line.size and not hangs
        is_short = len(before.text) < _SHORT * usual
        return bool(_SENTENCE_END.search(before.text.strip())) and (is_indented or is_short)

    return ends


def _join(lines: Sequence[str], words: Counter[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        end, start = _HYPHENATED.search(text), _FIRST_WORD.match(line)
        if end is None or start is None:
            text += " " + line
        elif text[-1] == "\u00ad" or (start[0][0].islower() and not _has_hyphen(end[1], start[0], words)):
            text = text[:-1] + line
        else:
            text += line
    return text.replace("\u00ad", "")


def _has_hyphen(first: str, second: str, words: Counter[str]) -> bool:
    """Whether the text writes the two parts with a hyphen more often than as one word."""
    return words[f"{first}-{second}".casefold()] > words[f"{first}{second}".casefold()]


def lines_of(pieces: Iterable[Line]) -> Iterator[Line]:
    """The pieces that a PDF is written in, joined to lines where their texts hold the line ends.

    A line has the place of its first piece, and the type of its longest.
    """
    row: list[Line] = []
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number and row:
                yield _as_line(row)
                row = []
            if text.strip() or (text and row):
                row.append(Line(piece.page, text, piece.x, piece.y, piece.size, piece.bold))
    if row:
        yield _as_line(row)


def _as_line(row: Sequence[Line]) -> Line:
    first, longest = row[0], max(row, key=lambda piece: len(piece.text))
    text = "".join(piece.text for piece in row)
    return Line(first.page, text, first.x, first.y, longest.size, longest.bold)
