"""Where a text quotes somebody: spans between quotation marks, also over several paragraphs."""

from __future__ import annotations

from spacy.tokens import Doc

from .learned.parse import Parse
from .once import once_a_text

_QUOTES = {"“": "”", '"': '"', "«": "»", "``": "''"}
# Shorter ones are names and *so-called* things.
_LEAST = 3
# A mark that is open for so many tokens at the end of a line, or at that of a paragraph which the
# next one does not take up, was never closed.
_MOST = 120


@once_a_text
def quoted_spans(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Token offsets of the quotations, marks included (end exclusive), in the order of the text.

    Where a quotation runs over several paragraphs, each of them opens with a mark and only the last
    one closes; that is one span.
    """
    spans: list[tuple[int, int]] = []
    opened, opening = -1, ""
    continues = -1
    parse = Parse.of(doc)
    words = parse.text
    for index, word in enumerate(words):
        if opened < 0:
            if word in _QUOTES:
                opened, opening = index, word
        elif index == continues:
            continue
        elif word == _QUOTES[opening]:
            if index - opened > _LEAST:
                spans.append((opened, index + 1))
            opened = -1
        elif parse.space[index] and "\n" in word:
            if words[index + 1 : index + 2] == [opening]:
                continues = index + 1
            elif word.count("\n") > 1 or index - opened > _MOST:
                opened = -1
    return tuple(spans)
