"""All candidates of a document: known names, persons, organizations, descriptions, in order."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .acronyms import with_acronyms
from .candidates import Candidate, bare_start, head_of, is_plural, prefixed, stem, words
from .complements import far_end
from .coordinated import join
from .entities import MODIFIER, find_entities, names_of
from .gazetteer import Gazetteer, Polity, Sighting
from .learned.parse import Parse
from .named_runs import find_named_runs
from .offices import without_given_names
from .persons import find_persons, no_things
from .phrases import find_phrases
from .speakers import find_speakers
from .standing import acts, is_addressed
from .things import without_things
from .unnamed import find_unnamed
from .wordlists import Words

_OWN = frozenset(
    {
        "the",
        "states",
        "american",
        "republican",
        "democratic",
        "new",
        "next",
        "last",
        "full",
        "entire",
        "joint",
    }
)
_PLACES = frozenset({"LOC", "FAC"})
_REGIONS = frozenset(
    {"New", "North", "South", "East", "West", "Central", "Northern", "Southern", "Eastern", "Western"}
)


def find_candidates(doc: Doc, gazetteer: Gazetteer, lists: Words) -> list[Candidate]:
    """Every candidate, sorted by place; two never have the same head and the same span."""
    lists = without_given_names(doc, lists)
    provinces = _provinces(doc)
    sightings = [s for s in gazetteer.sightings(doc) if not _overridden(doc, s, provinces)]
    covered = {i: s for s in sightings for i in range(s.start, s.end)}
    persons = no_things(doc, list(find_persons(doc, covered, lists)), lists)
    taken = {i for p in persons for i in range(p.start, p.end)}
    surnames, _ = names_of(persons)
    known: list[Candidate] = []
    for sighting in sightings:
        if any(i in taken for i in range(sighting.start, sighting.end)):
            continue
        if (candidate := _known(doc, sighting, surnames, lists)) is not None:
            known.append(candidate)
    heads = {c.root for c in known if not c.attributive} | taken
    phrases = [*join(doc, find_phrases(doc, covered, heads, lists)), *find_unnamed(doc, heads, lists)]
    taken |= {i for c in known if not c.attributive for i in range(c.start, c.end)}
    occupied = taken | {c.root for c in phrases}
    others = list(find_entities(doc, occupied, covered, persons, lists))
    occupied |= {i for c in others for i in range(c.start, c.end)}
    runs = [*find_named_runs(doc, occupied, persons, lists), *find_speakers(doc, occupied, lists)]
    named = without_things(doc, with_acronyms(doc, [*persons, *known, *phrases, *others, *runs]), lists)
    return sorted(
        (c for c in named if not _only_part_of_a_name(doc, c, named)), key=lambda c: (c.start, -c.end, c.root)
    )


def _only_part_of_a_name(doc: Doc, candidate: Candidate, names: Sequence[Candidate]) -> bool:
    """Whether an organization's name is a word of a longer one (*Labour* in *Labour Court*).

    An acronym or a name of several words is not (*UN* in *UN Commission on Ports*), unless it is an organ's.
    """
    if candidate.polity and not candidate.polity.part_of:
        several = candidate.end - candidate.start > 1
        if several or doc[candidate.start].text.isupper():
            return False
    return (
        candidate.node_class is NodeClass.ORGANIZATION
        and candidate.polity is not None
        and candidate.attributive
        and any(n.kind == "name" and n.start <= candidate.start < candidate.end < n.end for n in names)
    )


def _provinces(doc: Doc) -> set[str]:
    """The names that the text gives to a part of a country (*Washington state*)."""
    lower = Parse.of(doc).lower
    return {
        doc[i - 1].text
        for i, word in enumerate(lower)
        if word == "state" and i and doc[i - 1].ent_type_ == "GPE"
    }


def _overridden(doc: Doc, sighting: Sighting, provinces: set[str]) -> bool:
    """Whether a known name is part of another one (*Peruvian Congress*, *Congress of Colombia*).

    Or the name of a part of a country, which else stands for a government (*Washington* the state).
    """
    if _in_place_name(doc, sighting):
        return True
    polity, last = sighting.sense("name"), doc[sighting.end - 1]
    if is_plural(last) and prefixed(Parse.of(doc), sighting.start):
        return True
    if polity is None:
        return doc[sighting.start].text in provinces and sighting.sense("metonym") is not None
    if polity.part_of and sighting.end - sighting.start == 1:
        if (
            sighting.start > 0
            and doc[sighting.start - 1].ent_type_ in {"NORP", "GPE"}
            and doc[sighting.start - 1].pos_ in {"ADJ", "PROPN"}
        ):
            return doc[sighting.start - 1].lower_ not in {"u.s.", "us", "american", "states"}
        if _ends_name(doc, sighting) or (sighting.start > 0 and doc[sighting.start - 1].text == "state"):
            return True
        following = doc[sighting.end : sighting.end + 2]
        return (
            len(following) == 2 and following[0].lower_ == "of" and following[1].ent_type_ in {"GPE", "ORG"}
        )
    return (
        polity.node_class is NodeClass.ORGANIZATION
        and last.text.isupper()
        and len(last) <= 2
        and last.ent_type_ == "PERSON"
    )


def _ends_name(doc: Doc, sighting: Sighting) -> bool:
    """Whether the word ends the name of another body (*Free Workers Congress*)."""
    last = sighting.start
    if doc[last].ent_type_ != "ORG" or doc[last].ent_iob_ != "I":
        return False
    before = doc[last - 1]
    return (
        before.pos_ in {"PROPN", "ADJ"} and before.is_alpha and before.is_title and before.lower_ not in _OWN
    )


def _in_place_name(doc: Doc, sighting: Sighting) -> bool:
    """Whether a longer name of a place or an event holds it (*New Jersey*, *Western Hemisphere*)."""
    first, last = sighting.start, sighting.end - 1
    groups = all(polity.node_class is NodeClass.GROUP for _, polity in sighting.senses)
    if groups and doc[last].ent_type_ in _PLACES and last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        return doc[last + 1].pos_ == "PROPN"
    return first > 0 and doc[first].ent_iob_ == "I" and doc[first - 1].text in _REGIONS


def _known(doc: Doc, sighting: Sighting, surnames: set[str], lists: Words) -> Candidate | None:
    root = head_of(doc, sighting.start, sighting.end)
    attributive = _is_modifier(root, sighting)
    plural_the = sighting.start > 0 and doc[sighting.start - 1].lower_ == "the"
    name, people = sighting.sense("name"), sighting.sense("people")
    adjective, seat = sighting.sense("adjective"), sighting.sense("metonym")
    polity: Polity | None = None
    confidence = 0.9
    if name is not None and not (people and is_plural(root)):
        polity = name
    elif people is not None and not attributive and (plural_the or is_plural(root)):
        return _people(doc, sighting, people, lists)
    elif adjective is not None and (attributive or root.pos_ == "ADJ" or _shares_noun(doc, sighting)):
        polity, attributive, confidence = adjective, True, 0.5
    elif (
        seat is not None
        and doc[sighting.start : sighting.end].text not in surnames
        and (acts(root) or is_addressed(root, lists) or root.ent_type_ == "ORG")
    ):
        polity, confidence = seat, 0.7
    elif people is not None and not attributive and root.ent_type_ == "NORP":
        return _people(doc, sighting, people, lists)
    if polity is None:
        return None
    return Candidate(
        bare_start(doc, sighting.start, sighting.end),
        sighting.end,
        root.i,
        "name",
        polity.node_class,
        polity.label,
        confidence,
        polity=polity,
        name=polity.label,
        attributive=attributive,
        definite=True,
    )


def _shares_noun(doc: Doc, sighting: Sighting) -> bool:
    """Whether the noun stands behind the second of two peoples (*the Danish and the Dutch governments*)."""
    following = [t for t in doc[sighting.end : sighting.end + 4] if t.lower_ != "the"]
    return (
        len(following) > 2
        and following[0].lower_ in {"and", "or"}
        and following[1].ent_type_ == "NORP"
        and following[1].pos_ == "ADJ"
        and following[2].pos_ in {"NOUN", "PROPN"}
    )


def _people(doc: Doc, sighting: Sighting, polity: Polity, lists: Words) -> Candidate:
    """A people by its name: its state, unless only a part of it is meant (*many Israelis*)."""
    root = head_of(doc, sighting.start, sighting.end)
    modifiers = [t for t in root.lefts if t.dep_ in {"amod", "nummod"} or t.lower_ in lists.quantities]
    start = bare_start(doc, min([sighting.start, *(t.left_edge.i for t in modifiers)]), sighting.end)
    if modifiers or polity.node_class is not NodeClass.STATE:
        label = words(doc, start, sighting.end)
        group = polity.node_class if polity.node_class is not NodeClass.STATE else NodeClass.GROUP
        known = polity if not modifiers else None
        return Candidate(
            start,
            sighting.end,
            root.i,
            "nominal" if modifiers else "name",
            group,
            polity.label if known else label,
            0.7,
            polity=known,
            states=(polity,),
            name=label if known else None,
            head=stem(root),
            plural=True,
            definite=True,
            reach=far_end(doc, root, sighting.end),
        )
    return Candidate(
        start,
        sighting.end,
        root.i,
        "name",
        NodeClass.STATE,
        polity.label,
        0.8,
        polity=polity,
        name=polity.label,
        plural=True,
        definite=True,
    )


def _is_modifier(root: Token, sighting: Sighting) -> bool:
    if root.dep_ in MODIFIER and sighting.start <= root.i < root.head.i:
        return root.dep_ != "poss"
    return root.dep_ == "conj" and root.pos_ == "ADJ" and root.head.dep_ == "amod"
