"""Plain text as the readers hand it on: no control characters, a blank line between blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PAGE_OR_LINE_END = re.compile("[\x0b\x0c]")
# What XML cannot hold: a text with one of these could not be exported.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """The text with control characters as spaces, and form feeds and vertical tabs as line ends.

    Halves of surrogate pairs are joined; one that stands alone becomes U+FFFD.

    >>> clean("one\\x00two\\x0cthree")
    'one two\\nthree'
    """
    if _SURROGATES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNWRITABLE.sub(" ", _PAGE_OR_LINE_END.sub("\n", text))


def join_blocks(blocks: Iterable[str]) -> str:
    """The headings, paragraphs, list items and table rows as one text, a blank line between each two.

    Runs of spaces inside a block become one space; empty blocks are left out.

    >>> join_blocks(["A heading", " ", "A  paragraph."])
    'A heading\\n\\nA paragraph.'
    """
    lines = (_tidy(clean(block)) for block in blocks)
    return "\n\n".join(line for line in lines if line)


def _tidy(block: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in block.splitlines())
    return "\n".join(line for line in lines if line)


def join_cells(cells: Iterable[str]) -> str:
    """A row of a table as one line, its cells kept apart by bars.

    >>> join_cells(["North", "", "in favour"])
    'North | in favour'
    """
    return " | ".join(cell for cell in (" ".join(cell.split()) for cell in cells) if cell)
