"""Affiliations of bodies and groups: organs of a state, and members of a list."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ..ontology import NodeClass
from .actors import ActorMention
from .affiliation_context import Affiliation, Context
from .candidates import stem
from .learned.parse import Parse
from .wordlists import load_words

_LEADING = frozenset({"led", "headed", "chaired", "founded"})


def organs(context: Context) -> Iterator[Affiliation]:
    """*the Indonesian Navy*, *Israel's parliament*, *U.S. envoys*, *NATO allies*; known organs."""
    for index, actor in enumerate(context.actors):
        loose = actor.node_class is NodeClass.GROUP
        for mention in actor.mentions:
            if mention.kind == "pronoun" or (actor.node_class is NodeClass.PERSON and mention.kind == "name"):
                continue
            if actor.node_class is NodeClass.STATE:
                continue
            serves = not loose or _serves(context, mention)
            for inside in _inside(context, index, mention):
                if not serves and context.actors[inside].node_class is NodeClass.STATE:
                    continue
                yield Affiliation(
                    index, inside, mention.start, mention.end, "affiliation.modifier", 0.7 - 0.2 * loose
                )
            for polity in mention.states:
                other = context.by_label.get(polity.label)
                if other is not None and (serves or context.actors[other].node_class is not NodeClass.STATE):
                    yield Affiliation(
                        index, other, mention.start, mention.end, "affiliation.modifier", 0.8 - 0.3 * loose
                    )
        for whole in actor.part_of:
            if whole in context.by_label:
                first = next(m for m in actor.mentions if m.kind != "pronoun")
                yield Affiliation(
                    index, context.by_label[whole], first.start, first.end, "affiliation.known", 0.8
                )


def _serves(context: Context, mention: ActorMention) -> bool:
    """Whether a group stands in the service of a state: *U.S. envoys* do, *Kyrgyz herders* do not."""
    lists = load_words()
    head = stem(context.doc[mention.root])
    return head in lists.officials or head in lists.organizations or head in lists.forces


def _inside(context: Context, index: int, mention: ActorMention) -> Iterator[int]:
    """The named bodies that stand inside a description, before its head or after *of*."""
    if mention.kind != "nominal":
        return
    for position in range(mention.start, mention.end):
        hit = context.at.get(position)
        if hit is None or hit[0] == index or hit[1].kind != "name" or hit[1].start != position:
            continue
        before = position < mention.root or any(
            context.doc[i].lower_ == "of" for i in range(mention.root + 1, position)
        )
        if before and context.actors[hit[0]].node_class in {NodeClass.STATE, NodeClass.ORGANIZATION}:
            yield hit[0]


def led(context: Context) -> Iterator[Affiliation]:
    """*a committee headed by X*, *the front, led by X*: X belongs to what X leads."""
    parse = Parse.of(context.doc)
    for index, (word, place) in enumerate(zip(parse.lower, parse.dep, strict=True)):
        if place != "acl" or word not in _LEADING:
            continue
        token = context.doc[index]
        body = context.at.get(token.head.i)
        agents = [thing.i for by in token.children if by.dep_ == "agent" for thing in by.children]
        for agent in agents:
            leader = context.at.get(agent)
            if body is None or leader is None or body[0] == leader[0]:
                continue
            if context.actors[leader[0]].node_class is NodeClass.PERSON:
                yield Affiliation(leader[0], body[0], body[1].start, leader[1].end, "affiliation.led", 0.8)


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
