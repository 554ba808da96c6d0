"""Phrases for bodies: what belongs to one, and what in its place means no body but a deed or an office."""

from __future__ import annotations

from collections.abc import Sequence

from .candidates import Chunk
from .gazetteer import Polity
from .learned.parse import Parse
from .wordlists import Words


def joined(chunk: Chunk) -> Chunk:
    """The phrase with what stands before a hyphen that the parse split off (*a tax sub-committee*)."""
    parse, start = Parse.of(chunk.root.doc), chunk.start
    if parse.lower[max(start - 2, 0) : start] != ["sub", "-"]:
        return chunk
    start -= 2
    while start > 0 and (parse.pos[start - 1] in {"ADJ", "NOUN", "PROPN"} or parse.pos[start - 1] == "DET"):
        start -= 1
    return Chunk(start, chunk.end, chunk.root)


def is_any(chunk: Chunk) -> bool:
    """Whether a name with a capital is only that of a kind (*every other State Party*)."""
    first = Parse.of(chunk.root.doc).lower[chunk.start]
    return chunk.root.text.istitle() and first in {"every", "each", "any", "another"}


def is_no_body(chunk: Chunk, head: str, states: Sequence[Polity], lists: Words) -> bool:
    """Whether a word for a body means a building, a deed or an office.

    *Peel's mission* and *their campaign* are deeds, a *treasury* after *Secretary of* or
    *Department of* is part of that name.
    """
    root = chunk.root
    if head in lists.deeds and root.text.islower() and (head != "mission" or not states):
        return head != "campaign" or root.dep_ != "nsubj" or root.head.lemma_ == "be"
    if root.ent_type_ == "FAC" and head in lists.organs:
        return True
    parse = Parse.of(root.doc)
    if head == "convention" and any(word[:1].isdigit() for word in parse.text[chunk.start : chunk.end]):
        return True
    before = parse.lower[max(chunk.start - 2, 0) : chunk.start + 1]
    return head == "treasury" and before[0] in {"department", "secretary"} and before[1] == "of"
