"""Persons that the entity recogniser missed: runs of capitalised words without a type."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from .candidates import head_of, is_plural
from .gazetteer import Sighting
from .learned.parse import Parse
from .offices import after_office
from .wordlists import Words


def find_runs(
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
            known = parse.text[index] in surnames and parse.dep[index] not in {"compound", "amod"}
            if known or _paired(parse, index, taken):
                yield index, end
        elif (start := after_office(doc, index, end, lists)) > index:
            yield start, end
        elif 2 <= capitals <= 4 and parse.pos[end - 1] == "PROPN" and _human(doc, index, end, lists):
            yield index, end
        after = end


def _paired(parse: Parse, index: int, taken: set[int]) -> bool:
    """Whether the word is joined to a person's name as its equal (*the Adler-Brandt plan*)."""
    joined = index > 1 and parse.text[index - 1] in {"-", "–"} and index - 2 in taken
    return joined and parse.text[index][:1].isupper() and parse.ent[index] in {"", "PERSON", "ORG"}


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
    last = doc[end - 1]
    if (
        all(t.ent_type_ == "LOC" for t in doc[start:end])
        or last.tag_ == "NNPS"
        or last.lower_ in lists.not_persons
    ):
        return False
    plain = [t.lower_ for t in doc[start:end]]
    known = lists.organization_heads, lists.government, lists.not_actors, lists.title_ends, lists.people
    if any(word.isupper() or any(word in nouns for nouns in known) for word in plain) or (
        doc[start].is_sent_start and doc[start].is_upper
    ):
        return False
    if root.dep_ == "npadvmod" and _beside(doc, start, end, lists):
        return True
    return root.dep_ in {"nsubj", "nsubjpass", "appos", "conj", "agent"} or (
        root.dep_ == "pobj" and root.head.lower_ in {"by", "with", "to", "from", "between"}
    )


def _beside(doc: Doc, start: int, end: int, lists: Words) -> bool:
    """Whether the run stands between commas behind one person (*its ally, Jo Ann Lee, in*)."""
    before = doc[start - 2] if start > 1 and doc[start - 1].text == "," else None
    return (
        before is not None
        and doc[end : end + 1].text == ","
        and before.lower_ in lists.people | lists.title_ends
        and not is_plural(before)
    )


def _holds_office(root: Token, lists: Words) -> bool:
    """Whether the name stands behind the office of one person (*its director, Signe Dahl*)."""
    office = root.head
    known = office.lower_ in lists.title_ends or office.lower_ in lists.people
    return root.dep_ == "appos" and known and not is_plural(office)
