"""The words around a quotation, cut out of their document for the page.

Offsets in documents are code points, but a browser counts UTF-16 code units; this is the
one place that turns the one into the other. A passage is a paragraph, or part of a long one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ..model import Document, Evidence

# A paragraph longer than this (in code points) is cut to the sentence and its surroundings.
LONGEST: Final = 1_200
AROUND: Final = 280

Place = list[int]


@dataclass(slots=True)
class Passages:
    """Passages by order of first use, each kept once.

    A row is the index of the document, the text, and whether its paragraph goes on before and after.
    """

    documents: Sequence[Document]
    rows: list[tuple[int, str, bool, bool]] = field(default_factory=list)
    _index: dict[str, int] = field(init=False)
    _known: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._index = {document.id: index for index, document in enumerate(self.documents)}

    def place(self, evidence: Evidence) -> Place:
        """Where a page finds the evidence: [passage, start, end, start and end of the sentence, offsets].

        The middle four count UTF-16 units from the start of the passage; the last two are the
        code points from the start of the document, for people who cite.
        """
        start, end = _bounds(evidence)
        text = evidence.document.text
        key = (evidence.document.id, start, end)
        if key not in self._known:
            self._known[key] = len(self.rows)
            cut = start > 0 and text[start - 1] != "\n", end < len(text) and text[end] != "\n"
            self.rows.append((self._index[evidence.document.id], text[start:end], *cut))
        inside = [
            _units(text[start : min(max(at, start), end)])
            for at in (evidence.start, evidence.end, *evidence.sentence)
        ]
        return [self._known[key], *inside, evidence.start, evidence.end]


def _bounds(evidence: Evidence) -> tuple[int, int]:
    """The paragraph (or paragraphs) of the sentence, in code points; less where that is long."""
    text, (first, last) = evidence.document.text, evidence.sentence
    if last - first > LONGEST:
        first, last = max(first, evidence.start - AROUND), min(last, evidence.end + AROUND)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    if end - start > LONGEST:
        start, end = max(start, first - AROUND), min(end, last + AROUND)
    return start, end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
