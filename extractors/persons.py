"""Persons by name: entities and runs of proper nouns after an office or a form of address."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .candidates import Candidate, head_of, is_plural, words
from .gazetteer import Sighting
from .learned.parse import Parse
from .wordlists import OFFICES, Words

_LONGEST_TITLE = 6


def find_persons(doc: Doc, sightings: dict[int, Sighting], lists: Words) -> Iterator[Candidate]:
    """The named persons of the document, from left to right, without overlap.

    `sightings` gives the known name that covers a token, if any: such a token is part of a
    person's name only inside a longer one (*Michael Jordan*).
    """
    taken = -1
    sure = {*_entities(doc, sightings, lists), *_titled(doc, sightings, lists)}
    surnames = {doc[end - 1].text for start, end in sure if end - start > 1}
    found = {*sure, *_runs(doc, sightings, sure, surnames, lists)}
    spans = sorted(found, key=lambda span: (span[0], -span[1]))
    for start, end in spans:
        if start < taken:
            continue
        taken = end
        title_start, title = title_before(doc, start, lists)
        name = words(doc, start, end)
        root = head_of(doc, start, end).i
        yield Candidate(
            _address(doc, start, lists) if end - start == 1 else start,
            end,
            root,
            "name",
            NodeClass.PERSON,
            name,
            title=title,
            title_start=title_start,
            name=name,
            confidence=0.95 if title or end - start > 1 else 0.8,
        )


def _address(doc: Doc, start: int, lists: Words) -> int:
    """Where a surname with its form of address begins (*President Lee*, *Lord Curzon*)."""
    parse = Parse.of(doc)
    if not _ends_title(parse, start, lists):
        return start
    for first in range(start - min(_LONGEST_TITLE, start), start):
        if tuple(parse.lower[first:start]) in lists.titles and parse.text[first][:1].isupper():
            return first
    return start


def title_before(doc: Doc, start: int, lists: Words) -> tuple[int | None, tuple[str, ...]]:
    """The office right before a name: its first token and its words, modifiers left out."""
    lower = (parse := Parse.of(doc)).lower
    if not _ends_title(parse, start, lists):
        return None, ()
    for longest in range(start - min(_LONGEST_TITLE, start), start):
        first, title = longest, tuple(lower[longest:start])
        if title in lists.titles:
            while first > 0 and (lower[first - 1] in lists.title_modifiers or lower[first - 1] == "-"):
                first -= 1
            if lists.titles[title] in {"honorific", "military"}:
                before, office = title_before(doc, first, lists)
                if before is not None and office and lists.titles[office] in OFFICES:
                    return before, office
            return first, title
    return None, ()


def _ends_title(parse: Parse, start: int, lists: Words) -> bool:
    """Whether the word before may be the last one of an office."""
    return start > 0 and parse.lower[start - 1] in lists.title_ends


def _entities(doc: Doc, sightings: dict[int, Sighting], lists: Words) -> Iterator[tuple[int, int]]:
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        span = _trim(doc, entity.start, entity.end, sightings, lists)
        if span is not None:
            yield span


def _titled(doc: Doc, sightings: dict[int, Sighting], lists: Words) -> Iterator[tuple[int, int]]:
    parse = Parse.of(doc)
    capital = [word[:1].isupper() for word in parse.text]
    for start, (before, word) in enumerate(pairwise(parse.lower), 1):
        if before not in lists.title_ends or not capital[start - 1]:
            continue
        if parse.pos[start] != "PROPN" or not capital[start] or word in lists.title_ends:
            continue
        if title_before(doc, start, lists)[0] is None:
            continue
        end = start + 1
        while end < len(doc) and _continues(doc, end, lists):
            end += 1
        span = _trim(doc, start, end, sightings, lists)
        if span is not None:
            yield span


def _runs(
    doc: Doc,
    sightings: dict[int, Sighting],
    sure: set[tuple[int, int]],
    surnames: set[str],
    lists: Words,
) -> Iterator[tuple[int, int]]:
    """Names that the recogniser missed: two or more capitalised words, or a known surname alone."""
    parse = Parse.of(doc)
    taken = {i for start, end in sure for i in range(start, end)}
    after = 0
    for index, kind in enumerate(parse.pos):
        if index < after or kind != "PROPN":
            continue
        end = index
        while (
            end < len(doc) and end not in taken and end not in sightings and _in_run(parse, index, end, lists)
        ):
            end += 1
        if end == index:
            continue
        capitals = sum(word[:1].isupper() for word in parse.text[index:end])
        if end - index == 1:
            if parse.text[index] in surnames and parse.dep[index] not in {"compound", "amod"}:
                yield index, end
        elif 2 <= capitals <= 4 and parse.pos[end - 1] == "PROPN" and _human(doc, index, end, lists):
            yield index, end
        after = end


def _in_run(parse: Parse, start: int, index: int, lists: Words) -> bool:
    if parse.lower[index] in lists.particles and index > start and parse.text[index] not in {"’", "'"}:
        return parse.pos[index + 1 : index + 2] == ["PROPN"]
    named = parse.pos[index] == "PROPN" and parse.text[index][:1].isupper()
    return named and parse.ent[index] in {"", "LOC", "ORG", "GPE"}


def _human(doc: Doc, start: int, end: int, lists: Words) -> bool:
    """Whether a run of capitalised words without an entity type can be a person's name."""
    root = head_of(doc, start, end)
    if any(t.ent_type_ in {"ORG", "GPE"} for t in doc[start:end]) and not _holds_office(root, lists):
        return False
    if end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN"}:
        return False
    if all(t.ent_type_ == "LOC" for t in doc[start:end]) or doc[end - 1].tag_ == "NNPS":
        return False
    plain = [t.lower_ for t in doc[start:end]]
    known = lists.organization_heads, lists.government, lists.not_actors, lists.title_ends, lists.people
    if any(word.isupper() or any(word in nouns for nouns in known) for word in plain) or (
        doc[start].is_sent_start and doc[start].is_upper
    ):
        return False
    return root.dep_ in {"nsubj", "nsubjpass", "appos", "conj", "agent"} or (
        root.dep_ == "pobj" and root.head.lower_ in {"by", "with", "to", "from", "between"}
    )


def _holds_office(root: Token, lists: Words) -> bool:
    """Whether the name stands behind the office of one person (*its director, Signe Dahl*)."""
    office = root.head
    known = office.lower_ in lists.title_ends or office.lower_ in lists.people
    return root.dep_ == "appos" and known and not is_plural(office)


def _continues(doc: Doc, index: int, lists: Words) -> bool:
    token = doc[index]
    if token.pos_ == "PROPN" and token.text[:1].isupper():
        return True
    if token.lower_ in lists.particles or token.lower_ in lists.suffixes:
        return index + 1 < len(doc) and (doc[index + 1].pos_ == "PROPN" or token.lower_ in lists.suffixes)
    return False


def _trim(
    doc: Doc, start: int, end: int, sightings: dict[int, Sighting], lists: Words
) -> tuple[int, int] | None:
    while start < end and (
        not (doc[start].text[:1].isupper() or doc[start].lower_ in lists.particles)
        or (doc[start].pos_ in {"ADV", "SCONJ", "ADP"} and start + 1 < end)
    ):
        start += 1
    lower = Parse.of(doc).lower
    for split in range(end - 1, start, -1):
        if lower[split - 1] in lists.title_ends and tuple(lower[start:split]) in lists.titles:
            start = split
            break
    while (
        start < end
        and start in sightings
        and sightings[start].end < end
        and (sightings[start].sense("adjective") or doc[sightings[start].end].lower_ in lists.title_ends)
    ):
        start = sightings[start].end
        return _trim(doc, start, end, sightings, lists)
    for index in range(start, end):
        if doc[index].text in {",", "\n", "—", "(", ")", "’s", "'s", ":"} or doc[index].is_space:
            end = index
            break
    while (
        end > start
        and (doc[end - 1].is_punct or doc[end - 1].tag_ == "POS")
        and doc[end - 1].text[-1:] != "."
    ):
        end -= 1
    if end <= start:
        return None
    if end < len(doc) and lower[end] in lists.suffixes:
        end += 1
    first = doc[start]
    after_title = bool(title_before(doc, start, lists)[1])
    inside = sightings.get(start)
    if (
        inside is not None
        and inside.start == start < end <= inside.end
        and (inside.sense("name", "people", "adjective") or not after_title)
    ):
        return None
    last, sure = lower[end - 1], after_title and doc[end - 1].ent_type_ == "PERSON"
    thing = last in lists.not_persons or last in lists.organization_heads or last in lists.government
    if (thing and not sure) or lower[start] in lists.suffixes:
        return None
    if doc[end - 1].tag_ == "NNPS" and not after_title:
        return None
    if all(word in lists.title_ends or word in lists.title_modifiers for word in lower[start:end]):
        return None
    if end - start == 1 and (
        first.lower_ in lists.title_ends
        or not first.text[:1].isupper()
        or first.pos_ not in {"PROPN", "NOUN", "X"}
    ):
        return None
    if (
        end + 1 < len(doc)
        and doc[end].lower_ == "the"
        and doc[end + 1].text[:1].isupper()
        and doc[end + 1].pos_ == "PROPN"
    ):
        end += 2
    return start, end
