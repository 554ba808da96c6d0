"""Where and when a report was written, at the head of a paragraph: *BEIRUT, 3 May 2024 -*."""

from __future__ import annotations

from spacy.tokens import Doc

from .candidates import DASHES
from .learned.parse import Parse
from .once import once_a_text

_LONGEST = 14


@once_a_text
def date_lines(doc: Doc) -> frozenset[int]:
    """The tokens before the dash: a place in capitals, a date, and what else stands between."""
    parse, found = Parse.of(doc), set[int]()
    for start, word in enumerate(parse.text):
        opens = start == 0 or "\n" in parse.text[start - 1]
        if not opens or not (word.isupper() and len(word) > 1):
            continue
        line = range(start, min(start + _LONGEST, len(parse.text)))
        dash = next((i for i in line if parse.text[i] in DASHES and parse.end[i - 1] < parse.begin[i]), None)
        if dash is not None and any(parse.text[i].isdigit() for i in range(start, dash)):
            found.update(range(start, dash))
    return frozenset(found)
