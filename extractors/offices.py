"""Offices in the text: the words before a name that say what its bearer holds."""

from __future__ import annotations

from spacy.tokens import Doc

from .learned.parse import Parse
from .wordlists import OFFICES, Words

LONGEST_TITLE = 6


def title_before(doc: Doc, start: int, lists: Words) -> tuple[int | None, tuple[str, ...]]:
    """The office right before a name: its first token and its words, modifiers left out."""
    lower = (parse := Parse.of(doc)).lower
    if not ends_title(parse, start, lists):
        return None, ()
    for longest in range(start - min(LONGEST_TITLE, start), start):
        first, title = longest, tuple(lower[longest:start])
        if title in lists.titles:
            while first > 0 and (lower[first - 1] in lists.title_modifiers or lower[first - 1] == "-"):
                first -= 1
            if lists.titles[title] in {"honorific", "military"}:
                before, office = title_before(doc, first, lists)
                if before is not None and office and lists.titles[office] in OFFICES:
                    return before, office
            return first, title
    return None, ()


def ends_title(parse: Parse, start: int, lists: Words) -> bool:
    """Whether the word before may be the last one of an office."""
    return start > 0 and parse.lower[start - 1] in lists.title_ends
