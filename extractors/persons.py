"""Persons by name: entities and runs of proper nouns after an office or a form of address."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import Candidate, words
from .gazetteer import Sighting
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
        name = words(doc[start:end])
        root = doc[start:end].root.i
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
    if not _ends_title(doc, start, lists):
        return start
    for length in range(min(_LONGEST_TITLE, start), 0, -1):
        title = doc[start - length : start]
        if tuple(token.lower_ for token in title) in lists.titles and title[0].text[:1].isupper():
            return start - length
    return start


def title_before(doc: Doc, start: int, lists: Words) -> tuple[int | None, tuple[str, ...]]:
    """The office right before a name: its first token and its words, modifiers left out."""
    if not _ends_title(doc, start, lists):
        return None, ()
    modifiers = lists.title_modifiers | {"-"}
    for length in range(min(_LONGEST_TITLE, start), 0, -1):
        first = start - length
        title = tuple(token.lower_ for token in doc[first:start])
        if title in lists.titles:
            while first > 0 and doc[first - 1].lower_ in modifiers:
                first -= 1
            if lists.titles[title] in {"honorific", "military"}:
                before, office = title_before(doc, first, lists)
                if before is not None and office and lists.titles[office] in OFFICES:
                    return before, office
            return first, title
    return None, ()


def _ends_title(doc: Doc, start: int, lists: Words) -> bool:
    """Whether the word before may be the last one of an office."""
    return start > 0 and doc[start - 1].lower_ in lists.title_ends


def _entities(doc: Doc, sightings: dict[int, Sighting], lists: Words) -> Iterator[tuple[int, int]]:
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        span = _trim(doc, entity.start, entity.end, sightings, lists)
        if span is not None:
            yield span


def _titled(doc: Doc, sightings: dict[int, Sighting], lists: Words) -> Iterator[tuple[int, int]]:
    for token in doc[:-1]:
        if token.lower_ not in lists.title_ends or not token.text[:1].isupper():
            continue
        following = doc[token.i + 1]
        if (
            following.pos_ != "PROPN"
            or not following.text[:1].isupper()
            or following.lower_ in lists.title_ends
        ):
            continue
        if title_before(doc, token.i + 1, lists)[0] is None:
            continue
        end = token.i + 2
        while end < len(doc) and _continues(doc, end, lists):
            end += 1
        span = _trim(doc, token.i + 1, end, sightings, lists)
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
    taken = {i for start, end in sure for i in range(start, end)}
    index = 0
    while index < len(doc):
        end = index
        while (
            end < len(doc) and end not in taken and end not in sightings and _in_run(doc, index, end, lists)
        ):
            end += 1
        if end == index:
            index += 1
            continue
        words_in = [t for t in doc[index:end] if t.text[:1].isupper()]
        if end - index == 1:
            if doc[index].text in surnames and doc[index].dep_ not in {"compound", "amod"}:
                yield index, end
        elif 2 <= len(words_in) <= 4 and doc[end - 1].pos_ == "PROPN" and _human(doc, index, end, lists):
            yield index, end
        index = end


def _in_run(doc: Doc, start: int, index: int, lists: Words) -> bool:
    token = doc[index]
    if token.lower_ in lists.particles and index > start and token.text not in {"’", "'"}:
        return index + 1 < len(doc) and doc[index + 1].pos_ == "PROPN"
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ in {"", "LOC", "ORG", "GPE"}


def _human(doc: Doc, start: int, end: int, lists: Words) -> bool:
    """Whether a run of capitalised words without an entity type can be a person's name."""
    if any(t.ent_type_ in {"ORG", "GPE"} for t in doc[start:end]):
        return False
    if end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN"}:
        return False
    if all(t.ent_type_ == "LOC" for t in doc[start:end]) or doc[end - 1].tag_ == "NNPS":
        return False
    plain = [t.lower_ for t in doc[start:end]]
    known = lists.organization_heads | lists.government | lists.not_actors | lists.title_ends | lists.people
    if any(word in known or word.isupper() for word in plain) or (
        doc[start].is_sent_start and doc[start].is_upper
    ):
        return False
    root = doc[start:end].root
    return root.dep_ in {"nsubj", "nsubjpass", "appos", "conj", "agent"} or (
        root.dep_ == "pobj" and root.head.lower_ in {"by", "with", "to", "from", "between"}
    )


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
    for split in range(end - 1, start, -1):
        if tuple(t.lower_ for t in doc[start:split]) in lists.titles and split < end:
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
    if end < len(doc) and doc[end].lower_ in lists.suffixes:
        end += 1
    first = doc[start]
    after_title = bool(title_before(doc, start, lists)[1])
    inside = sightings.get(start)
    if (
        inside is not None
        and inside.start == start
        and inside.end >= end
        and (inside.sense("name", "people", "adjective") or not after_title)
    ):
        return None
    if doc[end - 1].lower_ in lists.not_persons or (doc[end - 1].tag_ == "NNPS" and not after_title):
        return None
    if all(t.lower_ in lists.title_ends or t.lower_ in lists.title_modifiers for t in doc[start:end]):
        return None
    if end - start == 1 and (
        first.lower_ in lists.title_ends
        or not first.text[:1].isupper()
        or first.pos_ not in {"PROPN", "NOUN", "X"}
    ):
        return None
    if (
        doc[end - 1].lower_ in lists.organization_heads | lists.government
        or doc[start].lower_ in lists.suffixes
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
