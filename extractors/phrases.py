"""Actors by description: noun phrases whose head is an office, a body or people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from ..ontology import NodeClass
from .bodies import is_any, is_no_body, joined
from .candidates import (
    Candidate,
    Chunk,
    chunks,
    definite,
    inside_entity,
    is_plural,
    modifiers,
    narrow,
    only_proposed,
    stem,
)
from .complements import after, described
from .gazetteer import Polity, Sighting
from .governments import is_apart, is_power
from .groups import group
from .learned.parse import Parse
from .offices import title_ending
from .standing import does, is_addressed, takes_part
from .states_within import states_within
from .wordlists import Words

_COMPLETED = frozenset({"ministry", "department", "house", "office", "court"}) | frozenset(
    {"council", "assembly", "chamber", "bureau"}
)
# Whose office it is stands before it (*its mayor*, *whose mayor*, *Lindow's mayor*).
_OWNED = frozenset({"PRP$", "WP$", "POS"})
# How an office-holder is addressed (*Madam President*).
_ADDRESS = frozenset({"mr", "mr.", "madam", "madame"})
_NO_BODIES = frozenset({"LOC", "LAW", "WORK_OF_ART"})
_NOBODY = frozenset({"GPE", "EVENT"})
_SITES = frozenset({"GPE", "LOC", "FAC"})
# What joins those that are named behind it.
_UNITED = frozenset({"union", "alliance", "coalition", "federation", "confederation"})
# Whose leadership is not that of the state.
_LED = frozenset({"rebel", "party", "union", "church"})


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
        if root.ent_type_ in _NOBODY and head in lists.not_actors:
            continue
        if head in lists.organization_heads and is_any(chunk):
            continue
        if inside_entity(doc, root, head, sightings, lists):
            continue
        if head in lists.bodies and only_proposed(chunk, head, proposed, lists):
            proposed.add(head)
            continue
        states = states_within(chunk, head, sightings)
        if head in lists.government and not is_plural(root) and not is_power(chunk, head, states, lists):
            continue
        candidate = (
            _government(doc, chunk, head, states, lists)
            or _office(doc, chunk, head, states, lists)
            or _body(doc, chunk, head, states, lists)
            or group(doc, chunk, head, states, lists)
        )
        if candidate is not None:
            candidate.head = candidate.head or head
            candidate.definite = definite(chunk)
            candidate.plural = is_plural(root)
            narrow(doc, candidate, lists)
            yield candidate


def _government(
    doc: Doc, chunk: Chunk, head: str, states: tuple[Polity, ...], lists: Words
) -> Candidate | None:
    if head not in lists.government or (head == "state" and not states):
        return None
    plural = is_plural(chunk.root)
    if head == "leadership" and any(t.lower_ in _LED or t.lower_ in lists.forces for t in modifiers(chunk)):
        return described(doc, chunk, NodeClass.GROUP, confidence=0.6)
    # One authority is a body (*the Ports Authority*) or a power; only those of a state are the state.
    if head == "authority" and not (plural and states):
        return None
    if plural and not states:
        return described(doc, chunk, NodeClass.GROUP)
    if not plural and is_apart(chunk, head, lists):
        made = described(doc, chunk, NodeClass.ORGANIZATION)
        made.states, made.resolve = states, not states
        return made
    named = [t for t in modifiers(chunk) if t.pos_ == "PROPN"]
    if head == "regime" and named and not states:
        made = described(doc, chunk, NodeClass.ORGANIZATION, complement=False)
        made.kind, made.name = "name", made.label
        return made
    made = described(doc, chunk, NodeClass.STATE, complement=True)
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
    first = parse.lower[chunk.start]
    if (
        first not in {"the", "a", "an", "one", "another", "this", "that"}
        and not _OWNED.intersection(parse.tag[chunk.start : root.i])
        and not _ADDRESS.intersection(parse.lower[chunk.start : root.i])
        and not states
    ):
        return None
    title = title_ending(parse, chunk.start, root.i + 1, lists)
    if not title and head not in lists.people:
        return None
    if title and lists.titles[title] == "honorific" and (head not in lists.people or root.text[:1].isupper()):
        return None
    made = described(doc, chunk, NodeClass.PERSON, confidence=0.6)
    made.states, made.title = states, title
    if head in {"official", "policymaker"} and states and states[0].node_class is NodeClass.STATE:
        made.node_class = NodeClass.STATE
    made.resolve = first in {"the", "this", "that"}
    return made


def _body(doc: Doc, chunk: Chunk, head: str, states: tuple[Polity, ...], lists: Words) -> Candidate | None:
    root = chunk.root
    if root.ent_type_ in _NO_BODIES:
        return None
    if head not in lists.organization_heads:
        return _acting(doc, chunk, head, states, lists)
    if root.ent_type_ == "PERSON" and any(t.lower_ in lists.title_ends for t in modifiers(chunk)):
        return None  # a surname that is also a word for a body (*Chairman Lodge*)
    if is_no_body(chunk, head, states, lists):
        return None
    capital = root.text[:1].isupper() and any(t.text[:1].isupper() for t in modifiers(chunk))
    named = any(t.pos_ == "PROPN" for t in modifiers(chunk))
    if head in lists.forces:
        if not states and not (root.lower_ in {"police", "military", "army", "navy", "militia"} or named):
            return (
                described(doc, chunk, NodeClass.GROUP, complement=False, confidence=0.4)
                if head in {"army", "troop", "force", "peacekeeper", "soldier"}
                else None
            )
        made = described(doc, chunk, NodeClass.ORGANIZATION, complement=False)
        made.resolve = not states and not named
    elif is_plural(root) and not capital:
        several = (head in lists.organs or head in lists.bodies) and head not in lists.held
        people = head in lists.people or head in lists.collectives
        if several and not root.ent_type_ and not people:
            return described(doc, chunk, NodeClass.GROUP, confidence=0.4)
        return None
    elif head in lists.organs and (states or capital or root.text[:1].isupper()):
        made = described(doc, chunk, NodeClass.ORGANIZATION, complement=head in _COMPLETED)
        made.resolve = not states and not capital and made.end - made.start == 1
    elif capital or named:
        made = described(doc, chunk, NodeClass.ORGANIZATION, complement=capital)
    elif (
        head == "authority"
        and not any(t.dep_ == "compound" for t in modifiers(chunk))
        and any(t.dep_ in {"prep", "acl", "relcl"} for t in root.rights)
    ):
        return None  # a power (*the authority to tax*)
    elif (head in lists.bodies or head in lists.organizations or head in lists.organs) and (
        definite(chunk) or (head in lists.articleless and chunk.start == root.i and takes_part(root, lists))
    ):
        opposed = chunk.end < len(doc) and _is_told(doc, chunk, lists)
        made = described(doc, chunk, NodeClass.ORGANIZATION, complement=opposed, confidence=0.4)
        made.resolve = not opposed
    elif doc[chunk.start].lower_ in {"a", "an", "another", "one"} and (
        head in lists.sitting or (head in lists.appearing and does(root))
    ):
        made = described(doc, chunk, NodeClass.ORGANIZATION, confidence=0.5)
    else:
        return None
    made.states = states
    if capital:
        made.kind, made.name = "name", made.label
    return made


def _acting(doc: Doc, chunk: Chunk, head: str, states: tuple[Polity, ...], lists: Words) -> Candidate | None:
    """A place or a firm that stands for who runs it, where it does something (*the mine says*)."""
    root = chunk.root
    if (
        head not in lists.acting
        or is_plural(root)
        or not root.text.islower()
        or not (does(root) or is_addressed(root, lists))
    ):
        return None
    told = chunk.end + 1 < len(doc) and (
        doc[chunk.end].lower_ == "of" or doc[chunk.end + 1].ent_type_ in _SITES
    )
    made = described(doc, chunk, NodeClass.ORGANIZATION, complement=told, confidence=0.4)
    made.states = states
    return made


def _is_told(doc: Doc, chunk: Chunk, lists: Words) -> bool:
    """Whether what stands behind a body tells which is meant (*the coalition against the rebels*)."""
    word = doc[chunk.end].lower_
    if word == "against":
        return True
    told = after(chunk.root, chunk.end)
    if told is None or told.dep_ != "prep" or chunk.end + 1 >= len(doc):
        return False
    if chunk.root.lemma_.lower() in lists.charged and word in {"of", "on", "for"}:
        return True
    joined = any(t.dep_ == "conj" for o in told.children for t in o.children)
    united = chunk.root.lemma_.lower() in _UNITED
    return word == "of" and doc[chunk.end + 1].ent_type_ in _SITES and not joined and not united
