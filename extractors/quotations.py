"""Where a text quotes somebody: spans between quotation marks, also over several paragraphs."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc

_QUOTES = {"“": "”", '"': '"', "«": "»", "``": "''"}
# Shorter ones are names and *so-called* things.
_LEAST = 3
# A mark that is open for so many tokens at the end of a line, or at that of a paragraph which the
# next one does not take up, was never closed.
_MOST = 120


@lru_cache(maxsize=1)
def quoted_spans(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Token offsets of the quotations, marks included (end exclusive), in the order of the text.

    Where a quotation runs over several paragraphs, each of them opens with a mark and only the last
    one closes; that is one span.
    """
    spans: list[tuple[int, int]] = []
    opened, opening = -1, ""
    continues = -1
    for token in doc:
        if opened < 0:
            if token.text in _QUOTES:
                opened, opening = token.i, token.text
        elif token.i == continues:
            continue
        elif token.text == _QUOTES[opening]:
            if token.i - opened > _LEAST:
                spans.append((opened, token.i + 1))
            opened = -1
        elif token.is_space and "\n" in token.text:
            if token.i + 1 < len(doc) and doc[token.i + 1].text == opening:
                continues = token.i + 1
            elif token.text.count("\n") > 1 or token.i - opened > _MOST:
                opened = -1
    return tuple(spans)
