"""Affiliations of persons by what is said beside the name: *X, a member of Y*; *X is Y's leader*."""

from __future__ import annotations

from collections.abc import Iterator

from ..ontology import NodeClass
from .actors import ActorMention
from .affiliation_context import Affiliation, Context, Hit, persons
from .candidates import DETERMINERS, POSSESSIVES
from .learned.parse import Parse

_BEFORE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "ADV", "PRON"})
_OPENING = frozenset({",", "-", "–", "—", "("})
_BELONGING = frozenset({"of", "for", "at", "from", "in", "with", "within"})
_BEING = frozenset({"be", "become", "remain", "serve", "act", "work", "continue"})
_NAMING = frozenset(
    {"appoint", "elect", "name", "nominate", "choose", "designate", "install", "dispatch", "send"}
)
# Where a description may stand in the parse, if it is no part of another phrase.
_APART = frozenset({"appos", "conj", "attr", "npadvmod", "ROOT", "dep", "oprd"})
_REACH = 12
_PLACES = frozenset({"professor", "emeritus", "member"})
# Of these, whom they are sent or lent to counts, too.
_ADVISING = frozenset(
    {"adviser", "advisor", "aide", "assistant", "attaché", "consultant", "delegate", "counsel"}
)
_SINGULAR = frozenset({"NN", "NNP", "FW", "JJ"})


def described(context: Context) -> Iterator[Affiliation]:
    """*X, Foreign Minister of Y,*, *X, an analyst at Y*, *the Y foreign minister, X*, *X is head of Y*."""
    parse = Parse.of(context.doc)
    for index, mention in persons(context):
        for head in _heads(context, parse, mention):
            for other, where in bodies(context, parse, head, mention):
                if other != index:
                    start, end = min(mention.start, where.start), max(mention.end, where.end)
                    yield Affiliation(index, other, start, end, "affiliation.apposition", 0.8)


def ahead(context: Context) -> Iterator[Affiliation]:
    """*the head of the union, X*: the office and its body before the name, whatever the parse joins."""
    parse = Parse.of(context.doc)
    for index, mention in persons(context):
        first = mention.title_start if mention.title_start is not None else mention.start
        if first < 4 or parse.text[first - 1] != ",":
            continue
        for other, where in context.ending.get(first - 1, ()):
            by = where.start - 1
            by -= parse.lower[by] in DETERMINERS
            if by < 1 or parse.lower[by] not in _BELONGING or where.kind != "name":
                continue
            office = parse.tag[by - 1] in _SINGULAR and _office(context, parse, by - 1)
            if office and other != index and context.actors[other].node_class is not NodeClass.PERSON:
                yield Affiliation(index, other, where.start, mention.end, "affiliation.apposition", 0.8)


def _heads(context: Context, parse: Parse, mention: ActorMention) -> Iterator[int]:
    """The nouns that tell what office the named one holds."""
    root = mention.root
    place, above = parse.dep[root], parse.head[root]
    found = [c for c in parse.children[root] if parse.dep[c] == "appos" and c >= mention.end]
    if place == "appos" and above < mention.start:
        found.append(above)
    if place == "nsubj" and parse.lemma[above] in _BEING:
        found += [c for c in parse.children[above] if parse.dep[c] == "attr"]
        found += _as(parse, above)
    elif place == "nsubjpass" and parse.lemma[above] in _NAMING:
        found += [c for c in parse.children[above] if parse.dep[c] == "oprd"]
        found += _as(parse, above)
    elif place == "dobj" and parse.lemma[above] in _NAMING:
        found += [*_as(parse, above), *_as(parse, root)]
    told = _after(context, parse, mention.end)
    if told is not None:
        found.append(told)
    for head in dict.fromkeys(found):
        todo = [head, *(c for c in parse.children[head] if parse.dep[c] == "conj")]
        yield from (h for h in todo if parse.tag[h] in _SINGULAR and _office(context, parse, h))


def _as(parse: Parse, above: int) -> list[int]:
    """What somebody serves or is named as."""
    by = (c for c in parse.children[above] if parse.lower[c] == "as")
    return [thing for c in by for thing in parse.children[c] if parse.dep[thing] == "pobj"]


def _after(context: Context, parse: Parse, end: int) -> int | None:
    """The office behind a comma or bracket after a name: before any verb, and no other person's title."""
    length = len(parse.text)
    if (
        end + 3 < length
        and parse.text[end] == ","
        and parse.pos[end + 1] == "NUM"
        and parse.text[end + 2] == ","
    ):
        end += 2
    if end + 1 >= length or parse.text[end] not in _OPENING:
        return None
    for index in range(end + 1, min(end + _REACH, length)):
        if parse.pos[index] not in _BEFORE and parse.text[index] != "-":
            return None
        following = parse.pos[index + 1] if index + 1 < length else ""
        if _office(context, parse, index) and following not in {"NOUN", "PROPN", "PART"}:
            return index if parse.dep[index] in _APART else None
    return None


def _office(context: Context, parse: Parse, index: int) -> bool:
    """Whether the noun is an office or another place in a body."""
    lists, lemma = context.lists, parse.lemma[index]
    held = parse.lower[index] in lists.office_heads or lemma in lists.office_heads or lemma in _PLACES
    return held and lemma not in lists.unattached


def bodies(context: Context, parse: Parse, head: int, name: ActorMention) -> Iterator[Hit]:
    """Whom the holder of an office belongs to: what stands before the office, and what it is of."""
    works = context.lists.titles.get((parse.lower[head],)) == "profession"
    position = parse.left_edge[head]
    while position < head:
        if parse.lower[position] in POSSESSIVES and position in context.pronouns:
            yield (
                context.pronouns[position],
                ActorMention(position, position + 1, position, "pronoun", 0.5),
            )
        hit = context.longest(position, head)
        if hit is None or name.start <= position < name.end:
            position += 1
            continue
        place, kind = parse.dep[hit[1].root], context.actors[hit[0]].node_class
        # A French engineer is in nobody's service.
        by_trade = works and kind is NodeClass.STATE and place != "poss"
        if not by_trade and (kind is not NodeClass.PERSON or place in {"poss", "compound"}):
            yield hit
        position = hit[1].end
    wanted = _BELONGING | {"to"} if parse.lemma[head] in _ADVISING else _BELONGING
    todo = [c for c in parse.children[head] if parse.dep[c] == "prep" and parse.lower[c] in wanted]
    for by in todo:
        if name.start <= by < name.end:
            continue
        for thing in parse.children[by]:
            if parse.dep[thing] != "pobj":
                continue
            for one in (thing, *(c for c in parse.children[thing] if parse.dep[c] == "conj")):
                hit = context.rooted.get(one)
                if hit is None or hit[1].start <= head or hit[1].attributive:
                    continue
                # *Special Representative for Kosovo*: that is where, not whose.
                if parse.lower[by] != "for" or context.actors[hit[0]].node_class is not NodeClass.STATE:
                    yield hit
            todo += [c for c in parse.children[thing] if parse.dep[c] == "prep" and parse.lower[c] == "of"]
