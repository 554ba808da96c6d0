"""Actors by description: noun phrases whose head is an office, a body or people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .bodies import is_no_body, joined
from .candidates import (
    POSSESSIVES,
    Candidate,
    Chunk,
    bare_end,
    bare_start,
    chunks,
    definite,
    inside_entity,
    is_plural,
    modifiers,
    narrow,
    only_proposed,
    stem,
    told_apart,
    words,
)
from .gazetteer import Polity, Sighting
from .governments import is_apart, is_power
from .learned.parse import Parse
from .states_within import states_within
from .wordlists import Words

_LONGEST_COMPLEMENT = 7
_SPEAKERS = frozenset({"official", "authority", "policymaker", "policy-maker", "statesman"})
_COMPLETED = frozenset({"ministry", "department", "house", "office", "court"}) | frozenset(
    {"council", "assembly", "chamber", "bureau"}
)
_NO_BODIES = frozenset({"LOC", "LAW", "WORK_OF_ART"})


def find_phrases(
    doc: Doc, sightings: Mapping[int, Sighting], named: set[int], lists: Words
) -> Iterator[Candidate]:
    """Candidates from the noun chunks whose head is not already part of a name (`named`)."""
    proposed: set[str] = set()
    for chunk in map(joined, chunks(doc)):
        root = chunk.root
        if root.i in named or root.pos_ in {"PRON", "NUM", "DET", "ADJ"}:
            continue
        head = stem(root)
        if inside_entity(doc, root, head, sightings, lists):
            continue
        if head in lists.bodies and only_proposed(chunk, head, proposed, lists):
            proposed.add(head)
            continue
        states = states_within(doc, chunk, sightings)
        if head in lists.government and not is_plural(root) and not is_power(chunk, head, states, lists):
            continue
        candidate = (
            _government(doc, chunk, head, states, lists)
            or _office(doc, chunk, head, states, lists)
            or _body(doc, chunk, head, states, lists)
            or _group(doc, chunk, head, states, lists)
        )
        if candidate is not None:
            candidate.head = head
            candidate.definite = definite(chunk)
            candidate.plural = is_plural(root)
            narrow(doc, candidate, lists)
            yield candidate


def _bounds(doc: Doc, chunk: Chunk, *, complement: bool, people: bool = False) -> tuple[int, int]:
    """The phrase without article, and with a short complement (*the people of Syria*) if asked."""
    start, end = bare_start(doc, chunk.start, chunk.end), chunk.end
    bare = end - start == 1 and chunk.root.lower_ not in {"government", "president"}
    after = _after(chunk, end) if complement and end < len(doc) else None
    if after is not None and (
        after.lower_ == "of"
        or (bare and after.dep_ in {"prep", "relcl", "acl"})
        or (people and after.lower_ in {"in", "from"})
    ):
        # What is joined to a clause hardly tells the people apart (*those detained and to restore*).
        joined = [t.i for t in after.rights if t.dep_ == "cc" and after.dep_ != "prep"]
        right = min(joined, default=max(t.i for t in after.subtree) + 1)
        if right - end > _LONGEST_COMPLEMENT:
            objects = [t for t in after.children if t.dep_ == "pobj"]
            right = max((t.i for t in objects), default=end - 1) + 1
        if end + 1 < right <= end + _LONGEST_COMPLEMENT and doc[right - 1].sent == chunk.root.sent:
            end = right
    if doc[start].lower_ in POSSESSIVES and start < chunk.root.i:
        start = bare_start(doc, start, end)
    return start, bare_end(doc, start, end)


def _after(chunk: Chunk, end: int) -> Token | None:
    """What of the head begins right behind the phrase."""
    return next((t for t in chunk.root.rights if t.left_edge.i == end), None)


def _make(
    doc: Doc, chunk: Chunk, node_class: NodeClass, *, complement: bool = True, confidence: float = 0.7
) -> Candidate:
    start, end = _bounds(doc, chunk, complement=complement, people=node_class is NodeClass.GROUP)
    return Candidate(
        start, end, chunk.root.i, "nominal", node_class, words(doc, start, end), confidence=confidence
    )


def _government(
    doc: Doc, chunk: Chunk, head: str, states: tuple[Polity, ...], lists: Words
) -> Candidate | None:
    if head not in lists.government or (head == "state" and not states):
        return None
    plural = is_plural(chunk.root)
    # One authority is a body (*the Ports Authority*) or a power; only those of a state are the state.
    if head == "authority" and not (plural and states):
        return None
    if plural and not states:
        return _make(doc, chunk, NodeClass.GROUP)
    if not plural and is_apart(chunk, head, lists):
        made = _make(doc, chunk, NodeClass.ORGANIZATION)
        made.states, made.resolve = states, not states
        return made
    named = [t for t in modifiers(chunk) if t.pos_ == "PROPN"]
    if head == "regime" and named and not states:
        made = _make(doc, chunk, NodeClass.ORGANIZATION, complement=False)
        made.kind, made.name = "name", made.label
        return made
    made = _make(doc, chunk, NodeClass.STATE, complement=True)
    made.states = states
    if not states:
        if head in {"leadership", "presidency", "throne", "crown", "monarchy"} and not definite(chunk):
            return None
        made.resolve = True
    return made


def _office(doc: Doc, chunk: Chunk, head: str, states: tuple[Polity, ...], lists: Words) -> Candidate | None:
    """An office-holder without a name (*the Foreign Minister*, *a US official*)."""
    root = chunk.root
    if (head not in lists.title_ends and head not in lists.people) or is_plural(root):
        return None
    parse = Parse.of(doc)
    first, tag = parse.lower[chunk.start], parse.tag[chunk.start]
    if (
        first not in {"the", "a", "an", "one", "another", "this", "that"}
        and tag not in {"PRP$", "POS"}
        and not states
    ):
        return None
    title: tuple[str, ...] = ()
    for start in range(chunk.start, root.i + 1) if root.lower_ in lists.title_ends else ():
        title = tuple(parse.lower[start : root.i + 1])
        if title in lists.titles:
            break
        title = ()
    if not title and head not in lists.people:
        return None
    if title and lists.titles[title] == "honorific":
        return None
    made = _make(doc, chunk, NodeClass.PERSON, confidence=0.6)
    made.states, made.title = states, title
    if head in {"official", "policymaker"} and states and states[0].node_class is NodeClass.STATE:
        made.node_class = NodeClass.STATE
    made.resolve = first in {"the", "this", "that"} or tag == "PRP$"
    return made


def _body(doc: Doc, chunk: Chunk, head: str, states: tuple[Polity, ...], lists: Words) -> Candidate | None:
    root = chunk.root
    if head not in lists.organization_heads or root.ent_type_ in _NO_BODIES:
        return None
    if root.ent_type_ == "PERSON" and any(t.lower_ in lists.title_ends for t in modifiers(chunk)):
        return None  # a surname that is also a word for a body (*Chairman Lodge*)
    if is_no_body(chunk, head, states, lists):
        return None
    capital = root.text[:1].isupper() and any(t.text[:1].isupper() for t in modifiers(chunk))
    named = any(t.pos_ == "PROPN" for t in modifiers(chunk))
    if head in lists.forces:
        if not states and not (root.lower_ in {"police", "military", "army", "navy", "militia"} or named):
            return (
                _make(doc, chunk, NodeClass.GROUP, complement=False, confidence=0.4)
                if head in {"army", "troop", "force", "peacekeeper", "soldier"}
                else None
            )
        made = _make(doc, chunk, NodeClass.ORGANIZATION, complement=False)
        made.resolve = not states and not named
    elif is_plural(root) and not capital:
        return None
    elif head in lists.organs and (states or capital or root.text[:1].isupper()):
        made = _make(doc, chunk, NodeClass.ORGANIZATION, complement=head in _COMPLETED)
        made.resolve = not states and not capital and made.end - made.start == 1
    elif capital or named:
        made = _make(doc, chunk, NodeClass.ORGANIZATION, complement=capital)
    elif head == "authority" and any(t.dep_ in {"prep", "acl", "relcl"} for t in root.rights):
        return None  # a power (*the authority to tax*)
    elif (head in lists.bodies or head in lists.organizations or head in lists.organs) and definite(chunk):
        opposed = chunk.end < len(doc) and doc[chunk.end].lower_ == "against"
        made = _make(doc, chunk, NodeClass.ORGANIZATION, complement=opposed, confidence=0.4)
        made.resolve = not opposed
    elif head in lists.sitting and doc[chunk.start].lower_ in {"a", "an", "another", "one"}:
        made = _make(doc, chunk, NodeClass.ORGANIZATION, confidence=0.5)
    else:
        return None
    made.states = states
    if capital:
        made.kind, made.name = "name", made.label
    return made


def _group(doc: Doc, chunk: Chunk, head: str, states: tuple[Polity, ...], lists: Words) -> Candidate | None:
    root = chunk.root
    plural = is_plural(root)
    fits = (plural and (head in lists.people or head in lists.countries)) or head in lists.collectives
    if not fits or root.pos_ not in {"NOUN", "PROPN"} or (plural and head in lists.singular):
        return None
    if head == "power" and any(t.lower_ in lists.faculties for t in modifiers(chunk)):
        return None
    made = _make(doc, chunk, NodeClass.GROUP, confidence=0.6)
    made.states = states
    if plural and states and head in _SPEAKERS and not told_apart(chunk, lists):
        made.node_class = NodeClass.STATE
        return made
    bare = made.end - made.start == 1
    if bare and head in lists.vague and head not in {"people", "country", "nation", "party"}:
        made.confidence = 0.3
    made.resolve = bare and definite(chunk)
    return made
