"""Who holds office in, belongs to, or is an organ of whom.

Each rule looks at one construction around a mention; what it finds names the rule, so that a
statement can say how it came about. Evidence is the span from the one mention to the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..ontology import NodeClass
from .actors import Actor, ActorMention
from .gazetteer import load_gazetteer
from .names import plain
from .wordlists import Words, load_words

_GAP = frozenset({"’s", "'s", "’", "'", "the", "former", "-", "a", "an", "then"})
_REACH = 12


@dataclass(frozen=True, slots=True)
class Affiliation:
    """The actor `subject` is affiliated with the actor `object`, both as indices.

    `start` and `end` (exclusive) are the tokens of the evidence; `stage` names the rule.
    """

    subject: int
    object: int
    start: int
    end: int
    stage: str
    confidence: float


@dataclass(frozen=True)
class _Context:
    doc: Doc
    actors: Sequence[Actor]
    at: dict[int, tuple[int, ActorMention]]
    ending: dict[int, list[tuple[int, ActorMention]]]
    by_label: dict[str, int]
    home: int | None
    lists: Words
    leaders: dict[str, str]


def find_affiliations(doc: Doc, actors: Sequence[Actor]) -> list[Affiliation]:
    """The affiliations that the text states, one for each pair, the surest first found."""
    context = _context(doc, actors)
    best: dict[tuple[int, int], Affiliation] = {}
    for rule in _RULES:
        for found in rule(context):
            pair = (found.subject, found.object)
            if found.subject != found.object and (
                pair not in best or found.confidence > best[pair].confidence
            ):
                best[pair] = found
    return sorted(best.values(), key=lambda a: (a.start, a.end, a.subject, a.object))


def _context(doc: Doc, actors: Sequence[Actor]) -> _Context:
    at: dict[int, tuple[int, ActorMention]] = {}
    ending: dict[int, list[tuple[int, ActorMention]]] = {}
    for index, actor in enumerate(actors):
        for mention in actor.mentions:
            if mention.kind == "pronoun":
                continue
            ending.setdefault(mention.end, []).append((index, mention))
            for token in range(mention.start, mention.end):
                held = at.get(token)
                if held is None or mention.end - mention.start < held[1].end - held[1].start:
                    at[token] = (index, mention)
    states = Counter({i: len(a.mentions) for i, a in enumerate(actors) if a.node_class is NodeClass.STATE})
    home = states.most_common(1)[0][0] if states else None
    by_label = {actor.label: index for index, actor in reversed(list(enumerate(actors)))}
    return _Context(doc, actors, at, ending, by_label, home, load_words(), load_gazetteer().leaders)


def _persons(context: _Context) -> Iterator[tuple[int, ActorMention]]:
    for index, actor in enumerate(context.actors):
        if actor.node_class is NodeClass.PERSON:
            for mention in actor.mentions:
                if mention.kind == "name":
                    yield index, mention


def _before_title(context: _Context) -> Iterator[Affiliation]:
    """*US Secretary of State John Kerry*, *Israel's Prime Minister X*, *Hamas leader X*."""
    for index, mention in _persons(context):
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


def _may_hold(context: _Context, index: int) -> bool:
    return context.actors[index].node_class is not NodeClass.PERSON


def _after_name(context: _Context) -> Iterator[Affiliation]:
    """*President X of Ecuador*, *X of the Labor Party*, *X from the Brookings Institution*."""
    doc = context.doc
    for index, mention in _persons(context):
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


def _apposition(context: _Context) -> Iterator[Affiliation]:
    """*X, Foreign Minister of Y,*, *X, an analyst at Y*, *the Y Foreign Minister, X*."""
    doc = context.doc
    for index, mention in _persons(context):
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
    context: _Context, index: int, mention: ActorMention, first: int, last: int, *, stop: bool = True
) -> Iterator[Affiliation]:
    doc = context.doc
    office = False
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


def _organs(context: _Context) -> Iterator[Affiliation]:
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


def _houses(context: _Context) -> Iterator[Affiliation]:
    """*Senator X* sits in the Senate, where the text speaks of it."""
    for index, mention in _persons(context):
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


def _default_state(context: _Context) -> Iterator[Affiliation]:
    """*President X*, with no state named: a leader whom everybody knows, else the likeliest state."""
    stated = {a.subject for rule in (_before_title, _after_name, _apposition) for a in rule(context)
              if context.actors[a.object].node_class is NodeClass.STATE}  # fmt: skip
    for index, mention in _persons(context):
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


def _members(context: _Context) -> Iterator[Affiliation]:
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


def _listed(context: _Context, first: int) -> list[tuple[int, ActorMention]]:
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


Rule = Callable[[_Context], Iterator[Affiliation]]
_RULES: tuple[Rule, ...] = (
    _before_title,
    _after_name,
    _apposition,
    _organs,
    _houses,
    _default_state,
    _members,
)
