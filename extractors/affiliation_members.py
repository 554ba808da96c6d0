"""Affiliations of bodies and groups: organs of a state, and members of a list."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ..ontology import NodeClass
from .actors import ActorMention
from .affiliation_context import Affiliation, Context


def organs(context: Context) -> Iterator[Affiliation]:
    """*the Indonesian Navy*, *Israel's parliament*, *U.S. envoys*, *NATO allies*; known organs."""
    for index, actor in enumerate(context.actors):
        for mention in actor.mentions:
            if mention.kind == "pronoun" or (actor.node_class is NodeClass.PERSON and mention.kind == "name"):
                continue
            for polity in mention.states:
                other = context.by_label.get(polity.label)
                if other is not None:
                    yield Affiliation(index, other, mention.start, mention.end, "affiliation.modifier", 0.8)
        for whole in actor.part_of:
            if whole in context.by_label:
                first = next(m for m in actor.mentions if m.kind != "pronoun")
                yield Affiliation(
                    index, context.by_label[whole], first.start, first.end, "affiliation.known", 0.8
                )


def members(context: Context) -> Iterator[Affiliation]:
    """*Arab states, including Syria and Egypt*; *four powers, the United States, Britain and X*."""
    doc = context.doc
    for index, actor in enumerate(context.actors):
        if actor.node_class not in {NodeClass.GROUP, NodeClass.ORGANIZATION}:
            continue
        for mention in actor.mentions:
            if mention.kind == "pronoun" or mention.attributive:
                continue
            opening = _list_opening(doc, mention.end)
            if opening is None:
                continue
            first, explicit = opening
            listed = [hit for hit in _listed(context, first) if hit[0] != index]
            if explicit or (len(listed) >= 3 and actor.node_class is NodeClass.GROUP):
                for other, where in listed:
                    yield Affiliation(other, index, mention.start, where.end, "affiliation.member", 0.7)


def _list_opening(doc: Doc, end: int) -> tuple[int, bool] | None:
    """Where a list of members begins after a group, and whether a word (*including*) says so."""
    position = end
    while position < len(doc) and doc[position].text in {",", "(", ":", "—", "–", "”", "”,"}:
        position += 1
    if position + 1 >= len(doc) or doc[position].is_sent_start:
        return None
    following = doc[position].lower_
    if following in {"including", "included", "include", "like"}:
        return position + 1, True
    if following == "such" and doc[position + 1].lower_ == "as":
        return position + 2, True
    if following in {"were", "are"} and position == end:
        return position + 1, False
    return (position, False) if position > end else None


def _listed(context: Context, first: int) -> list[tuple[int, ActorMention]]:
    """The actors that a list names from a token on, until something else is said."""
    doc = context.doc
    found: list[tuple[int, ActorMention]] = []
    index, gap = first, 0
    while index < len(doc) and gap < 2 and not (doc[index].is_sent_start and index > first):
        hit = context.at.get(index)
        if hit is not None and not hit[1].attributive:
            found.append(hit)
            index, gap = max(hit[1].end, index + 1), 0
            continue
        gap += doc[index].text not in {",", "and", "the", "or", "’s", "'s", "former"} and doc[
            index
        ].pos_ not in {"ADJ", "NOUN"}
        index += 1
    return found
