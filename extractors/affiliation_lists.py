"""Members of groups and bodies, where a list names them: *G, including A and B*; *the members: A and B*."""

from __future__ import annotations

from collections.abc import Iterator

from ..ontology import NodeClass
from .affiliation_context import Affiliation, Context, Hit
from .learned.parse import Parse
from .wordlists import NUMBERS

_INCLUDING = frozenset({"including", "included", "include", "includes", "comprising", "namely"})
_MADE = frozenset({"consist", "compose", "comprise", "make"})
_SIGNS = frozenset({":", "—", "–"})
_QUOTES = frozenset({"”", '"', "''", "”,"})
_OPENING = _SIGNS | _QUOTES | {",", "(", "-"}
_LINKS = frozenset({",", "and", "the", "or", "’s", "'s", "former", "(", ")", "&"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BACK = 40
_BELONGING = frozenset({"of", "from"})
MEMBERS = frozenset({"member", "signatory", "participant"})


def members(context: Context) -> Iterator[Affiliation]:
    """*Arab states, including Syria and Egypt*; *four powers, the United States, Britain and X*."""
    parse = Parse.of(context.doc)
    for whole, listed in _lists(context, parse):
        for body, where in (whole, *_bodies(context, parse, whole)):
            for other, place in listed:
                if other not in {body, whole[0]}:
                    start, end = min(where.start, place.start), max(where.end, place.end)
                    yield Affiliation(other, body, start, end, "affiliation.member", 0.7)


def _lists(context: Context, parse: Parse) -> Iterator[tuple[Hit, list[Hit]]]:
    """The groups and bodies with the actors that are named as theirs."""
    for index, word in enumerate(parse.lower[:-2]):
        first = index + 1
        if word == "such" and parse.lower[first] == "as":
            first += 1
        elif parse.lemma[index] in _MADE and "of" in parse.lower[first : first + 2]:
            first = parse.lower.index("of", first) + 1
        elif word not in _INCLUDING:
            continue
        for whole in _told_of(context, parse, index):
            yield whole, _listed(context, parse, first)
    for end, hits in context.ending.items():
        for whole in hits:
            if whole[1].attributive or not context.holds(whole[0]) or end + 2 >= len(parse.text):
                continue
            listed = _beside(context, parse, whole)
            if len(listed) > 1:
                yield whole, listed


def _beside(context: Context, parse: Parse, whole: Hit) -> list[Hit]:
    """What a sign or nothing but its place says to be the members: *the powers: A, B*; *deputies A and B*."""
    mention = whole[1]
    end = first = mention.end
    while first < len(parse.text) - 1 and parse.text[first] in _OPENING:
        first += 1
    while end < first - 1 and parse.text[end] in _QUOTES:
        end += 1
    sign, listed = parse.text[end], _listed(context, parse, first)
    if first == end and parse.lower[end] in {"were", "are"}:
        return _listed(context, parse, end + 1)
    if first == end:
        people = mention.kind == "nominal" and parse.lemma[mention.root] in context.lists.people
        people = people and parse.tag[mention.root] in {"NNS", "NNPS"} and bool(listed)
        if not people or listed[0][1].start - first > 1 or listed[0][1].kind != "name":
            return []
        return [hit for hit in listed if context.actors[hit[0]].node_class is NodeClass.PERSON]
    if sign == "(":
        closing = next((i for i in range(first, len(parse.text)) if parse.text[i] == ")"), first)
        return [hit for hit in listed if hit[1].end <= closing]
    counted = (NUMBERS.get(word) for word in parse.lower[max(0, mention.start - 2) : mention.end])
    return listed if sign in _SIGNS or len(listed) in counted else []


def _told_of(context: Context, parse: Parse, index: int) -> list[Hit]:
    """Of what a word like *including* tells the parts: its head, and what stands right before it."""
    head = parse.head[index]
    verb = index if parse.pos[index] == "VERB" and parse.dep[index] in {"ROOT", "relcl", "acl"} else head
    if parse.pos[verb] in {"VERB", "AUX"}:
        subjects = [c for c in parse.children[verb] if parse.dep[c] in {"nsubj", "nsubjpass"}]
        subjects = [c for c in subjects if parse.lower[c] not in {"that", "which", "who"}]
        head = subjects[0] if subjects else parse.head[verb]
    end = index
    while end and (parse.text[end - 1] in _OPENING or parse.lower[end - 1] in {"which", "that", "is", "was"}):
        end -= 1
    found = [hit for hit in (context.rooted.get(head),) if hit is not None and hit[1].end <= index]
    found += [hit for hit in context.ending.get(end, []) if not hit[1].attributive and hit not in found]
    return [hit for hit in found if context.holds(hit[0])]


def _bodies(context: Context, parse: Parse, whole: Hit) -> list[Hit]:
    """Where the list is of members: of what they are members, or the body last spoken of."""
    mention = whole[1]
    if parse.lemma[mention.root] not in MEMBERS:
        return []
    of = mention.end if parse.lower[mention.end] == "of" else mention.root + 1
    last = of + 3 if parse.lower[of] == "of" else mention.root
    longest = (context.longest(start, len(parse.text)) for start in range(mention.start, last))
    inside = [hit for hit in longest if hit is not None and hit[0] != whole[0]]
    if not inside and parse.lemma[mention.root] == "member":
        back = range(mention.start, max(0, mention.start - _BACK), -1)
        inside = [hit for end in back for hit in context.ending.get(end, ()) if _organized(context, hit)][:1]
    return [hit for hit in inside if _organized(context, hit)]


def _organized(context: Context, hit: Hit) -> bool:
    return context.actors[hit[0]].node_class is NodeClass.ORGANIZATION


def _listed(context: Context, parse: Parse, first: int) -> list[Hit]:
    """The actors that a list names from a token on, until something else is said."""
    doc, last = context.doc, len(parse.text)
    found: list[Hit] = []
    index, gap = first, 0
    while index < last and gap < 2 and not (doc[index].is_sent_start and index > first):
        hit = context.longest(index, last)
        if hit is None or hit[1].attributive:
            if parse.tag[index] in _FINITE:
                break
            gap += parse.lower[index] not in _LINKS and parse.pos[index] not in {"ADJ", "NOUN"}
            index += 1
            continue
        # What an item is of is none itself (*Georges X of France*).
        before = index - 1 - (parse.lower[index - 1] == "the")
        if index == first or before < first or parse.lower[before] not in _BELONGING:
            found.append(hit)
        index, gap = max(hit[1].end, index + 1), 0
        if index < last and parse.lower[index] in _BELONGING:
            index += 1
    return found
