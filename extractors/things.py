"""Names that the text shows to be of a thing or a place: *the town of Lindow*, *met at Lindow*."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import Candidate, stem
from .date_lines import date_lines
from .gazetteer import load_gazetteer
from .learned.parse import Parse
from .not_actors import acronyms_of_things
from .standing import first_conjunct
from .surroundings import hears, is_medium
from .wordlists import Words

_PLACES = frozenset({"in", "at", "near", "off", "throughout", "outside", "inside", "across", "around"})
_NUMBER = re.compile(r"[ -](?:[IVX]+|\d+)$")
_WRITING = frozenset({"write", "post", "tweet", "respond", "share", "publish", "comment"})
_CALLING = frozenset({"call", "know", "name", "dub", "style", "term", "entitle", "codename"})


def without_things(doc: Doc, candidates: Iterable[Candidate], lists: Words) -> list[Candidate]:
    """The candidates, without the names of what is nobody, and without those in a date line.

    Only persons and organizations can be mistaken so that the gazetteer does not know.
    """
    dated = date_lines(doc)
    kept = [c for c in candidates if c.polity or c.root not in dated]
    surnames = {
        word for c in kept if c.node_class is NodeClass.PERSON and (w := c.label.split())[1:] for word in w
    }
    named: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in kept:
        if (
            candidate.kind == "name"
            and candidate.polity is None
            and not candidate.title
            and candidate.label not in surnames
            and candidate.node_class in {NodeClass.ORGANIZATION, NodeClass.PERSON}
        ):
            named[candidate.label].append(candidate)
    acronyms = acronyms_of_things(doc)
    things = {
        label
        for label, mentions in named.items()
        if _NUMBER.sub("", label) in acronyms
        or _is_between_states(label)
        or all(_begins_as_place(doc, c, lists) for c in mentions)
        or all(_stands_beside(doc, c) for c in mentions)
        or all(_stands_as_place(doc, c, lists) for c in mentions)
        or all(is_medium(doc, c) and hears(doc, c) for c in mentions)
        or any(_told(doc, c, lists) for c in mentions)
    }
    dropped = {id(c) for label in things for c in named[label]}
    return [c for c in kept if id(c) not in dropped]


def _is_between_states(label: str) -> bool:
    """Whether the name is two adjectives of states (*Danish-Swedish*)."""
    known, halves = load_gazetteer().surfaces, re.split("[-–]", label)
    return len(halves) > 1 and all(half in known for half in halves)


def _stands_beside(doc: Doc, name: Candidate) -> bool:
    """Whether a person's name is only another name of what stands before it (*Lindow (Lindau)*)."""
    parse = Parse.of(doc)
    before = parse.text[name.start - 1 : name.start] == ["("] and parse.pos[name.start - 2] == "PROPN"
    return before and parse.text[name.end : name.end + 1] == [")"] and name.node_class is NodeClass.PERSON


def _begins_as_place(doc: Doc, name: Candidate, lists: Words) -> bool:
    """Whether the first of several words says what place or event it is (*Port Lindow*, *Mount Lindow*)."""
    first = Parse.of(doc).lower[name.start]
    several = name.end - name.start > 1 and not _holds_body(doc, name, lists)
    return several and (first == "port" or first in lists.not_first)


def _holds_body(doc: Doc, name: Candidate, lists: Words) -> bool:
    nouns = [stem(token) for token in doc[name.start : name.end]]
    return any(noun in lists.organization_heads or noun in lists.government for noun in nouns)


def _stands_as_place(doc: Doc, name: Candidate, lists: Words) -> bool:
    """Whether the name, which is not that of a body, stands where only a place does (*met at Lindow*)."""
    token = doc[name.root]
    first = token if name.node_class is NodeClass.PERSON else first_conjunct(token)
    if first.dep_ != "pobj" or name.label.isupper() or _holds_body(doc, name, lists):
        return False
    if name.node_class is NodeClass.PERSON and _behind_place(doc, name):
        return False
    above, lemma = first.head.lower_, first.head.head.lemma_
    return above in _PLACES or (above in {"on", "to"} and lemma in _WRITING)


def _behind_place(doc: Doc, name: Candidate) -> bool:
    """Whether the place stands before a name that the parse joins to it (*In Lindow Jo Lee thought*)."""
    parse = Parse.of(doc)
    if name.end - name.start == 1 or any(parse.ent[i] != "PERSON" for i in range(name.start, name.end)):
        return False
    before = name.start > 0 and parse.pos[name.start - 1] == "PROPN"
    return before or parse.tag[name.end : name.end + 1] in (["VBD"], ["VBZ"])


def _told(doc: Doc, name: Candidate, lists: Words) -> bool:
    """Whether the noun before or behind it says what thing bears the name (*the Lindow river*)."""
    parse = Parse.of(doc)
    start = name.start - (parse.lower[name.start - 1] == "the") if name.start else 0
    if start > 1 and parse.lower[start - 1] == "of" and stem(doc[start - 2]) in lists.settled:
        return True
    above = doc[parse.head[name.root]]
    if name.end <= above.i <= name.end + 2 and above.is_lower and parse.dep[name.root] != "poss":
        noun = stem(above)
        two = name.node_class is NodeClass.ORGANIZATION and re.search("[-–]", name.label)
        if _is_borne(noun, lists) or (noun in lists.not_actors and two):
            return True
    if parse.dep[name.root] in {"pobj", "oprd", "attr"} and _called(doc, name.root, lists):
        return True
    apposed = parse.dep[name.root] == "appos" and parse.head[name.root] == start - 2
    return apposed and parse.text[start - 1] == "," and _is_borne(parse.lower[start - 2], lists)


def _is_borne(noun: str, lists: Words) -> bool:
    """Whether the noun is for places and things that bear a name."""
    return noun in lists.settled or noun in lists.vessels


def _called(doc: Doc, root: int, lists: Words) -> bool:
    """Whether it is said to be what a thing is called (*a programme known as Harvest-Aid*)."""
    parse = Parse.of(doc)
    verb = parse.head[root]
    if parse.lower[verb] == "as":
        verb = parse.head[verb]
    if parse.lemma[verb] not in _CALLING or parse.dep[verb] != "acl":
        return False
    noun = stem(doc[parse.head[verb]])
    thing = noun in lists.not_actors or _is_borne(noun, lists)
    return thing and noun not in lists.organization_heads
