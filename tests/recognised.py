"""A parsed text whose names are recognised as a test says."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span


def tell(nlp: Language, text: str, *entities: tuple[str, str]) -> Doc:
    """The parsed text, in which exactly these words, each once, are entities of these types."""
    doc = nlp(text)
    spans: list[Span] = []
    for words, label in entities:
        span = doc.char_span(text.index(words), text.index(words) + len(words), label=label)
        assert span is not None
        spans.append(span)
    doc.set_ents(spans, default="outside")
    return doc
