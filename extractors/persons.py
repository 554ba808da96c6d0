"""Persons by name: entities and runs of proper nouns after an office or a form of address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import Candidate, head_of, words
from .gazetteer import Sighting
from .learned.parse import Parse
from .offices import LONGEST_TITLE, ends_title, title_before
from .person_runs import find_runs
from .wordlists import Words

# A name that the recogniser cuts off at an apostrophe (*Mary O'Hara*).
_ELIDED = re.compile(r"[A-Z][’'][A-Z]\w")


def find_persons(doc: Doc, sightings: dict[int, Sighting], lists: Words) -> Iterator[Candidate]:
    """The named persons of the document, from left to right, without overlap.

    `sightings` gives the known name that covers a token, if any: such a token is part of a
    person's name only inside a longer one (*Michael Jordan*).
    """
    taken = -1
    sure = {*_entities(doc, sightings, lists), *_titled(doc, sightings, lists)}
    surnames = {doc[end - 1].text for start, end in sure if end - start > 1}
    found = {*sure, *find_runs(doc, sightings, sure, surnames, lists)}
    spans = sorted(found, key=lambda span: (span[0], -span[1]))
    for start, end in spans:
        if start < taken:
            continue
        taken = end
        title_start, title = title_before(doc, start, lists)
        name = words(doc, start, end)
        root = head_of(doc, start, end).i
        yield Candidate(
            _address(doc, start, lists) if _bare(doc, start, end, lists) else start,
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


def no_things(doc: Doc, persons: Sequence[Candidate], lists: Words) -> list[Candidate]:
    """The persons, without those of one word that only name a thing (*the Pinto treaty*)."""
    parse = Parse.of(doc)
    single = [p for p in persons if " " not in p.label and not p.title]
    alone = frozenset(map(id, single))
    known = {word for p in persons if id(p) not in alone for word in p.label.split()}
    whole = {
        p.label
        for p in single
        if parse.dep[p.root] not in {"compound", "amod", "nmod"}
        or parse.head[p.root] < p.root
        or parse.lemma[parse.head[p.root]] in lists.government
        or (p.start > 1 and parse.text[p.start - 1] in {"-", "–"} and parse.text[p.start - 2] in known)
    }
    return [p for p in persons if id(p) not in alone or p.label in known or p.label in whole]


def _bare(doc: Doc, start: int, end: int, lists: Words) -> bool:
    """Whether the name is a surname alone, of however many words (*Lee*, *van der Berg*, *Bani-Sadr*)."""
    parse = Parse.of(doc)
    joined = parse.text[end - 2] == "-" and end - start == 3
    return end - start == 1 or joined or all(word in lists.particles for word in parse.lower[start : end - 1])


def _address(doc: Doc, start: int, lists: Words) -> int:
    """Where a surname with its form of address begins (*President Lee*, *Lord Curzon*)."""
    parse = Parse.of(doc)
    if not ends_title(parse, start, lists):
        return start
    for first in range(start - min(LONGEST_TITLE, start), start):
        if tuple(parse.lower[first:start]) in lists.titles and parse.text[first][:1].isupper():
            return first
    return start


def _entities(doc: Doc, sightings: dict[int, Sighting], lists: Words) -> Iterator[tuple[int, int]]:
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        end = entity.end
        # What the recogniser leaves off the first name (*Dean Rusk*).
        if end - entity.start == 1 and entity.root.dep_ == "compound" and entity.root.head.i == end:
            after = doc[end]
            named = after.tag_ == "NNP" and after.text.istitle() and not after.is_stop and not after.ent_type_
            end += named and end not in sightings
        span = _trim(doc, entity.start, end, sightings, lists)
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


def _continues(doc: Doc, index: int, lists: Words) -> bool:
    token = doc[index]
    if token.pos_ == "PROPN" and token.text[:1].isupper():
        return True
    if token.lower_ in lists.particles or token.lower_ in lists.suffixes:
        return index + 1 < len(doc) and (doc[index + 1].pos_ == "PROPN" or token.lower_ in lists.suffixes)
    return False


def _surname(doc: Doc, start: int, end: int) -> bool:
    """Whether a recognised name that ends like a plural is that of one person (*Adnan Menderes*)."""
    parse = Parse.of(doc)
    article = start > 0 and parse.pos[start - 1] in {"DET", "NUM"}
    return end - start > 1 and parse.ent[end - 1] == "PERSON" and parse.tag[start] == "NNP" and not article


def _trim(
    doc: Doc, start: int, end: int, sightings: dict[int, Sighting], lists: Words
) -> tuple[int, int] | None:
    while start < end and (
        not (doc[start].text[:1].isupper() or doc[start].lower_ in lists.particles)
        or (doc[start].pos_ in {"ADV", "SCONJ", "ADP"} and start + 1 < end)
    ):
        start += 1
    lower, stop = (parse := Parse.of(doc)).lower, parse.stop
    # What opens a sentence has a capital too (*Thereafter Lindqvist*).
    if start + 1 < end and stop[start] and doc[start].is_sent_start and lower[start] not in lists.given:
        start += 1
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
    while end < len(doc) and _ELIDED.match(parse.text[end]) and parse.begin[end] == parse.end[end - 1] + 1:
        end += 1
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
    # A surname in *-s* is tagged as a plural; with an article it is one (*the Baltic Germans*).
    if doc[end - 1].tag_ == "NNPS" and not after_title and not _surname(doc, start, end):
        return None
    # A plural with an article is a party or a people (*the Physiocrats*).
    plural = end - start == 1 and lower[start].endswith("s") and lower[max(0, start - 1)] == "the"
    if plural and not after_title and parse.dep[start] in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        return None
    office = tuple(lower[start:end]) in lists.titles
    if office or all(w in lists.title_ends or w in lists.title_modifiers for w in lower[start:end]):
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
