"""Other names of an actor that the text gives, and other spellings of its name."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from spacy.tokens import Doc

from ..ontology import NodeClass
from .antecedents import Cluster
from .candidates import Candidate
from .descriptions import COLLECTIVE, surface
from .learned.parse import Parse
from .names import plain
from .wordlists import Words

_CALLED = frozenset({"known", "renamed", "called"})
_ONCE = frozenset({"now", "formerly"})
_JOINING = frozenset(
    {"(", ",", "–", "or", "as", "the", "also", "later", "previously", "today", "commonly", "better"}
)
_NOBLE = frozenset(
    {"duc", "duke", "comte", "count", "conde", "marquis", "marquess", "earl", "baron", "viscount", "lord"}
)
# Words within a name that may be left out (*the Baltic Treaty States*).
_LEFT_OUT = frozenset({"treaty", "joint"})
_LONGEST_JOIN = 6
_SHORTEST_ACRONYM = 3
# How long the words are, and how alike, of which one may be a slip for the other.
_LONG_NAME, _LONG_WORD, _LONG_SURNAME, _SIMILAR = 9, 5, 8, 80.0


def is_called(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The actor said to have this name too (*the Dock Union, now the Port League*)."""
    for candidate in cluster.candidates:
        if candidate.attributive or not (candidate.kind == "name" or candidate.label.istitle()):
            continue
        end = _where_called(doc, candidate)
        for other in others if end else ():
            both = {other.node_class, cluster.node_class}
            if (len(both) == 1 or both <= COLLECTIVE) and _reaches(other, end, candidate):
                return other
    return None


def _reaches(cluster: Cluster, end: int, name: Candidate) -> bool:
    """Whether a mention ends there, or goes on to the other name (*a body known as the Port League*)."""
    return any(
        (c.end == end or c.start < end < c.end == name.end) and not c.attributive for c in cluster.candidates
    )


def _where_called(doc: Doc, name: Candidate) -> int:
    """Where the mention ends that is said to have this name too, or 0."""
    parse = Parse.of(doc)
    start = name.start if name.title_start is None else name.title_start
    first = start
    while (
        first > 0 and start - first < _LONGEST_JOIN and parse.lower[first - 1] in _JOINING | _CALLED | _ONCE
    ):
        first -= 1
    between = parse.lower[first:start]
    if not between:
        return 0
    if name.node_class is NodeClass.PERSON:
        if between == ["("] and parse.text[name.end : name.end + 1] == [")"]:
            return first
        if between[0] == "," and _NOBLE & {parse.lower[start], *parse.lower[start : name.start]}:
            return first
    word = parse.text[name.start]
    if between == [",", "or"] and word.isupper() and len(word) >= _SHORTEST_ACRONYM:
        return first
    # *The president called Ann Lee* gives no name.
    passive = between[0] in {"(", ","} or any(parse.tag[i] == "VBN" for i in range(first, start))
    said = _ONCE.intersection(between) or (passive and _CALLED.intersection(between))
    return first if said else 0


def is_spelled(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The actor whose name this is but for a slip, another spelling or a word (*the Untied Nations*)."""
    if cluster.polity is not None:
        return None
    person = cluster.node_class is NodeClass.PERSON
    if not all(c.kind == "name" or c.label.istitle() for c in cluster.candidates):
        return None
    names = {written(doc, c) for c in cluster.candidates}
    for other in others:
        if (other.node_class is NodeClass.PERSON) is not person:
            continue
        if other.polity is None and len(other.candidates) < len(cluster.candidates):
            continue
        known = {written(doc, c) for c in other.candidates if c.kind == "name"}
        alike = _one_surname if person else _one_name
        if any(alike(name, right) for name in names for right in known if name != right):
            return other
    return None


def written(doc: Doc, candidate: Candidate) -> str:
    """The name as the text spells it, that of a person without a form of address."""
    person = candidate.node_class is NodeClass.PERSON and candidate.name
    return plain(person) if person else surface(doc, candidate)


def _one_surname(name: str, right: str) -> bool:
    """Whether a surname is that of a name in another spelling (*Ana Karimzadeh*, *Kerimzedeh*)."""
    right = right.rpartition(" ")[2]
    if " " in name or min(len(name), len(right)) < _LONG_SURNAME:
        return False
    return (name[0], name[-1]) == (right[0], right[-1]) and fuzz.ratio(name, right) >= _SIMILAR


def _one_name(name: str, right: str) -> bool:
    """Whether two names differ by one letter of a long word, or by a word within that may be left out."""
    mine, theirs = sorted((name.split(), right.split()), key=len)
    if len(theirs) == len(mine) + 1:
        return any(
            theirs[i] in _LEFT_OUT and theirs[:i] + theirs[i + 1 :] == mine for i in range(1, len(mine))
        )
    if len(mine) != len(theirs) or min(len(name), len(right)) < _LONG_NAME or name[0] != right[0]:
        return False
    apart = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    return len(apart) == 1 and min(map(len, apart[0])) >= _LONG_WORD and OSA.distance(*apart[0]) == 1
