"""What the tests of the statement model share: a text, and quotations from it."""

from __future__ import annotations

from hypothesis import settings
from parleygraph.model import Document, Evidence

# A busy machine is no fault of the model.
unhurried = settings(deadline=None)


TEXT = "Orland proposes a ferry line to the islands. The Reeds oppose it if the fares rise."
DOCUMENT = Document(TEXT, "ferry")


def quote(words: str, document: Document = DOCUMENT) -> Evidence:
    start = document.text.index(words)
    return document.quote(start, start + len(words))
