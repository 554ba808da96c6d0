"""Affiliations of bodies and groups: organs of a state, and members of a list."""

from __future__ import annotations

from collections.abc import Iterator

from ..ontology import NodeClass
from .actors import ActorMention
from .affiliation_context import Affiliation, Context
from .candidates import stem
from .learned.parse import Parse

_SIDES = frozenset({"pro", "anti", "non"})
_LEADING = frozenset({"led", "headed", "chaired", "founded", "co-chaired", "commanded", "presided"})
_LEADERSHIP = frozenset({"chairmanship", "leadership", "command", "presidency", "direction"})


def organs(context: Context) -> Iterator[Affiliation]:
    """*the Indonesian Navy*, *Israel's parliament*, *U.S. envoys*, *NATO allies*; known organs."""
    parse = Parse.of(context.doc)
    for index, actor in enumerate(context.actors):
        for mention in actor.mentions:
            if mention.kind != "pronoun":
                yield from _modified(context, parse, index, mention)
        for whole in actor.part_of:
            if whole in context.by_label:
                first = next(m for m in actor.mentions if m.kind != "pronoun")
                yield Affiliation(
                    index, context.by_label[whole], first.start, first.end, "affiliation.known", 0.8
                )


def _modified(context: Context, parse: Parse, index: int, mention: ActorMention) -> Iterator[Affiliation]:
    """What the words of one description or name say that it belongs to."""
    kind = context.actors[index].node_class
    if kind is NodeClass.STATE or (kind is NodeClass.PERSON and mention.kind == "name"):
        return
    head = stem(context.doc[mention.root])
    if kind is NodeClass.PERSON and head in context.lists.unattached:
        return
    loose, serves = kind is NodeClass.GROUP, _serves(context, head)
    wholes = list(_inside(context, index, mention))
    if not _against(parse, mention.start):
        labels = (polity.label for polity in mention.states)
        wholes += [context.by_label[label] for label in labels if label in context.by_label]
    states = {other for other in wholes if context.actors[other].node_class is NodeClass.STATE}
    joint = (head in context.lists.forces or head == "delegation") and _joint(parse, mention, len(states))
    # French and Spanish diplomats serve two states; the leaders of France and Spain, an army of both do not.
    each = head in context.lists.organizations if not loose else mention.root == mention.end - 1
    for other in dict.fromkeys(wholes):
        of_state = other in states
        if of_state and joint:
            yield Affiliation(other, index, mention.start, mention.end, "affiliation.joint", 0.7)
        elif of_state and len(states) > 1 and (kind is NodeClass.PERSON or not each):
            continue
        elif not loose or (serves if of_state else context.actors[other].node_class is not NodeClass.GROUP):
            sure = 0.5 if of_state and not serves and kind is NodeClass.PERSON else 0.7
            yield Affiliation(index, other, mention.start, mention.end, "affiliation.modifier", sure)


def _joint(parse: Parse, mention: ActorMention, states: int) -> bool:
    """Whether several states have it together (*a joint Chad-Niger delegation*, *armies from A and B*)."""
    within = parse.lower[mention.start : mention.end]
    following = parse.lower[mention.root + 1 : mention.root + 2]
    return "joint" in within or (states > 1 and following == ["from"])


def _against(parse: Parse, start: int) -> bool:
    """Whether the first word is part of another (*anti-Apartheid leaders*, *pro-British enemies*)."""
    inside = start + 1 < len(parse.text) and parse.text[start + 1] == "-" and parse.lower[start] in _SIDES
    return inside or (start > 1 and parse.text[start - 1] == "-" and parse.lower[start - 2] in _SIDES)


def _serves(context: Context, head: str) -> bool:
    """Whether a group stands in the service of a state: *U.S. envoys* do, *Kyrgyz herders* do not."""
    lists = context.lists
    return head in lists.officials or head in lists.organizations or head in lists.forces


def _inside(context: Context, index: int, mention: ActorMention) -> Iterator[int]:
    """The named bodies that stand inside a description, before its head or after *of*."""
    if mention.kind != "nominal":
        return
    against = _against(Parse.of(context.doc), mention.start)
    for position in range(mention.start, mention.end):
        hit = context.at.get(position)
        if hit is None or hit[0] == index or hit[1].kind != "name" or hit[1].start != position:
            continue
        if against and position < mention.root:
            continue
        before = position < mention.root or any(
            context.doc[i].lower_ == "of" for i in range(mention.root + 1, position)
        )
        if before and context.actors[hit[0]].node_class in {NodeClass.STATE, NodeClass.ORGANIZATION}:
            yield hit[0]


def named_after(context: Context) -> Iterator[Affiliation]:
    """*the Lee administration*: a body, where it is told apart from its state, and Lee belongs to it."""
    parse = Parse.of(context.doc)
    surnames: dict[str, list[int]] = {}
    for index, actor in enumerate(context.actors):
        if actor.node_class is NodeClass.PERSON and any(m.kind == "name" for m in actor.mentions):
            surnames.setdefault(actor.label.split()[-1], []).append(index)
    for index, actor in enumerate(context.actors):
        if actor.node_class is not NodeClass.ORGANIZATION:
            continue
        for mention in actor.mentions:
            if mention.kind == "pronoun" or parse.lemma[mention.root] not in context.lists.government:
                continue
            for word in parse.text[mention.start : mention.end]:
                for leader in surnames.get(word, ()):
                    yield Affiliation(leader, index, mention.start, mention.end, "affiliation.named", 0.7)


def led(context: Context) -> Iterator[Affiliation]:
    """*a committee headed by X*, *the front, led by X*: X belongs to what X leads."""
    parse = Parse.of(context.doc)
    for index, word in enumerate(parse.lower):
        if word in _LEADING:
            agents = [
                t for by in parse.children[index] if parse.dep[by] == "agent" for t in parse.children[by]
            ]
            found = _led(parse, index)
        elif word in _LEADERSHIP and parse.lower[index - 2] == "under":
            agents = [
                t for of in parse.children[index] if parse.lower[of] == "of" for t in parse.children[of]
            ]
            found = list(range(index - 3, max(-1, index - 6), -1))
        else:
            continue
        body = next((context.rooted[place] for place in found if place in context.rooted), None)
        for agent in agents:
            leader = context.rooted.get(agent)
            if body is None or leader is None or body[0] == leader[0]:
                continue
            if context.actors[leader[0]].node_class is NodeClass.PERSON:
                start, end = min(body[1].start, leader[1].start), max(body[1].end, leader[1].end)
                yield Affiliation(leader[0], body[0], start, end, "affiliation.led", 0.8)


def _led(parse: Parse, word: int) -> list[int]:
    """What a participle says to be led: its noun, or the subject."""
    head = parse.head[word]
    if parse.dep[word] == "acl":
        return [head]
    verb = head if parse.dep[word] == "advcl" else word
    return [c for c in parse.children[verb] if parse.dep[c] in {"nsubj", "nsubjpass"}]
