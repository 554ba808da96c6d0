"""Affiliations of persons by name: office, complement, apposition, house, and common knowledge."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from ..ontology import NodeClass
from .affiliation_context import Affiliation, Context, Hit, persons
from .candidates import DETERMINERS, POSSESSIVES
from .gazetteer import load_gazetteer
from .learned.parse import Parse
from .names import plain
from .wordlists import OFFICES

_OWNING = frozenset({"’s", "'s", "’", "'"})
_GAP = _OWNING | {"the", "-", "a", "an", "then"}
_FOR_OR_AGAINST = frozenset({"pro", "anti"})
_STEPS = 6


def before_title(context: Context) -> Iterator[Affiliation]:
    """*US Secretary of State John Kerry*, *Israel's Prime Minister X*, *Hamas leader X*, *her aide X*."""
    lower = Parse.of(context.doc).lower
    for index, mention in persons(context):
        first = mention.title_start if mention.title_start is not None else mention.start
        edge, hits = _before(context, lower, index, first)
        gap = first - edge
        kind = context.lists.titles.get(mention.title)
        office = kind in OFFICES
        owned = gap > 0 and lower[edge] in _OWNING
        for other, where in hits:
            person = context.actors[other].node_class is NodeClass.PERSON
            if person and not (owned and office):
                continue
            # An American industrialist is in nobody's service.
            if kind == "profession" and not owned and context.actors[other].node_class is NodeClass.STATE:
                continue
            if mention.title or (gap == 1 and owned) or where.attributive:
                sure = 0.7 if person else 0.95 if mention.title else 0.85
                yield Affiliation(index, other, where.start, mention.end, "affiliation.title", sure)
        owner = context.pronouns.get(first - 1)
        if office and owner is not None and owner != index and lower[first - 1] in POSSESSIVES:
            yield Affiliation(index, owner, first - 1, mention.end, "affiliation.title", 0.7)


def _before(context: Context, lower: Sequence[str], index: int, edge: int) -> tuple[int, list[Hit]]:
    """The mentions that stand before an office, and where they end; not whom an envoy is sent to."""
    for _ in range(_STEPS):
        hits = [hit for hit in context.ending.get(edge, []) if hit[0] != index]
        if hits:
            firm = [where.start for _, where in hits if where.kind == "name" or where.attributive]
            hits = [hit for hit in hits if hit[1].kind != "name" or hit[1].start == min(firm)]
            start = min(where.start for _, where in hits)
            to = start - 1 - (start > 0 and lower[start - 1] in DETERMINERS)
            if to > 0 and lower[to] == "to" and lower[to - 1] in context.lists.title_ends:
                edge = to - 1
                continue
            against = start > 1 and lower[start - 1] == "-" and lower[start - 2] in _FOR_OR_AGAINST
            return edge, [] if against else hits
        if edge == 0 or not (lower[edge - 1] in _GAP or lower[edge - 1] in context.lists.title_modifiers):
            break
        edge -= 1
    return edge, []


def after_name(context: Context) -> Iterator[Affiliation]:
    """*President X of Ecuador*, *X of the Labor Party*, *X from the Brookings Institution*."""
    parse = Parse.of(context.doc)
    last = len(parse.text)
    for index, mention in persons(context):
        edge = mention.end
        if edge >= last or parse.lower[edge] not in {"of", "from", "with", "("}:
            continue
        if parse.lower[edge] == "with" and parse.head[edge] != mention.root:
            continue
        edge += 1
        while edge < last and parse.lower[edge] in DETERMINERS:
            edge += 1
        hit = context.longest(edge, last)
        if hit is None or hit[0] == index or context.actors[hit[0]].node_class is NodeClass.PERSON:
            continue
        if not hit[1].attributive or parse.lower[edge - 1] == "(":
            yield Affiliation(index, hit[0], mention.start, hit[1].end, "affiliation.complement", 0.95)


def house(context: Context) -> Iterator[Affiliation]:
    """*Senator X* sits in the Senate or, if the text does not speak of it, in the body that it is part of."""
    polities = load_gazetteer().polities
    for index, mention in persons(context):
        seat = context.lists.houses.get(" ".join(mention.title))
        if seat is None:
            continue
        larger = polities[seat].part_of if seat in polities else ()
        bodies = [w for w in larger if w in polities and polities[w].node_class is NodeClass.ORGANIZATION]
        known = [body for body in (seat, *bodies) if body in context.by_label]
        if known:
            start = mention.title_start if mention.title_start is not None else mention.start
            yield Affiliation(index, context.by_label[known[0]], start, mention.end, "affiliation.house", 0.7)


def default_state(context: Context, stated: Container[int]) -> Iterator[Affiliation]:
    """*President X*, with no state named: a leader whom everybody knows, else the likeliest state.

    Of the actors `stated` the text says of which state they are.
    """
    for index, mention in persons(context):
        name = plain(context.actors[index].label)
        known = context.leaders.get(name) if " " in name or mention.title else None
        kind = context.lists.titles.get(mention.title)
        start = mention.title_start if mention.title_start is not None else mention.start
        if known is not None:
            state = context.by_label.get(known)
            if state is not None:
                yield Affiliation(index, state, start, mention.end, "affiliation.leader", 0.9)
        elif (
            index not in stated
            and kind != "legislature"
            and mention.title in context.lists.american
            and "United States" in context.by_label
        ):
            yield Affiliation(
                index, context.by_label["United States"], start, mention.end, "affiliation.default", 0.6
            )
        elif index not in stated and kind == "state" and context.home is not None:
            yield Affiliation(index, context.home, start, mention.end, "affiliation.default", 0.5)
