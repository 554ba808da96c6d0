"""Who is said to be one of a group or body: *Chile joined the union*; *Britain and the other allies*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..ontology import NodeClass
from .affiliation_context import Affiliation, Context, Hit
from .affiliation_lists import MEMBERS
from .learned.parse import Parse

_HEADING = frozenset({"lead", "head", "chair", "command", "direct", "run", "found", "co-found"})
_BEING = frozenset({"be", "become", "remain"})
_ADMITTING = frozenset({"admit", "belong", "accede"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def joining(context: Context) -> Iterator[Affiliation]:
    """*Chile joined the union*, *X chairs the board*, *Chile is a member of the union*."""
    parse = Parse.of(context.doc)
    parts = MEMBERS | context.lists.arms
    for word, lemma in enumerate(parse.lemma):
        if parse.pos[word] in {"VERB", "AUX"}:
            subjects = _children(parse, word, _SUBJECTS)
            if not subjects:
                continue
            if lemma in _BEING:
                for told in _children(parse, word, {"attr"}):
                    if parse.lemma[told] in parts:
                        yield from _each(context, parse, subjects, _whole(parse, told))
            elif lemma == "join":
                subjects = [s for s in subjects if s in context.rooted and not _person(context, s)]
                yield from _each(context, parse, subjects, _children(parse, word, {"dobj"}), 0.5)
            elif lemma in _HEADING:
                subjects = [s for s in subjects if s in context.rooted and _person(context, s)]
                yield from _each(context, parse, subjects, _children(parse, word, {"dobj"}))
            elif lemma in _ADMITTING:
                wholes = _whole(parse, word, frozenset({"to", "into"}))
                yield from _each(context, parse, subjects, wholes)
        elif lemma in parts and parse.dep[word] == "appos":
            yield from _each(context, parse, [parse.head[word]], _whole(parse, word), chain=False)


def others(context: Context) -> Iterator[Affiliation]:
    """*Britain, France and the other allies*; *Chile and other members of the union*."""
    parse = Parse.of(context.doc)
    for index, word in enumerate(parse.lower):
        if word != "other" or parse.dep[index] != "amod":
            continue
        head = parse.head[index]
        member = parse.lemma[head] in MEMBERS
        if not member and parse.lower[index - 1] != "the":
            continue
        chain, top = [], head
        while parse.dep[top] == "conj" and parse.head[top] < top:
            top = parse.head[top]
            chain += [top, *(c for c in _children(parse, top, {"conj"}) if c < head and c not in chain)]
        wholes = [head, *(_whole(parse, head) if member else ())]
        yield from _each(context, parse, chain, wholes, chain=False, any_whole=True)


def _person(context: Context, token: int) -> bool:
    return context.actors[context.rooted[token][0]].node_class is NodeClass.PERSON


def _children(parse: Parse, token: int, places: Iterable[str]) -> list[int]:
    return [c for c in parse.children[token] if parse.dep[c] in places]


def _whole(parse: Parse, word: int, by: frozenset[str] = frozenset({"of", "in", "within"})) -> list[int]:
    """What something is a part of."""
    told = [c for c in _children(parse, word, {"prep"}) if parse.lower[c] in by]
    return [thing for c in told for thing in _children(parse, c, {"pobj"})]


def _each(
    context: Context,
    parse: Parse,
    parts: Iterable[int],
    wholes: Iterable[int],
    sure: float = 0.7,
    *,
    chain: bool = True,
    any_whole: bool = False,
) -> Iterator[Affiliation]:
    """Each part, and what is coordinated with it, as affiliated with each whole."""
    todo = list(parts)
    for part in todo:
        if chain:
            todo += _children(parse, part, {"conj"})
        one: Hit | None = context.rooted.get(part)
        for whole in wholes:
            body = context.rooted.get(whole)
            if one is None or body is None or one[0] == body[0] or not context.holds(body[0]):
                continue
            if any_whole or context.actors[body[0]].node_class is NodeClass.ORGANIZATION:
                start, end = min(one[1].start, body[1].start), max(one[1].end, body[1].end)
                yield Affiliation(one[0], body[0], start, end, "affiliation.joined", sure)
