"""The states and organizations that stand inside a noun phrase."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import Chunk, stem
from .gazetteer import Polity, Sighting

_RULING = frozenset({"government", "regime", "leadership", "administration"})


def states_within(doc: Doc, chunk: Chunk, sightings: Mapping[int, Sighting]) -> tuple[Polity, ...]:
    """The states and organizations that modify the head, before it or after *of*."""
    found: list[Polity] = []
    capital, index = chunk.root.text[:1].isupper(), chunk.start
    while index < chunk.root.i:
        sighting = sightings.get(index)
        if sighting is not None and sighting.end <= chunk.root.i:
            polity = sighting.sense("adjective", "name", "people", "metonym")
            # A capital word for a party is a word of the longer name (*the Labour Court*).
            inside = capital and polity is not None and polity.label.endswith("Party")
            if polity is not None and polity.node_class is not NodeClass.GROUP and not inside:
                found.append(polity)
            index = sighting.end
        else:
            index += 1
    for preposition in chunk.root.rights:
        ruled_in = not found and preposition.lower_ == "in" and stem(chunk.root) in _RULING
        if (preposition.lower_ in {"of", "from"} or ruled_in) and preposition.i <= chunk.end + 1:
            for thing in preposition.children:
                for item in (thing, *thing.conjuncts):
                    sighting = sightings.get(item.i)
                    polity = sighting.sense("name", *(("metonym",) if ruled_in else ())) if sighting else None
                    if polity is not None and thing.dep_ == "pobj":
                        found.append(polity)
    return tuple(dict.fromkeys(found))
