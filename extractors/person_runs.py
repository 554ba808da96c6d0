"""Persons that the entity recogniser missed: runs of capitalised words without a type."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from .candidates import head_of, is_plural
from .gazetteer import Sighting
from .learned.parse import Parse
from .offices import after_office
from .qualifiers import voices
from .wordlists import Words

# Types that the recogniser gives to a name that it does not know, and those that it hardly misses.
_UNSURE = frozenset({"FAC", "PRODUCT", "NORP", "WORK_OF_ART", "EVENT", "LAW"})
_NUMBERS = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"})
_NUMBERS |= {"XIII", "XIV", "XV", "XVI", "XVII", "XVIII"}
_REGIONS = frozenset({"north", "south", "east", "west", "new", "central", "upper", "lower", "saint", "great"})
_POSSIBLE = _UNSURE | {"", "ORG", "GPE", "LOC"}


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
        elif parse.text[end - 1] in _NUMBERS and parse.lower[end - 2] in lists.regnal:
            yield end - 2, end
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
    return named and parse.ent[index] in _POSSIBLE


def _human(doc: Doc, start: int, end: int, lists: Words) -> bool:
    """Whether a run of capitalised words without an entity type can be a person's name."""
    root = head_of(doc, start, end)
    types = {t.ent_type_ for t in doc[start:end]}
    speaks = (
        _speaks(root) and doc[start].lower_ not in _REGIONS and (not start or doc[start - 1].pos_ != "DET")
    )
    if types & _UNSURE and not speaks:
        return False
    if types & {"ORG", "GPE"} and not (_holds_office(root, lists) or (types <= {"GPE"} and speaks)):
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
    if (root.dep_ == "npadvmod" and _beside(doc, start, end, lists)) or (speaks and root.dep_ == "dobj"):
        return True
    return root.dep_ in {"nsubj", "nsubjpass", "appos", "conj", "agent"} or (
        root.dep_ == "pobj" and root.head.lower_ in {"by", "with", "to", "from", "between"}
    )


def _speaks(root: Token) -> bool:
    """Whether only a person can stand there: who says something, or stands beside a person."""
    beside = root.dep_ == "conj" and root.head.ent_type_ == "PERSON"
    others = any(t.dep_ == "conj" and t.ent_type_ == "PERSON" for t in root.rights)
    verb, said = root.head.lemma_, voices()
    says = verb in said.reporting or verb in said.negative_verbs
    return (root.dep_ == "nsubj" and says) or beside or others


def _beside(doc: Doc, start: int, end: int, lists: Words) -> bool:
    """Whether the run stands between commas behind one person (*its ally, Jo Ann Lee, in*)."""
    before = doc[start - 2] if start > 1 and doc[start - 1].text == "," else None
    return (
        before is not None
        and doc[end : end + 1].text == ","
        and (before.lower_ in lists.people or before.lower_ in lists.title_ends)
        and not is_plural(before)
    )


def _holds_office(root: Token, lists: Words) -> bool:
    """Whether the name stands behind the office of one person (*its director, Signe Dahl*)."""
    office = root.head
    known = office.lower_ in lists.title_ends or office.lower_ in lists.people
    return root.dep_ == "appos" and known and not is_plural(office)
