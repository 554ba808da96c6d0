"""Affiliations of persons by name: office, complement, apposition, house, and common knowledge."""

from __future__ import annotations

from collections.abc import Iterator

from ..ontology import NodeClass
from .actors import ActorMention
from .affiliation_context import Affiliation, Context, persons
from .names import plain

_GAP = frozenset({"’s", "'s", "’", "'", "the", "former", "-", "a", "an", "then"})
_REACH = 12


def before_title(context: Context) -> Iterator[Affiliation]:
    """*US Secretary of State John Kerry*, *Israel's Prime Minister X*, *Hamas leader X*."""
    for index, mention in persons(context):
        edge = mention.title_start if mention.title_start is not None else mention.start
        for _ in range(3):
            hits = [h for h in context.ending.get(edge, []) if h[0] != index and _may_hold(context, h[0])]
            if hits or edge == 0 or context.doc[edge - 1].lower_ not in _GAP:
                break
            edge -= 1
        gap = (mention.title_start or mention.start) - edge
        for other, where in hits:
            if (
                mention.title
                or (gap == 1 and context.doc[edge].lower_ in {"’s", "'s", "’", "'"})
                or where.attributive
            ):
                yield Affiliation(
                    index, other, where.start, mention.end, "affiliation.title", 0.9 if mention.title else 0.7
                )


def _may_hold(context: Context, index: int) -> bool:
    return context.actors[index].node_class is not NodeClass.PERSON


def after_name(context: Context) -> Iterator[Affiliation]:
    """*President X of Ecuador*, *X of the Labor Party*, *X from the Brookings Institution*."""
    doc = context.doc
    for index, mention in persons(context):
        edge = mention.end
        if edge >= len(doc) or doc[edge].lower_ not in {"of", "from", "with", "("}:
            continue
        edge += 1
        while edge < len(doc) and doc[edge].lower_ in {"the", "a", "an"}:
            edge += 1
        hit = context.at.get(edge)
        if (
            hit is not None
            and hit[0] != index
            and _may_hold(context, hit[0])
            and not (hit[1].attributive and doc[edge - 1].lower_ != "(")
        ):
            if doc[mention.end].lower_ == "with" and doc[mention.end].head.i != mention.root:
                continue
            yield Affiliation(index, hit[0], mention.start, hit[1].end, "affiliation.complement", 0.8)


def apposition(context: Context) -> Iterator[Affiliation]:
    """*X, Foreign Minister of Y,*, *X, an analyst at Y*, *the Y Foreign Minister, X*."""
    doc = context.doc
    for index, mention in persons(context):
        if mention.end < len(doc) - 2 and doc[mention.end].text in {",", "-", "–", "—", "("}:
            first = mention.end + 1
            last = min(first + _REACH, len(doc))
            yield from _in_description(context, index, mention, first, last)
        token = doc[mention.root]
        if token.dep_ == "nsubj" and token.head.lemma_ in {"be", "become"}:
            attributes = [c for c in token.head.children if c.dep_ == "attr"]
            if attributes:
                yield from _in_description(
                    context,
                    index,
                    mention,
                    attributes[0].left_edge.i,
                    attributes[0].right_edge.i + 1,
                    stop=False,
                )


def _in_description(
    context: Context, index: int, mention: ActorMention, first: int, last: int, *, stop: bool = True
) -> Iterator[Affiliation]:
    doc = context.doc
    office = False
    if stop and _another(context, index, first, last):
        return
    for position in range(first, last):
        token = doc[position]
        if token.is_sent_start or (
            stop
            and (
                token.text in {",", ";", ")", "—", "–"}
                or token.pos_ in {"VERB", "AUX"}
                or token.lower_ in {"who", "and", "to"}
            )
        ):
            break
        office = (
            office
            or token.lower_ in context.lists.title_ends
            or token.lemma_.lower() in context.lists.people
            or token.lower_ in {"professor", "member"}
        )
        hit = context.at.get(position)
        if hit is None or hit[0] == index or not _may_hold(context, hit[0]) or hit[1].start != position:
            continue
        upcoming = office or any(
            doc[i].lower_ in context.lists.title_ends or doc[i].lemma_.lower() in context.lists.people
            for i in range(hit[1].end, min(hit[1].end + 4, last))
        )
        if upcoming:
            yield Affiliation(index, hit[0], mention.start, hit[1].end, "affiliation.apposition", 0.75)


def _another(context: Context, index: int, first: int, last: int) -> bool:
    """Whether another person is named before the next comma: then a list goes on, no description."""
    for position in range(first, last):
        if context.doc[position].text in {",", ";", ")", "."}:
            return False
        hit = context.at.get(position)
        if hit is None or hit[0] == index or hit[1].kind != "name":
            continue
        if context.actors[hit[0]].node_class is NodeClass.PERSON:
            return True
    return False


def house(context: Context) -> Iterator[Affiliation]:
    """*Senator X* sits in the Senate, where the text speaks of it."""
    for index, mention in persons(context):
        house = context.lists.houses.get(" ".join(mention.title))
        if house is not None and house in context.by_label:
            yield Affiliation(
                index,
                context.by_label[house],
                mention.title_start or mention.start,
                mention.end,
                "affiliation.house",
                0.7,
            )


def default_state(context: Context) -> Iterator[Affiliation]:
    """*President X*, with no state named: a leader whom everybody knows, else the likeliest state."""
    stated = {
        a.subject
        for rule in (before_title, after_name, apposition)
        for a in rule(context)
        if context.actors[a.object].node_class is NodeClass.STATE
    }
    for index, mention in persons(context):
        name = plain(context.actors[index].label)
        known = context.leaders.get(name) if " " in name or mention.title else None
        kind = context.lists.titles.get(mention.title)
        start = mention.title_start if mention.title_start is not None else mention.start
        if known is not None:
            state = context.by_label.get(known)
            if state is not None:
                yield Affiliation(index, state, start, mention.end, "affiliation.leader", 0.7)
        elif (
            index not in stated
            and mention.title in context.lists.american
            and "United States" in context.by_label
        ):
            yield Affiliation(
                index, context.by_label["United States"], start, mention.end, "affiliation.default", 0.6
            )
        elif index not in stated and kind == "state" and context.home is not None:
            yield Affiliation(index, context.home, start, mention.end, "affiliation.default", 0.4)
