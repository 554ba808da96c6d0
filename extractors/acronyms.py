"""Acronyms that the text defines: *National Union of Farmers (UNAG)*, later *UNAG*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .candidates import Candidate, words
from .learned.parse import Parse
from .names import is_acronym_of

# Two capitals at least, whatever language the letters come from.
_SHORT = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z&-]{1,9}")
_CLOSING = frozenset({")", ";", "–", "—"})
_BODIES = frozenset({NodeClass.ORGANIZATION, NodeClass.GROUP})
_LONGEST, _SHORT_END = 12, 3
_PREPOSITIONS = frozenset({"in", "for", "of", "on", "to"})


def with_acronyms(doc: Doc, named: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with the places of acronyms that stand in parentheses behind an organization's name.

    Such an acronym becomes an alias of that organization, and is no person wherever it stands.
    """
    names = [c for c in named if c.kind == "name" and c.node_class in _BODIES]
    full: dict[str, Candidate] = {}
    for place in in_parentheses(doc):
        acronym, end = doc[place].text, place - 1
        owner = next((c for c in names if c.end == end), None) or _spelled(doc, end, acronym, names)
        if owner is not None and acronym not in full:
            full[acronym] = owner
            owner.aliases.append(acronym)
    if not full:
        return list(named)
    kept = [c for c in named if c.node_class is not NodeClass.PERSON or c.label not in full]
    for other in kept:
        polity = full[other.label].polity if other.label in full else None
        if polity is not None and other.polity is None:
            other.polity, other.node_class = polity, polity.node_class
    known = {i for c in kept for i in range(c.start, c.end) if not c.attributive}
    missing = [doc[i] for i, word in enumerate(Parse.of(doc).text) if word in full and i not in known]
    return [*kept, *(_make(token, full[token.text]) for token in missing)]


def in_parentheses(doc: Doc) -> Iterator[int]:
    """The words that stand in parentheses by themselves and look like acronyms."""
    words = Parse.of(doc).text
    for index, word in enumerate(words[2:], 1):
        if word in _CLOSING and words[index - 1] == "(" and _SHORT.fullmatch(words[index]):
            yield index


def _make(token: Token, owner: Candidate) -> Candidate:
    label = owner.polity.label if owner.polity else token.text
    made = Candidate(token.i, token.i + 1, token.i, "name", owner.node_class, label, polity=owner.polity)
    made.name, made.definite = token.text, True
    made.attributive = token.dep_ in {"compound", "amod", "nmod"} and token.i < token.head.i
    return made


def _spelled(doc: Doc, end: int, acronym: str, names: Sequence[Candidate]) -> Candidate | None:
    """The name of which only the beginning was found (*Popular Movement* for the Liberation of Angola)."""
    for name in names:
        if name.start < end <= name.start + _LONGEST and is_acronym_of(
            acronym, [words(doc, name.start, end)]
        ):
            name.end, name.label = end, words(doc, name.start, end)
            name.name = name.label
            return name
    return _lengthened(doc, end, acronym, names)


def _lengthened(doc: Doc, end: int, acronym: str, names: Sequence[Candidate]) -> Candidate | None:
    """The name that was cut off before the place it is of (*United Nations Mission* in Ruritania, UNMIR)."""
    parse = Parse.of(doc)
    for name in names:
        whole = parse.text[name.start : end]
        if (
            name.end < end <= name.end + _SHORT_END
            and parse.lower[name.start - 1] != "on"
            and parse.lower[name.end] in _PREPOSITIONS
        ):
            letters = iter(word[0].upper() for word in whole)
            if all(letter in letters for letter in acronym) and acronym[-1] == whole[-1][0]:
                name.end, name.label = end, words(doc, name.start, end)
                name.name = name.label
                return name
    return None
