"""Who speaks in a transcript by an office alone: *SPOKESMAN: We reject it.*"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import Candidate, words
from .learned.parse import Parse
from .offices import title_ending
from .turns import find_turns
from .wordlists import Words

_LINKS = frozenset({"of", "for"})


def find_speakers(doc: Doc, named: set[int], lists: Words) -> Iterator[Candidate]:
    """The labels of turns that say an office and no name; `named` tokens are left alone."""
    parse = Parse.of(doc)
    for turn in find_turns(parse.whole):
        span = doc.char_span(turn.start, turn.colon, alignment_mode="expand")
        if span is None or any(i in named for i in range(span.start, span.end)):
            continue
        cut = next((i for i in range(span.start, span.end) if parse.lower[i] in _LINKS), span.end)
        word = parse.lower[cut - 1]
        if cut == span.start or not (word in lists.title_ends or word in lists.people):
            continue
        label = words(doc, span.start, span.end)
        yield Candidate(
            span.start,
            span.end,
            cut - 1,
            "nominal",
            NodeClass.PERSON,
            label,
            confidence=0.6,
            title=title_ending(parse, span.start, cut, lists),
            head=word,
            definite=True,
        )
